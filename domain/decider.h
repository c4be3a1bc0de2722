#pragma once

#include <concepts>
#include <string>
#include <utility>
#include <vector>

#include "domain/schema/event.capnp.h"
#include "eventstore/core/error.h"
#include "eventstore/core/time.h"
#include "eventstore/schema/message.h"
#include "eventstore/schema/values.h"

namespace closeloop {

using eventstore::allowed;
using eventstore::Day;
using eventstore::day;
using eventstore::Draft;
using eventstore::Drafts;
using eventstore::Errc;
using eventstore::Error;
using eventstore::Id;
using eventstore::not_found;
using eventstore::refused;
using eventstore::Result;
using eventstore::Version;

/// Who acts. Told by the shell from the token or session; never from a request's body.
struct Actor {
  Id<PersonId> person;
  person::Role role = person::Role::UNSET;
  Id<AgencyId> agency;
  Id<PostId> post;
};

/// What the shell knows and the request does not.
struct Context {
  Actor actor;
  Day today;           ///< The day the command is given.
  Day effective_on;    ///< The day it was true, as the envelope will say. Never after today.
  std::string reason;  ///< As the envelope will say; empty if none was given.
};

/// The whole of an aggregate, as two pure functions over its state and the union of its events.
///
///   evolve : State, event              -> State             cannot fail
///   decide : State, event asked for    -> events or refusal
///
/// A request is the event it asks for, so there are no command types. `decide` says whether
/// it may happen and completes what the request could not know (fields marked $decided).
/// `Facts` is what must be known of other streams: gathered by the shell, which makes the
/// versions it saw preconditions of the commit.
template <typename D>
concept Decider = requires(typename D::State state, typename D::Event::Reader event,
                           const Context& context, const typename D::Facts& facts) {
  D::evolve(state, event, context.effective_on, Version{});
  {
    D::decide(std::as_const(state), event, context, facts)
    } -> std::same_as<Result<Drafts<typename D::Event>>>;
};

/// For an aggregate that needs to know nothing of other streams.
struct NoFacts {};

}  // namespace closeloop
