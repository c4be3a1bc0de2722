#include "api/record_numbers.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace closeloop::api {

std::uint64_t RecordNumbers::take(const ResourceKind& resource, bool fresh) {
  const std::lock_guard lock{mutex_};
  auto& last = last_[std::string{resource.resource}];
  if (last == 0 || fresh) {
    const auto& prefix = resource.shape->prefix;
    const auto free = projector_.live()->next_id(resource.resource, prefix);
    const auto digits = std::string_view{free}.substr(prefix.size() + 1);
    std::uint64_t number = 1;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    last = std::max(last, number - 1);
  }
  return ++last;
}

void RecordNumbers::give_back(std::string_view resource, std::uint64_t number) {
  const std::lock_guard lock{mutex_};
  auto& last = last_.find(resource)->second;
  if (last == number) --last;
}

RecordId::RecordId(RecordNumbers& numbers, const std::string& named, const ResourceKind& resource,
                   bool fresh)
    : numbers_{numbers}, resource_{resource.resource}, text_{named} {
  if (!text_.empty()) return;
  number_ = numbers_.take(resource, fresh);
  text_ = fmt::format("{}-{}", resource.shape->prefix, number_);
}

RecordId::~RecordId() {
  if (number_ != 0 && !spent_) numbers_.give_back(resource_, number_);
}

}  // namespace closeloop::api
