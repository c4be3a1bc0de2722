#include "projections/finding_loop.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/graph_focus.h"
#include "projections/graph_folding.h"
#include "projections/loop_chains.h"
#include "projections/loop_missing.h"
#include "projections/loop_prompts.h"
#include "projections/measures/shift_proposals.h"
#include "projections/record_fields.h"

namespace closeloop {
namespace {

using boost::json::object;

void add_source_status(const Board::Records& records, const Loop& loop, object& to) {
  std::string said;
  for (const auto action : loop.actions) {
    const auto status = source_status_json(records, action);
    if (status.empty()) continue;
    said += fmt::format("{}{} {}", said.empty() ? "" : ", ", reference_of(records, action),
                        std::string_view{status.at("status").as_string()});
  }
  if (said.empty()) return;
  std::replace(said.begin(), said.end(), '_', ' ');
  to["sourceStatus"] =
      object{{"sentence", fmt::format("The source says: {}. That is kept beside our own status, "
                                      "never taken for it.",
                                      said)}};
}

std::string sentence(const finding::State& state, std::size_t unmet, Day asked_on) {
  if (!state.has_loop()) {
    return state.nature == finding::Nature::STRENGTH
               ? "This finding is a strength: it opens no loop."
               : "This is an expected outcome: it opens no loop.";
  }
  if (state.phase == finding::Phase::closed) {
    return fmt::format("This loop closed with improvement on {}.",
                       long_form(state.closed_on.value_or(Day{})));
  }
  if (state.phase == finding::Phase::closed_without_improvement) {
    return fmt::format("This loop was closed without improvement on {}.",
                       long_form(state.closed_on.value_or(Day{})));
  }
  if (unmet == 0) return "This loop is open. Nothing is missing: it can be closed.";
  return fmt::format("This loop has been open for {} days. {} {} missing before it can close.",
                     days_between(state.reopened_on.value_or(state.raised_on), asked_on),
                     sentence_case(counted(unmet, "thing", "things")), unmet == 1 ? "is" : "are");
}

}  // namespace

Result<object> finding_loop(const Board& board, std::string_view id, Day asked_on,
                            std::string_view focus) {
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto finding, must_find(records, "findings", id));
  Loop loop;
  records.loop_of(finding, loop);
  object model{{"id", records.store[finding].id},
               {"title", text_of(records, finding)},
               {"reference", reference_of(records, finding)},
               {"self", self_of(records, finding) + "/loop"},
               {"page", page_of(records, finding)}};
  add_loop_status(records, finding, asked_on, model);
  model["legend"] = legend(brag_of(records.facts_of(loop), asked_on));
  model["gaps"] = gaps_json(records, finding, asked_on);
  model["reviews"] = references_json(records, records.back(finding, RecordKind::REVIEW));
  add_chains(records, loop, asked_on, model);
  if (!focus.empty()) {
    BOOST_OUTCOME_TRY(focus_on(model, focus));
  }
  fold_by_theme(model);
  add_missing(records, loop, asked_on, model);
  model["figures"] = figures_on_loop(records, loop);
  add_prompts(records, loop, asked_on, model);
  add_source_status(records, loop, model);
  model["fields"] = fields_json(records, finding);
  model["sentence"] =
      sentence(records.finding(finding), model.at("missing").as_array().size(), asked_on);
  return model;
}

}  // namespace closeloop
