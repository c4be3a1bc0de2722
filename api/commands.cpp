#include "api/commands.h"

#include <algorithm>

#include <fmt/format.h>

#include "api/facts.h"
#include "api/phase_rules.h"
#include "api/record_numbers.h"
#include "api/tokens.h"
#include "domain/permissions.h"
#include "eventstore/core/digest.h"
#include "eventstore/schema/dynamic.h"
#include "eventstore/schema/form.h"
#include "eventstore/schema/json.h"
#include "eventstore/schema/request.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using eventstore::Committed;
using eventstore::conflict;
using eventstore::Digest;
using eventstore::Errc;

constexpr int attempts_max = 5;  // Before a record that others keep changing is given up.

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && text != "." && text != ".." &&
         std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_' || c == '.';
         });
}

/// Tells a repetition from another request under the same command id.
Digest digest_of(const CommandRequest& request) {
  std::string text;
  text.reserve(request.body.size() + 100);
  for (const std::string_view part :
       {std::string_view{request.actor.person.text()}, std::string_view{request.resource},
        std::string_view{request.id}, std::string_view{request.intent},
        std::string_view{request.form ? "form" : "json"}}) {
    text += part;
    text += '\n';
  }
  text += request.body;
  return eventstore::sha256(text);
}

Result<json::value> body_of(const CommandRequest& request, const EventKind& kind) {
  if (request.form) {
    return json::value(
        eventstore::form_to_json(eventstore::request_shape(*kind.event), request.body));
  }
  return eventstore::parse_json(request.body.empty() ? std::string_view{"{}"}
                                                     : std::string_view{request.body});
}

/// The event that a union holds, with what it is called.
struct Held {
  const EventKind* kind;
  capnp::DynamicStruct::Reader event;
};
Held held_by(const ResourceKind& resource, capnp::DynamicStruct::Reader of_union) {
  KJ_IF_MAYBE (member, of_union.which()) {
    const auto& kind = resource.events.at(member->getProto().getDiscriminantValue());
    return {&kind, of_union.get(*member).as<capnp::DynamicStruct>()};
  }
  throw std::logic_error{"an event that holds nothing"};
}

}  // namespace

struct Commands::State {
  eventstore::EventLog& log;
  const Projector& projector;
  const eventstore::Clock& clock;
  RecordStates states;
  eventstore::KeylessSealer sealer;

  RecordNumbers numbers;

  /// One command on its way: what is the same for each attempt.
  struct Asked {
    const CommandRequest& request;
    const ResourceKind& resource;
    const EventKind& kind;
    Digest digest;
    Day today;
    eventstore::Common common;
  };

  Result<CommandResult> execute(const CommandRequest& request) {
    const auto* resource = find_resource(request.resource);
    if (!resource) return not_found(fmt::format("There is no '{}' here.", request.resource));
    const auto* kind = resource->find_intent(request.intent);
    if (!kind) {
      return not_found(
          fmt::format("One can't '{}' one of the {}.", request.intent, request.resource));
    }
    BOOST_OUTCOME_TRY(must_be_permitted(request.actor.role, request.resource, request.intent));
    if (!request.id.empty() && !is_id(request.id)) {
      return invalid("command.id",
                     "An id holds 1 to 64 letters, digits, dots, dashes and underscores.");
    }
    if (request.id.empty() && !kind->event->creates) {
      return invalid("command.id", "Say which record: its id belongs in the address.");
    }
    Result<CommandResult> result = not_found("There is nothing of that kind.");
    with_aggregate(request.resource, [&](auto aggregate) {
      result = execute_as<decltype(aggregate)>(request, *resource, *kind);
    });
    return result;
  }

  template <typename A>
  bool is_open_as(const Actor& actor, const Board& board, const std::string& id,
                  const EventKind& kind) {
    const auto now = held_state<A>(board, id);
    if (!now.version) return false;
    Draft<typename A::Event> draft;
    capnp::DynamicStruct::Builder asked = *draft;
    asked.init(kind.event->schema);
    const Sources sources{log, projector, states, false, &board};
    const auto& state = *now.state;
    const auto gathered =
        gather<A>(kind, id, state, draft.reader(),
                  held_by(*find_resource(A::resource), draft.reader()).event, sources);
    if (!gathered) return true;  // It can't be told now: whoever asks will be told.
    const auto today = std::chrono::floor<std::chrono::days>(clock.now());
    const Context context{.actor = actor,
                          .today = today,
                          .effective_on = today,
                          .reason = {},
                          .record = id,
                          .new_token = {}};
    const auto decided = A::Decider::decide(state, draft.reader(), context, gathered.value().facts);
    return decided || !refuses_any_answer(decided.error().rule);
  }

  template <typename A>
  Result<CommandResult> execute_as(const CommandRequest& request, const ResourceKind& resource,
                                   const EventKind& kind) {
    Draft<typename A::Event> draft;
    BOOST_OUTCOME_TRY(const auto body, body_of(request, kind));
    BOOST_OUTCOME_TRY(auto common, eventstore::decode_request(*kind.event, body, sealer, *draft));
    const auto today = std::chrono::floor<std::chrono::days>(clock.now());
    if (common.effective_on.value_or(today) > today) {
      return eventstore::invalid({{"/effectiveOn", "date",
                                   "When it was true can't lie in the future: leave it out for "
                                   "today, or give an earlier date."}});
    }
    const Asked asked{request, resource, kind, digest_of(request), today, std::move(common)};

    // What was recorded before is answered alike for ever, whatever may be said of it now; so
    // an obstacle counts only if this command was not recorded. A command that meets none needs
    // no looking up: the log itself tells a repetition.
    Result<CommandResult> result = not_found("");
    for (int attempt = 0; attempt < attempts_max; ++attempt) {
      result = attempt_once<A>(asked, draft.reader(), attempt > 0);
      if (result) break;
      const auto& error = result.error();
      const bool raced = error.rule == "log.version";
      const bool taken = error.rule == "command.exists" && request.id.empty();
      // The states at hand may be behind the log: only what the log itself says is final.
      const bool failed = error.code == Errc::unavailable || error.code == Errc::corrupt;
      const bool may_be_behind = attempt == 0 && !failed;
      if (!raced && !taken && !may_be_behind) break;
    }
    if (result || result.error().rule == "log.command-reused") return result;
    BOOST_OUTCOME_TRY(const auto before, log.find_command(request.command_id, asked.digest));
    return before ? recorded_result(asked, *before) : std::move(result);
  }

  template <typename A>
  Result<CommandResult> attempt_once(const Asked& asked, typename A::Event::Reader event,
                                     bool fresh) {
    const auto& request = asked.request;
    const auto& common = asked.common;
    RecordId record{numbers, request.id, asked.resource, fresh};
    const auto& id = record.text();
    BOOST_OUTCOME_TRY(auto now, states.load<A>(id, fresh));
    if (now.version) record.spend();
    BOOST_OUTCOME_TRY(must_fit(asked, id, now.version));

    const Sources sources{log, projector, states, fresh};
    const auto held = held_by(asked.resource, event);
    BOOST_OUTCOME_TRY(auto gathered,
                      gather<A>(asked.kind, id, *now.state, event, held.event, sources));
    BOOST_OUTCOME_TRY(must_be_on_behalf_of_someone(common.on_behalf_of));

    Context context{.actor = request.actor,
                    .today = asked.today,
                    .effective_on = common.effective_on.value_or(asked.today),
                    .reason = common.reason,
                    .record = id,
                    .new_token = {}};
    std::string token;
    if (asked.kind.event->intent == "issue-token") {
      token = new_token();
      context.new_token = {new_token_id(), token_hash(token)};
    }
    BOOST_OUTCOME_TRY(const auto events,
                      A::Decider::decide(*now.state, event, context, gathered.facts));
    if (request.only_try) {
      return CommandResult{.position = {},
                           .version = now.version,
                           .resource = request.resource,
                           .id = id,
                           .events = {},
                           .token = {}};
    }

    eventstore::Commit commit{.command_id = request.command_id,
                              .request_digest = asked.digest,
                              .actor = request.actor.person.text(),
                              .on_behalf_of = common.on_behalf_of,
                              .reason = common.reason,
                              .correlation = request.correlation,
                              .preconditions = std::move(gathered.seen),
                              .events = {}};
    const auto stream = stream_of(request.resource, id);
    std::erase_if(commit.preconditions, [&](const auto& each) { return each.stream == stream; });
    commit.preconditions.push_back({stream, now.version});
    for (const auto& each : events) {
      const auto decided = held_by(asked.resource, each.reader());
      commit.events.push_back({stream,
                               decided.kind->type,
                               1,
                               context.effective_on,
                               {},
                               A::wrap(each.reader()).bytes()});
    }
    record.spend();
    BOOST_OUTCOME_TRY(const auto committed, log.append(std::move(commit)));
    if (committed.repeated) return recorded_result(asked, committed);

    CommandResult result{.position = committed.last,
                         .version = now.version,
                         .resource = request.resource,
                         .id = id,
                         .events = {},
                         .token = std::move(token)};
    auto next = std::make_shared<typename A::State>(*now.state);
    auto position = committed.first;
    for (const auto& each : events) {
      result.version = result.version.next();
      A::Decider::evolve(*next, each.reader(), context.effective_on, result.version);
      result.events.push_back(
          event_json(asked.resource, stream, each.reader(), result.version, position));
      position = position.next();
    }
    states.keep<A>(id, {result.version, std::move(next)});
    return result;
  }

  /// What must hold between the request and the record's version before rules are asked.
  static Result<void> must_fit(const Asked& asked, const std::string& id, Version version) {
    const auto& request = asked.request;
    const auto name = fmt::format("{} {}", asked.resource.kind, id);
    if (asked.kind.event->creates) {
      if (version) {
        return conflict(
            "command.exists",
            fmt::format("There is {} already. Choose another id, or leave it out.", name),
            version.number());
      }
      return allowed();
    }
    if (!version) return not_found(fmt::format("There is no {}.", name));
    if (!request.seen && request.must_have_seen) {
      return conflict("command.unseen",
                      "Say which version you saw, with If-Match: \"v<version>\". The record's "
                      "ETag holds it.",
                      version.number());
    }
    if (request.seen && *request.seen != version) {
      return conflict("command.stale",
                      fmt::format("You saw version {} of {}; it is now at version {}. Read it "
                                  "again, then decide anew.",
                                  request.seen->number(), name, version.number()),
                      version.number());
    }
    return allowed();
  }

  Result<void> must_be_on_behalf_of_someone(const std::string& person) const {
    if (person.empty() || projector.live()->exists("people", person)) return allowed();
    BOOST_OUTCOME_TRY(const auto version, log.stream_version(stream_of("people", person)));
    if (version) return allowed();
    return eventstore::invalid(
        {{"/onBehalfOf", "unknown", fmt::format("There is no person {}.", person)}});
  }

  json::object event_json(const ResourceKind& resource, std::string_view stream,
                          capnp::DynamicStruct::Reader of_union, Version version,
                          eventstore::Position position) const {
    const auto held = held_by(resource, of_union);
    return {{"position", position.number()},
            {"stream", stream},
            {"version", version.number()},
            {"type", held.kind->type},
            {"data", eventstore::to_json(*held.kind->event->record, held.event, sealer)}};
  }

  /// The result of a command as the log has it: what its first asker was told, but for a token.
  Result<CommandResult> recorded_result(const Asked& asked, const Committed& committed) const {
    CommandResult result{.position = committed.last,
                         .version = {},
                         .resource = asked.request.resource,
                         .id = {},
                         .events = {},
                         .token = {},
                         .repeated = true};
    eventstore::Opener opener;
    Result<void> opened = allowed();
    const eventstore::Position before{committed.first.number() - 1};
    BOOST_OUTCOME_TRY(
        log.read_all(before, committed.last, [&](const eventstore::RecordedEvent& event) {
          result.version = event.version;
          result.id = event.stream.substr(event.stream.find('/') + 1);
          opened = opener.open<closeloop::Event>(event.payload, [&](auto payload) {
            with_aggregate(payload.which(), [&](auto aggregate) {
              using A = decltype(aggregate);
              result.events.push_back(event_json(*find_resource(A::resource), event.stream,
                                                 A::get(payload), event.version, event.position));
            });
          });
          return opened.has_value();
        }));
    BOOST_OUTCOME_TRY(std::move(opened));
    return result;
  }
};

Commands::Commands(eventstore::EventLog& log, const Projector& projector,
                   const eventstore::Clock& clock)
    : state_{new State{log, projector, clock, RecordStates{log}, {}, RecordNumbers{projector}}} {}
Commands::~Commands() = default;

Result<CommandResult> Commands::execute(const CommandRequest& request) {
  return state_->execute(request);
}

bool Commands::is_open(const Actor& actor, const Board& board, std::string_view resource,
                       const std::string& id, std::string_view intent) {
  const auto* found = find_resource(resource);
  const auto* kind = found ? found->find_intent(intent) : nullptr;
  if (!kind || !may(actor.role, resource, intent)) return false;
  bool open = false;
  with_aggregate(resource, [&](auto aggregate) {
    open = state_->is_open_as<decltype(aggregate)>(actor, board, id, *kind);
  });
  return open;
}

}  // namespace closeloop::api
