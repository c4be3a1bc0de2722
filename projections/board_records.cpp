#include "projections/board_records.h"

#include <algorithm>

#include "projections/derive.h"

namespace closeloop {
namespace {

void add(std::vector<Number>& numbers, Number number) {
  if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) {
    numbers.push_back(number);
  }
}

}  // namespace

void Loop::clear() {
  finding = 0;
  learning.clear();
  recommendations.clear();
  actions.clear();
  evidence.clear();
  known_actions.clear();
  known_evidence.clear();
}

std::vector<Number> Board::Records::back(Number from, RecordKind kind) const {
  std::vector<Number> found;
  store.back(from, [&](Number to) {
    if (store[to].kind == kind && store[to].exists) found.push_back(to);
  });
  return found;
}

std::vector<Number> Board::Records::forward(Number from, RecordKind kind) const {
  std::vector<Number> found;
  store.forward(from, [&](Number to) {
    if (store[to].kind == kind && store[to].exists) found.push_back(to);
  });
  return found;
}

void Board::Records::loop_of(Number finding, Loop& loop) const {
  loop.clear();
  loop.finding = finding;
  const auto collect = [&](Number from, RecordKind kind, std::vector<Number>& into) {
    store.forward(from, [&](Number to) {
      if (store[to].kind == kind && store[to].exists) add(into, to);
    });
  };
  collect(finding, RecordKind::LEARNING, loop.learning);
  collect(finding, RecordKind::RECOMMENDATION, loop.recommendations);
  for (const auto learned : loop.learning) {
    collect(learned, RecordKind::RECOMMENDATION, loop.recommendations);
  }
  collect(finding, RecordKind::ACTION, loop.actions);
  for (const auto learned : loop.learning) collect(learned, RecordKind::ACTION, loop.actions);
  for (const auto made : loop.recommendations) collect(made, RecordKind::ACTION, loop.actions);
  collect(finding, RecordKind::EVIDENCE, loop.evidence);
  for (const auto done : loop.actions) collect(done, RecordKind::EVIDENCE, loop.evidence);
  for (const auto done : loop.actions) {
    loop.known_actions.push_back({store[done].id, &action(done)});
  }
  for (const auto seen : loop.evidence) {
    loop.known_evidence.push_back({store[seen].id, &evidence(seen)});
  }
}

std::vector<Number> Board::Records::findings_of(Number action) const {
  std::vector<Number> found;
  const auto findings = [&](Number from) {
    store.back(from, [&](Number to) {
      if (store[to].kind == RecordKind::FINDING && store[to].exists) add(found, to);
    });
  };
  findings(action);
  store.back(action, [&](Number to) {
    const auto& record = store[to];
    if (!record.exists) return;
    if (record.kind == RecordKind::LEARNING) findings(to);
    if (record.kind != RecordKind::RECOMMENDATION) return;
    findings(to);
    store.back(to, [&](Number learned) {
      if (store[learned].kind == RecordKind::LEARNING && store[learned].exists) findings(learned);
    });
  });
  return found;
}

std::vector<Number> Board::Records::evidence_of(Number action) const {
  auto found = forward(action, RecordKind::EVIDENCE);
  store.back(action, [&](Number to) {
    if (store[to].kind != RecordKind::FINDING) return;
    for (const auto seen : forward(to, RecordKind::EVIDENCE)) add(found, seen);
  });
  return found;
}

const KeptEvent* Board::Records::last_kept(Number number, std::uint16_t which) const {
  const KeptEvent* last = nullptr;
  for (auto event = store[number].first_event; event != nullptr; event = event->next) {
    if (event->which == which) last = event;
  }
  return last;
}

std::optional<Day> Board::Records::closed_on(Number number) const {
  const auto& state = finding(number);
  if (state.is_closed() && state.closed_on) return state.closed_on;
  if (state.times_reopened == 0) return std::nullopt;
  const KeptEvent* last = nullptr;
  for (auto event = store[number].first_event; event != nullptr; event = event->next) {
    if (event->which == finding::Event::CLOSED ||
        event->which == finding::Event::CLOSED_WITHOUT_IMPROVEMENT) {
      last = event;
    }
  }
  return last == nullptr ? std::nullopt : std::optional{last->effective()};
}

Number Board::Records::found_again(Number finding) const {
  const auto closed = closed_on(finding);
  if (!closed) return 0;
  const auto reviews = back(finding, RecordKind::REVIEW);
  const auto from_another_review = [&](Number other) {
    const auto others = back(other, RecordKind::REVIEW);
    return std::find_first_of(reviews.begin(), reviews.end(), others.begin(), others.end()) ==
           reviews.end();
  };
  const auto first_day = number_of_day(*closed) + 1;
  std::uint64_t first = 0;
  for (const auto facet : store.facets(store[finding].own_facets)) {
    if (store.kind_of_facet(facet) != FacetKind::theme) continue;
    lists(List::concerns, facet).visit_from(key_of(first_day, 0), [&](std::uint64_t key) {
      if (day_in(key) - first_day >= recurrence_days) return false;
      const auto other = number_in(key);
      if (other == finding || !from_another_review(other)) return true;
      if (first == 0 || key < first) first = key;
      return false;
    });
  }
  return number_in(first);
}

}  // namespace closeloop
