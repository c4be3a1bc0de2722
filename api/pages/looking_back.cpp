#include "api/pages/looking_back.h"

#include <algorithm>
#include <chrono>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/answer.h"
#include "api/pages.h"
#include "api/pages/frame.h"
#include "projections/describe.h"
#include "projections/queries.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using std::chrono::days;

Day months_later(Day day, int months) {
  const std::chrono::year_month_day date{day};
  const auto moved =
      std::chrono::year_month{date.year(), date.month()} + std::chrono::months{months};
  const auto last =
      std::chrono::year_month_day_last{moved.year(), std::chrono::month_day_last{moved.month()}};
  return std::chrono::year_month_day{moved.year(), moved.month(), std::min(date.day(), last.day())};
}

/// A day, a week or a month back and forward from a day, none of them beyond today.
json::array day_steps(std::string_view parameter, Day day, Day today) {
  json::array steps;
  const auto add = [&](std::string_view label, Day to) {
    if (to > today) return;
    steps.push_back(json::object{{"label", label}, {"parameter", parameter}, {"value", iso(to)}});
  };
  add("a month back", months_later(day, -1));
  add("a week back", day - days{7});
  add("a day back", day - days{1});
  add("a day on", day + days{1});
  add("a week on", day + days{7});
  add("a month on", months_later(day, 1));
  return steps;
}

json::array position_steps(std::uint64_t position, std::uint64_t head) {
  json::array steps;
  const auto add = [&](std::string_view label, std::uint64_t to) {
    steps.push_back(
        json::object{{"label", label}, {"parameter", "position"}, {"value", std::to_string(to)}});
  };
  if (position > 1) add("the event before", position - 1);
  if (position > 0 && position < head) add("the event after", position + 1);
  return steps;
}

struct Figures {
  std::uint64_t open, closed, broken, overdue;
};

Result<Figures> figures(const Board& board, Day asked_on) {
  const Page first{.cursor = {}, .limit = 1};
  BOOST_OUTCOME_TRY(const auto loops, loop_list(board, {}, first, asked_on));
  BOOST_OUTCOME_TRY(const auto overdue, work_list(board, "overdue", "", {}, first, asked_on));
  const auto count = [](const json::object& model, std::string_view name) {
    return model.at(name).to_number<std::uint64_t>();
  };
  return Figures{count(loops, "open"), count(loops, "closed"), count(loops, "broken"),
                 count(overdue, "count")};
}

std::string sentence(const Seen& seen, std::uint64_t head) {
  const auto position = seen.board->position().number();
  if (!seen.as_at.is_past()) {
    return fmt::format("This is the board as it is known today, {}: {}.", long_form(seen.asked_on),
                       counted(head, "event", "events"));
  }
  if (seen.as_at.position && !seen.as_at.known_at && !seen.as_at.true_on) {
    return fmt::format("This is the board up to position {} of {}, on {}.", position, head,
                       long_form(seen.asked_on));
  }
  std::string moment;
  if (seen.as_at.known_at) moment += fmt::format("as known on {}", long_form(*seen.as_at.known_at));
  if (seen.as_at.true_on) {
    moment += fmt::format("{}as true on {}", moment.empty() ? "" : " and ",
                          long_form(*seen.as_at.true_on));
  }
  if (seen.as_at.position) {
    moment += fmt::format("{}up to position {}", moment.empty() ? "" : " and ",
                          seen.as_at.position->number());
  }
  return fmt::format("This is the board {}: position {} of {}.", moment, position, head);
}

/// The days on which the first event and the last were recorded.
struct Span {
  Day first, last;
};
Result<Span> span_of(const Shelf& shelf) {
  const auto head = shelf.log.head();
  if (head.number() == 0) return not_found("Nothing was recorded yet.");
  BOOST_OUTCOME_TRY(const auto first, day_of(eventstore::Position{1}, shelf.log));
  BOOST_OUTCOME_TRY(const auto last, day_of(head, shelf.log));
  return Span{first, last};
}

/// Day by day from the first event to the last, where one may go by hand.
json::object slider(const Span& span, Day on) {
  return {{"days", (span.last - span.first).count()},
          {"day", (std::clamp(on, span.first, span.last) - span.first).count()},
          {"first", iso(span.first)},
          {"last", iso(span.last)}};
}

/// From where the slider stands, so many days after the first event, to the board as known that
/// day.
Result<Response> go_to_day(const Call& call, const Shelf& shelf, std::uint64_t day) {
  BOOST_OUTCOME_TRY(const auto span, span_of(shelf));
  const auto most = static_cast<std::uint64_t>((span.last - span.first).count());
  auto address = "/looking-back?known_at=" + iso(span.first + days{std::min(day, most)});
  if (const auto true_on = call.parameters.day("true_on")) address += "&true_on=" + iso(*true_on);
  Response response{303, {}, {}, {}};
  response.headers.emplace_back("Location", std::move(address));
  return response;
}

Result<json::object> looking_back(const Shelf& shelf, const Seen& seen) {
  const auto today = std::chrono::floor<days>(shelf.clock.now());
  const auto head = shelf.log.head().number();
  const auto position = seen.board->position().number();

  json::object model{{"sentence", sentence(seen, head)}, {"head", head}};
  json::array groups;
  const auto add_group = [&](std::string_view label, json::array steps) {
    if (steps.empty()) return;
    groups.push_back(json::object{{"label", label}, {"steps", std::move(steps)}});
  };
  if (seen.as_at.known_at || !seen.as_at.true_on) {
    add_group("Known on",
              day_steps("known_at", seen.as_at.known_at.value_or(seen.asked_on), today));
  }
  if (seen.as_at.true_on) add_group("True on", day_steps("true_on", *seen.as_at.true_on, today));
  if (!seen.as_at.known_at && !seen.as_at.true_on) {
    add_group("Event by event", position_steps(position, head));
  }
  model["stepGroups"] = std::move(groups);
  if (const auto span = span_of(shelf); span && span.value().first < span.value().last) {
    model["slider"] = slider(span.value(), seen.as_at.known_at.value_or(seen.asked_on));
  }
  if (!seen.as_at.is_past()) return model;

  BOOST_OUTCOME_TRY(const auto then, figures(*seen.board, seen.asked_on));
  // Only now, when the board that is looked at is not the live one: its lock is taken once.
  BOOST_OUTCOME_TRY(const auto now, figures(*shelf.projector.live(), today));
  json::array rows;
  const auto add = [&](std::string_view label, std::string_view page, std::uint64_t was,
                       std::uint64_t is) {
    rows.push_back(json::object{{"label", label}, {"page", page}, {"then", was}, {"now", is}});
  };
  add("Open loops", "/", then.open, now.open);
  add("Closed loops", "/", then.closed, now.closed);
  add("Broken places", "/", then.broken, now.broken);
  add("Overdue actions", "/now?list=overdue", then.overdue, now.overdue);
  add("Events", "/activity", position, head);
  model["figures"] = std::move(rows);
  if (const auto day = seen.as_at.known_at) {
    model["arrivedLater"] =
        json::object{{"page", "/activity?known_since=" + eventstore::iso(*day)},
                     {"label", "What the board came to know after " + long_form(*day)}};
  }
  return model;
}

}  // namespace

void add_looking_back_routes(Router& router, const Shelf& shelf) {
  constexpr std::string_view of_slider[] = {"day"};
  router.add(
      board_page("/looking-back", taking(as_at_parameters, of_slider), [shelf](const Call& call) {
        if (const auto day = call.parameters.number("day")) return go_to_day(call, shelf, *day);
        return show_page(call, shelf, "looking_back", "Looking back",
                         [&](const Seen& seen) { return looking_back(shelf, seen); });
      }));
}

}  // namespace closeloop::api
