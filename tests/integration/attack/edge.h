#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/civetweb_server.h"
#include "tests/support/raw_client.h"
#include "tests/support/served_board.h"

/// A board behind its real edge, attacked over sockets.
namespace closeloop::testing {

/// Everything that was answered on one connection.
struct Heard {
  std::vector<std::string> answers;  ///< Whole, head and body, in order.
  bool ended = false;                ///< By the server.

  [[nodiscard]] int status() const { return answers.empty() ? 0 : status_of(answers.front()); }
  [[nodiscard]] std::string text() const {
    std::string all;
    for (const auto& answer : answers) all += answer;
    return all;
  }
};

/// Sends these bytes, and listens until the server ends the connection or says no more.
inline Heard exchange(std::uint16_t port, std::string_view bytes,
                      std::chrono::milliseconds patience = std::chrono::seconds{20}) {
  RawClient client{port};
  (void)client.send(bytes);  // Who is refused early may be cut off while still sending.
  Heard heard;
  for (auto answer = client.receive(patience); !answer.empty(); answer = client.receive(patience)) {
    heard.answers.push_back(std::move(answer));
  }
  heard.ended = client.ended();
  return heard;
}

/// CivetWeb sees that it shall stop when someone comes, or after two seconds: someone comes.
inline void stop_soon(std::unique_ptr<api::CivetwebServer>& server) {
  std::jthread knocking{[port = server->port()](const std::stop_token& stopped) {
    for (; !stopped.stop_requested(); std::this_thread::sleep_for(std::chrono::milliseconds{5})) {
      const RawClient client{port};
    }
  }};
  server.reset();
}

/// A board with its people and one loop, served as `closeloop serve` does it.
class Edge {
 public:
  explicit Edge(api::ServerOptions options = {}) {
    raise_a_loop(board);
    board.catch_up();
    options.port = 0;
    options.body_bytes_max = [this](const api::Request& request) {
      return board.application->body_bytes_max(request);
    };
    options.refuse = [this](const api::Request& request, const api::ProblemDocument& problem) {
      return board.application->refuse(request, problem);
    };
    auto started = api::CivetwebServer::start(options, [this](const api::Request& request) {
      return board.application->handle(request);
    });
    EXPECT_TRUE(started) << (started ? "" : started.error().message);
    server = std::move(started).value();
  }
  ~Edge() { stop_soon(server); }
  Edge(const Edge&) = delete;
  Edge& operator=(const Edge&) = delete;

  [[nodiscard]] std::uint16_t port() const { return server->port(); }
  [[nodiscard]] Heard hear(std::string_view bytes) const { return exchange(port(), bytes); }

  /// "Cookie: ..." of a session of the person of that role, with the line's end.
  std::string cookie(std::string_view role) {
    return "Cookie: closeloop=" + board.session(role) + "\r\n";
  }
  std::string bearer(std::string_view role) {
    return "Authorization: Bearer " + board.tokens.find(role)->second + "\r\n";
  }
  /// A question of somebody's that ends its connection.
  std::string question(const std::string& target, std::string_view role = "analyst",
                       const std::string& verb = "GET") {
    return verb + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
           "Accept: text/html\r\n" + cookie(role) + "\r\n";
  }
  /// That ordinary people are served as ever.
  void expect_ordinary_service() {
    const auto heard = hear(question("/"));
    EXPECT_EQ(heard.status(), 200) << heard.text().substr(0, 400);
  }

  ServedBoard board;
  std::unique_ptr<api::CivetwebServer> server;
};

/// One edge for all cases of a table, each of which leaves the board as it found it.
class OnTheEdge : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { edge_ = std::make_unique<Edge>(); }
  static void TearDownTestSuite() { edge_.reset(); }
  void SetUp() override { head_ = edge_->board.log->head(); }
  void TearDown() override {
    EXPECT_EQ(edge_->board.log->head(), head_) << "something was recorded";
    edge_->expect_ordinary_service();
  }

  static inline std::unique_ptr<Edge> edge_;

 private:
  eventstore::Position head_;
};

/// The name of a row as the name of its test.
template <typename Case>
std::string name_of(const ::testing::TestParamInfo<Case>& info) {
  return std::string{info.param.name};
}

/// The head of an answer: its status line and headers.
inline std::string head_of(const std::string& answer) {
  return answer.substr(0, answer.find("\r\n\r\n"));
}

/// What every answer has, whatever it was asked.
inline void expect_guarded(const Heard& heard) {
  for (const auto& answer : heard.answers) {
    const auto head = head_of(answer);
    EXPECT_THAT(head, ::testing::HasSubstr("X-Content-Type-Options: nosniff"));
    EXPECT_THAT(head, ::testing::HasSubstr("Content-Security-Policy: default-src 'none'"));
    EXPECT_THAT(head, ::testing::Not(::testing::HasSubstr("\r\nServer:")));
    EXPECT_THAT(head, ::testing::Not(::testing::HasSubstr("Access-Control-Allow")));
  }
}

}  // namespace closeloop::testing
