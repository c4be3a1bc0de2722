// How many whole HTTP commands a second - token, decoding, rule, durable append, answer - against
// RocksDB's own group commit of the same three rows, with 1 and with 64 connections kept alive?
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "api/application.h"
#include "api/civetweb_server.h"
#include "eventstore/core/clock.h"
#include "eventstore/rocksdb/open.h"
#include "projections/projector.h"
#include "tools/bench/bench.h"
#include "tools/bench/http_load.h"
#include "tools/bench/raw_append.h"

namespace closeloop::bench {
namespace {

/// A board with an agency lead, and an accepted action for each connection to report on.
class Served {
 public:
  Served(const std::filesystem::path& directory, int actions) {
    auto opened = eventstore::open_rocksdb_event_log(directory, clock_);
    if (!opened) std::abort();
    log_ = std::move(opened).value();
    projector_ = std::make_unique<Projector>(*log_);
    if (!projector_->start()) std::abort();
    application_ = std::make_unique<api::Application>(*log_, *projector_, clock_);

    const auto manager = actor("P-1", person::Role::BOARD_MANAGER);
    give(manager, "boards", "B-1", "open", R"({"name": "Bench"})");
    give(manager, "agencies", "AG-1", "register", R"({"name": "Early Help"})");
    give(manager, "people", "P-2", "add",
         R"({"name": "Lee Lead", "role": "agencyLead", "agency": "AG-1", "post": "head"})");
    token_ = give(manager, "people", "P-2", "issue-token",
                  R"({"label": "bench", "expires": "2999-12-31"})")
                 .token;
    give(manager, "reviews", "R-1", "open", R"({"kind": "rapidReview", "title": "Bench"})");
    give(manager, "findings", "F-1", "raise",
         R"({"reviews": ["R-1"], "nature": "concern", "statement": "Seen in 5 of 8 cases"})");
    auto lead = actor("P-2", person::Role::AGENCY_LEAD);
    lead.agency = Id<AgencyId>{"AG-1"};
    lead.post = Id<PostId>{"head"};
    for (int i = 0; i < actions; ++i) {
      const auto id = "A-" + std::to_string(i);
      give(manager, "actions", id, "agree",
           R"({"statement": "Train leads", "findings": ["F-1"], "leadAgency": "AG-1",
               "owner": "head", "due": "2999-01-31", "successCriterion": "8 of 10 cases",
               "childWouldNotice": "Someone asks me."})");
      give(lead, "actions", id, "accept", "{}");
    }
    if (!projector_->wait_for(log_->head(), std::chrono::seconds{10})) std::abort();
    auto started = api::CivetwebServer::start(
        {.port = 0}, [this](const api::Request& request) { return application_->handle(request); });
    if (!started) std::abort();
    server_ = std::move(started).value();
  }

  LoadResult load(int connections, double for_seconds) {
    return http_load(
        server_->port(), connections, for_seconds, [&](int action, std::uint64_t turn) {
          static constexpr std::string_view body =
              R"({"note": "Four of six leads trained; the last two sessions are booked."})";
          return "POST /api/v1/actions/A-" + std::to_string(action) +
                 "/report-progress HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token_ +
                 "\r\nContent-Type: application/json\r\nIdempotency-Key: " +
                 eventstore::to_string(eventstore::new_uuid(clock_.now())) + "\r\nIf-Match: \"v" +
                 std::to_string(turn + 2) + "\"\r\nContent-Length: " + std::to_string(body.size()) +
                 "\r\n\r\n" + std::string{body};
        });
  }

 private:
  static Actor actor(std::string id, person::Role role) {
    return {.person = Id<PersonId>{std::move(id)}, .role = role, .agency = {}, .post = {}};
  }

  api::CommandResult give(const Actor& actor, std::string resource, std::string id,
                          std::string intent, std::string body) {
    if (!commands_) commands_ = std::make_unique<api::Commands>(*log_, *projector_, clock_);
    auto result = commands_->execute({.actor = actor,
                                      .resource = std::move(resource),
                                      .id = std::move(id),
                                      .intent = std::move(intent),
                                      .body = std::move(body),
                                      .form = false,
                                      .seen = {},
                                      .must_have_seen = false,
                                      .command_id = eventstore::new_uuid(clock_.now()),
                                      .correlation = {}});
    if (!result) {
      std::cerr << result.error().message << '\n';
      for (const auto& each : result.error().problems) std::cerr << each.message << '\n';
      std::abort();
    }
    return std::move(result).value();
  }

  eventstore::SystemClock clock_;
  std::unique_ptr<eventstore::EventLog> log_;
  std::unique_ptr<Projector> projector_;
  std::unique_ptr<api::Application> application_;
  std::unique_ptr<api::Commands> commands_;
  std::unique_ptr<api::CivetwebServer> server_;
  std::string token_;
};

void compare(int connections, double goal) {
  const Scratch scratch;
  std::vector<double> raw;
  std::vector<double> whole;
  LoadResult last;
  for (int run = 0; run < 3; ++run) {  // In turn, so that both see the same neighbours.
    scratch.clear();
    raw.push_back(raw_appends(scratch.path() / "raw", connections, 2));
    Served served{scratch.path() / "log", connections};
    last = served.load(connections, 2);
    if (last.refused > 0) std::cout << last.refused << " commands were refused!\n";
    whole.push_back(last.per_second());
  }
  const auto who =
      std::to_string(connections) + (connections == 1 ? " connection" : " connections");
  print_rate("RocksDB, three rows, " + who, median(raw));
  print_rate("HTTP commands, " + who, median(whole));
  std::cout << "  p50 " << last.p50_us << " us, p99 " << last.p99_us << " us, CPU " << last.cpu_us
            << " us each (last run)\n";
  print_ratio("ratio, " + who, median(whole) / median(raw), goal);
}

}  // namespace
}  // namespace closeloop::bench

int main() {
  closeloop::bench::compare(1, 0.4);
  closeloop::bench::compare(64, 0.6);
}
