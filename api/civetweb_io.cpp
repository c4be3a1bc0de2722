#include "api/civetweb_io.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>
#include <limits>
#include <optional>

#include <fmt/format.h>

namespace closeloop::api {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t target_bytes_max = 8000;
constexpr milliseconds body_deadline{5000};
constexpr milliseconds long_body_deadline{30'000};
constexpr milliseconds answer_deadline{30'000};
constexpr std::size_t written_at_once = std::size_t{256} * 1024;

/// Milliseconds of a clock that only goes forward; coarse, because it is asked for each byte.
std::int64_t coarse_now_ms() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

bool is_plain(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

/// CivetWeb reads no further at a line without a header's name, such as one that goes on from the
/// line before: what comes after it would not be seen, though it may say where the request ends.
/// True if after the last header that it read there is only the empty line that ends them all.
bool are_all_read(const mg_request_info& info) {
  if (info.num_headers == 0) return true;
  const std::string_view last = info.http_headers[info.num_headers - 1].value;
  const auto* after = last.data() + last.size();  // CivetWeb put NULs for the line's end.
  for (int i = 0; i < 2 && *after == '\0'; ++i) ++after;
  return *after == '\r' || *after == '\n';
}

/// The headers as values; a problem if they could be read in two ways.
std::optional<ProblemDocument> take_headers(const mg_request_info& info, Request& request) {
  if (info.num_headers >= MG_MAX_HEADERS) {  // CivetWeb drops those beyond, unseen.
    return problem("malformed",
                   fmt::format("There are {} headers or more: send fewer.", MG_MAX_HEADERS));
  }
  if (!are_all_read(info)) {
    return problem("malformed", "A header has no name, or goes on in the next line.");
  }
  request.headers.reserve(static_cast<std::size_t>(info.num_headers));
  for (int i = 0; i < info.num_headers; ++i) {
    const std::string_view value = info.http_headers[i].value;
    if (!is_plain(value)) {
      return problem("malformed", fmt::format("The header {} holds control characters.", i + 1));
    }
    request.headers.emplace_back(lower(info.http_headers[i].name), value);
  }
  for (const std::string_view once :
       {"host", "content-length", "transfer-encoding", "authorization", "content-type", "if-match",
        "idempotency-key", "if-none-match", "cookie", "origin", "sec-fetch-site"}) {
    if (std::ranges::count(request.headers, once, &Header::first) > 1) {
      return problem("malformed", fmt::format("The header {} is there more than once.", once));
    }
  }
  if (std::string_view{info.http_version} != "1.0" && request.header("host").empty()) {
    return problem("malformed", "The header Host is missing.");
  }
  return std::nullopt;
}

/// How long the body is; a problem if that is not plain to see.
std::variant<std::size_t, ProblemDocument> body_length(const Request& request) {
  const auto length = request.header("content-length");
  if (!request.header("transfer-encoding").empty()) {
    return length.empty()
               ? problem("length-required", "A body in chunks is not taken: send Content-Length.")
               : problem("malformed", "Content-Length and Transfer-Encoding can't both be there.");
  }
  if (length.empty()) return std::size_t{0};
  std::size_t bytes = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
  if (error == std::errc::result_out_of_range) return std::numeric_limits<std::size_t>::max();
  if (error == std::errc::invalid_argument || end != length.data() + length.size()) {
    return problem("malformed", "Content-Length must be a whole number.");
  }
  return bytes;
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

std::variant<std::size_t, ProblemDocument> receive_head(const mg_request_info& info,
                                                        Request& request) {
  request.method = info.request_method;
  request.remote = info.remote_addr;
  if (auto wrong = take_headers(info, request)) return *std::move(wrong);
  auto length = body_length(request);
  if (std::holds_alternative<ProblemDocument>(length)) return length;
  const std::string_view target = info.local_uri_raw ? info.local_uri_raw : "";
  const std::string_view query = info.query_string ? info.query_string : "";
  if (target.size() + query.size() > target_bytes_max) {
    return problem("target", "The address is too long.");
  }
  auto path = clean_path(target);
  if (!path) return problem("malformed", "The address is not one that this server has.");
  if (!is_plain(query)) return problem("malformed", "The address holds control characters.");
  request.path = std::move(*path);
  request.query = query;

  const auto expect = lower(request.header("expect"));
  if (!expect.empty() && expect != "100-continue") {
    return problem("malformed", "Of Expect, only 100-continue is known here.");
  }
  return length;
}

bool write_all(mg_connection* connection, std::string_view bytes) {
  const auto deadline = coarse_now_ms() + answer_deadline.count();
  while (true) {
    const auto piece = bytes.substr(0, written_at_once);
    const int written = mg_write(connection, piece.data(), piece.size());
    if (written < 0 || static_cast<std::size_t>(written) < piece.size()) return false;
    bytes.remove_prefix(piece.size());
    if (bytes.empty()) return true;
    if (coarse_now_ms() > deadline) return false;
  }
}

BodyRead read_body(mg_connection* connection, std::size_t bytes, std::string* body) {
  const bool is_long = bytes > ordinary_body_bytes;
  const auto deadline = coarse_now_ms() + (is_long ? long_body_deadline : body_deadline).count();
  std::array<char, 16> piece{};
  const std::size_t most = is_long ? piece.size() : 1;
  if (body) body->reserve(bytes);
  while (bytes > 0) {
    if (coarse_now_ms() > deadline) return BodyRead::slow;
    const int read = mg_read(connection, piece.data(), std::min(bytes, most));
    if (read <= 0) return coarse_now_ms() > deadline ? BodyRead::slow : BodyRead::gone;
    if (body) body->append(piece.data(), static_cast<std::size_t>(read));
    bytes -= static_cast<std::size_t>(read);
  }
  return BodyRead::whole;
}

}  // namespace closeloop::api
