#include "api/event_stream.h"

#include <charconv>
#include <chrono>
#include <memory>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "api/pages/model.h"
#include "api/reader.h"
#include "eventstore/schema/sealer.h"
#include "projections/activity.h"

namespace closeloop::api {
namespace {

using eventstore::Position;
using std::chrono::steady_clock;

constexpr std::chrono::seconds quiet_most{15};
constexpr std::chrono::minutes stream_most{5};
constexpr std::chrono::milliseconds look_up{250};  // So that a stop does not have to wait.
constexpr std::size_t events_at_once = 100;

const eventstore::KeylessSealer sealer;

/// Where the client was. `invalid` if that is no position of this log.
Result<Position> place_in_feed(const Call& call, Position head) {
  const auto last = call.request.header("last-event-id");
  if (last.empty()) return Position{call.parameters.number("after").value_or(0)};
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), number);
  if (error == std::errc{} && end == last.data() + last.size() && number <= head.number()) {
    return Position{number};
  }
  return eventstore::invalid("parameter",
                             "Last-Event-ID must be the id of an event that was sent.");
}

/// One of the places of those who wait, for as long as it lives.
class Place {
 public:
  explicit Place(Waiting& waiting) : waiting_{waiting} {}
  ~Place() { waiting_.leave(); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  [[nodiscard]] bool must_go() const { return waiting_.stopped(); }

 private:
  Waiting& waiting_;
};

/// What happened after a position, as it is sent; and the position to go on from.
Result<std::string> happened(const Shelf& shelf, Position& after, Audience audience) {
  BOOST_OUTCOME_TRY(const auto feed, events_after(*shelf.projector.live(), shelf.log, sealer, {},
                                                  after, events_at_once, audience));
  std::string text;
  for (const auto& event : feed.at("events").as_array()) {
    text += fmt::format("id: {}\nevent: {}\ndata: {}\n\n",
                        event.at("position").to_number<std::uint64_t>(),
                        text_in(event.as_object(), "type"), boost::json::serialize(event));
  }
  after = Position{feed.at("after").to_number<std::uint64_t>()};
  return text;
}

void follow(const Shelf& shelf, const Place& place, Position after, Audience audience,
            const SendPiece& send) {
  const auto end = steady_clock::now() + stream_most;
  auto said = steady_clock::now();
  if (!send("retry: 5000\n\n")) return;
  while (!place.must_go() && steady_clock::now() < end && shelf.projector.health()) {
    if (shelf.projector.wait_for(after.next(), look_up)) {
      const auto text = happened(shelf, after, audience);
      if (!text || !send(text.value())) return;
      said = steady_clock::now();
    } else if (steady_clock::now() - said >= quiet_most) {
      if (!send(": nothing new\n\n")) return;
      said = steady_clock::now();
    }
  }
}

}  // namespace

bool asks_for_stream(const Request& request) {
  return request.header("accept").find("text/event-stream") != std::string_view::npos;
}

Result<Response> stream_events(const Call& call, const Shelf& shelf, Waiting& waiting) {
  if (call.parameters.as_at().is_past()) {
    return eventstore::invalid("parameter",
                               "A stream is of what happens now: leave out known_at and true_on, "
                               "or ask for JSON.");
  }
  BOOST_OUTCOME_TRY(const auto after, place_in_feed(call, shelf.log.head()));
  if (!waiting.enter()) {
    return eventstore::unavailable("feed.full", "Too many are waiting for events already.");
  }
  // Shared, since a function that is kept must be one that can be copied.
  auto place = std::make_shared<const Place>(waiting);
  Response response{
      200, "text/event-stream", {}, {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}}};
  response.stream = [shelf, place = std::move(place), after,
                     reader = call.actor](const SendPiece& send) {
    follow(shelf, *place, after, audience_of(reader), send);
  };
  return response;
}

}  // namespace closeloop::api
