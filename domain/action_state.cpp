// What an action has come to: its events, folded.
#include <algorithm>
#include <array>

#include "domain/action.h"

namespace closeloop::action {
namespace {

void agree(State& state, Agreed::Reader agreed, Day effective_on) {
  state.phase = Phase::agreed;
  state.agreed_on = effective_on;
  state.from_source = agreed.hasReference();
  if (agreed.hasStart()) state.start = day(agreed.getStart());
  if (agreed.hasDue()) state.due = state.first_due = day(agreed.getDue());
  state.owner = Id{agreed.getOwner()};
  state.lead_agency = Id{agreed.getLeadAgency()};
  state.supporting_agencies = ids_of(agreed.getSupportingAgencies());
  state.findings = ids_of(agreed.getFindings());
}

void correct(State& state, Corrected::Reader corrected) {
  if (corrected.hasStart()) state.start = day(corrected.getStart());
  if (corrected.hasOwner()) {
    state.former_owners.push_back(state.owner);
    state.owner = Id{corrected.getOwner()};
  }
  if (corrected.hasLeadAgency()) state.lead_agency = Id{corrected.getLeadAgency()};
  if (corrected.hasSupportingAgencies()) {
    state.supporting_agencies = ids_of(corrected.getSupportingAgencies());
  }
  if (corrected.hasFindings()) state.findings = ids_of(corrected.getFindings());
}

void move_date(State& state, DateMoved::Reader moved) {
  state.due = day(moved.getNewDate());
  // A source that gave no date had none to move: the first one given is where counting begins.
  if (!state.first_due) {
    state.first_due = state.due;
  } else {
    ++state.times_moved;
  }
}

void reopen(State& state) {
  state.phase = state.accepted ? Phase::accepted : Phase::agreed;
  state.blocked = false;
  state.delivered_on.reset();
  state.verified_on.reset();
}

void add_new(std::vector<Id<FindingId>>& to, const std::vector<Id<FindingId>>& from) {
  for (const auto& id : from) {
    if (std::find(to.begin(), to.end(), id) == to.end()) to.push_back(id);
  }
}

}  // namespace

AtSource at_source(std::string_view status) {
  constexpr std::array<std::string_view, 7> ended{
      "cancelled", "superseded", "withdrawn", "merged", "declined", "rejected", "not_accepted"};
  if (status.empty()) return AtSource::unsaid;
  if (status == "complete") return AtSource::complete;
  return std::find(ended.begin(), ended.end(), status) != ended.end() ? AtSource::ended
                                                                      : AtSource::open;
}

void Decider::evolve(State& state, Event::Reader event, Day effective_on, Version version) {
  switch (event.which()) {
    case Event::AGREED:
      agree(state, event.getAgreed(), effective_on);
      state.descriptions.note(version);
      break;
    case Event::ACCEPTED:
      state.phase = Phase::accepted;
      state.accepted = true;
      state.hands.emplace_back(event.getAccepted().getBy());
      break;
    case Event::PROGRESSED: state.phase = Phase::in_progress; break;
    case Event::DATE_MOVED: move_date(state, event.getDateMoved()); break;
    case Event::BLOCKED: state.blocked = true; break;
    case Event::UNBLOCKED: state.blocked = false; break;
    case Event::DELIVERED:
      state.phase = Phase::delivered;
      state.blocked = false;
      state.delivered_on = day(event.getDelivered().getOn());
      state.hands.emplace_back(event.getDelivered().getBy());
      break;
    case Event::DELIVERY_VERIFIED:
      state.phase = Phase::verified;
      state.verified_on = effective_on;
      break;
    case Event::RETURNED:
      state.phase = Phase::in_progress;
      state.delivered_on.reset();
      break;
    case Event::SUPERSEDED: state.phase = Phase::superseded; break;
    case Event::WITHDRAWN: state.phase = Phase::withdrawn; break;
    case Event::DECLINED: state.phase = Phase::declined; break;
    case Event::REOPENED: reopen(state); break;
    case Event::CORRECTED:
      correct(state, event.getCorrected());
      state.descriptions.note(version);
      break;
    case Event::LINKED:
      add_new(state.findings, ids_of(event.getLinked().getFindings()));
      state.descriptions.note(version);
      break;
    case Event::SOURCE_STATUS_REPORTED:
      state.source = at_source(eventstore::view(event.getSourceStatusReported().getStatus()));
      break;
  }
}

}  // namespace closeloop::action
