#include "api/import/record_ids.h"

#include "eventstore/schema/text.h"

namespace closeloop::imports {
namespace {

constexpr std::size_t id_characters = 64;
constexpr std::size_t room_for_more = 10;  // "-E12" of its evidence, "-2" to tell two apart.

bool may_stand_in_id(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '-' || c == '_';
}

}  // namespace

std::string as_id(std::string_view text) {
  std::string id;
  for (const char c : text) {
    if (may_stand_in_id(c)) {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  id.resize(std::min(id.size(), id_characters));
  return eventstore::is_id(id) ? id : "x";
}

std::string RecordIds::make(std::string_view resource, std::string_view within,
                            std::string_view source) {
  auto id = as_id(source);
  if (!within.empty()) id = std::string{within} + "-" + id;
  const auto most = resource == "evidence" ? id_characters - 4 : id_characters - room_for_more;
  id.resize(std::min(id.size(), most));
  const auto free = [&](const std::string& one) {
    return taken_.insert(std::string{resource} + "/" + one).second;
  };
  if (free(id)) return id;
  for (std::size_t number = 2;; ++number) {
    if (auto other = id + "-" + std::to_string(number); free(other)) return other;
  }
}

}  // namespace closeloop::imports
