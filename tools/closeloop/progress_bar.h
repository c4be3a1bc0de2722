#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>

namespace closeloop::tools {

/// "replay  [██████──────] 430/1,204  36%  210 ev/s  4 s left": how far it is, and how long
/// it will take. Pure.
[[nodiscard]] std::string progress_line(std::string_view what, std::string_view unit,
                                        std::uint64_t done, std::uint64_t all,
                                        std::chrono::duration<double> elapsed);

/// Shows progress of what takes longer than half a second: on a terminal ten times a second,
/// over itself; elsewhere a line for every tenth. Used by one thread.
class ProgressBar {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `draws`: the stream is a terminal and may be drawn on.
  ProgressBar(std::ostream& to, bool draws, std::string what, std::string unit, std::uint64_t all);
  ~ProgressBar();  ///< Leaves an empty line where the bar was drawn.
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void at(std::uint64_t done) { at(done, std::chrono::steady_clock::now()); }
  void at(std::uint64_t done, Time now);

 private:
  std::ostream& to_;
  bool draws_;
  std::string what_;
  std::string unit_;
  std::uint64_t all_;
  Time started_ = std::chrono::steady_clock::now();
  Time shown_;
  std::uint64_t tenth_ = 0;
  bool drawn_ = false;
};

/// Whether standard error is a terminal that nobody asked to keep plain (NO_COLOR, CI, TERM=dumb).
[[nodiscard]] bool may_draw_on_stderr();

}  // namespace closeloop::tools
