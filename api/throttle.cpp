#include "api/throttle.h"

namespace closeloop::api {
namespace {

using eventstore::Timestamp;

constexpr std::chrono::seconds window{60};
constexpr std::size_t kept_most = 10'000;

}  // namespace

std::chrono::seconds Throttle::take(const std::string& who, Timestamp now) {
  const std::lock_guard lock{mutex_};
  if (tries_.size() >= kept_most && !tries_.contains(who)) {
    std::erase_if(tries_, [&](const auto& each) { return now - each.second.back() >= window; });
    if (tries_.size() >= kept_most) return window;
  }
  auto& tries = tries_[who];
  while (!tries.empty() && now - tries.front() >= window) tries.pop_front();
  if (tries.size() >= a_minute_) {
    return std::chrono::ceil<std::chrono::seconds>(tries.front() + window - now);
  }
  tries.push_back(now);
  return {};
}

void Throttle::give_back(const std::string& who) {
  const std::lock_guard lock{mutex_};
  const auto found = tries_.find(who);
  if (found == tries_.end()) return;
  found->second.pop_back();
  if (found->second.empty()) tries_.erase(found);
}

}  // namespace closeloop::api
