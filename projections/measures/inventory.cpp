#include "projections/measures/inventory.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/availability.h"
#include "projections/measures/headline.h"
#include "projections/measures/measure_row.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
/// Whether something stands for the measure: a figure that was supplied, or what is worked out.
bool has_figures(const Board::Records& records, Number indicator, Day on) {
  bool supplied = false;
  records.store.forward(indicator, [&](Number number) {
    supplied = supplied ||
               (records.store[number].kind == RecordKind::SERIES && records.store[number].exists &&
                !records.state<series::State>(number).points.empty());
  });
  if (supplied) return true;
  const auto headline = headline_of(records, indicator, {}, on);
  return headline && headline->holds_figures();
}

object row_of(const Board::Records& records, Number number, const Availability& availability) {
  const auto& state = records.state<indicator::State>(number);
  const auto id = records.store[number].id;
  object row{{"id", id},
             {"title", state.terms.title},
             {"page", fmt::format("/indicators/{}/measure", id)},
             {"self", fmt::format("/api/v1/indicators/{}/measure", id)},
             {"scorecard", scorecard_of(records, number)},
             {"status", object{{"name", availability.name}, {"label", availability.label}}}};
  if (!state.terms.source_agency.empty()) row["source"] = state.terms.source_agency;
  if (availability.asked_on) row["askedOn"] = iso(*availability.asked_on);
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
  if (!status.empty() &&
      std::ranges::find(availabilities, status, &AvailabilityName::name) == availabilities.end()) {
    return eventstore::invalid("parameter",
                               fmt::format("There is no availability called '{}'.", status));
  }
  std::map<std::string_view, std::size_t> counts;
  array rows;
  const auto all = indicators(records);
  for (const auto number : all) {
    const auto availability =
        availability_of(records, number, has_figures(records, number, asked_on), asked_on);
    ++counts[availability.name];
    if (status.empty() || availability.name == status) {
      rows.push_back(row_of(records, number, availability));
    }
  }
  array statuses;
  for (const auto& [name, label] : availabilities) {
    object one{{"name", name},
               {"label", label},
               {"count", counts[name]},
               {"self", fmt::format("/api/v1/scorecards/inventory?status={}", name)}};
    if (name == status) one["selected"] = true;
    statuses.push_back(std::move(one));
  }
  const auto asked = all.size() - counts["notAsked"];
  const auto at_hand = counts["onScorecard"] + counts["elsewhere"] + counts["held"];
  return object{
      {"title", "Which data there are"},
      {"page", "/scorecards/inventory"},
      {"self", "/api/v1/scorecards/inventory"},
      {"sentence", fmt::format("It is known of {} of {} whether there are data. The data of {} "
                               "already reach the Board.",
                               asked, counted(all.size(), "measure", "measures"), at_hand)},
      {"askedOn", iso(asked_on)},
      {"measures", all.size()},
      {"asked", asked},
      {"statuses", std::move(statuses)},
      {"rows", std::move(rows)}};
}

}  // namespace closeloop
