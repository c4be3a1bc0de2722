// How long does whoever reads pages wait, with 64 connections kept alive and a board of a million
// events? And how do pages that were made before compare with a constant from the same server?
//   page_bench [EVENTS]
#include <cstdlib>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "api/accounts.h"
#include "api/application.h"
#include "api/civetweb_server.h"
#include "api/sign_in_desk.h"
#include "eventstore/core/clock.h"
#include "eventstore/rocksdb/open.h"
#include "projections/projector.h"
#include "tools/bench/bench.h"
#include "tools/bench/http_load.h"
#include "tools/bench/synthetic_board.h"

namespace closeloop::bench {
namespace {

constexpr int connections = 64;
constexpr double for_seconds = 2;
constexpr double goal_ms = 20;

/// Somebody who signed in on 64 tabs.
class Reader {
 public:
  Reader(eventstore::EventLog& log, const Projector& projector, const eventstore::Clock& clock)
      : desk_{must(api::SignInDesk::open(*accounts_, projector, clock))},
        application_{log, projector, clock, {.desk = desk_.get()}},
        cookie_{"closeloop=" + must(desk_->sessions().begin("P-1"))} {
    server_ = must(api::CivetwebServer::start({.port = 0}, [this](const api::Request& request) {
      const auto start = std::chrono::steady_clock::now();
      auto answer = application_.handle(request);
      const std::chrono::duration<double, std::milli> took =
          std::chrono::steady_clock::now() - start;
      const std::lock_guard lock{mutex_};
      inside_ms_.push_back(took.count());
      return answer;
    }));
  }

  using Address = std::function<std::string(std::uint64_t turn)>;
  LoadResult load(const Address& address) {
    inside_ms_.clear();
    return http_load(server_->port(), connections, for_seconds,
                     [&](int connection, std::uint64_t turn) {
                       return ask(address(turn * connections + static_cast<unsigned>(connection)));
                     });
  }
  /// What the server spent on an answer, of 100 the slowest but one.
  [[nodiscard]] double inside_p99_ms() {
    std::ranges::sort(inside_ms_);
    return inside_ms_[inside_ms_.size() * 99 / 100];
  }

  [[nodiscard]] std::string ask(const std::string& address) const {
    return "GET " + address +
           " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nCookie: " + cookie_ +
           "\r\n\r\n";
  }
  [[nodiscard]] std::size_t size_of(const std::string& address) {
    api::Request request{.method = "GET",
                         .path = address,
                         .query = {},
                         .headers = {},
                         .body = {},
                         .remote = "127.0.0.1"};
    request.headers = {{"host", "localhost"}, {"accept-encoding", "gzip"}, {"cookie", cookie_}};
    return application_.handle(request).body.size();
  }

 private:
  std::unique_ptr<api::Accounts> accounts_ = must(api::Accounts::open(":memory:"));
  std::unique_ptr<api::SignInDesk> desk_;
  api::Application application_;
  std::string cookie_;
  std::mutex mutex_;
  std::vector<double> inside_ms_;
  std::unique_ptr<api::CivetwebServer> server_;
};

void print_wait(Reader& reader, const std::string& what, const Reader::Address& address) {
  const auto load = reader.load(address);
  if (load.refused > 0)
    std::printf("%llu were refused!\n", static_cast<unsigned long long>(load.refused));
  const double inside = reader.inside_p99_ms();
  std::printf("%-44s %8.0f /s  p99 %7.2f ms in the server, goal %.0f  %s; %7.2f ms seen outside\n",
              what.c_str(), load.per_second(), inside, goal_ms,
              inside <= goal_ms ? "met" : "NOT MET", load.p99_us / 1000);
}

/// A body of that size from the same server, with nothing behind it.
double constant_rate(std::size_t bytes) {
  const std::string body(bytes, 'x');
  const auto server = must(api::CivetwebServer::start({.port = 0}, [&](const api::Request&) {
    return api::Response{200, "text/html", body, {}};
  }));
  return http_load(server->port(), connections, for_seconds,
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
  Reader reader{*log, projector, clock};
  std::printf("%llu events, %d connections\n",
              static_cast<unsigned long long>(log->head().number()), connections);

  const auto finding = [](std::uint64_t turn) {
    return "/findings/F-" + std::to_string(turn % 10'000 + 1);
  };
  print_wait(reader, "findings, each another", finding);
  print_wait(reader, "API: loops of findings, each another",
             [&](std::uint64_t turn) { return "/api/v1" + finding(turn) + "/loop"; });
  for (const auto* list : {"/?limit=", "/now?list=all&limit=", "/records/actions?limit="}) {
    print_wait(reader, fmt::format("{}N, each another", list),
               [&](std::uint64_t turn) { return list + std::to_string(turn % 100 + 1); });
  }
  for (const auto* page : {"/", "/now", "/records/actions", "/activity", "/findings/F-101"}) {
    print_wait(reader, fmt::format("{} again and again", page),
               [&](std::uint64_t) { return page; });
  }
  for (const auto* page : {"/", "/findings/F-101"}) {
    std::vector<double> raw;
    std::vector<double> ours;
    for (int round = 0; round < 3; ++round) {
      ours.push_back(reader.load([&](std::uint64_t) { return page; }).per_second());
      raw.push_back(constant_rate(reader.size_of(page)));
    }
    print_rate(fmt::format("{} again, {} bytes", page, reader.size_of(page)), median(ours));
    print_rate("a constant of that size", median(raw));
    print_ratio("ratio", median(ours) / median(raw), 0.5);
  }
}

}  // namespace
}  // namespace closeloop::bench

int main(int count, char** arguments) {
  closeloop::bench::run(count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1'000'000);
}
