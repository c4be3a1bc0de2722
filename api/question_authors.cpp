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

Result<void> add_authors(object& model, const Seen& seen, const Shelf& shelf) {
  if (auto* answers = model.if_contains("answers"); answers != nullptr && answers->is_array()) {
    for (auto& answer : answers->get_array()) {
      BOOST_OUTCOME_TRY(add_author(answer.as_object(), seen, shelf));
    }
  }
  auto* assurance = model.if_contains("assurance");
  if (assurance == nullptr || !assurance->is_object()) return eventstore::allowed();
  return add_author(assurance->get_object(), seen, shelf);
}

}  // namespace closeloop::api
