#include "projections/id_index.h"

#include <algorithm>

namespace closeloop {
namespace {

// Longer ones were not given by us, and counting on from them would overflow.
constexpr std::size_t kDigits = 15;
// So far may a count be ahead of the last: gaps cost 4 bytes each.
constexpr std::uint64_t kAhead = 1024;

}  // namespace

std::uint32_t IdIndex::find(std::string_view id) const {
  const auto count = count_in(id);
  if (count != 0 && count < by_count_.size() && by_count_[count] != 0) return by_count_[count];
  const auto found = others_.find(id);
  return found == others_.end() ? 0 : found->second;
}

void IdIndex::insert(std::string_view id, std::uint32_t number) {
  const auto count = count_in(id);
  highest_ = std::max(highest_, count);
  if (count == 0 || count > by_count_.size() + kAhead) {
    others_.emplace(id, number);
    return;
  }
  if (count >= by_count_.size()) by_count_.resize(count + 1);
  by_count_[count] = number;
}

std::uint64_t IdIndex::count_in(std::string_view id) const {
  if (prefix_.empty() || !id.starts_with(prefix_)) return 0;
  const auto digits = id.substr(prefix_.size());
  if (digits.empty() || digits.size() > kDigits || digits.front() == '0') return 0;
  std::uint64_t count = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return 0;
    count = count * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return count;
}

}  // namespace closeloop
