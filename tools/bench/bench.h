#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

#include "eventstore/core/error.h"

/// What all benchmarks share. A figure is the median of several runs; a ratio is against the
/// raw limit measured in the same run, so that a slow or busy machine slows both.
namespace closeloop::bench {

/// Seconds that `work` takes.
template <typename Work>
[[nodiscard]] double seconds(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

[[nodiscard]] inline double median(std::vector<double> figures) {
  std::ranges::sort(figures);
  return figures[figures.size() / 2];
}

inline void print_rate(std::string_view what, double per_second) {
  std::printf("%-58.*s %12.0f /s\n", static_cast<int>(what.size()), what.data(), per_second);
}

inline void print_ratio(std::string_view what, double ratio, double goal) {
  std::printf("%-58.*s %12.2f    goal %.2f  %s\n", static_cast<int>(what.size()), what.data(),
              ratio, goal, ratio >= goal ? "met" : "NOT MET");
}

/// Ends the program if there is none.
template <typename T>
T must(eventstore::Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
  }
  return std::move(result).value();
}

/// A directory of its own, gone when this is.
class Scratch {
 public:
  /// On the disk that `CLOSELOOP_BENCH_DIR` names, or where the benchmark is run.
  Scratch() {
    const char* base = std::getenv("CLOSELOOP_BENCH_DIR");
    path_ = std::filesystem::path{base ? base : "."} / ("bench-" + std::to_string(::getpid()));
    clear();
  }
  ~Scratch() { std::filesystem::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  void clear() const {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace closeloop::bench
