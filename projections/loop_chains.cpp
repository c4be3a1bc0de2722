#include "projections/loop_chains.h"

#include <algorithm>
#include <string>
#include <vector>

#include "projections/describe.h"
#include "projections/loop_graph.h"

namespace closeloop {
namespace {

using Cell = LoopGraph::Cell;

class Chains {
 public:
  Chains(const Board::Records& records, const Loop& loop, LoopGraph& graph)
      : records_{records}, loop_{loop}, graph_{graph}, finding_{records.finding(loop.finding)} {}

  void add() {
    first_ = graph_.record(loop_.finding, "");
    end_ = finding_.has_loop() ? graph_.improvement() : LoopGraph::blank();
    auto via = loop_.learning;
    via.insert(via.end(), loop_.recommendations.begin(), loop_.recommendations.end());
    if (finding_.has_loop() && via.empty() && loop_.actions.empty()) {
      graph_.link(first_,
                  graph_.missing("learning", "learning", "Learning point", finding_.raised_on));
    }
    std::vector<Number> reached;
    for (const auto middle : via) {
      const auto actions = records_.forward(middle, RecordKind::ACTION);
      reached.insert(reached.end(), actions.begin(), actions.end());
      add_by_way_of(middle, actions);
    }
    for (const auto action : loop_.actions) {
      if (std::find(reached.begin(), reached.end(), action) != reached.end()) continue;
      add_action(no_learning(), action);
    }
    if (via.empty() && loop_.actions.empty()) {
      const auto none = finding_.has_loop() ? graph_.gap(finding_.raised_on) : LoopGraph::blank();
      graph_.row({first_, none, none, none, LoopGraph::blank()});
    }
  }

 private:
  void add_by_way_of(Number middle, const std::vector<Number>& actions) {
    const auto cell = graph_.record(middle, "");
    graph_.link_back(middle, cell);
    for (const auto action : actions) add_action(cell, action);
    if (!actions.empty() || leads_on(middle)) return;
    auto action = LoopGraph::blank();
    if (loop_.actions.empty() && finding_.has_loop()) {
      const auto since = is_learning(middle)
                             ? records_.state<learning::State>(middle).agreed_on
                             : records_.state<recommendation::State>(middle).made_on;
      action = graph_.missing("action", "action-" + std::string{records_.store[middle].id},
                              "Action", since);
      graph_.link(cell, action);
    }
    graph_.row({first_, cell, action, LoopGraph::blank(), LoopGraph::blank()});
  }

  /// An action that was reached by way of learning or a recommendation, or else straight.
  void add_action(const Cell& via, Number action) {
    const auto& state = records_.action(action);
    const auto done = graph_.record(action, std::string{words(stage_of(state)).label});
    graph_.link(via.node.empty() ? first_ : via, done);
    const auto evidence = records_.evidence_of(action);
    bool outcome = false;
    for (const auto seen : evidence) {
      outcome = add_evidence(via, done, seen) || outcome;
    }
    const auto none = [&](std::string_view label) {
      if (!evidence.empty()) return;
      graph_.row({first_, via, done, LoopGraph::blank(label), LoopGraph::blank()});
    };
    if (outcome || !state.is_live() || state.source == action::AtSource::ended) return none("");
    if (state.is_open() && state.source != action::AtSource::complete) {
      return none("not delivered yet");
    }
    const auto gone =
        graph_.missing("evidence", "evidence-" + std::string{records_.store[action].id},
                       "Outcome evidence", stuck_since(action));
    graph_.link(done, gone);
    graph_.row({first_, via, done, gone, LoopGraph::blank()});
  }

  /// Whether it is outcome evidence that stands.
  bool add_evidence(const Cell& via, const Cell& done, Number seen) {
    const auto& state = records_.evidence(seen);
    const bool shows = state.kind == evidence::Kind::OUTCOME;
    const auto cell = graph_.record(seen, shows ? "outcome" : "output");
    graph_.link(done, cell);
    if (shows && !end_.node.empty()) graph_.link(cell, end_);
    graph_.row({first_, via, done, cell, shows ? end_ : LoopGraph::blank()});
    return shows && state.stands();
  }

  [[nodiscard]] bool is_learning(Number number) const {
    return records_.store[number].kind == RecordKind::LEARNING;
  }
  /// A learning point that recommendations rest on: the chain goes on there.
  [[nodiscard]] bool leads_on(Number middle) const {
    return is_learning(middle) && !records_.forward(middle, RecordKind::RECOMMENDATION).empty();
  }
  [[nodiscard]] Cell no_learning() const {
    if (!finding_.has_loop() || !loop_.learning.empty()) return LoopGraph::blank();
    return graph_.gap(finding_.raised_on);
  }
  /// Since when an action that is done lacks what shows an outcome.
  [[nodiscard]] Day stuck_since(Number action) const {
    const auto& state = records_.action(action);
    if (state.delivered_on) return *state.delivered_on;
    return day_of(records_.store[action].listed.days[3]);
  }

  const Board::Records& records_;
  const Loop& loop_;
  LoopGraph& graph_;
  const finding::State& finding_;
  Cell first_;
  Cell end_;
};

}  // namespace

void add_chains(const Board::Records& records, const Loop& loop, Day asked_on,
                boost::json::object& to) {
  LoopGraph graph{records, loop, asked_on};
  Chains{records, loop, graph}.add();
  graph.move_to(to);
}

}  // namespace closeloop
