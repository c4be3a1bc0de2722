#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace eventstore {

/// A count that is not any other count: neither converts nor compares across tags.
/// Counts from 1; 0 means "before the first".
template <typename Tag>
class Ordinal {
 public:
  constexpr Ordinal() = default;
  constexpr explicit Ordinal(std::uint64_t number) : number_{number} {}

  [[nodiscard]] constexpr std::uint64_t number() const { return number_; }
  [[nodiscard]] constexpr Ordinal next() const { return Ordinal{number_ + 1}; }
  [[nodiscard]] constexpr explicit operator bool() const { return number_ != 0; }

  friend constexpr auto operator<=>(Ordinal, Ordinal) = default;

 private:
  std::uint64_t number_ = 0;
};

/// Where an event is in the log.
using Position = Ordinal<struct PositionTag>;
/// Where an event is in its stream; of a stream, that of its last event.
using Version = Ordinal<struct VersionTag>;

}  // namespace eventstore

template <typename Tag>
struct std::hash<eventstore::Ordinal<Tag>> {
  std::size_t operator()(eventstore::Ordinal<Tag> ordinal) const noexcept {
    return std::hash<std::uint64_t>{}(ordinal.number());
  }
};
