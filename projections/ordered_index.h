#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace closeloop {

/// A sorted set of 64-bit keys that can say how many keys lie before one, and which is the
/// n-th. Sorted blocks of a few hundred keys: 8 bytes a key, filled at once after a replay, and
/// cheap to change one by one afterwards.
class OrderedIndex {
 public:
  /// Fills an index that nothing was asked of yet, without moving what is there: each key once, in
  /// any order, and `arrange` at the end. `scratch` is room to sort in; it may be used before.
  void append(std::uint64_t key);
  void arrange(std::vector<std::uint64_t>& scratch);

  /// Nothing happens if the key is there already, or is not there to be taken out.
  void insert(std::uint64_t key);
  void erase(std::uint64_t key);

  [[nodiscard]] std::size_t size() const { return before_.empty() ? 0 : before_.back(); }
  /// How many keys are less than this one.
  [[nodiscard]] std::size_t rank(std::uint64_t key) const;
  /// The n-th key, from 0; `n` is less than the size.
  [[nodiscard]] std::uint64_t at(std::size_t n) const;
  /// The keys from the first that is not less than `from`, until `visit` returns false.
  template <typename Visit>
  void visit_from(std::uint64_t from, Visit&& visit) const {
    for (auto [block, place] = find(from); block < blocks_.size(); ++block, place = 0) {
      for (; place < blocks_[block].size(); ++place) {
        if (!visit(blocks_[block][place])) return;
      }
    }
  }

 private:
  struct Place {
    std::size_t block;
    std::size_t place;
  };
  [[nodiscard]] Place find(std::uint64_t key) const;
  void count_from(std::size_t block);

  std::vector<std::vector<std::uint64_t>> blocks_;  ///< None empty; sorted within and across.
  std::vector<std::size_t> before_;                 ///< Keys up to and including each block.
};

}  // namespace closeloop
