#include "tools/bench/page_reader.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "tools/bench/bench.h"

namespace closeloop::bench {
namespace {

constexpr double for_seconds = 2;
constexpr double goal_ms = 20;

}  // namespace

PageReader::PageReader(eventstore::EventLog& log, const Projector& projector,
                       const eventstore::Clock& clock)
    : accounts_{must(api::Accounts::open(":memory:"))},
      desk_{must(api::SignInDesk::open(*accounts_, projector, clock))},
      application_{log, projector, clock, {.desk = desk_.get()}},
      cookie_{"closeloop=" + must(desk_->sessions().begin("P-1"))} {
  server_ = must(api::CivetwebServer::start({.port = 0}, [this](const api::Request& request) {
    const auto start = std::chrono::steady_clock::now();
    auto answer = application_.handle(request);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    const std::lock_guard lock{mutex_};
    inside_ms_.push_back(took.count());
    return answer;
  }));
}

LoadResult PageReader::load(const Address& address, int in_tabs) {
  inside_ms_.clear();
  return http_load(server_->port(), in_tabs, for_seconds, [&](int tab, std::uint64_t turn) {
    return ask(address(turn * static_cast<unsigned>(in_tabs) + static_cast<unsigned>(tab)));
  });
}

void PageReader::print_wait(const std::string& what, const Address& address, int in_tabs) {
  const auto load = this->load(address, in_tabs);
  if (load.refused > 0)
    std::printf("%llu were refused!\n", static_cast<unsigned long long>(load.refused));
  const double inside = inside_p99_ms();
  std::printf(
      "%-44s %8.0f /s  p99 %7.2f ms in the server, goal %.0f  %s; %7.2f ms seen outside; CPU %.0f "
      "us\n",
      what.c_str(), load.per_second(), inside, goal_ms, inside <= goal_ms ? "met" : "NOT MET",
      load.p99_us / 1000, load.cpu_us);
}

api::Response PageReader::get(std::string_view address) {
  const auto question = std::min(address.find('?'), address.size());
  api::Request request{.method = "GET",
                       .path = std::string{address.substr(0, question)},
                       .query = std::string{address.substr(std::min(question + 1, address.size()))},
                       .headers = {{"host", "localhost"}, {"cookie", cookie_}},
                       .body = {},
                       .remote = "127.0.0.1"};
  auto answer = application_.handle(request);
  if (answer.status != 200) {
    std::fprintf(stderr, "%s: %d\n%s\n", request.path.c_str(), answer.status, answer.body.c_str());
    std::exit(1);
  }
  return answer;
}

std::string PageReader::ask(const std::string& address) const {
  return "GET " + address +
         " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nCookie: " + cookie_ + "\r\n\r\n";
}

/// What the server spent on an answer, of 100 the slowest but one.
double PageReader::inside_p99_ms() {
  std::ranges::sort(inside_ms_);
  return inside_ms_[inside_ms_.size() * 99 / 100];
}

}  // namespace closeloop::bench
