#include "api/http.h"

#include <algorithm>
#include <array>

#include "eventstore/schema/text.h"

namespace closeloop::api {
namespace {

constexpr std::string_view page_policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
constexpr std::string_view api_policy =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string_view find_header(const std::vector<Header>& headers, std::string_view name) {
  const auto found = std::ranges::find(headers, name, &Header::first);
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

}  // namespace

std::string_view Request::header(std::string_view name) const { return find_header(headers, name); }
std::string_view Response::header(std::string_view name) const {
  return find_header(headers, name);
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return "Unknown";
  }
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus_is_space) c = ' ';
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (c == '\0') return std::nullopt;
    out += c;
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

std::optional<std::string> clean_path(std::string_view target) {
  if (target.empty() || target.front() != '/' || target.size() > 1000) return std::nullopt;
  std::string path;
  std::string_view rest = target;
  while (!rest.empty()) {
    rest.remove_prefix(1);  // The slash.
    const auto raw = rest.substr(0, rest.find('/'));
    rest.remove_prefix(raw.size());
    const auto segment = percent_decoded(raw, false);
    const bool only = path.empty() && rest.empty();  // "/" itself.
    if (!segment || (segment->empty() && !only) || *segment == "." || *segment == "..") {
      return std::nullopt;
    }
    if (!eventstore::characters(*segment)) return std::nullopt;
    for (const char c : *segment) {
      if (static_cast<unsigned char>(c) < 0x21 || c == 0x7f || c == '/' || c == '\\') {
        return std::nullopt;
      }
    }
    path += '/';
    path += *segment;
  }
  return path;
}

std::string wire_format(const Response& response, bool head_only, bool keep_alive) {
  const bool page = response.content_type.starts_with("text/html");
  const bool cacheable = !response.header("Cache-Control").empty();
  std::string out;
  out.reserve(900 + response.body.size());
  const auto line = [&](std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
  };
  out += "HTTP/1.1 ";
  out += std::to_string(response.status);
  out += ' ';
  out += reason_phrase(response.status);
  out += "\r\n";
  if (!response.content_type.empty()) line("Content-Type", response.content_type);
  if (response.status != 304 && response.status != 204 && !response.stream) {
    line("Content-Length", std::to_string(response.body.size()));
  }
  for (const auto& [name, value] : response.headers) {
    // No value of ours has a line break in it; one that came by mistake goes no further.
    if (value.find_first_of("\r\n") == std::string::npos) line(name, value);
  }
  if (!cacheable) line("Cache-Control", page ? "no-store" : "private, no-cache");
  line("Content-Security-Policy", page ? page_policy : api_policy);
  line("X-Content-Type-Options", "nosniff");
  line("Referrer-Policy", "no-referrer");
  line("Cross-Origin-Opener-Policy", "same-origin");
  line("Cross-Origin-Resource-Policy", "same-origin");
  line("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  line("Connection", keep_alive ? "keep-alive" : "close");
  out += "\r\n";
  const bool bare = head_only || response.status == 304 || response.status == 204;
  if (!bare) out += response.body;
  return out;
}

bool prefers_html(const Request& request) {
  // A browser names text/html first; programs ask for JSON or for anything.
  const auto accept = request.header("accept");
  const auto html = accept.find("text/html");
  return html != std::string_view::npos && html < accept.find("application/json");
}

}  // namespace closeloop::api
