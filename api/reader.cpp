#include "api/reader.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "domain/permissions.h"
#include "projections/measures/restricted.h"

namespace closeloop::api {
namespace {

constexpr std::string_view resource_name = "indicators";
constexpr std::string_view intent = "open-small-numbers";

/// The resource at the head of a question's address: "series" in "/api/v1/series/S001/chart".
std::string_view resource_of(std::string_view path) {
  constexpr std::string_view api = "/api/v1";
  if (path.starts_with(api)) path.remove_prefix(api.size());
  path.remove_prefix(std::min<std::size_t>(path.size(), 1));
  return path.substr(0, path.find('/'));
}

/// Of the live board, whatever moment is looked at: leave is given now or not at all. Asked before
/// the board is held for the answer, since nobody holds it twice.
Result<SmallNumbersOpening> must_have_opened(const Call& call, const Shelf& shelf) {
  BOOST_OUTCOME_TRY(must_be_permitted(call.actor.role, resource_name, intent));
  if (const auto least = call.parameters.number("min_position")) {
    (void)shelf.projector.wait_for(eventstore::Position{*least}, std::chrono::seconds{2});
  }
  const auto board = shelf.projector.live();
  const auto indicator =
      indicator_behind(*board, resource_of(call.request.path), call.captures.at(0));
  const auto today = std::chrono::floor<std::chrono::days>(shelf.clock.now());
  if (auto opening = opening_of(*board, indicator, call.actor.person.text(), today)) {
    return *std::move(opening);
  }
  return refused("permission.small-numbers",
                 fmt::format("You have not opened the small numbers of this measure today. Say "
                             "what they are needed for at /records/indicators/{0}/{1}, or with "
                             "POST /api/v1/indicators/{0}/{1}; that is recorded, and holds for "
                             "today.",
                             indicator, intent));
}

}  // namespace

Audience audience_of(const Actor& reader) {
  Audience audience{.sees_restricted = sees_restricted(reader.role)};
  if (reader.role == person::Role::AGENCY_LEAD) audience.own_agency = reader.agency.text();
  return audience;
}

Result<Seen> see_for(const Call& call, const Shelf& shelf) {
  const auto asked = call.parameters.text("small_numbers");
  if (!asked.empty() && asked != "shown") {
    return eventstore::invalid("parameter", "small_numbers must be shown, or left out.");
  }
  std::optional<SmallNumbersOpening> opening;
  if (!asked.empty()) {
    BOOST_OUTCOME_TRY(opening, must_have_opened(call, shelf));
  }
  BOOST_OUTCOME_TRY(auto seen, see(call.parameters, shelf.log, shelf.projector, shelf.clock));
  seen.audience = audience_of(call.actor);
  seen.audience.sees_small_numbers = opening.has_value();
  seen.opening = std::move(opening);
  return seen;
}

Audience audience_of_answer(const Seen& seen, const Call& call) {
  const auto indicator =
      call.captures.empty()
          ? std::string{}
          : indicator_behind(*seen.board, resource_of(call.request.path), call.captures.front());
  return closeloop::audience_of_answer(*seen.board, indicator, seen.audience);
}

void add_audience(boost::json::object& model, const Seen& seen, const Call& call,
                  std::string_view resource) {
  model["audience"] = words(audience_of_answer(seen, call));
  if (seen.opening) model["smallNumbersOpened"] = opening_json(*seen.board, *seen.opening);
  if (seen.opening || seen.as_at.is_past() || !may(call.actor.role, resource_name, intent)) return;
  const auto indicator = indicator_behind(*seen.board, resource, call.captures.at(0));
  if (indicator.empty() || !hides_small_numbers(*seen.board, indicator)) return;
  boost::json::object open{{"page", fmt::format("/records/indicators/{}/{}", indicator, intent)}};
  if (opening_of(*seen.board, indicator, call.actor.person.text(), seen.asked_on)) {
    open["shown"] =
        fmt::format("{}?small_numbers=shown", std::string_view{model.at("page").as_string()});
  }
  model["openSmallNumbers"] = std::move(open);
}

bool asks_for_small_numbers(const Parameters& parameters) {
  return !parameters.text("small_numbers").empty();
}

}  // namespace closeloop::api
