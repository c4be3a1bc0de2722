#include "projections/measures/coverage.h"

#include <algorithm>

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "projections/describe.h"

namespace closeloop {
namespace {

struct Returns {
  std::size_t due = 0, in_time = 0, fit_for_use = 0;
};

Returns returns_for(const Board::Records& records, const boost::json::array& measures,
                    Day asked_on) {
  using data_return::Phase;
  Returns count;
  records.lists(list_of(RecordKind::DATA_RETURN)).visit_from(0, [&](std::uint64_t key) {
    const auto& state = records.state<data_return::State>(number_in(key));
    const bool of_these =
        std::any_of(measures.begin(), measures.end(), [&](const boost::json::value& row) {
          return std::any_of(state.indicators.begin(), state.indicators.end(),
                             [&](const auto& id) { return row.at("id").as_string() == id.text(); });
        });
    if (!of_these || state.due_on >= asked_on) return true;
    ++count.due;
    const bool here = state.first_received_on && state.phase != Phase::rejected;
    count.in_time += here && *state.first_received_on <= state.due_on ? 1U : 0U;
    count.fit_for_use += state.phase == Phase::accepted && (state.grade == measures::Grade::A ||
                                                            state.grade == measures::Grade::B)
                             ? 1U
                             : 0U;
    return true;
  });
  return count;
}

}  // namespace

std::string coverage_of(const Board::Records& records, const boost::json::array& measures,
                        Day asked_on) {
  if (measures.empty()) return "No measure is agreed for this question.";
  const auto supplied = std::count_if(measures.begin(), measures.end(), [](const auto& row) {
    return row.at("signal").at("name").as_string() != "noData";
  });
  auto text = fmt::format("{} of {} measures have figures.", supplied, measures.size());
  const auto returns = returns_for(records, measures, asked_on);
  if (returns.due == 0) return text;
  return text + fmt::format(" Of {} that {} due for them, {} came in time and {} graded A or B.",
                            counted(returns.due, "return", "returns"),
                            returns.due == 1 ? "was" : "were", returns.in_time,
                            returns.fit_for_use == 1 ? std::string{"1 is"}
                                                     : fmt::format("{} are", returns.fit_for_use));
}

}  // namespace closeloop
