#include "tools/closeloop/progress_bar.h"

#include <cmath>
#include <cstdlib>
#include <ostream>

#include <fmt/format.h>
#include <unistd.h>

namespace closeloop::tools {
namespace {

constexpr std::uint64_t cells = 12;

std::string grouped(std::uint64_t number) {
  auto digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

}  // namespace

std::string progress_line(std::string_view what, std::string_view unit, std::uint64_t done,
                          std::uint64_t all, std::chrono::duration<double> elapsed) {
  all = std::max<std::uint64_t>(all, 1);
  done = std::min(done, all);
  std::string bar;
  for (std::uint64_t cell = 0; cell < cells; ++cell) {
    bar += cell * all < done * cells ? "█" : "─";
  }
  auto line =
      fmt::format("{}  [{}] {}/{}  {}%", what, bar, grouped(done), grouped(all), done * 100 / all);
  if (done == 0 || elapsed.count() <= 0) return line;
  const auto rate = static_cast<double>(done) / elapsed.count();
  return line + fmt::format("  {} {}/s  {} s left", grouped(static_cast<std::uint64_t>(rate)), unit,
                            grouped(static_cast<std::uint64_t>(
                                std::ceil(static_cast<double>(all - done) / rate))));
}

ProgressBar::ProgressBar(std::ostream& to, bool draws, std::string what, std::string unit,
                         std::uint64_t all)
    : to_{to}, draws_{draws}, what_{std::move(what)}, unit_{std::move(unit)}, all_{all} {}

ProgressBar::~ProgressBar() {
  if (drawn_) to_ << "\r\033[K" << std::flush;
}

void ProgressBar::at(std::uint64_t done, Time now) {
  using namespace std::chrono_literals;
  const auto elapsed = now - started_;
  if (elapsed < 500ms) return;
  if (draws_) {
    if (drawn_ && now - shown_ < 100ms) return;
    to_ << '\r' << progress_line(what_, unit_, done, all_, elapsed) << "\033[K" << std::flush;
    drawn_ = true;
    shown_ = now;
    return;
  }
  const auto tenth = done * 10 / std::max<std::uint64_t>(all_, 1);
  if (tenth == tenth_) return;
  tenth_ = tenth;
  to_ << progress_line(what_, unit_, done, all_, elapsed) << '\n';
}

bool may_draw_on_stderr() {
  const auto* term = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && !std::getenv("NO_COLOR") && !std::getenv("CI") &&
         !(term && std::string_view{term} == "dumb");
}

}  // namespace closeloop::tools
