// How long does it take to make the search index of a board, and to find something in it?
//   search_bench [EVENTS]
#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "api/search/search.h"
#include "api/search/words.h"
#include "eventstore/core/clock.h"
#include "eventstore/rocksdb/open.h"
#include "tools/bench/bench.h"
#include "tools/bench/synthetic_board.h"

namespace closeloop::bench {
namespace {

constexpr double goal_ms = 50;

void run(std::uint64_t wanted) {
  const Scratch scratch;
  const eventstore::SystemClock clock;
  const auto log = must(eventstore::open_rocksdb_event_log(scratch.path() / "log", clock));
  append_synthetic_board(*log, wanted);
  const auto file = scratch.path() / "search.sqlite";
  api::Search search{*log, file};
  const double made = seconds([&] {
    while (!search.wait_for(log->head(), std::chrono::seconds{10})) {
    }
  });
  std::printf("%llu events; index made in %.1f s, %.0f MB\n",
              static_cast<unsigned long long>(log->head().number()), made,
              static_cast<double>(std::filesystem::file_size(file)) / 1e6);
  // From what hardly any record holds to what nearly all do, which is the hardest.
  constexpr std::array<const char*, 9> asked{"nothingholdsthis",
                                             "max",
                                             "audit",
                                             "pro",
                                             "the profile",
                                             "t",
                                             "\"early help worker\"",
                                             "dip sample twelve",
                                             "a b c d e f g"};
  for (const auto* typed : asked) {
    const api::SearchQuestion question{.expression = must(api::search_expression(typed)),
                                       .resource = {},
                                       .cursor = {},
                                       .limit = 50};
    std::vector<double> times;
    std::uint64_t count = 0;
    for (int i = 0; i < 200; ++i) {
      times.push_back(1000 * seconds([&] { count = must(search.find(question)).count; }));
    }
    std::ranges::sort(times);
    const double p99 = times[times.size() * 99 / 100];
    std::printf("%-24s %5llu found   p50 %8.3f ms   p99 %8.3f ms  goal %.0f  %s\n", typed,
                static_cast<unsigned long long>(count), times[times.size() / 2], p99, goal_ms,
                p99 <= goal_ms ? "met" : "NOT MET");
  }
}

}  // namespace
}  // namespace closeloop::bench

int main(int count, char** arguments) {
  closeloop::bench::run(count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1'000'000);
}
