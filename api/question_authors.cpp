#include "api/question_authors.h"

#include <charconv>

#include <boost/json/array.hpp>

#include "eventstore/schema/sealer.h"
#include "projections/activity.h"

namespace closeloop::api {
namespace {

using boost::json::object;

const eventstore::KeylessSealer sealer;

/// Of something that says in which event it was recorded: "/events/31".
Result<void> add_author(object& said, const Seen& seen, const Shelf& shelf) {
  const std::string_view event = said.at("event").as_string();
  std::uint64_t position = 0;
  std::from_chars(event.data() + event.rfind('/') + 1, event.data() + event.size(), position);
  BOOST_OUTCOME_TRY(auto recorded, event_at(*seen.board, shelf.log, sealer,
                                            eventstore::Position{position}, seen.as_at));
  said["by"] = std::move(recorded.at("actor"));
  return eventstore::allowed();
}

}  // namespace

Result<void> add_authors(object& panels, const Seen& seen, const Shelf& shelf) {
  for (auto& answer : panels.at("answers").as_array()) {
    BOOST_OUTCOME_TRY(add_author(answer.as_object(), seen, shelf));
  }
  auto* assurance = panels.if_contains("assurance");
  return assurance == nullptr ? eventstore::allowed()
                              : add_author(assurance->as_object(), seen, shelf);
}

}  // namespace closeloop::api
