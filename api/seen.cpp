#include "api/seen.h"

#include <chrono>

#include <fmt/format.h>

namespace closeloop::api {
namespace {

using eventstore::Position;

constexpr std::chrono::seconds wait_max{2};

}  // namespace

Result<Day> day_of(Position position, const eventstore::EventLog& log) {
  Day day{};
  BOOST_OUTCOME_TRY(log.read_all(Position{position.number() - 1}, position,
                                 [&](const eventstore::RecordedEvent& event) {
                                   day = std::chrono::floor<std::chrono::days>(event.recorded_at);
                                   return true;
                                 }));
  return day;
}

std::string Seen::tag() const {
  // Browsers are shared: what one reader may see must not stand for another's.
  auto who = std::string{audience.own_agency};
  if (audience.sees_restricted) who += "-r";
  if (audience.sees_small_numbers) who += "-n";
  return fmt::format("\"p{}-d{}{}{}\"", board->position().number(),
                     asked_on.time_since_epoch().count(), who.empty() ? "" : "-", who);
}

Result<std::optional<BoardView>> Seen::by_the_other_clock() const {
  if (as_at.position || as_at.known_at.has_value() == as_at.true_on.has_value()) {
    return std::optional<BoardView>{};
  }
  AsAt other;
  if (as_at.known_at) {
    other.true_on = as_at.known_at;
  } else {
    other.known_at = as_at.true_on;
  }
  // What is looked at is a past board, so the live one is held up by none of this.
  BOOST_OUTCOME_TRY(auto shown, projector->at(other));
  return std::optional<BoardView>{std::move(shown)};
}

boost::json::object Seen::as_at_json() const {
  boost::json::object json;
  if (as_at.known_at) json["knownAt"] = eventstore::iso(*as_at.known_at);
  if (as_at.true_on) json["trueOn"] = eventstore::iso(*as_at.true_on);
  if (as_at.position) json["position"] = as_at.position->number();
  json["askedOn"] = eventstore::iso(asked_on);
  return json;
}

Result<Seen> see(const Parameters& parameters, const eventstore::EventLog& log,
                 const Projector& projector, const eventstore::Clock& clock) {
  // A board that stopped half way through an event would answer wrongly without a word.
  BOOST_OUTCOME_TRY(projector.health());
  const auto as_at = parameters.as_at();
  const auto head = log.head();
  if (as_at.position && *as_at.position > head) {
    return eventstore::invalid("parameter",
                               fmt::format("There is no event at position {} yet: the last is {}.",
                                           as_at.position->number(), head.number()));
  }
  const auto least = parameters.number("min_position");
  if (least && !projector.wait_for(Position{*least}, wait_max)) {
    return eventstore::unavailable(
        "views.behind", fmt::format("Position {} is not in the views yet. Try again.", *least));
  }
  const auto today = std::chrono::floor<std::chrono::days>(clock.now());
  if (as_at.known_at && *as_at.known_at > today) {
    return eventstore::invalid(
        "parameter", fmt::format("Nothing is known yet of {}: ask for today or an earlier day.",
                                 eventstore::long_form(*as_at.known_at)));
  }
  Day asked_on = today;
  if (as_at.known_at) asked_on = *as_at.known_at;
  if (as_at.true_on) asked_on = *as_at.true_on;
  if (as_at.position && !as_at.known_at && !as_at.true_on) {
    BOOST_OUTCOME_TRY(asked_on, day_of(*as_at.position, log));
  }
  std::optional<BoardView> then;
  const auto then_on = parameters.day("then");
  if (then_on) {  // Before the live board is taken: it would be held still meanwhile.
    if (*then_on > asked_on) {
      return eventstore::invalid("parameter", "then must not be after the day that is looked at.");
    }
    BOOST_OUTCOME_TRY(
        auto earlier,
        projector.at({.known_at = then_on, .true_on = as_at.true_on, .position = as_at.position}));
    then.emplace(std::move(earlier));
  }
  BOOST_OUTCOME_TRY(auto board, projector.at(as_at));
  return Seen{std::move(board), as_at, asked_on, std::move(then), then_on, &projector};
}

}  // namespace closeloop::api
