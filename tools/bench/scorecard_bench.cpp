// How fast are a million figures folded, how long does whoever opens a scorecard wait, and how soon
// is a figure on it?
//   scorecard_bench [EVENTS]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "api/commands.h"
#include "eventstore/core/clock.h"
#include "eventstore/rocksdb/open.h"
#include "projections/projector.h"
#include "tools/bench/bench.h"
#include "tools/bench/folding.h"
#include "tools/bench/page_reader.h"
#include "tools/bench/synthetic_measures.h"

namespace closeloop::bench {
namespace {

/// Figures come in one after another; each time the scorecard is asked for until it shows the new
/// one. The longest wait of them.
double longest_wait_s(eventstore::EventLog& log, const Projector& projector,
                      const eventstore::Clock& clock, PageReader& reader) {
  api::Commands commands{log, projector, clock};
  Actor manager;
  manager.person = Id<PersonId>{"P-1"};
  manager.role = person::Role::BOARD_MANAGER;
  double longest = 0;
  for (int month = 4; month <= 12; ++month) {
    const auto period = fmt::format("2024-{:02}", month);
    const auto figure = 901 + month;
    const auto waited = seconds([&] {
      const auto recorded = commands.execute(
          {.actor = manager,
           .resource = "series",
           .id = "S-N02",
           .intent = "measure",
           .body = fmt::format(R"({{"period": "{}", "numerator": "{}"}})", period, figure),
           .form = false,
           .seen = {},
           .must_have_seen = false,
           .command_id = eventstore::new_uuid(clock.now()),
           .correlation = {}});
      if (!recorded) {
        std::fprintf(stderr, "%s\n", recorded.error().message.c_str());
        std::exit(1);
      }
      const auto shown = fmt::format(">{} <span class=\"quiet\">{}<", figure, period);
      while (reader.get("/scorecards/neglect").body.find(shown) == std::string::npos) {
      }
    });
    longest = std::max(longest, waited);
  }
  return longest;
}

void run(std::uint64_t wanted) {
  const Scratch scratch;
  const eventstore::SystemClock clock;
  append_synthetic_measures(*must(eventstore::open_rocksdb_event_log(scratch.path(), clock)),
                            wanted);
  compare_folding(scratch.path(), clock, "measurements folded into all views");

  const auto log = must(eventstore::open_rocksdb_event_log(scratch.path(), clock));
  Projector projector{*log};
  if (!projector.start()) std::abort();
  PageReader reader{*log, projector, clock};
  std::printf("30 measures of 60 figures: %zu bytes of HTML\n",
              reader.get("/scorecards/neglect").body.size());
  // A position that has long been reached asks the same, but not in the same words.
  const auto anew = [&](const std::string& address) {
    return [address, head = log->head().number()](std::uint64_t turn) {
      return fmt::format("{}?min_position={}", address, turn % head + 1);
    };
  };
  for (const int in_tabs : {1, tabs}) {
    const auto at_once = fmt::format(", {} at once", in_tabs);
    reader.print_wait("a scorecard anew" + at_once, anew("/scorecards/neglect"), in_tabs);
    reader.print_wait("API: the same" + at_once, anew("/api/v1/scorecards/neglect"), in_tabs);
  }
  reader.print_wait("a scorecard again and again",
                    [](std::uint64_t) { return "/scorecards/neglect"; });
  reader.print_wait("measures anew, each another", [&](std::uint64_t turn) {
    return anew(fmt::format("/indicators/N{:02}/measure", turn % 30 + 1))(turn);
  });
  const auto longest = longest_wait_s(*log, projector, clock, reader);
  std::printf("%-58s %12.3f s   goal 1 s  %s\n", "a figure that comes in is on its scorecard after",
              longest, longest <= 1 ? "met" : "NOT MET");
}

}  // namespace
}  // namespace closeloop::bench

int main(int count, char** arguments) {
  closeloop::bench::run(count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1'000'000);
}
