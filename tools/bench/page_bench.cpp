// How long does whoever reads pages wait, with 64 connections kept alive and a board of a million
// events? And how do pages that were made before compare with a constant from the same server?
//   page_bench [EVENTS]
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "api/civetweb_server.h"
#include "api/gzip.h"
#include "eventstore/core/clock.h"
#include "eventstore/rocksdb/open.h"
#include "projections/projector.h"
#include "tools/bench/bench.h"
#include "tools/bench/http_load.h"
#include "tools/bench/page_reader.h"
#include "tools/bench/synthetic_board.h"

namespace closeloop::bench {
namespace {

/// A body of that size from the same server, with nothing behind it.
double constant_rate(std::size_t bytes) {
  const std::string body(bytes, 'x');
  const auto server = must(api::CivetwebServer::start({.port = 0}, [&](const api::Request&) {
    return api::Response{200, "text/html", body, {}};
  }));
  return http_load(server->port(), tabs, 2,
                   [](int, std::uint64_t) {
                     return std::string{"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"};
                   })
      .per_second();
}

void run(std::uint64_t wanted) {
  const Scratch scratch;
  const eventstore::SystemClock clock;
  const auto log = must(eventstore::open_rocksdb_event_log(scratch.path(), clock));
  append_synthetic_board(*log, wanted);
  Projector projector{*log};
  if (!projector.start()) std::abort();
  PageReader reader{*log, projector, clock};
  std::printf("%llu events, %d connections\n",
              static_cast<unsigned long long>(log->head().number()), tabs);

  const std::uint64_t findings =
      wanted / 25;  // Of which there are a few more: none twice in a run.
  const auto finding = [&](std::uint64_t turn) {
    return "/findings/F-" + std::to_string(turn % findings + 1);
  };
  // Memory that was never touched and files that are still being sorted are not what readers wait
  // for later on.
  (void)reader.load([&](std::uint64_t turn) { return finding(turn + findings / 2); });
  reader.print_wait("findings, each another", finding);
  reader.print_wait("API: loops of findings, each another",
                    [&](std::uint64_t turn) { return "/api/v1" + finding(turn) + "/loop"; });
  for (const auto* list : {"/?limit=", "/now?list=all&limit=", "/records/actions?limit="}) {
    reader.print_wait(fmt::format("{}N, each another", list),
                      [&](std::uint64_t turn) { return list + std::to_string(turn % 100 + 1); });
  }
  for (const auto* page : {"/", "/now", "/records/actions", "/activity", "/findings/F-101"}) {
    reader.print_wait(fmt::format("{} again and again", page), [&](std::uint64_t) { return page; });
  }
  for (const auto* page : {"/", "/findings/F-101"}) {
    std::vector<double> raw;
    std::vector<double> ours;
    const auto bytes = api::gzip(reader.get(page).body).size();
    for (int round = 0; round < 3; ++round) {
      ours.push_back(reader.load([&](std::uint64_t) { return page; }).per_second());
      raw.push_back(constant_rate(bytes));
    }
    print_rate(fmt::format("{} again, {} bytes", page, bytes), median(ours));
    print_rate("a constant of that size", median(raw));
    print_ratio("ratio", median(ours) / median(raw), 0.5);
  }
}

}  // namespace
}  // namespace closeloop::bench

int main(int count, char** arguments) {
  closeloop::bench::run(count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1'000'000);
}
