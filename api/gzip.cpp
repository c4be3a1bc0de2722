#include "api/gzip.h"

#include <memory>
#include <stdexcept>

#include <libdeflate.h>

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
  constexpr int level = 1;  // Most of what the best would save, at a fraction of the time.
  // Each thread keeps its own: making one costs as much as compressing a page.
  static thread_local const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)>
      compressor{libdeflate_alloc_compressor(level), libdeflate_free_compressor};
  if (!compressor) throw std::runtime_error{"no memory to compress a page"};
  std::string out(libdeflate_gzip_compress_bound(compressor.get(), text.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor.get(), text.data(), text.size(), out.data(),
                                      out.size()));  // There is room for the worst case.
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
