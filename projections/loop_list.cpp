#include "projections/loop_list.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/filter_choices.h"
#include "projections/look_again.h"
#include "projections/selection.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

/// Findings by stage, through the filter. One index for each stage; where two facets are asked
/// for at once, the counts walk the rarer.
array stages_json(const Board::Records& records, const Filter& filter, std::size_t& stopped,
                  std::size_t& open, std::size_t& closed) {
  array stages;
  for (std::size_t i = 1; i < loop_stage_count; ++i) {
    const auto stage = static_cast<LoopStage>(i);
    const auto counted = Selection{records, list_of(stage), filter}.count();
    auto one = json_of(words(stage));
    one["count"] = counted.count;
    if (!counted.exact) one["atLeast"] = true;
    if (words(stage).name == filter.stage) one["selected"] = true;
    stages.push_back(std::move(one));
    if (stage == LoopStage::no_loop) continue;
    const bool is_closed =
        stage == LoopStage::closed || stage == LoopStage::closed_without_improvement;
    (is_closed ? closed : open) += counted.count;
    if (stage == LoopStage::raised || stage == LoopStage::learning_agreed) {
      stopped += counted.count;
    }
  }
  return stages;
}

array gap_counts_json(const Board::Records& records, const Filter& filter) {
  array gaps;
  for (std::size_t i = 0; i < gap_count; ++i) {
    const auto gap = static_cast<Gap>(i);
    const auto counted = Selection{records, list_of(gap), filter}.count();
    auto one = json_of(words(gap));
    one["count"] = counted.count;
    if (!counted.exact) one["atLeast"] = true;
    if (words(gap).name == filter.gap) one["selected"] = true;
    gaps.push_back(std::move(one));
  }
  return gaps;
}

/// How many closed loops should be looked at again, of any stage, and where they are listed.
object look_again_json(const Board::Records& records, const Filter& filter, Day asked_on) {
  const auto of = look_again(records, filter, asked_on).count();
  object said{
      {"count", of.count},
      {"sentence", fmt::format("{}{} should be looked at again.", of.exact ? "" : "At least ",
                               counted(of.count, "closed loop", "closed loops"))},
      {"page", "/now?list=look-again"},
      {"self", "/api/v1/work-lists/look-again"}};
  if (!of.exact) said["atLeast"] = true;
  return said;
}

/// Where a record with a gap leads: the first loop that it belongs to.
Number loop_around(const Board::Records& records, Number number) {
  switch (records.store[number].kind) {
    case RecordKind::FINDING: return number;
    case RecordKind::ACTION: {
      const auto findings = records.findings_of(number);
      return findings.empty() ? 0 : findings.front();
    }
    default: {
      const auto findings = records.back(number, RecordKind::FINDING);
      return findings.empty() ? 0 : findings.front();
    }
  }
}

/// What is broken in a loop: at its finding, its learning or its actions. Each kind once, as of the
/// place where it is broken longest.
array gaps_of_loop(const Board::Records& records, Number finding, Day asked_on) {
  Loop loop;
  records.loop_of(finding, loop);
  auto gaps = gaps_json(records, finding, asked_on);
  const auto add = [&](const std::vector<Number>& numbers) {
    for (const auto number : numbers) {
      for (auto& gap : gaps_json(records, number, asked_on)) {
        auto* const known = std::find_if(gaps.begin(), gaps.end(), [&](const auto& one) {
          return one.at("name") == gap.at("name");
        });
        if (known == gaps.end()) {
          gaps.push_back(std::move(gap));
        } else if (gap.at("since").as_string() < known->at("since").as_string()) {
          *known = std::move(gap);
        }
      }
    }
  };
  add(loop.learning);
  add(loop.actions);
  return gaps;
}

object row(const Board::Records& records, Number number, Day asked_on) {
  const auto& record = records.store[number];
  object row{{"id", record.id},
             {"kind", word_of(record.kind)},
             {"title", text_of(records, number)},
             {"page", page_of(records, number)},
             {"self", self_of(records, number)}};
  if (record.kind == RecordKind::FINDING) {
    add_loop_status(records, number, asked_on, row);
    row["reference"] = reference_of(records, number);
  } else if (record.kind == RecordKind::ACTION) {
    add_action_status(records, number, asked_on, row);
    row["reference"] = reference_of(records, number);
  }
  row["gaps"] = record.kind == RecordKind::FINDING ? gaps_of_loop(records, number, asked_on)
                                                   : gaps_json(records, number, asked_on);
  if (const auto loop = loop_around(records, number); loop != 0 && loop != number) {
    row["loop"] = reference_json(records, loop);
  }
  return row;
}

std::string sentence(std::size_t open, std::size_t closed, std::size_t stopped,
                     std::size_t broken) {
  if (open + closed == 0) {
    return "No loop is open here: no finding that is a concern is recorded.";
  }
  auto said = fmt::format("{} {} open, {} closed.", counted(open, "loop", "loops"),
                          open == 1 ? "is" : "are", closed == 0 ? "none" : std::to_string(closed));
  if (stopped > 0) {
    said += fmt::format(" {} {} before any action.", counted(stopped, "finding", "findings"),
                        stopped == 1 ? "stops" : "stop");
  }
  said += broken == 0 ? " Nothing is broken."
                      : fmt::format(" {} {} broken.", counted(broken, "place", "places"),
                                    broken == 1 ? "is" : "are");
  return sentence_case(std::move(said));
}

}  // namespace

Result<object> loop_list(const Board& board, const Filter& filter, const Page& page, Day asked_on) {
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto stage, stage_named(filter.stage));
  BOOST_OUTCOME_TRY(const auto gap, gap_named(filter.gap));

  std::size_t stopped = 0;
  std::size_t open = 0;
  std::size_t closed = 0;
  auto stages = stages_json(records, filter, stopped, open, closed);
  const auto broken = Selection{records, List::with_gap, filter}.count();
  object model{{"title", "Loops"},
               {"sentence", sentence(open, closed, stopped, broken.count)},
               {"filter", filter_json(filter)},
               {"stages", std::move(stages)},
               {"gaps", gap_counts_json(records, filter)},
               {"open", open},
               {"closed", closed},
               {"broken", broken.count},
               {"lookAgain", look_again_json(records, filter, asked_on)}};
  if (gap) {
    model["listTitle"] = words(*gap).label;
  } else if (stage) {
    model["listTitle"] = fmt::format("Findings: {}", words(*stage).label);
  }
  add_facets(records, model);
  const auto list = gap ? list_of(*gap) : stage ? list_of(*stage) : list_of(RecordKind::FINDING);
  Selection selection{records, list, filter};
  if (gap && stage) selection.only_loops_at(*stage);
  BOOST_OUTCOME_TRY(add_page(selection, page, 0, ~std::uint64_t{0}, model,
                             [&](Number number) { return row(records, number, asked_on); }));
  return model;
}

}  // namespace closeloop
