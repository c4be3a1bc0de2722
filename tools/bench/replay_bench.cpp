// How fast does a board come back from its log, and how fast does it answer then?
//   replay_bench [EVENTS]
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <malloc.h>

#include "eventstore/core/clock.h"
#include "eventstore/rocksdb/open.h"
#include "projections/projector.h"
#include "projections/queries.h"
#include "tools/bench/bench.h"
#include "tools/bench/folding.h"
#include "tools/bench/page_reader.h"
#include "tools/bench/synthetic_board.h"

namespace closeloop::bench {
namespace {

constexpr eventstore::Day asked_on{std::chrono::year{2026} / 1 / 1};

/// Without what the allocator only keeps for later.
double resident_mb() {
  ::malloc_trim(0);
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::atof(line.c_str() + 6) / 1024;
  }
  return 0;
}

void print_time(const char* what, double goal_ms, const std::function<void()>& ask) {
  std::vector<double> times;
  for (int i = 0; i < 50; ++i) times.push_back(seconds(ask) * 1000);
  const double ms = median(times);
  std::printf("%-58s %12.3f ms  goal %.1f  %s\n", what, ms, goal_ms,
              ms <= goal_ms ? "met" : "NOT MET");
}

void run(std::uint64_t wanted) {
  const Scratch scratch;
  const eventstore::SystemClock clock;
  {
    const auto log = must(eventstore::open_rocksdb_event_log(scratch.path(), clock));
    append_synthetic_board(*log, wanted);
  }
  compare_folding(scratch.path(), clock, "replay into all views");

  const double before = resident_mb();
  std::unique_ptr<eventstore::EventLog> log;
  std::unique_ptr<Projector> projector;
  const double started = seconds([&] {
    log = must(eventstore::open_rocksdb_event_log(scratch.path(), clock));
    projector = std::make_unique<Projector>(*log);
    if (!projector->start()) std::abort();
  });
  std::printf("%-58s %12.2f s   goal 3 s for a million\n", "start: open and replay", started);
  std::printf("%-58s %12.0f MB  goal 600 MB for a million\n", "resident memory of log and views",
              resident_mb() - before);
  const auto view = projector->live();
  print_time("a finding's loop, view model", 1,
             [&] { (void)must(finding_loop(*view, "F-101", asked_on)); });
  print_time("the list of loops, view model", 5,
             [&] { (void)must(loop_list(*view, {}, {}, asked_on)); });
  print_time("the gaps, view model", 5, [&] { (void)must(gaps(*view, {}, {}, asked_on)); });
  Filter one_agency;
  one_agency.agency = "AG-1";
  print_time("overdue work of one agency, view model", 5,
             [&] { (void)must(work_list(*view, "overdue", "P-1", one_agency, {}, asked_on)); });
  print_time("loop measures, view model", 5, [&] { (void)loop_measures(*view, asked_on); });
  PageReader reader{*log, *projector, clock};
  for (const auto* path : {"/findings/F-101", "/", "/now?list=all", "/records/actions", "/activity",
                           "/api/v1/loops", "/api/v1/findings/F-101/loop"}) {
    const auto bytes = reader.get(path).body.size();
    print_time(fmt::format("GET {}, {} bytes", path, bytes).c_str(), 5,
               [&] { (void)reader.get(path); });
  }
}

}  // namespace
}  // namespace closeloop::bench

int main(int count, char** arguments) {
  closeloop::bench::run(count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1'000'000);
}
