#include "domain/person.h"

#include <algorithm>

namespace closeloop::person {
namespace {

bool is_themselves(const Context& context) { return context.actor.person.text() == context.record; }

Result<void> must_have_agency(Role role, bool has_agency) {
  if (role == Role::AGENCY_LEAD && !has_agency) {
    return refused("person.agency", "An agency lead needs an agency: say which.");
  }
  return allowed();
}

Result<void> may_issue(TokenIssued::Reader asked, const Context& context) {
  if (day(asked.getExpires()) < context.today) {
    return refused("person.issue-token.expires", "The last day of a token can't be in the past.");
  }
  return allowed();
}

Result<void> may_revoke(const State& state, TokenRevoked::Reader asked) {
  const auto id = eventstore::view(asked.getToken());
  const auto token = std::find_if(state.tokens.begin(), state.tokens.end(),
                                  [&](const Token& one) { return one.id == id; });
  if (token == state.tokens.end()) {
    return refused("person.revoke-token.known", "This person has no token of that id.");
  }
  if (token->revoked) {
    return refused("person.revoke-token.once", "This token was already revoked.");
  }
  return allowed();
}

Result<void> may(const State& state, Event::Reader asked, const Context& context) {
  if (asked.isAdded()) {
    if (state.added) return refused("person.add.once", "This person was already added.");
    return must_have_agency(asked.getAdded().getRole(), asked.getAdded().hasAgency());
  }
  if (!state.added) return not_found("There is no such person.");
  // A token of someone whose access ended is of no use, but revoking it does no harm.
  if (asked.isTokenRevoked()) return may_revoke(state, asked.getTokenRevoked());
  if (state.ended) return refused("person.ended", "This person's access has ended.");
  if (asked.isTokenIssued()) return may_issue(asked.getTokenIssued(), context);
  if (is_themselves(context)) {
    return refused("person.not-oneself",
                   "Nobody changes their own role or ends their own access: another board "
                   "manager must.");
  }
  if (asked.isRoleGiven()) {
    return must_have_agency(asked.getRoleGiven().getRole(), asked.getRoleGiven().hasAgency());
  }
  return allowed();
}

template <typename Given>
void give(State& state, Given given) {
  state.role = given.getRole();
  state.agency = Id{given.getAgency()};
  state.post = Id{given.getPost()};
}

void issue(State& state, TokenIssued::Reader issued) {
  state.tokens.push_back({eventstore::str(issued.getToken()), eventstore::str(issued.getSha256()),
                          day(issued.getExpires()), false});
}

void revoke(State& state, TokenRevoked::Reader revoked) {
  for (auto& token : state.tokens) {
    if (token.id == eventstore::view(revoked.getToken())) token.revoked = true;
  }
}

}  // namespace

void Decider::evolve(State& state, Event::Reader event, Day /*effective_on*/, Version /*version*/) {
  switch (event.which()) {
    case Event::ADDED:
      state.added = true;
      give(state, event.getAdded());
      break;
    case Event::ROLE_GIVEN: give(state, event.getRoleGiven()); break;
    case Event::ENDED: state.ended = true; break;
    case Event::TOKEN_ISSUED: issue(state, event.getTokenIssued()); break;
    case Event::TOKEN_REVOKED: revoke(state, event.getTokenRevoked()); break;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked, context));
  auto events = as_asked<Event>(asked);
  if (events.front()->isTokenIssued()) {
    auto issued = events.front()->getTokenIssued();
    issued.setToken(context.new_token.id);
    issued.setSha256(context.new_token.sha256);
  }
  return events;
}

}  // namespace closeloop::person
