#include "projections/derive.h"

#include <algorithm>

#include "projections/look_again.h"

namespace closeloop {
namespace {

constexpr unsigned bit(FacetKind kind) { return 1U << static_cast<unsigned>(kind); }
constexpr unsigned kAll = (1U << facet_kind_count) - 1;

void put(Derived& derived, List list) { derived.listed.lists |= bit(list); }

void put(Derived& derived, const Gaps& gaps) {
  if (gaps.empty()) return;
  put(derived, List::with_gap);
  for (std::size_t i = 0; i < gap_count; ++i) {
    if (!gaps.has(static_cast<Gap>(i))) continue;
    put(derived, list_of(static_cast<Gap>(i)));
    derived.gaps = static_cast<std::uint8_t>(derived.gaps | 1U << i);
  }
}

/// What is said of a finding, and so of what follows from it.
constexpr unsigned kOfFindings =
    bit(FacetKind::theme) | bit(FacetKind::priority_area) | bit(FacetKind::journey_stage);

}  // namespace

void Deriver::own(Number number, unsigned kinds) {
  for (const auto facet : records_.store.facets(records_.store[number].own_facets)) {
    if ((kinds & bit(records_.store.kind_of_facet(facet))) != 0) facets_.push_back(facet);
  }
}

const std::vector<FacetNumber>& Deriver::facets(Number number) {
  const auto& store = records_.store;
  facets_.clear();
  own(number, kAll);
  const auto from_reviews = [&](Number of) {
    store.back(of, [&](Number to) {
      if (store[to].kind == RecordKind::REVIEW) own(to, bit(FacetKind::priority_area));
    });
  };
  const auto from_findings = [&](Number of) {
    for (const auto finding : records_.back(of, RecordKind::FINDING)) {
      own(finding, kOfFindings);
      from_reviews(finding);
    }
  };
  const auto from_actions = [&](const std::vector<Number>& actions) {
    for (const auto action : actions) own(action, bit(FacetKind::agency));
  };
  switch (store[number].kind) {
    case RecordKind::FINDING:
      from_reviews(number);
      records_.loop_of(number, loop_);
      from_actions(loop_.actions);
      break;
    case RecordKind::LEARNING:
    case RecordKind::RECOMMENDATION:
      from_findings(number);
      from_reviews(number);
      from_actions(records_.forward(number, RecordKind::ACTION));
      break;
    case RecordKind::ACTION:
      from_reviews(number);
      for (const auto finding : records_.findings_of(number)) {
        own(finding, kOfFindings);
        from_reviews(finding);
      }
      break;
    case RecordKind::EVIDENCE:
      from_findings(number);
      for (const auto action : records_.back(number, RecordKind::ACTION)) {
        own(action, kAll & ~bit(FacetKind::post));
        from_findings(action);
      }
      break;
    case RecordKind::REVIEW:
    case RecordKind::AGENCY:
    case RecordKind::PERSON:
    case RecordKind::BOARD:
    case RecordKind::INDICATOR:
    case RecordKind::SERIES:
    case RecordKind::DATA_RETURN:
    case RecordKind::QUESTION:
    case RecordKind::SERVICE:
    case RecordKind::STRATEGY:
    case RecordKind::CODE_LIST: break;
  }
  std::sort(facets_.begin(), facets_.end());
  facets_.erase(std::unique(facets_.begin(), facets_.end()), facets_.end());
  return facets_;
}

Derived Deriver::concern(Number number) const {
  Derived derived;
  const auto& record = records_.store[number];
  if (!record.exists || record.kind != RecordKind::FINDING) return derived;
  const auto& state = records_.finding(number);
  if (!state.has_loop()) return derived;
  put(derived, List::concerns);
  derived.listed.days[0] = number_of_day(state.raised_on);
  return derived;
}

Derived Deriver::derive(Number number) {
  auto derived = concern(number);
  const auto& record = records_.store[number];
  if (!record.exists) return derived;
  put(derived, list_of(record.kind));
  switch (record.kind) {
    case RecordKind::FINDING: derive_finding(number, derived); break;
    case RecordKind::LEARNING: derive_learning(number, derived); break;
    case RecordKind::ACTION: derive_action(number, derived); break;
    default: break;
  }
  return derived;
}

void Deriver::derive_finding(Number number, Derived& derived) {
  records_.loop_of(number, loop_);
  const auto& state = records_.finding(number);
  const auto facts = records_.facts_of(loop_);
  const auto stage = stage_of(facts, !loop_.learning.empty());
  derived.stage = static_cast<std::uint8_t>(stage);
  put(derived, list_of(stage));
  if (!state.has_loop()) return;

  auto& days = derived.listed.days;
  put(derived, gaps_of(state, !loop_.learning.empty()));
  days[2] = std::max(days[0], records_.store[number].lost_on);
  const auto in_time = [&](Number learned) {
    const auto agreed = number_of_day(records_.state<learning::State>(learned).agreed_on);
    return agreed - days[0] <= learning_days;
  };
  if (std::any_of(loop_.learning.begin(), loop_.learning.end(), in_time)) {
    put(derived, List::learned_in_time);
  }
  if (std::any_of(loop_.evidence.begin(), loop_.evidence.end(), [&](Number seen) {
        const auto& evidence = records_.evidence(seen);
        return evidence.voice_of != evidence::Voice::UNSET &&
               evidence.phase != evidence::Phase::withdrawn;
      })) {
    put(derived, List::voiced);
  }
  if (state.judgement == finding::Judgement::MET) {
    put(derived, List::improved);
    days[3] = number_of_day(state.judged_on) - days[0];
    if (!state.is_closed()) put(derived, List::judged_met);
  }
  if (const auto closed = records_.closed_on(number)) {
    days[1] = number_of_day(*closed);
    put(derived, List::closed_once);
    put(derived, records_.found_again(number) != 0 ? List::found_again : List::not_found_again);
  }
  if (const auto from = look_again_from(records_, loop_)) {
    days[2] = number_of_day(*from);
    put(derived, List::look_again);
  }
  const auto delivered = latest_delivery(facts);
  if (state.phase == finding::Phase::closed && delivered &&
      std::any_of(loop_.evidence.begin(), loop_.evidence.end(), [&](Number seen) {
        return shows_outcome(records_.evidence(seen), *delivered);
      })) {
    put(derived, List::closed_on_outcome);
  }
}

void Deriver::derive_learning(Number number, Derived& derived) {
  const auto& store = records_.store;
  bool serves_open_loop = false;
  bool has_action = false;
  const auto live_action = [&](Number to) {
    if (store[to].kind == RecordKind::ACTION && store[to].exists) {
      has_action = has_action || records_.action(to).is_live();
    }
  };
  for (const auto finding : records_.back(number, RecordKind::FINDING)) {
    const auto& state = records_.finding(finding);
    serves_open_loop = serves_open_loop || (state.has_loop() && !state.is_closed());
    store.forward(finding, live_action);
  }
  store.forward(number, live_action);
  for (const auto made : records_.forward(number, RecordKind::RECOMMENDATION)) {
    store.forward(made, live_action);
  }
  const auto& state = records_.state<learning::State>(number);
  derived.listed.days[2] = std::max(number_of_day(state.agreed_on), store[number].lost_on);
  put(derived, gaps_of(state, has_action, serves_open_loop));
}

void Deriver::derive_action(Number number, Derived& derived) {
  const auto& state = records_.action(number);
  auto& days = derived.listed.days;
  const auto findings = records_.findings_of(number);
  ActionLinks links;
  links.has_finding = !findings.empty();
  for (const auto seen : records_.evidence_of(number)) {
    const auto& evidence = records_.evidence(seen);
    links.any_outcome = links.any_outcome || (evidence.kind == evidence::Kind::OUTCOME &&
                                              evidence.phase != evidence::Phase::withdrawn);
    links.outcome_shown =
        links.outcome_shown || (state.delivered_on && shows_outcome(evidence, *state.delivered_on));
  }
  put(derived, gaps_of(state, links));

  days[0] = state.due ? number_of_day(*state.due) : never;
  days[1] = state.first_due ? number_of_day(*state.first_due) : never;
  const auto lost_on = records_.store[number].lost_on;
  days[2] = number_of_day(state.agreed_on);
  if (state.phase == action::Phase::verified && state.verified_on) {
    days[3] = number_of_day(*state.verified_on);
  } else if (state.phase == action::Phase::delivered && state.delivered_on) {
    days[3] = number_of_day(*state.delivered_on);
  } else if (const auto* said = records_.last_kept(number, action::Event::SOURCE_STATUS_REPORTED)) {
    days[3] = said->effective_on;
  }
  days[3] = std::max(days[3], lost_on);

  if (!state.is_live()) return;
  // What has ended or is complete at the source is not to be done any more.
  const bool done_at_source =
      state.source == action::AtSource::ended || state.source == action::AtSource::complete;
  if (state.is_open() && !done_at_source) put(derived, List::open_actions);
  put(derived, List::live_actions);
  if (state.first_due && state.source != action::AtSource::ended) {
    put(derived, List::with_first_due);
    if (state.delivered_on && *state.delivered_on <= *state.first_due) {
      put(derived, List::on_time);
    }
    if (state.times_moved > 0) put(derived, List::date_moved);
  }
  if (state.is_open()) return;
  if (state.phase == action::Phase::delivered) put(derived, List::awaiting_verification);
  const bool serves_open_loop =
      findings.empty() || std::any_of(findings.begin(), findings.end(), [&](Number finding) {
        return !records_.finding(finding).is_closed();
      });
  if (!links.outcome_shown && serves_open_loop) put(derived, List::awaiting_evidence);
}

}  // namespace closeloop
