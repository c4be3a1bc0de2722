#include "projections/look_again.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "domain/status.h"
#include "projections/describe.h"
#include "projections/loop_prompts.h"
#include "projections/measures/loop_concerns.h"

namespace closeloop {

std::optional<Day> look_again_from(const Board::Records& records, const Loop& loop) {
  const auto& state = records.finding(loop.finding);
  if (!state.is_closed()) return std::nullopt;
  std::optional<Day> from;
  const auto prompted = [&](Day day) { from = from ? std::min(*from, day) : day; };
  const auto ever = prompts_of(records.facts_of(loop), Day::max());
  if (ever.no_longer_holds || ever.sustainability_failed || ever.contradicted) {
    prompted(state.closed_on.value_or(state.raised_on));
  }
  if (ever.check_due) prompted(state.check_on);
  if (ever.review_due) prompted(*state.review_on);
  if (const auto again = records.found_again(loop.finding); again != 0) {
    prompted(records.finding(again).raised_on);
  }
  return from;
}

Selection::Count LookAgain::count() const {
  auto counted =
      prompted.count_between(std::numeric_limits<std::int32_t>::min(), number_of_day(on) + 1);
  const auto more = figures.count();
  counted.count += more.count;
  counted.exact = counted.exact && more.exact;
  return counted;
}

namespace {

/// From when something prompts a look, if it does on that day.
std::optional<Day> prompted_since(const Board::Records& records, Number finding, Day on) {
  const auto& listed = records.store[finding].listed;
  if ((listed.lists & bit(List::look_again)) == 0) return std::nullopt;
  const auto key = key_in(static_cast<std::size_t>(List::look_again), listed, finding);
  const Day since{std::chrono::days{day_in(key)}};
  return since <= on ? std::optional{since} : std::nullopt;
}

/// "Check due, found again": each once.
std::string in_few_words(const boost::json::array& prompts) {
  std::vector<std::string> labels;
  for (const auto& prompt : prompts) {
    std::string label{prompt.at("label").as_string()};
    if (!labels.empty()) label.front() = static_cast<char>(label.front() - 'A' + 'a');
    const auto same = [&](const std::string& known) {
      return sentence_case(known) == sentence_case(label);
    };
    if (std::none_of(labels.begin(), labels.end(), same)) labels.push_back(std::move(label));
  }
  return fmt::format("{}", fmt::join(labels, ", "));
}

}  // namespace

LookAgain look_again(const Board::Records& records, const Filter& filter, Day on) {
  auto concern = *loops_of_concern(records);
  std::erase_if(concern,
                [&](Number finding) { return prompted_since(records, finding, on).has_value(); });
  return {Selection{records, List::look_again, filter}, Selection{records, concern, filter}, on};
}

void add_look_again(const Board::Records& records, Number finding, Day on,
                    boost::json::object& row) {
  Loop loop;
  records.loop_of(finding, loop);
  boost::json::object said;
  add_prompts(records, loop, on, said);
  row["prompts"] = std::move(said.at("prompts"));
  row["status"] = in_few_words(row.at("prompts").as_array());
  if (const auto since = prompted_since(records, finding, on)) row["since"] = iso(*since);
}

}  // namespace closeloop
