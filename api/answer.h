#pragma once

#include <functional>
#include <string>

#include <boost/json/object.hpp>

#include "api/queries.h"
#include "api/seen.h"

namespace closeloop::api {

using View = std::function<Result<boost::json::object>(const Seen&)>;

/// Sees the board as the call asks for, lets `view` answer, and adds what every answer has:
/// `position`, `asAt`, the ETag, and a link to the next page if there is one. 304 without asking
/// `view` if the client has the answer already. `also` is what else the answer depends on, for its
/// ETag: "s12".
[[nodiscard]] Result<Response> answer(const Call& call, const Shelf& shelf, const View& view,
                                      std::string_view also = {});

/// Whether the client holds the answer of that ETag; and what it is told then.
[[nodiscard]] bool has_already(const Request& request, std::string_view tag);
[[nodiscard]] Response not_modified(const std::string& tag, eventstore::Position position);

/// The same, for one record: the ETag names its version too, "v3-p12-d20790", so that If-Match
/// can say what was seen.
[[nodiscard]] Result<Response> answer_record(const Call& call, const Shelf& shelf,
                                             const std::string& stream, const View& view);

/// The position that an address names. `not_found` if it is no number from 1.
[[nodiscard]] Result<eventstore::Position> event_position(std::string_view text);

/// The names of several groups of parameters, one after another.
template <typename... Groups>
[[nodiscard]] std::vector<std::string_view> taking(const Groups&... groups) {
  std::vector<std::string_view> names;
  (names.insert(names.end(), std::begin(groups), std::end(groups)), ...);
  return names;
}

}  // namespace closeloop::api
