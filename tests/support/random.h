#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

/// What might happen, made from a seed that a failing test prints. The same seed each time, so that
/// the same sources always pass or always fail; CLOSELOOP_SEED=$RANDOM looks elsewhere.
namespace eventstore::testing {

[[nodiscard]] inline std::uint64_t seed() {
  static const std::uint64_t chosen = [] {
    const char* given = std::getenv("CLOSELOOP_SEED");
    return given ? std::strtoull(given, nullptr, 10) : std::uint64_t{1};
  }();
  return chosen;
}

class Random {
 public:
  explicit Random(std::uint64_t from = seed()) : engine_{from} {}

  [[nodiscard]] std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>{0, limit - 1}(engine_);
  }
  [[nodiscard]] bool once_in(std::size_t times) { return below(times) == 0; }
  [[nodiscard]] std::int64_t number() { return static_cast<std::int64_t>(engine_()); }
  template <typename Range>
  [[nodiscard]] const auto& any_of(const Range& range) {
    return range[below(std::size(range))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace eventstore::testing
