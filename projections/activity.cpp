#include "projections/activity.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "domain/schema/event.capnp.h"
#include "eventstore/schema/recorded.h"
#include "projections/describe.h"
#include "projections/measures/hidden_figures.h"
#include "projections/measures/restricted.h"
#include "projections/record_fields.h"
#include "projections/selection.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using eventstore::EventLog;
using eventstore::Position;
using eventstore::RecordedEvent;
using eventstore::Sealer;
using eventstore::Version;

constexpr std::uint64_t kReadMax = 5000;  // Events looked at for one page, whatever is left out.

const eventstore::Catalogue& catalogue() {
  static const eventstore::Catalogue all{eventstore::shape_of<Event>()};
  return all;
}

/// A page's cursor is the number that it goes on before.
Result<std::uint64_t> before_of(const Page& page, std::uint64_t last) {
  if (page.cursor.empty()) return last + 1;
  std::uint64_t before = 0;
  const auto* const end = page.cursor.data() + page.cursor.size();
  const auto [read, error] = std::from_chars(page.cursor.data(), end, before);
  if (error != std::errc{} || read != end || before == 0) {
    return eventstore::invalid({{"/cursor", "cursor",
                                 "This is not a cursor that a page gave. Leave it out to begin "
                                 "with the first page."}});
  }
  return std::min(before, last + 1);
}

/// The number of events recorded on or before that day: times of recording only grow.
Result<std::uint64_t> known_by(const EventLog& log, eventstore::Day day, std::uint64_t last) {
  const AsAt by{.known_at = day, .true_on = {}, .position = {}};
  std::uint64_t known = 0;
  while (known < last) {
    const auto middle = known + (last - known + 1) / 2;
    bool later = false;
    BOOST_OUTCOME_TRY(
        log.read_all(Position{middle - 1}, Position{middle}, [&](const RecordedEvent& event) {
          later = by.ends_before(event);
          return true;
        }));
    if (later) {
      last = middle - 1;
    } else {
      known = middle;
    }
  }
  return known;
}

/// Numbers after `first`, up to `last`.
struct Stretch {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

/// Reads downwards, so that the newest comes first: `read(after, last, visit)` reads a stretch
/// upwards. Fills rows and next.
template <typename Read>
Result<void> add_newest(const Board& board, const Sealer& sealer, const AsAt& as_at,
                        const Page& page, Audience audience, Stretch numbers, object& to,
                        Read&& read) {
  BOOST_OUTCOME_TRY(const auto limit, limit_of(page));
  BOOST_OUTCOME_TRY(auto before, before_of(page, numbers.last));
  const auto end = numbers.first + 1;
  array rows;
  std::uint64_t looked_at = 0;
  while (before > end && rows.size() < limit && looked_at < kReadMax) {
    const auto wanted = std::min<std::uint64_t>(limit - rows.size(), before - end);
    std::vector<object> stretch;
    Result<void> shown = boost::outcome_v2::success();
    const auto first = before - wanted;
    BOOST_OUTCOME_TRY(read(first - 1, before - 1, [&](const RecordedEvent& event) {
      if (!as_at.includes(event) || is_closed(board.records(), event.stream, audience)) return true;
      auto model = event_model(board, event, sealer);
      if (!model) {
        shown = std::move(model).error();
        return false;
      }
      stretch.push_back(std::move(model).value());
      return true;
    }));
    BOOST_OUTCOME_TRY(shown);
    for (auto event = stretch.rbegin(); event != stretch.rend(); ++event) {
      rows.push_back(std::move(*event));
    }
    looked_at += wanted;
    before = first;
  }
  to["rows"] = std::move(rows);
  if (before > end) to["next"] = std::to_string(before);
  return boost::outcome_v2::success();
}

}  // namespace

Result<object> event_model(const Board& board, const RecordedEvent& event, const Sealer& sealer) {
  BOOST_OUTCOME_TRY(auto payload, eventstore::view_payload(catalogue(), event.payload, sealer));
  const auto slash = event.stream.find('/');
  object model{{"position", event.position.number()},
               {"stream", event.stream},
               {"version", event.version.number()},
               {"type", event.type},
               {"label", payload.kind->event->label},
               {"title", payload.kind->event->label},
               {"recordedAt", iso(event.recorded_at)},
               {"effectiveOn", iso(event.effective_on)},
               {"actor", somebody_json(board.records(), event.actor)},
               {"record", object{{"id", event.stream.substr(slash + 1)},
                                 {"page", fmt::format("/{}", event.stream)},
                                 {"self", fmt::format("/api/v1/{}", event.stream)}}},
               {"self", fmt::format("/api/v1/events/{}", event.position.number())},
               {"page", fmt::format("/events/{}", event.position.number())}};
  if (!event.on_behalf_of.empty())
    model["onBehalfOf"] = somebody_json(board.records(), event.on_behalf_of);
  if (!event.reason.empty()) model["reason"] = event.reason;
  if (!event.correlation.empty()) model["correlation"] = event.correlation;
  if (event.causation) model["causation"] = event.causation.number();
  model["data"] = std::move(payload.data);
  array lines;
  for (auto& line : payload.lines) {
    object one{{"label", line.label}, {"text", line.value}, {"depth", line.depth}};
    add_reference(board.records(), line.refers_to, line.value, one);
    lines.push_back(std::move(one));
  }
  model["lines"] = std::move(lines);
  hide_small_figures(board, model);
  return model;
}

Result<object> event_at(const Board& board, const EventLog& log, const Sealer& sealer,
                        Position position, const AsAt& as_at, Audience audience) {
  const auto missing = [&] {
    return not_found(fmt::format("There is no event at position {} in view.", position.number()));
  };
  if (!position || position > log.head()) return missing();
  std::optional<Result<object>> found;
  bool closed = false;
  BOOST_OUTCOME_TRY(
      log.read_all(Position{position.number() - 1}, position, [&](const RecordedEvent& event) {
        if (!as_at.includes(event)) return true;
        closed = is_closed(board.records(), event.stream, audience);
        found = event_model(board, event, sealer);
        return true;
      }));
  if (closed) return refused("permission.restricted", std::string{restricted_sentence});
  if (!found) return missing();
  return *std::move(found);
}

Result<object> activity(const Board& board, const EventLog& log, const Sealer& sealer,
                        const AsAt& as_at, const Page& page,
                        std::optional<eventstore::Day> known_since, Audience audience) {
  Stretch numbers{0, board.position().number()};
  auto sentence = numbers.last == 0 ? std::string{"Nothing has happened yet."}
                                    : fmt::format("The log holds {} up to here.",
                                                  counted(numbers.last, "event", "events"));
  if (known_since) {
    BOOST_OUTCOME_TRY(numbers.first, known_by(log, *known_since, numbers.last));
    const auto since = numbers.last - numbers.first;
    sentence = since == 0 ? "Nothing was recorded after " + long_form(*known_since) + "."
                          : fmt::format("{} recorded after {}.",
                                        sentence_case(counted(since, "event was", "events were")),
                                        long_form(*known_since));
  }
  object model{{"title", "Activity"}, {"sentence", std::move(sentence)}};
  BOOST_OUTCOME_TRY(add_newest(board, sealer, as_at, page, audience, numbers, model,
                               [&](std::uint64_t after, std::uint64_t to, const auto& visit) {
                                 return log.read_all(Position{after}, Position{to}, visit);
                               }));
  return model;
}

Result<object> events_after(const Board& board, const EventLog& log, const Sealer& sealer,
                            const AsAt& as_at, Position after, std::size_t limit,
                            Audience audience) {
  BOOST_OUTCOME_TRY(limit, limit_of({.cursor = {}, .limit = limit}));
  const auto head = log.head();
  array events;
  Position seen = after;
  Result<void> shown = boost::outcome_v2::success();
  const Position last{std::min(head.number(), after.number() + kReadMax)};
  BOOST_OUTCOME_TRY(log.read_all(after, last, [&](const RecordedEvent& event) {
    if (events.size() == limit || as_at.ends_before(event)) return false;
    if (as_at.includes(event) && !is_closed(board.records(), event.stream, audience)) {
      auto model = event_model(board, event, sealer);
      if (!model) {
        shown = std::move(model).error();
        return false;
      }
      events.push_back(std::move(model).value());
    }
    seen = event.position;
    return true;
  }));
  BOOST_OUTCOME_TRY(shown);
  return object{{"title", "Events"},
                {"sentence", sentence_case(counted(events.size(), "event", "events")) +
                                 fmt::format(" after position {}.", after.number())},
                {"events", std::move(events)},
                {"after", seen.number()},
                {"head", head.number()}};
}

Result<object> record_activity(const Board& board, const EventLog& log, const Sealer& sealer,
                               std::string_view stream, const AsAt& as_at, const Page& page,
                               Audience audience) {
  const auto slash = stream.find('/');
  if (slash == std::string_view::npos) return not_found("There is no such record.");
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto number,
                    must_find(records, stream.substr(0, slash), stream.substr(slash + 1)));
  BOOST_OUTCOME_TRY(must_be_open(records, number, audience));
  auto model = reference_json(records, number);
  model["title"] = fmt::format("What happened to {}", records.store[number].id);
  const std::uint64_t last = records.store[number].version;
  model["sentence"] =
      fmt::format("{} recorded about it.", sentence_case(counted(last, "event is", "events are")));
  BOOST_OUTCOME_TRY(add_newest(board, sealer, as_at, page, audience, {0, last}, model,
                               [&](std::uint64_t after, std::uint64_t to, const auto& visit) {
                                 return log.read_stream(
                                     stream, Version{after}, [&](const RecordedEvent& event) {
                                       return event.version.number() <= to && visit(event);
                                     });
                               }));
  return model;
}

}  // namespace closeloop
