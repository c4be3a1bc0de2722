#include "tools/closeloop/token.h"

#include <boost/json/serialize.hpp>

#include "eventstore/core/uuid.h"

namespace closeloop::tools {

Result<api::CommandResult> give(BoardDirectory& board, const Actor& actor,
                                const std::string& resource, const std::string& id,
                                const std::string& intent, const boost::json::object& body) {
  BOOST_OUTCOME_TRY(auto result, board.commands().execute(
                                     {.actor = actor,
                                      .resource = resource,
                                      .id = id,
                                      .intent = intent,
                                      .body = boost::json::serialize(body),
                                      .seen = {},
                                      .command_id = eventstore::new_uuid(board.clock().now()),
                                      .correlation = {}}));
  board.settle();
  return result;
}

Result<IssuedToken> issue_token(BoardDirectory& board, const Actor& actor,
                                const std::string& person, const std::string& label, int days) {
  const auto today = std::chrono::floor<std::chrono::days>(board.clock().now());
  BOOST_OUTCOME_TRY(
      auto result,
      give(board, actor, "people", person, "issue-token",
           {{"label", label}, {"expires", eventstore::iso(today + std::chrono::days{days})}}));
  const auto& issued = result.events.at(0).as_object().at("data").as_object();
  return IssuedToken{std::move(result.token), std::string{issued.at("token").as_string()}};
}

}  // namespace closeloop::tools
