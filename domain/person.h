#pragma once

#include "domain/decider.h"

/// A person who uses the system, in a role and perhaps for an agency, with tokens to prove it.
/// Nobody ends their own access or gives themselves a role, so a board never loses its last
/// board manager by mistake.
namespace closeloop::person {

struct Token {
  std::string id;
  std::string sha256;  ///< Of the token itself, which is nowhere: 64 hex digits.
  Day expires;         ///< The last day it may be used.
  bool revoked = false;
};

struct State {
  bool added = false;
  bool ended = false;
  Role role = Role::UNSET;
  Id<AgencyId> agency;
  Id<PostId> post;
  std::vector<Token> tokens;

  [[nodiscard]] bool may_use(const Token& token, Day on) const {
    return added && !ended && !token.revoked && on <= token.expires;
  }
};

struct Decider {
  using State = person::State;
  using Event = person::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::person
