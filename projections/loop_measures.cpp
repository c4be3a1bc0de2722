#include "projections/loop_measures.h"

#include <optional>

#include <fmt/format.h>

#include "projections/derive.h"
#include "projections/describe.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::int32_t kFirstDay = -0x7fffffff;

/// A share, or in words why there is none yet.
object share(std::string_view id, std::string_view label, std::size_t numerator,
             std::size_t denominator, std::string_view counts, std::string_view why_none) {
  object measure{{"id", id},
                 {"label", label},
                 {"numerator", numerator},
                 {"denominator", denominator},
                 {"counts", counts}};
  if (denominator == 0) {
    measure["value"] = nullptr;
    measure["sentence"] = why_none;
  } else {
    const auto percent = (200 * numerator + denominator) / (2 * denominator);
    measure["value"] = percent;
    measure["unit"] = "percent";
    measure["sentence"] = fmt::format("{} of {} ({} %).", numerator, denominator, percent);
  }
  return measure;
}

}  // namespace

object loop_measures(const Board& board, Day asked_on) {
  const auto& records = board.records();
  const auto& lists = records.lists;
  const auto today = number_of_day(asked_on);
  const auto before = [&](List list, std::int32_t day) { return lists(list).rank(key_of(day, 0)); };
  const auto all = [&](List list) { return lists(list).size(); };

  array measures;
  // Findings too young to judge count only once they have their learning.
  const auto ripe = today - learning_days;
  const auto learned_early = all(List::learned_in_time) - before(List::learned_in_time, ripe);
  measures.push_back(
      share("L01", "Findings with agreed learning within 28 days", all(List::learned_in_time),
            before(List::concerns, ripe) + learned_early,
            "Concerns raised more than 28 days ago, and younger ones that have their learning.",
            "Not measurable yet: no concern is more than 28 days old or has its learning."));

  const auto delivered_early = all(List::on_time) - before(List::on_time, today);
  auto on_time = share("L02", "Actions delivered by the original due date", all(List::on_time),
                       before(List::with_first_due, today) + delivered_early,
                       "Actions whose original due date has passed, and those delivered by it.",
                       "Not measurable yet: no action with a date is due.");
  on_time["datesMoved"] = all(List::date_moved);
  measures.push_back(std::move(on_time));

  const auto closed = all(list_of(LoopStage::closed));
  const auto without = all(list_of(LoopStage::closed_without_improvement));
  auto closings = share("L03", "Loops closed with outcome evidence", all(List::closed_on_outcome),
                        closed + without, "Loops closed, with improvement or without.",
                        "Not measurable yet: no loop is closed.");
  closings["closedWithoutImprovement"] = without;
  measures.push_back(std::move(closings));

  object median{{"id", "L04"},
                {"label", "Median days from finding to improvement evidenced"},
                {"counts", "Loops whose success criterion is judged met, on outcome evidence."},
                {"denominator", all(List::improved)},
                {"unit", "days"},
                {"value", nullptr}};
  const auto& improved = lists(List::improved);
  if (improved.size() == 0) {
    median["sentence"] = "Not measurable yet: no loop is judged met.";
  } else {
    const auto low = day_in(improved.at((improved.size() - 1) / 2));
    const auto high = day_in(improved.at(improved.size() / 2));
    const auto twice = low + high;
    median["value"] =
        twice % 2 == 0 ? boost::json::value(twice / 2) : boost::json::value(twice / 2.0);
    median["sentence"] =
        fmt::format("{} days, over {}.", twice / 2.0, counted(improved.size(), "loop", "loops"));
  }
  measures.push_back(std::move(median));

  measures.push_back(share("L05", "Same theme found again within 24 months of closing",
                           all(List::found_again), all(List::closed_once),
                           "Loops ever closed, open again or not.",
                           "Not measurable yet: no loop was closed."));
  measures.push_back({{"id", "L06"},
                      {"label", "Learning disseminated, and its use recorded"},
                      {"value", nullptr},
                      {"counts", "Teams that learning was sent to."},
                      {"sentence",
                       "Not recorded yet: the board does not hold to whom learning "
                       "was sent, or who used it."}});
  measures.push_back(share("L07", "Loops with a child's, parent's or practitioner's view",
                           all(List::voiced), all(List::concerns), "Loops, open and closed.",
                           "Not measurable yet: there is no loop."));

  array stages;
  for (std::size_t i = 1; i < loop_stage_count; ++i) {
    const auto stage = static_cast<LoopStage>(i);
    auto one = json_of(words(stage));
    one["count"] = all(list_of(stage));
    stages.push_back(std::move(one));
  }
  const auto loops = all(List::concerns);
  object model{{"title", "Loop measures"},
               {"sentence", fmt::format("{}: {} closed with improvement, {} without, {} open.",
                                        sentence_case(counted(loops, "loop", "loops")), closed,
                                        without, loops - closed - without)},
               {"measures", std::move(measures)},
               {"stages", std::move(stages)}};
  // The oldest that is still open: the first concern not closed, within reach of a page.
  std::size_t looked_at = 0;
  lists(List::concerns).visit_from(key_of(kFirstDay, 0), [&](std::uint64_t key) {
    if (records.finding(number_in(key)).is_closed()) return ++looked_at < 1000;
    auto oldest = reference_json(records, number_in(key));
    oldest["ageDays"] = days_between(day_of(day_in(key)), asked_on);
    model["oldestOpen"] = std::move(oldest);
    return false;
  });
  return model;
}

}  // namespace closeloop
