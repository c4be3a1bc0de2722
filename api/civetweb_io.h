#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include <civetweb.h>

#include "api/http.h"
#include "api/problem.h"

/// Taking requests from CivetWeb and giving answers to it, with the limits that it lacks.
namespace closeloop::api {

[[nodiscard]] std::string lower(std::string_view text);

/// Fills in all of the request but its body: how long that is, or what is wrong. Nothing is taken
/// that could be read in two ways.
[[nodiscard]] std::variant<std::size_t, ProblemDocument> receive_head(const mg_request_info& info,
                                                                      Request& request);

enum class BodyRead : std::uint8_t { whole, slow, gone };

/// Few bytes at a time, since CivetWeb waits inside a longer read for as long as bytes drip in:
/// one, which costs 2 us, or of a long body 16, so that who drips is let go 80 seconds after the
/// deadline at the latest. Without a buffer the bytes are thrown away.
[[nodiscard]] BodyRead read_body(mg_connection* connection, std::size_t bytes, std::string* body);

/// False if whoever asked does not take it in time. CivetWeb itself waits 5 seconds at most for
/// a piece to get on, but would go on to the next question on the connection.
[[nodiscard]] bool write_all(mg_connection* connection, std::string_view bytes);

}  // namespace closeloop::api
