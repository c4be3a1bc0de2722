#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "api/answer.h"
#include "api/event_stream.h"
#include "api/queries.h"
#include "api/record_states.h"
#include "eventstore/schema/sealer.h"
#include "projections/activity.h"
#include "projections/loop_activity.h"

namespace closeloop::api {
namespace {

using eventstore::Position;

const eventstore::KeylessSealer sealer;

/// Until there is an event after `after`, the time is up, or the server stops. Looks up now and
/// then, so that a stop does not have to wait.
Result<void> wait_for_event(const Shelf& shelf, Waiting& waiting, Position after,
                            std::chrono::seconds patience) {
  if (shelf.log.head() > after || patience.count() == 0) return allowed();
  if (!waiting.enter()) {
    return eventstore::unavailable("feed.full", "Too many are waiting for events already.");
  }
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!waiting.stopped() && std::chrono::steady_clock::now() < until) {
    if (shelf.projector.wait_for(after.next(), std::chrono::milliseconds{250})) break;
    if (!shelf.projector.health()) break;  // Nothing more will come.
  }
  waiting.leave();
  return allowed();
}

Route route(std::string pattern, std::string operation, std::string tag, std::string summary,
            std::string answers, std::vector<std::string_view> parameters,
            std::function<Result<Response>(const Call&)> handler) {
  return {.method = "GET",
          .pattern = std::move(pattern),
          .operation = std::move(operation),
          .tag = std::move(tag),
          .summary = std::move(summary),
          .access = Access::bearer,
          .parameters = std::move(parameters),
          .handler = std::move(handler),
          .answer = std::move(answers)};
}

}  // namespace

Result<Position> event_position(std::string_view text) {
  std::uint64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || at != end || number == 0) {
    return not_found("An event is found by its position: a number from 1.");
  }
  return Position{number};
}

void add_event_routes(Router& router, const Shelf& shelf, Waiting& waiting) {
  router.add(route(
      "/api/v1/activity", "listActivity", "Events", "What happened, newest first", "Activity",
      taking(as_at_parameters, activity_parameters, page_parameters), [shelf](const Call& call) {
        return answer(call, shelf, [&](const Seen& seen) {
          return activity(*seen.board, shelf.log, sealer, seen.as_at, call.parameters.page(),
                          call.parameters.day("known_since"), seen.audience);
        });
      }));
  constexpr std::string_view feed[] = {"after",   "limit",    "wait",        "known_at",
                                       "true_on", "position", "min_position"};
  auto follow = route(
      "/api/v1/events", "followEvents", "Events",
      "The feed: events after a position, oldest first; can wait for the next, or stream them",
      "Feed", taking(feed), [shelf, &waiting](const Call& call) -> Result<Response> {
        if (asks_for_stream(call.request)) return stream_events(call, shelf, waiting);
        const auto& parameters = call.parameters;
        const Position after{parameters.number("after").value_or(0)};
        const std::chrono::seconds patience{parameters.number("wait").value_or(0)};
        BOOST_OUTCOME_TRY(wait_for_event(shelf, waiting, after, patience));
        return answer(call, shelf, [&](const Seen& seen) {
          return events_after(*seen.board, shelf.log, sealer, seen.as_at, after,
                              parameters.page().limit, seen.audience);
        });
      });
  follow.streams = true;
  router.add(std::move(follow));
  router.add(
      route("/api/v1/events/{position}", "getEvent", "Events", "One event, whole", "Event",
            taking(as_at_parameters), [shelf](const Call& call) -> Result<Response> {
              BOOST_OUTCOME_TRY(const auto position, event_position(call.captures[0]));
              // Beside the position of the view stands the event, with its own.
              return answer(call, shelf, [&](const Seen& seen) -> Result<boost::json::object> {
                BOOST_OUTCOME_TRY(auto event, event_at(*seen.board, shelf.log, sealer, position,
                                                       seen.as_at, seen.audience));
                return boost::json::object{{"event", std::move(event)}};
              });
            }));
  router.add(route("/api/v1/findings/{id}/timeline", "getLoopTimeline", "Loops",
                   "What happened to any record of a finding's loop, newest first",
                   "RecordActivity", taking(as_at_parameters, page_parameters),
                   [shelf](const Call& call) {
                     return answer(call, shelf, [&](const Seen& seen) {
                       return loop_activity(*seen.board, shelf.log, sealer, call.captures[0],
                                            seen.as_at, call.parameters.page());
                     });
                   }));
  for (const auto& resource : resource_kinds()) {
    const std::string name{resource.resource};
    router.add(
        route(fmt::format("/api/v1/{}/{{id}}/events", name),
              fmt::format("list{}Events", resource.events.front().type), resource.shape->label,
              fmt::format("What happened to one {}, newest first", resource.kind), "RecordActivity",
              taking(as_at_parameters, page_parameters), [shelf, name](const Call& call) {
                return answer(call, shelf, [&](const Seen& seen) {
                  return record_activity(*seen.board, shelf.log, sealer,
                                         stream_of(name, call.captures[0]), seen.as_at,
                                         call.parameters.page(), seen.audience);
                });
              }));
  }
}

}  // namespace closeloop::api
