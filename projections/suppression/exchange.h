#pragma once

#include <optional>

#include "projections/suppression/ledger.h"

namespace closeloop::suppression {

/// Finds another set of values that agrees with every sum and every number shown: the proof that a
/// number cannot be worked out. It changes the number asked for, then mends each sum that this
/// broke by changing another number in it, until all hold.
class Exchange {
 public:
  struct Change {
    std::size_t number;
    std::int64_t by;
  };

  /// Lent: for the time of a few searches, while nothing is added.
  Exchange(const std::vector<Number>& numbers, const std::vector<Sum>& sums)
      : numbers_{numbers}, sums_{sums}, changed_(numbers.size()), excess_(sums.size()) {}

  /// The changes of such a set in which this number is changed by so much; numbers that are still
  /// open may be changed, and so must be hidden, up to that cost together. Nothing if there is none
  /// or it is not found soon: the search is cut short after a fixed number of steps.
  [[nodiscard]] std::optional<std::vector<Change>> find(std::size_t number, std::int64_t by,
                                                        int cost_most);

 private:
  struct Candidate;

  [[nodiscard]] std::int64_t room(std::size_t number, std::int64_t wanted) const;
  [[nodiscard]] std::vector<Candidate> candidates(std::size_t sum, int cost_most) const;
  bool mend(int cost_most);
  void change(std::size_t number, std::int64_t by);
  void undo();

  const std::vector<Number>& numbers_;
  const std::vector<Sum>& sums_;
  std::vector<std::int64_t> changed_;  ///< Per number.
  std::vector<std::int64_t> excess_;   ///< Per sum: nought if it holds.
  std::vector<Change> changes_;
  int steps_ = 0;
};

}  // namespace closeloop::suppression
