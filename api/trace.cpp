#include "api/trace.h"

#include <algorithm>
#include <string_view>

#include "eventstore/core/uuid.h"

namespace closeloop::api {
namespace {

/// That many lower-case hex digits, not all of them zero.
bool is_trace_part(std::string_view text, std::size_t size) {
  return text.size() == size && text.find_first_not_of("0123456789abcdef") == text.npos &&
         text.find_first_not_of('0') != text.npos;
}

}  // namespace

std::string trace_of(const Request& request, eventstore::Timestamp now) {
  // version "00" - trace id - parent id - flags
  const auto given = request.header("traceparent");
  if (given.size() == 55 && given.starts_with("00-") && given[35] == '-' && given[52] == '-' &&
      is_trace_part(given.substr(3, 32), 32) && is_trace_part(given.substr(36, 16), 16)) {
    return std::string{given.substr(3, 32)};
  }
  auto made = eventstore::to_string(eventstore::new_uuid(now));
  std::erase(made, '-');
  return made;
}

}  // namespace closeloop::api
