#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace closeloop {

/// Memory that is only ever added to and given back all at once, on 8 bytes. What lies in it
/// does not move.
class Arena {
 public:
  [[nodiscard]] std::byte* take(std::size_t size) {
    size = (size + 7) & ~std::size_t{7};
    if (size > left_) refill(size);
    std::byte* const taken = next_;
    next_ += size;
    left_ -= size;
    return taken;
  }

  [[nodiscard]] std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    std::byte* const to = take(text.size());
    std::memcpy(to, text.data(), text.size());
    return {reinterpret_cast<const char*>(to), text.size()};
  }

 private:
  void refill(std::size_t size) {
    static constexpr std::size_t kChunk = std::size_t{1} << 18;
    left_ = size > kChunk ? size : kChunk;
    // Not cleared: whoever takes it fills it.
    chunks_.push_back(std::unique_ptr<std::byte[]>{new std::byte[left_]});
    next_ = chunks_.back().get();
  }

  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
};

/// A vector that grows without moving what is in it.
template <typename T>
class Segmented {
 public:
  T& emplace_back() {
    if (size_ % kSegment == 0) segments_.push_back(std::make_unique<T[]>(kSegment));
    return (*this)[size_++];
  }
  [[nodiscard]] T& operator[](std::size_t n) { return segments_[n / kSegment][n % kSegment]; }
  [[nodiscard]] const T& operator[](std::size_t n) const {
    return segments_[n / kSegment][n % kSegment];
  }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kSegment = 256;
  std::vector<std::unique_ptr<T[]>> segments_;
  std::size_t size_ = 0;
};

}  // namespace closeloop
