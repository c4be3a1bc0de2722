#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTTP as values. Handlers are functions from a Request to a Response and never see a
/// socket, so that every answer can be tested without one.
namespace closeloop::api {

/// What the body of a request holds at most, unless its route takes files.
inline constexpr std::size_t ordinary_body_bytes = std::size_t{64} * 1024;

/// Name, in lower case as received, and value.
using Header = std::pair<std::string, std::string>;

struct Request {
  std::string method;           ///< As sent: "GET".
  std::string path;             ///< Decoded and clean: "/api/v1/actions/A-31".
  std::string query;            ///< As sent, without the question mark.
  std::vector<Header> headers;  ///< Names in lower case.
  std::string body;
  std::string remote;  ///< The address that the connection comes from.

  /// Empty if there is none. `name` in lower case.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Sends a piece of an answer. False if nobody takes it any more.
using SendPiece = std::function<bool(std::string_view)>;

struct Response {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<Header> headers;  ///< Beside those that every answer has. Names as to be sent.
  bool close = false;           ///< The connection ends with this answer.
  /// If it is there, it sends the body, piece by piece as there is something to say, and the
  /// connection ends when it returns. `body` is left out.
  std::function<void(const SendPiece&)> stream = {};

  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// "Not Found"
[[nodiscard]] std::string_view reason_phrase(int status);

/// Undoes percent encoding. Nothing if an escape is broken or the text holds a NUL.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// The path of a request target, decoded; nothing if it plays tricks: dot segments, empty
/// segments, backslashes, control characters, encoded slashes, bytes that are no text, more than
/// 1,000 bytes.
[[nodiscard]] std::optional<std::string> clean_path(std::string_view target);

/// The whole answer, head and body in one buffer, with the security headers that every
/// answer has. HEAD leaves the body out but counts it. Of a `stream` it is the head alone.
[[nodiscard]] std::string wire_format(const Response& response, bool head_only, bool keep_alive);

/// True if the client would rather have a page than JSON.
[[nodiscard]] bool prefers_html(const Request& request);

}  // namespace closeloop::api
