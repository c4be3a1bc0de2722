#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/owed_periods.h"
#include "projections/measures/return_count.h"
#include "projections/measures/scorecard.h"
#include "projections/selection.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using data_return::Phase;

/// What was due by the day that is asked for, and what came of it.
struct Count {
  std::size_t due = 0, in_time = 0, good_in_time = 0, owed = 0, overdue = 0;
};

std::string status_of(const data_return::State& state, Day asked_on) {
  if (state.phase == Phase::accepted) return "Accepted";
  if (state.phase == Phase::rejected) {
    return is_missing(state, asked_on) ? "Rejected, overdue: not supplied"
                                       : "Rejected: to be sent again";
  }
  if (state.phase == Phase::received) return "Received, not judged yet";
  return is_missing(state, asked_on) ? "Not supplied, overdue" : "Not supplied yet";
}

void add_to(Count& count, const data_return::State& state, Day asked_on) {
  const bool is_due = state.due_on < asked_on;
  const bool in_time = is_due && came_in_time(state);
  count.due += is_due ? 1U : 0U;
  count.in_time += in_time ? 1U : 0U;
  count.good_in_time += in_time && is_good(state) ? 1U : 0U;
  count.owed += is_owed(state) ? 1U : 0U;
  count.overdue += is_missing(state, asked_on) ? 1U : 0U;
}

struct Status {
  std::string_view name;
  std::string_view label;
  bool (*has)(const data_return::State& state, Day asked_on);
};

constexpr std::array<Status, 4> statuses{{
    {"owed", "Owed", [](const auto& state, Day) { return is_owed(state); }},
    {"overdue", "Overdue", [](const auto& state, Day on) { return is_missing(state, on); }},
    {"received", "Received, not judged yet",
     [](const auto& state, Day) { return state.phase == Phase::received; }},
    {"accepted", "Accepted", [](const auto& state, Day) { return state.phase == Phase::accepted; }},
}};

/// Where it stands: what is owed first, by the day on which it is due; then the newest.
std::uint64_t place_in_order(const data_return::State& state, Number number) {
  constexpr std::int32_t behind_all = 1'000'000'000;
  const auto due = number_of_day(state.due_on);
  return key_of(is_owed(state) ? due : behind_all - due, number);
}

object row_of(const Board::Records& records, Number number, Day asked_on) {
  const auto& state = records.state<data_return::State>(number);
  auto row = reference_json(records, number);
  row["agency"] = agency_name(records, state.agency.text());
  row["period"] = state.period;
  row["due"] = iso(state.due_on);
  row["status"] = status_of(state, asked_on);
  row["missing"] = is_missing(state, asked_on);
  if (state.first_received_on) {
    row["receivedOn"] = iso(*state.first_received_on);
    row["late"] = *state.first_received_on > state.due_on;
    row["valuesPage"] = fmt::format("/returns/{}/values", records.store[number].id);
  }
  if (state.phase == Phase::accepted && state.grade != measures::Grade::UNSET) {
    row["grade"] = std::string(1, static_cast<char>('A' + static_cast<int>(state.grade) - 1));
  }
  return row;
}

std::string sentence_of(const Count& count) {
  return fmt::format("{} owed, {} of them overdue. Of {} that were due, {} came in time.",
                     sentence_case(counted(count.owed, "return is", "returns are")), count.overdue,
                     count.due, count.in_time);
}

/// L11 of the catalogue, in words.
std::string good_sentence(const Count& count) {
  if (count.due == 0) return "No return has been due yet.";
  return fmt::format(
      "Returns in time and at grade A or B (L11): {} of {}, {:.1f}%.", count.good_in_time,
      count.due, 100.0 * static_cast<double>(count.good_in_time) / static_cast<double>(count.due));
}

}  // namespace

Result<object> data_returns(const Board& board, Day asked_on, std::string_view status,
                            const std::optional<Page>& page) {
  const auto& records = board.records();
  const auto* const wanted = std::ranges::find(statuses, status, &Status::name);
  if (!status.empty() && wanted == statuses.end()) {
    return eventstore::invalid("parameter",
                               fmt::format("There is no status of returns called '{}'.", status));
  }
  std::uint64_t place = 0;
  auto limit = records.store.count() + std::size_t{1};
  if (page) {
    BOOST_OUTCOME_TRY(place, place_of(*page));
    BOOST_OUTCOME_TRY(limit, limit_of(*page));
  }
  Count count;
  std::array<std::size_t, statuses.size()> counts{};
  std::vector<std::uint64_t> keys;
  std::size_t all = 0;
  records.lists(list_of(RecordKind::DATA_RETURN)).visit_from(0, [&](std::uint64_t key) {
    const auto number = number_in(key);
    const auto& state = records.state<data_return::State>(number);
    ++all;
    add_to(count, state, asked_on);
    for (std::size_t i = 0; i < statuses.size(); ++i) {
      counts[i] += statuses[i].has(state, asked_on) ? 1U : 0U;
    }
    if (status.empty() || wanted->has(state, asked_on)) {
      keys.push_back(place_in_order(state, number));
    }
    return true;
  });
  std::ranges::sort(keys);
  array rows;
  std::string next;
  for (auto key = std::ranges::lower_bound(keys, place); key != keys.end(); ++key) {
    if (rows.size() == limit) {
      next = cursor_of(*key);
      break;
    }
    rows.push_back(row_of(records, number_in(*key), asked_on));
  }
  array choices;
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    object choice{{"name", statuses[i].name},
                  {"label", statuses[i].label},
                  {"count", counts[i]},
                  {"self", fmt::format("/api/v1/data-returns?status={}", statuses[i].name)}};
    if (statuses[i].name == status) choice["selected"] = true;
    choices.push_back(std::move(choice));
  }
  object model{
      {"title", "Data returns"},
      {"sentence", all == 0 ? std::string{"No return has been requested."} : sentence_of(count)},
      {"askedOn", iso(asked_on)},
      {"requested", all},
      {"due", count.due},
      {"inTime", count.in_time},
      {"goodInTime", count.good_in_time},
      {"goodInTimeSentence", good_sentence(count)},
      {"owed", count.owed},
      {"overdue", count.overdue},
      {"statuses", std::move(choices)},
      {"rows", std::move(rows)}};
  if (!next.empty()) model["next"] = next;
  return model;
}

}  // namespace closeloop
