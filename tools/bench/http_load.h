#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace closeloop::bench {

/// What came of a load.
struct LoadResult {
  std::uint64_t answered = 0;
  std::uint64_t refused = 0;  ///< Answers of 300 or more.
  double elapsed_seconds = 0;
  double cpu_us = 0;  ///< Of the processor for an answer, in this process but for the asking.
  double p50_us = 0;
  double p99_us = 0;

  [[nodiscard]] double per_second() const {
    return static_cast<double>(answered) / elapsed_seconds;
  }
};

/// Sends requests over `connections` kept-alive connections to this machine for that long, each
/// connection the next as soon as it has its answer. `next` makes the bytes of the `turn`th
/// request of a connection. One thread, by epoll, so that it takes little of the machine.
[[nodiscard]] LoadResult http_load(
    std::uint16_t port, int connections, double for_seconds,
    const std::function<std::string(int connection, std::uint64_t turn)>& next);

}  // namespace closeloop::bench
