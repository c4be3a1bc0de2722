#include "projections/finding_loop.h"

#include <algorithm>

#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/record_fields.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

std::string none_for(Day since, Day asked_on) {
  const auto days = days_between(since, asked_on);
  return fmt::format("none – {} {}", days, days == 1 ? "day" : "days");
}

/// Makes the view model of one finding's loop. Where a chain stops, a node and a cell stand for
/// what is not there, with since when.
class LoopModel {
 public:
  LoopModel(const Board::Records& records, Number finding, Day asked_on)
      : records_{records}, finding_{finding}, asked_on_{asked_on} {
    records_.loop_of(finding, loop_);
  }

  object make() {
    const auto& record = records_.store[finding_];
    const auto& state = records_.finding(finding_);
    model_ = {{"id", record.id},
              {"title", text_of(records_, finding_)},
              {"reference", reference_of(records_, finding_)},
              {"self", self_of(records_, finding_) + "/loop"},
              {"page", page_of(records_, finding_)}};
    add_loop_status(records_, finding_, asked_on_, model_);
    model_["legend"] = legend(brag_of(records_.facts_of(loop_), asked_on_));
    model_["gaps"] = gaps_json(records_, finding_, asked_on_);
    model_["reviews"] = references_json(records_, records_.back(finding_, RecordKind::REVIEW));
    add_chains(state);
    add_missing(state);
    add_prompts();
    add_source_status();
    model_["fields"] = fields_json(records_, finding_);
    model_["sentence"] = sentence(state);
    return std::move(model_);
  }

 private:
  struct Cell {
    object json;
    std::string node;  // The id of the node that it shows.
  };

  // --- The chains: finding, learning or recommendation, action, evidence, improvement.

  void add_chains(const finding::State& state) {
    const auto first = node(finding_, "");
    const auto end = state.has_loop() ? improvement(state) : Cell{blank(""), ""};
    if (state.has_loop() && loop_.learning.empty() && loop_.recommendations.empty()) {
      if (loop_.actions.empty())
        link(first.node, missing("learning", "learning", "Learning point", state.raised_on).node);
    }
    std::vector<Number> reached;
    const auto actions_via = [&](Number via) {
      const auto actions = records_.forward(via, RecordKind::ACTION);
      reached.insert(reached.end(), actions.begin(), actions.end());
      return actions;
    };
    auto via = loop_.learning;
    via.insert(via.end(), loop_.recommendations.begin(), loop_.recommendations.end());
    for (const auto middle : via) {
      const auto cell = node(middle, "");
      link_back(middle, cell.node);
      const auto actions = actions_via(middle);
      for (const auto action : actions) add_action_rows(first, cell, action, end);
      if (actions.empty() && !leads_on(middle)) {
        const auto since = is_learning(middle)
                               ? records_.state<learning::State>(middle).agreed_on
                               : records_.state<recommendation::State>(middle).made_on;
        if (loop_.actions.empty() && state.has_loop()) {
          const auto gone = missing("action", "action-" + std::string{records_.store[middle].id},
                                    "Action", since);
          link(cell.node, gone.node);
          add_row({first, cell, gone, {blank(""), ""}, {blank(""), ""}});
        } else {
          add_row({first, cell, {blank(""), ""}, {blank(""), ""}, {blank(""), ""}});
        }
      }
    }
    for (const auto action : loop_.actions) {
      if (std::find(reached.begin(), reached.end(), action) != reached.end()) continue;
      add_action_rows(first, no_learning(state), action, end);
    }
    if (via.empty() && loop_.actions.empty()) {
      const auto none = [&] {
        return state.has_loop() ? Cell{gap_cell(state.raised_on), ""} : Cell{blank(""), ""};
      };
      add_row({first, none(), none(), none(), {blank(""), ""}});
    }
    model_["columns"] = {object{{"label", "Finding"}}, object{{"label", "Learning"}},
                         object{{"label", "Action"}}, object{{"label", "Evidence"}},
                         object{{"label", "Improvement"}}};
    model_["nodes"] = std::move(nodes_);
    model_["links"] = std::move(links_);
    model_["rows"] = std::move(rows_);
  }

  [[nodiscard]] bool is_learning(Number number) const {
    return records_.store[number].kind == RecordKind::LEARNING;
  }
  /// A learning point that recommendations rest on: the chain goes on there.
  [[nodiscard]] bool leads_on(Number middle) const {
    return is_learning(middle) && !records_.forward(middle, RecordKind::RECOMMENDATION).empty();
  }
  [[nodiscard]] Cell no_learning(const finding::State& state) const {
    if (!state.has_loop() || !loop_.learning.empty()) return {blank(""), ""};
    return {gap_cell(state.raised_on), ""};
  }

  void add_action_rows(const Cell& first, const Cell& via, Number action, const Cell& end) {
    const auto& state = records_.action(action);
    auto done = node(action, std::string{words(stage_of(state)).label});
    if (via.node.empty()) {
      link(first.node, done.node);
    } else {
      link(via.node, done.node);
    }
    bool outcome = false;
    for (const auto seen : records_.evidence_of(action)) {
      const auto& evidence = records_.evidence(seen);
      outcome = outcome || (evidence.kind == evidence::Kind::OUTCOME && evidence.stands());
      const auto cell = node(seen, evidence.kind == evidence::Kind::OUTCOME ? "outcome" : "output");
      link(done.node, cell.node);
      const bool shows = evidence.kind == evidence::Kind::OUTCOME;
      if (shows && !end.node.empty()) link(cell.node, end.node);
      add_row({first, via, done, cell, shows ? end : Cell{blank(""), ""}});
    }
    if (outcome || !state.is_live() || state.source == action::AtSource::ended) {
      if (records_.evidence_of(action).empty()) {
        add_row({first, via, done, {blank(""), ""}, {blank(""), ""}});
      }
      return;
    }
    if (state.is_open() && state.source != action::AtSource::complete) {
      if (records_.evidence_of(action).empty()) {
        add_row({first, via, done, {blank("not delivered yet"), ""}, {blank(""), ""}});
      }
      return;
    }
    const auto since = stuck_since(action);
    const auto gone = missing("evidence", "evidence-" + std::string{records_.store[action].id},
                              "Outcome evidence", since);
    link(done.node, gone.node);
    add_row({first, via, done, gone, {blank(""), ""}});
  }

  /// Since when an action that is done lacks what shows an outcome.
  [[nodiscard]] Day stuck_since(Number action) const {
    const auto& state = records_.action(action);
    if (state.delivered_on) return *state.delivered_on;
    return day_of(records_.store[action].listed.days[3]);
  }

  Cell improvement(const finding::State& state) {
    const auto id = "improvement-" + std::string{records_.store[finding_].id};
    std::string label;
    std::string broken;
    if (state.phase == finding::Phase::closed) {
      label = fmt::format("Closed on {}", long_form(state.closed_on.value_or(Day{})));
      if (state.check == finding::Check::failed) broken = "did not last";
    } else if (state.phase == finding::Phase::closed_without_improvement) {
      label = fmt::format("Closed without improvement on {}",
                          long_form(state.closed_on.value_or(Day{})));
    } else if (state.judgement == finding::Judgement::MET) {
      label = fmt::format("Judged met on {}", long_form(state.judged_on));
    } else if (state.judgement != finding::Judgement::UNSET) {
      label = fmt::format("Judged {} on {}",
                          state.judgement == finding::Judgement::NOT_MET ? "not met" : "partly met",
                          long_form(state.judged_on));
      broken = "not improved yet";
    } else {
      label = "Not judged yet";
    }
    add_node({{"kind", "improvement"},
              {"key", id},
              {"column", 5},
              {"id", id},
              {"label", label},
              {"page", page_of(records_, finding_)},
              {"state", ""},
              {"broken", broken}});
    return {{{"label", label}, {"id", ""}, {"page", ""}, {"broken", broken}}, id};
  }

  // --- Nodes, links, rows.

  static int column_of(RecordKind kind) {
    switch (kind) {
      case RecordKind::FINDING: return 1;
      case RecordKind::LEARNING:
      case RecordKind::RECOMMENDATION: return 2;
      case RecordKind::ACTION: return 3;
      case RecordKind::EVIDENCE: return 4;
      default: return 0;
    }
  }

  Cell node(Number number, const std::string& state) {
    const auto& record = records_.store[number];
    const std::string id{record.id};
    const auto text = text_of(records_, number);
    std::string broken;
    for (const auto& gap : gaps_json(records_, number, asked_on_)) {
      if (!broken.empty()) broken += "; ";
      broken += fmt::format("{} – {} days", std::string_view{gap.at("label").as_string()},
                            gap.at("ageDays").to_number<std::int64_t>());
    }
    const std::string kind{record.kind == RecordKind::LEARNING ? "learning" : word_of(record.kind)};
    const auto key = page_of(records_, number).substr(1);
    object json{{"kind", kind},
                {"key", key},
                {"column", column_of(record.kind)},
                {"id", id},
                {"label", text},
                {"page", page_of(records_, number)},
                {"self", self_of(records_, number)},
                {"state", state},
                {"broken", broken}};
    if (record.kind == RecordKind::ACTION) {
      add_action_status(records_, number, asked_on_, json);
      auto others = records_.findings_of(number);
      std::erase(others, finding_);
      if (!others.empty()) json["alsoServes"] = references_json(records_, others);
    }
    add_node(std::move(json));
    return {{{"label", text},
             {"id", id},
             {"page", page_of(records_, number)},
             {"state", state},
             {"broken", ""}},
            key};
  }

  Cell missing(std::string_view kind, const std::string& id, std::string_view what, Day since) {
    const auto words = none_for(since, asked_on_);
    const auto node_id = "missing-" + id;
    add_node({{"kind", kind},
              {"key", node_id},
              {"column", kind == "learning" ? 2
                         : kind == "action" ? 3
                                            : 4},
              {"id", node_id},
              {"label", fmt::format("{} missing", what)},
              {"page", ""},
              {"state", "missing"},
              {"broken", words}});
    return {gap_cell(since), node_id};
  }

  [[nodiscard]] object gap_cell(Day since) const {
    return {{"label", ""}, {"id", ""}, {"page", ""}, {"broken", none_for(since, asked_on_)}};
  }
  [[nodiscard]] static object blank(std::string_view label) {
    return {{"label", label}, {"id", ""}, {"page", ""}, {"broken", ""}};
  }

  void add_node(object json) {
    const auto same = [&](const boost::json::value& other) {
      return other.at("key") == json.at("key");
    };
    if (std::none_of(nodes_.begin(), nodes_.end(), same)) nodes_.push_back(std::move(json));
  }
  void link(const std::string& from, const std::string& to) {
    object json{{"from", from}, {"to", to}};
    if (std::find(links_.begin(), links_.end(), json) == links_.end()) {
      links_.push_back(std::move(json));
    }
  }
  /// From the finding, and from the learning that a recommendation rests on.
  void link_back(Number middle, const std::string& to) {
    records_.store.back(middle, [&](Number from) {
      const bool on_the_way =
          from == finding_ ||
          std::find(loop_.learning.begin(), loop_.learning.end(), from) != loop_.learning.end();
      if (on_the_way) link(page_of(records_, from).substr(1), to);
    });
  }
  void add_row(const std::vector<Cell>& cells) {
    array row;
    for (const auto& cell : cells) row.push_back(cell.json);
    rows_.push_back(object{{"cells", std::move(row)}});
  }

  // --- What is missing, what to look at again, what the source says.

  void add_missing(const finding::State& state) {
    array missing;
    bool may_close = false;
    if (state.has_loop() && !state.is_closed()) {
      const auto unmet = unmet_closure_tests(records_.facts_of(loop_), asked_on_);
      may_close = unmet.empty();
      for (const auto& test : unmet) {
        missing.push_back(object{
            {"test", test.test}, {"sentence", test.sentence}, {"command", command_for(test.test)}});
      }
    }
    model_["missing"] = std::move(missing);
    model_["mayClose"] = may_close;
  }

  /// The command that supplies what a test of the closure rule asks for.
  [[nodiscard]] object command_for(std::string_view test) const {
    const auto finding = self_of(records_, finding_);
    std::string path;
    std::string label;
    if (test == "closure.live-action") {
      path = "/api/v1/actions";
      label = "Agree an action";
    } else if (test == "closure.actions-verified") {
      for (const auto action : loop_.actions) {
        const auto& state = records_.action(action);
        if (!state.is_live() || state.phase == action::Phase::verified) continue;
        const bool delivered = state.phase == action::Phase::delivered;
        path = self_of(records_, action) + (delivered ? "/verify-delivery" : "/deliver");
        label = delivered ? "Verify a delivery" : "Deliver an action";
        break;
      }
    } else if (test == "closure.outcome-evidence") {
      path = "/api/v1/evidence";
      label = "Record evidence";
    } else if (test == "closure.judged-met") {
      path = finding + "/judge-improvement";
      label = "Judge whether there is improvement";
    } else if (test == "closure.check-booked") {
      path = finding + "/book-sustainability-check";
      label = "Book a sustainability check";
    } else if (test == "closure.no-contradiction") {
      const auto delivered = latest_delivery(records_.facts_of(loop_));
      for (const auto seen : loop_.evidence) {
        if (!contradicts(records_.evidence(seen), delivered)) continue;
        path = self_of(records_, seen) + "/withdraw";
        label = "Withdraw evidence";
        break;
      }
    }
    return {{"method", "POST"}, {"path", path}, {"label", label}};
  }

  void add_prompts() {
    array prompts;
    const auto add = [&](std::string_view because, std::string sentence) {
      prompts.push_back(object{{"because", because},
                               {"sentence", std::move(sentence)},
                               {"command", object{{"method", "POST"},
                                                  {"path", self_of(records_, finding_) + "/reopen"},
                                                  {"label", "Reopen the loop"}}}});
    };
    const auto due = prompts_of(records_.facts_of(loop_), asked_on_);
    if (due.sustainability_failed) {
      add("sustainabilityFailed", "The sustainability check failed: the improvement did not last.");
    }
    if (due.contradicted) {
      add("contradictingEvidence", "Evidence recorded since contradicts the closing of this loop.");
    }
    if (due.check_due) {
      add("other", "The sustainability check is due: pass or fail it.");
    }
    if (due.review_due) {
      add("other", "The loop was closed without improvement, and its review is due.");
    }
    const auto again = records_.finding(finding_).is_closed() ? records_.found_again(finding_) : 0;
    if (again != 0) {
      const auto& raised = records_.finding(again).raised_on;
      add("recurrence",
          fmt::format("Its theme was found again in {} on {}, {} days after closing: consider "
                      "reopening the loop.",
                      records_.store[again].id, long_form(raised),
                      days_between(records_.closed_on(finding_).value_or(raised), raised)));
      prompts.back().as_object()["finding"] = reference_json(records_, again);
      model_["recurrences"] = references_json(records_, {again});
    } else {
      model_["recurrences"] = array{};
    }
    model_["prompts"] = std::move(prompts);
  }

  void add_source_status() {
    std::string said;
    for (const auto action : loop_.actions) {
      const auto status = source_status_json(records_, action);
      if (status.empty()) continue;
      said += fmt::format("{}{} {}", said.empty() ? "" : ", ", reference_of(records_, action),
                          std::string_view{status.at("status").as_string()});
    }
    if (said.empty()) return;
    std::replace(said.begin(), said.end(), '_', ' ');
    model_["sourceStatus"] =
        object{{"sentence", fmt::format("The source says: {}. That is kept beside our own status, "
                                        "never taken for it.",
                                        said)}};
  }

  [[nodiscard]] std::string sentence(const finding::State& state) const {
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
    const auto unmet = model_.at("missing").as_array().size();
    if (unmet == 0) return "This loop is open. Nothing is missing: it can be closed.";
    return fmt::format("This loop has been open for {} days. {} {} missing before it can close.",
                       days_between(state.reopened_on.value_or(state.raised_on), asked_on_),
                       sentence_case(counted(unmet, "thing", "things")), unmet == 1 ? "is" : "are");
  }

  const Board::Records& records_;
  Number finding_;
  Day asked_on_;
  Loop loop_;
  object model_;
  array nodes_;
  array links_;
  array rows_;
};

}  // namespace

Result<object> finding_loop(const Board& board, std::string_view finding, Day asked_on) {
  BOOST_OUTCOME_TRY(const auto number, must_find(board.records(), "findings", finding));
  return LoopModel{board.records(), number, asked_on}.make();
}

}  // namespace closeloop
