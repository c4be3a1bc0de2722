#include "api/import/record_ids.h"

#include <algorithm>

#include "api/import/deciding.h"
#include "eventstore/core/digest.h"
#include "eventstore/schema/text.h"

namespace closeloop::imports {
namespace {

constexpr std::size_t id_characters = 64;
constexpr std::size_t room_for_more = 10;  // "-E12" of its evidence.
constexpr std::size_t mark_digits = 8;

bool may_stand_in_id(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '-' || c == '_';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "-x0b7c19aa": tells apart what looks the same once it can stand in an id.
std::string mark_of(std::string_view words) {
  return "-x" + eventstore::hex(eventstore::sha256(words)).substr(0, mark_digits);
}

bool ends_with_mark(std::string_view id) {
  if (id.size() < mark_digits + 2) return false;
  const auto end = id.substr(id.size() - mark_digits - 2);
  return end.starts_with("-x") && std::ranges::all_of(end.substr(2), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f');
         });
}

/// It stays as it is, and can be told from the dashes and marks that are added.
bool is_plain(std::string_view text) {
  return eventstore::is_id(text) && text.front() != '-' && text.back() != '-' &&
         text.find("--") == std::string_view::npos && !ends_with_mark(text);
}

std::string part_of(std::string_view source) {
  if (is_plain(source)) return std::string{source};
  auto id = as_id(source);
  id.erase(std::unique(id.begin(), id.end(), [](char a, char b) { return a == '-' && b == '-'; }),
           id.end());
  id.resize(std::min(id.size(), id_characters / 2));
  const auto first = id.find_first_not_of('-');
  return (first == std::string::npos ? "x" : id.substr(first)) + mark_of(source);
}

/// "R-7": such ids are given by the system itself.
bool is_given_by_us(std::string_view resource, std::string_view id) {
  const auto dash = id.find('-');
  if (dash == std::string_view::npos || dash + 1 == id.size()) return false;
  if (!std::ranges::all_of(id.substr(dash + 1), is_digit)) return false;
  const auto* kind = catalogue().creating(resource);
  return kind != nullptr && kind->aggregate->record->prefix == id.substr(0, dash);
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

std::string source_id(std::string_view source) { return part_of(source); }

std::string record_id(std::string_view resource, std::string_view within, std::string_view source) {
  auto id = part_of(source);
  if (!within.empty()) {
    // A part without a dash ends at the last one; another begins behind the only double one.
    const bool dashed = id.find('-') != std::string::npos;
    id = std::string{within} + (dashed ? "--" : "-") + id;
  }
  const auto words = std::string{within} + '\n' + std::string{source};
  const auto most = resource == "evidence" ? id_characters : id_characters - room_for_more;
  if (id.size() > most) {
    id.resize(most - mark_digits - 2);
    return id + mark_of(words);
  }
  return is_given_by_us(resource, id) ? id + mark_of(words) : id;
}

}  // namespace closeloop::imports
