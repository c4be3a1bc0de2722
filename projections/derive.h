#pragma once

#include <vector>

#include "projections/board_records.h"

namespace closeloop {

/// What is derived of one record when the board settles. Pure functions of the records.
struct Derived {
  Listed listed;
  std::uint8_t stage = 0;
  std::uint8_t gaps = 0;
};

/// How long after closing a theme counts as found again (domain 2.4, L05).
inline constexpr std::int32_t recurrence_days = 730;
/// Within how many days a finding should have its learning (domain 2.4, L01).
inline constexpr std::int32_t learning_days = 28;

class Deriver {
 public:
  explicit Deriver(const Board::Records& records) : records_{records} {}

  /// The record's facets: its own, and those of what it is linked to. Sorted, each once. Lent
  /// until the next call.
  [[nodiscard]] const std::vector<FacetNumber>& facets(Number number);

  /// Only whether it is in the list of concerns, and its day there; reads no list.
  [[nodiscard]] Derived concern(Number number) const;
  /// All of it. That list must stand.
  [[nodiscard]] Derived derive(Number number);

 private:
  void own(Number number, unsigned kinds);
  void derive_finding(Number number, Derived& derived);
  void derive_learning(Number number, Derived& derived);
  void derive_action(Number number, Derived& derived);

  const Board::Records& records_;
  std::vector<FacetNumber> facets_;
  Loop loop_;
};

}  // namespace closeloop
