#include "api/import/held_files.h"

#include <algorithm>

#include "api/tokens.h"

namespace closeloop::imports {
namespace {

constexpr std::size_t files_max = 16;
constexpr std::ptrdiff_t files_of_session_max = 4;
constexpr std::chrono::minutes age_max{30};

}  // namespace

std::string HeldFiles::keep(std::string_view session, HeldFile file) {
  const std::lock_guard lock{mutex_};
  forget_old();
  const auto whose = eventstore::sha256(session);
  if (std::ranges::count(entries_, whose, &Entry::session) >= files_of_session_max) {
    entries_.erase(std::ranges::find(entries_, whose, &Entry::session));
  }
  if (entries_.size() >= files_max) entries_.pop_front();
  entries_.push_back({api::new_session_token(), whose, clock_.now(),
                      std::make_shared<const HeldFile>(std::move(file))});
  return entries_.back().id;
}

std::shared_ptr<const HeldFile> HeldFiles::find(std::string_view session, std::string_view id) {
  const std::lock_guard lock{mutex_};
  const auto* entry = find_entry(session, id);
  return entry ? entry->held : nullptr;
}

void HeldFiles::taken(std::string_view session, std::string_view id, ImportReport report) {
  const std::lock_guard lock{mutex_};
  auto* entry = find_entry(session, id);
  if (!entry) return;
  auto held = std::make_shared<HeldFile>();
  held->name = entry->held->name;
  held->answers = entry->held->answers;
  held->report = std::move(report);
  entry->held = std::move(held);
}

HeldFiles::Entry* HeldFiles::find_entry(std::string_view session, std::string_view id) {
  forget_old();
  const auto whose = eventstore::sha256(session);
  const auto found = std::ranges::find_if(
      entries_, [&](const auto& entry) { return entry.id == id && entry.session == whose; });
  return found == entries_.end() ? nullptr : &*found;
}

void HeldFiles::forget_old() {
  const auto now = clock_.now();
  std::erase_if(entries_, [&](const auto& entry) { return now - entry.since > age_max; });
}

}  // namespace closeloop::imports
