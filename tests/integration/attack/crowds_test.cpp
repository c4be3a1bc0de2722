#include <atomic>
#include <future>
#include <thread>

#include "tests/integration/attack/edge.h"

/// Clients that are slow on purpose, and clients by the hundred. No test here measures time: those
/// who hold on are held by the test itself, or wait for what the server ends of itself.
namespace closeloop::testing {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::HasSubstr;

using Clients = std::vector<std::unique_ptr<RawClient>>;

Clients connect(std::uint16_t port, int count, std::string_view bytes = {}) {
  Clients clients;
  for (int i = 0; i < count; ++i) {
    clients.push_back(std::make_unique<RawClient>(port));
    EXPECT_TRUE(clients.back()->connected());
    EXPECT_TRUE(clients.back()->send(bytes));
  }
  return clients;
}

/// What the server says until it ends the connection, within a patience no healthy one needs.
std::string until_the_end(RawClient& client) {
  std::string all;
  for (std::string more = client.receive(milliseconds{30'000}); !more.empty();
       more = client.receive(milliseconds{30'000})) {
    all += more;
  }
  EXPECT_TRUE(client.ended()) << all;
  return all;
}

/// One way to keep a server waiting: what is sent at first, and what drips in after that.
struct Slow {
  std::string_view name;
  std::string first;
  std::string drip;
  std::vector<int> statuses;  ///< How it ends; 0: without a word.
};

const std::string post_head = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\n";

const std::vector<Slow> slow_ways{
    {"silence", "", "", {408, 400, 0}},
    {"half_a_first_line", "GET /api", "", {408, 400, 0}},
    {"a_first_line_that_drips", "GET /", "a", {408, 400, 0}},
    {"headers_that_drip", "GET / HTTP/1.1\r\nHost: localhost\r\n", "X-A: b\r\n", {408, 400, 0}},
    {"a_body_that_never_comes", post_head + "Content-Length: 10\r\n\r\n", "", {408, 400}},
    {"a_body_that_stops_half_way", post_head + "Content-Length: 10\r\n\r\nabc", "", {408, 400}},
    {"a_body_that_drips", post_head + "Content-Length: 65536\r\n\r\n", "a", {408}},
    {"a_cookie_that_drips",
     "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: closeloop=",
     "a",
     {408, 400, 0}},
};

TEST(SlowAttack, by_64_clients_of_all_kinds_keeps_nobody_waiting_and_is_ended) {
  Edge edge;
  const auto head = edge.board.log->head();
  std::vector<Clients> slow;
  for (const auto& way : slow_ways) slow.push_back(connect(edge.port(), 8, way.first));
  ASSERT_EQ(slow.size() * 8, 64U);
  std::jthread dripping{[&](const std::stop_token& stop) {
    for (; !stop.stop_requested(); std::this_thread::sleep_for(milliseconds{100})) {
      for (std::size_t i = 0; i < slow.size(); ++i) {
        for (auto& client : slow[i]) (void)client->send(slow_ways[i].drip);
      }
    }
  }};
  std::this_thread::sleep_for(milliseconds{50});  // They all have their places by now.
  edge.expect_ordinary_service();
  for (std::size_t i = 0; i < slow.size(); ++i) {
    SCOPED_TRACE(slow_ways[i].name);
    for (auto& client : slow[i]) {
      const auto said = until_the_end(*client);
      EXPECT_THAT(slow_ways[i].statuses, ::testing::Contains(status_of(said))) << said;
    }
  }
  edge.expect_ordinary_service();
  EXPECT_EQ(edge.board.log->head(), head);
}

TEST(SlowAttack, by_clients_who_never_read_their_answers_is_ended) {
  Edge edge{{.host = "127.0.0.1", .threads = 4, .kept_alive = 4}};
  std::string questions;  // Their answers are more than the sockets' buffers hold.
  for (int i = 0; i < 100; ++i) {
    questions += "GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }
  const auto deaf = connect(edge.port(), 4, questions);
  std::this_thread::sleep_for(milliseconds{100});  // They have all places by now.
  int status = edge.hear(edge.question("/")).status();
  EXPECT_EQ(status, 503);
  for (int turn = 0; turn < 300 && status != 200; ++turn) {
    std::this_thread::sleep_for(milliseconds{100});
    status = edge.hear(edge.question("/")).status();
  }
  EXPECT_EQ(status, 200) << "they still have their places";
}

/// A server whose answers the test holds back.
class Crowd : public ::testing::Test {
 protected:
  static constexpr unsigned places = 8;

  Crowd() {
    auto started = api::CivetwebServer::start(
        {.host = "127.0.0.1", .port = 0, .threads = places, .kept_alive = places - 2},
        [this](const api::Request& request) {
          if (request.path == "/hold") released_.wait();
          return api::Response{200, "text/plain", "answered", {}};
        });
    EXPECT_TRUE(started);
    server = std::move(started).value();
  }
  void release() {
    if (!std::exchange(free_, true)) gate_.set_value();
  }
  ~Crowd() override {
    release();
    stop_soon(server);
  }

  static std::string get(const std::string& path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  std::unique_ptr<api::CivetwebServer> server;

 private:
  std::promise<void> gate_;
  std::shared_future<void> released_{gate_.get_future()};
  bool free_ = false;
};

TEST_F(Crowd, of_ten_times_what_it_takes_hears_503_while_the_others_are_still_being_served) {
  auto held = connect(server->port(), places, get("/hold"));
  std::this_thread::sleep_for(milliseconds{100});  // All of them are being served by now.
  auto crowd = connect(server->port(), 10 * places, get("/now"));
  for (auto& client : crowd) {
    const auto said = until_the_end(*client);
    EXPECT_THAT(said,
                AllOf(HasSubstr("HTTP/1.1 503 "), HasSubstr("\r\nRetry-After: 1\r\n"),
                      HasSubstr("\r\nConnection: close\r\n"), HasSubstr("/problems/unavailable")));
  }
  release();
  for (auto& client : held) EXPECT_THAT(client->receive(), HasSubstr("HTTP/1.1 200 "));
  held.clear();
  std::string after;
  for (int turn = 0; turn < 100 && status_of(after) != 200; ++turn) {
    after = RawClient{server->port()}.ask(get("/now"));  // Until the places are seen to be free.
  }
  EXPECT_THAT(after, HasSubstr("HTTP/1.1 200 "));
}

TEST_F(Crowd, that_sends_a_body_hears_503_too) {
  auto held = connect(server->port(), places, get("/hold"));
  std::this_thread::sleep_for(milliseconds{100});
  for (const std::size_t bytes : {10U, 60'000U}) {
    RawClient client{server->port()};
    const auto said = client.ask("POST /now HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
                                 std::to_string(bytes) + "\r\n\r\n" + std::string(bytes, 'a'));
    EXPECT_EQ(status_of(said), 503) << bytes;
  }
  RawClient head{server->port()};
  EXPECT_EQ(status_of(head.ask("HEAD /now HTTP/1.1\r\nHost: localhost\r\n\r\n")), 503);
}

TEST_F(Crowd, of_the_silent_is_ended_and_others_are_served_after_it) {
  auto silent = connect(server->port(), 60);  // More than all its threads.
  for (auto& client : silent) (void)until_the_end(*client);
  EXPECT_THAT(RawClient{server->port()}.ask(get("/now")), HasSubstr("HTTP/1.1 200 "));
}

TEST(CrowdOfPeople, of_ten_times_the_places_is_answered_or_told_to_come_back) {
  Edge edge;
  const auto question = edge.question("/");
  std::atomic<int> served{0};
  {
    std::vector<std::jthread> crowd;
    for (int part = 0; part < 16; ++part) {
      crowd.emplace_back([&] {
        auto clients = connect(edge.port(), 70, question);
        for (auto& client : clients) {
          const auto said = client->receive(milliseconds{60'000});
          const bool is_served = status_of(said) == 200;
          served += is_served ? 1 : 0;
          if (is_served) continue;
          EXPECT_EQ(status_of(said), 503) << said.substr(0, 400);
          EXPECT_THAT(said, HasSubstr("\r\nRetry-After: 1\r\n"));
        }
      });
    }
  }
  EXPECT_GT(served, 0);
  edge.expect_ordinary_service();
}

}  // namespace
}  // namespace closeloop::testing
