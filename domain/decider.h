#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/schema/event.capnp.h"
#include "eventstore/core/error.h"
#include "eventstore/core/strong.h"
#include "eventstore/core/time.h"
#include "eventstore/schema/message.h"
#include "eventstore/schema/values.h"

namespace closeloop {

using eventstore::allowed;
using eventstore::Day;
using eventstore::day;
using eventstore::Decimal;
using eventstore::Draft;
using eventstore::Drafts;
using eventstore::Errc;
using eventstore::Error;
using eventstore::Id;
using eventstore::invalid;
using eventstore::long_form;
using eventstore::not_found;
using eventstore::Problem;
using eventstore::Problems;
using eventstore::refused;
using eventstore::Result;
using eventstore::set;
using eventstore::Version;

/// Who acts. Told by the shell from the token or session; never from a request's body.
struct Actor {
  Id<PersonId> person;
  person::Role role = person::Role::UNSET;
  Id<AgencyId> agency;
  Id<PostId> post;
};

/// A token that the shell has made, for the one command that issues one. The token itself is
/// never told: only its id and the SHA-256 of it, as 64 hex digits.
struct NewToken {
  std::string id;
  std::string sha256;
};

/// What the shell knows and the request does not.
struct Context {
  Actor actor;
  Day today;           ///< The day the command is given.
  Day effective_on;    ///< The day it was true, as the envelope will say. Never after today.
  std::string reason;  ///< As the envelope will say; empty if none was given.
  std::string record;  ///< The id of the record that the command is about: "A-31".
  NewToken new_token;  ///< Only for issuing a token.
};

/// What `decide` is told of other streams: gathered by the shell, which makes the versions it
/// saw preconditions of the commit. An aggregate that needs more than this derives from it.
struct Facts {
  /// One for each id in the request that no record has: {"/findings/1", "unknown",
  /// "There is no finding F-99."}. Found by walking the request's fields of a kind of record;
  /// posts, themes and priority areas are words, not records.
  Problems unknown;
};

/// A record of another stream, lent for the length of one call.
template <typename State>
struct Known {
  std::string_view id;
  const State* state = nullptr;
};

/// The whole of an aggregate, as two pure functions over its state and the union of its events.
///
///   evolve : State, event              -> State             cannot fail
///   decide : State, event asked for    -> events or refusal
///
/// A request is the event it asks for, so there are no command types. `decide` says whether
/// it may happen and completes what the request could not know (fields marked $decided).
/// `evolve` is told the day the event was true and its version in the stream. It bears
/// histories with gaps: a board "as true on" a day leaves out what was true only later.
template <typename D>
concept Decider = std::derived_from<typename D::Facts, Facts> &&
    requires(typename D::State& state, typename D::Event::Reader event, const Context& context,
             const typename D::Facts& facts) {
  { D::evolve(state, event, context.effective_on, Version{}) } -> std::same_as<void>;
  {
    D::decide(std::as_const(state), event, context, facts)
    } -> std::same_as<Result<Drafts<typename D::Event>>>;
};

/// `invalid` with each reference that names no record.
[[nodiscard]] Result<void> must_refer_to_records(const Facts& facts);

/// The event as it was asked for, alone and ready to be completed.
template <typename Event>
[[nodiscard]] Drafts<Event> as_asked(typename Event::Reader asked) {
  Drafts<Event> events;
  events.emplace_back(asked);
  return events;
}

/// The ids of a list in an event, kept.
template <typename List>
[[nodiscard]] auto ids_of(const List& list) {
  using Kind = typename decltype(list[0])::Reads;
  std::vector<Id<Kind>> ids;
  ids.reserve(list.size());
  for (const auto id : list) ids.emplace_back(id);
  return ids;
}

}  // namespace closeloop
