#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/owed_periods.h"
#include "projections/measures/return_count.h"
#include "projections/measures/scorecard.h"

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
  const bool owed = state.phase == Phase::requested || state.phase == Phase::rejected;
  const bool in_time = is_due && came_in_time(state);
  count.due += is_due ? 1U : 0U;
  count.in_time += in_time ? 1U : 0U;
  count.good_in_time += in_time && is_good(state) ? 1U : 0U;
  count.owed += owed ? 1U : 0U;
  count.overdue += is_missing(state, asked_on) ? 1U : 0U;
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

object data_returns(const Board& board, Day asked_on) {
  const auto& records = board.records();
  array rows;
  Count count;
  records.lists(list_of(RecordKind::DATA_RETURN)).visit_from(0, [&](std::uint64_t key) {
    const auto number = number_in(key);
    add_to(count, records.state<data_return::State>(number), asked_on);
    rows.push_back(row_of(records, number, asked_on));
    return true;
  });
  return {{"title", "Data returns"},
          {"sentence",
           rows.empty() ? std::string{"No return has been requested."} : sentence_of(count)},
          {"askedOn", iso(asked_on)},
          {"due", count.due},
          {"inTime", count.in_time},
          {"goodInTime", count.good_in_time},
          {"goodInTimeSentence", good_sentence(count)},
          {"owed", count.owed},
          {"overdue", count.overdue},
          {"returns", std::move(rows)}};
}

}  // namespace closeloop
