#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "tools/closeloop/board_directory.h"

namespace closeloop::tools {

/// Gives a command through the same path as the API: `intent` on `resource`/`id` with `body`.
[[nodiscard]] Result<api::CommandResult> give(BoardDirectory& board, const Actor& actor,
                                              const std::string& resource, const std::string& id,
                                              const std::string& intent,
                                              const boost::json::object& body);

struct IssuedToken {
  std::string token;  ///< Secret.
  std::string id;     ///< What it is revoked by; not secret.
};

/// A new bearer token for a person, valid through the day `days` from now. It is nowhere but in
/// the answer: the log keeps its SHA-256.
[[nodiscard]] Result<IssuedToken> issue_token(BoardDirectory& board, const Actor& actor,
                                              const std::string& person, const std::string& label,
                                              int days);

}  // namespace closeloop::tools
