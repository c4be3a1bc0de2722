#include "projections/measures/inventory.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/measure_row.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using Status = indicator::AvailabilitySet::Status;

struct Answer {
  Status status;
  std::string_view name;
};

constexpr std::array<Answer, 6> answers{{{Status::ON_SCORECARD, "onScorecard"},
                                         {Status::ELSEWHERE, "elsewhere"},
                                         {Status::HELD_NOT_SUPPLIED, "heldNotSupplied"},
                                         {Status::NOT_COLLECTED, "notCollected"},
                                         {Status::NOT_COLLECTABLE, "notCollectable"},
                                         {Status::UNSET, "notAsked"}}};

std::string_view name_of(Status status) {
  for (const auto& answer : answers) {
    if (answer.status == status) return answer.name;
  }
  return "notAsked";
}

object row_of(const Board::Records& records, Number number) {
  const auto& state = records.state<indicator::State>(number);
  const auto id = records.store[number].id;
  object row{{"id", id},
             {"title", state.terms.title},
             {"page", fmt::format("/indicators/{}/measure", id)},
             {"self", fmt::format("/api/v1/indicators/{}/measure", id)},
             {"scorecard", scorecard_of(records, number)},
             {"status",
              object{{"name", name_of(state.availability)}, {"label", words(state.availability)}}}};
  if (!state.terms.source_agency.empty()) row["source"] = state.terms.source_agency;
  if (state.asked_on) row["askedOn"] = iso(*state.asked_on);
  const auto* kept =
      records.last_kept(number, static_cast<std::uint16_t>(indicator::Event::AVAILABILITY_SET));
  if (kept == nullptr) return row;
  row["event"] = fmt::format("/events/{}", kept->position);
  eventstore::Opener opener;
  (void)opener.open<Event>(kept->payload(), [&](Event::Reader payload) {
    const auto said = payload.getIndicator().getAvailabilitySet();
    if (said.hasContact()) row["contact"] = eventstore::str(said.getContact());
    if (said.hasNote()) row["note"] = eventstore::str(said.getNote());
  });
  return row;
}

}  // namespace

Result<object> inventory(const Board& board, std::string_view status, Day asked_on) {
  const auto& records = board.records();
  if (!status.empty() && std::ranges::find(answers, status, &Answer::name) == answers.end()) {
    return eventstore::invalid("parameter",
                               fmt::format("There is no availability called '{}'.", status));
  }
  std::map<Status, std::size_t> counts;
  array rows;
  const auto all = indicators(records);
  for (const auto number : all) {
    const auto availability = records.state<indicator::State>(number).availability;
    ++counts[availability];
    if (status.empty() || name_of(availability) == status) rows.push_back(row_of(records, number));
  }
  array statuses;
  for (const auto& answer : answers) {
    object one{{"name", answer.name},
               {"label", words(answer.status)},
               {"count", counts[answer.status]},
               {"self", fmt::format("/api/v1/scorecards/inventory?status={}", answer.name)}};
    if (answer.name == status) one["selected"] = true;
    statuses.push_back(std::move(one));
  }
  const auto asked = all.size() - counts[Status::UNSET];
  const auto at_hand = counts[Status::ON_SCORECARD] + counts[Status::ELSEWHERE];
  return object{
      {"title", "Which data there are"},
      {"page", "/scorecards/inventory"},
      {"self", "/api/v1/scorecards/inventory"},
      {"sentence", fmt::format("It was asked of {} of {} whether there are data. The data of {} "
                               "already reach the Board.",
                               asked, counted(all.size(), "measure", "measures"), at_hand)},
      {"askedOn", iso(asked_on)},
      {"measures", all.size()},
      {"asked", asked},
      {"statuses", std::move(statuses)},
      {"rows", std::move(rows)}};
}

}  // namespace closeloop
