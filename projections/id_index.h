#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

namespace closeloop {

/// Which number the record of an id has, among the records of one kind. Ids that the board gives
/// out count up ("A-31"): those are found by that count, without hashing, and records made at
/// about the same time lie together. Others, such as those of an imported plan, are hashed.
class IdIndex {
 public:
  /// `prefix` is what the board's own ids begin with: "A-".
  void count_behind(std::string prefix) { prefix_ = std::move(prefix); }

  /// 0 if the id is not known.
  [[nodiscard]] std::uint32_t find(std::string_view id) const;
  /// `id` must outlive the index, and not be known yet; `number` is not 0.
  void insert(std::string_view id, std::uint32_t number);
  /// The highest count behind the prefix; 0 if there is none.
  [[nodiscard]] std::uint64_t highest() const { return highest_; }

 private:
  /// 0 if the board would not have given this id.
  [[nodiscard]] std::uint64_t count_in(std::string_view id) const;

  std::string prefix_;
  std::uint64_t highest_ = 0;
  std::vector<std::uint32_t> by_count_;  ///< 0 where there is none, or it is among the others.
  boost::unordered_flat_map<std::string_view, std::uint32_t> others_;
};

}  // namespace closeloop
