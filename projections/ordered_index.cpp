#include "projections/ordered_index.h"

#include <algorithm>

namespace closeloop {
namespace {

constexpr std::size_t kFilled = 256;  // Room to grow before a block is split.
constexpr std::size_t kFull = 512;

}  // namespace

void OrderedIndex::append(std::uint64_t key) {
  if (blocks_.empty() || blocks_.back().size() == kFilled) {
    blocks_.emplace_back();
    if (blocks_.size() > 1) blocks_.back().reserve(kFilled);
  }
  blocks_.back().push_back(key);
}

void OrderedIndex::arrange(std::vector<std::uint64_t>& scratch) {
  scratch.clear();
  for (const auto& block : blocks_) scratch.insert(scratch.end(), block.begin(), block.end());
  if (!std::is_sorted(scratch.begin(), scratch.end())) {
    std::sort(scratch.begin(), scratch.end());
    auto next = scratch.begin();
    for (auto& block : blocks_) {
      const auto end = next + static_cast<std::ptrdiff_t>(block.size());
      std::copy(next, end, block.begin());
      next = end;
    }
  }
  count_from(0);
}

OrderedIndex::Place OrderedIndex::find(std::uint64_t key) const {
  const auto block = std::partition_point(blocks_.begin(), blocks_.end(),
                                          [&](const auto& b) { return b.back() < key; });
  if (block == blocks_.end()) return {blocks_.size(), 0};
  const auto place = std::lower_bound(block->begin(), block->end(), key);
  return {static_cast<std::size_t>(block - blocks_.begin()),
          static_cast<std::size_t>(place - block->begin())};
}

std::size_t OrderedIndex::rank(std::uint64_t key) const {
  const auto [block, place] = find(key);
  return (block == 0 ? 0 : before_[block - 1]) + place;
}

std::uint64_t OrderedIndex::at(std::size_t n) const {
  const auto block = std::upper_bound(before_.begin(), before_.end(), n) - before_.begin();
  const auto number = static_cast<std::size_t>(block);
  return blocks_[number][n - (number == 0 ? 0 : before_[number - 1])];
}

void OrderedIndex::insert(std::uint64_t key) {
  auto [block, place] = find(key);
  if (blocks_.empty()) {
    blocks_.emplace_back();
  } else if (block == blocks_.size()) {
    place = blocks_[--block].size();
  } else if (blocks_[block][place] == key) {
    return;
  }
  auto& keys = blocks_[block];
  keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(place), key);
  if (keys.size() > kFull) {
    const auto middle = keys.begin() + static_cast<std::ptrdiff_t>(kFilled);
    std::vector<std::uint64_t> upper(middle, keys.end());
    keys.erase(middle, keys.end());
    blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(block) + 1, std::move(upper));
  }
  count_from(block);
}

void OrderedIndex::erase(std::uint64_t key) {
  const auto [block, place] = find(key);
  if (block == blocks_.size() || blocks_[block][place] != key) return;
  auto& keys = blocks_[block];
  keys.erase(keys.begin() + static_cast<std::ptrdiff_t>(place));
  if (keys.empty()) blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(block));
  count_from(block);
}

void OrderedIndex::count_from(std::size_t block) {
  before_.resize(blocks_.size());
  for (; block < blocks_.size(); ++block) {
    before_[block] = (block == 0 ? 0 : before_[block - 1]) + blocks_[block].size();
  }
}

}  // namespace closeloop
