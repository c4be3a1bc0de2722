#include "api/gzip.h"

#include <stdexcept>

#include <zlib.h>

namespace closeloop::api {
namespace {

constexpr std::size_t worth_it = 1400;  // Less goes in one packet as it is.

}  // namespace

bool takes_gzip(const Request& request) {
  const auto accepted = request.header("accept-encoding");
  const auto at = accepted.find("gzip");
  if (at == std::string_view::npos) return false;
  const auto rest = accepted.substr(at, accepted.find(',', at) - at);
  const auto weight = rest.find("q=");
  return weight == std::string_view::npos ||
         rest.find_first_of("123456789", weight) != std::string_view::npos;
}

std::string gzip(std::string_view text) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  constexpr int level = 1;  // Most of what the best would save, at a fraction of the time.
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error{"no memory to compress a page"};
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);  // Ends at once: there is room for the worst case.
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

void compress(const Request& request, Response& response) {
  if (!response.content_type.starts_with("text/html") &&
      !response.content_type.starts_with("text/csv")) {
    return;
  }
  if (response.header("Vary") == "Accept-Encoding") return;  // It was here before.
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (response.body.size() < worth_it || !takes_gzip(request)) return;
  response.body = gzip(response.body);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace closeloop::api
