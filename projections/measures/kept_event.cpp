#include "projections/measures/kept_event.h"

#include <chrono>

#include <fmt/format.h>

namespace closeloop {

const KeptEvent* kept_at(const Board::Records& records, Number number, Version version) {
  for (const auto* kept = records.store[number].first_event; kept != nullptr; kept = kept->next) {
    if (kept->version == version.number()) return kept;
  }
  return nullptr;
}

std::string event_page(std::uint64_t position) {
  return position == 0 ? std::string{} : fmt::format("/events/{}", position);
}

Day recorded_on(const KeptEvent& kept) {
  return std::chrono::floor<std::chrono::days>(
      eventstore::Timestamp{std::chrono::milliseconds{kept.recorded_at}});
}

}  // namespace closeloop
