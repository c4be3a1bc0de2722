#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/civetweb_server.h"
#include "tests/support/raw_client.h"

/// The edge by itself, with a handler that tells what it was given.
namespace closeloop::testing {
namespace {

using api::CivetwebServer;
using api::Request;
using api::Response;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::Not;

Response echo(const Request& request) {
  return {200, "text/plain", request.method + " " + request.path + " " + request.body, {}};
}

std::unique_ptr<CivetwebServer> serve(CivetwebServer::Handler handler, unsigned threads = 8) {
  auto server = CivetwebServer::start(
      {.host = "127.0.0.1", .port = 0, .threads = threads, .kept_alive = threads - 2},
      std::move(handler));
  EXPECT_TRUE(server) << (server ? "" : server.error().message);
  return std::move(server).value();
}

TEST(Server, answers_many_requests_on_one_connection) {
  const auto server = serve(echo);
  RawClient client{server->port()};
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(client.ask("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n"), HasSubstr("GET /a"));
  }
  EXPECT_THAT(client.ask("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"),
              HasSubstr("POST /b abc"));
  EXPECT_THAT(client.ask("GET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
              HasSubstr("Connection: close"));
}

TEST(Server, sends_a_stream_piece_by_piece_and_ends_the_connection) {
  const auto server = serve([](const Request&) {
    Response response{200, "text/event-stream", {}, {}};
    response.stream = [](const api::SendPiece& send) {
      for (const auto* piece : {"id: 1\n\n", "id: 2\n\n"}) {
        if (!send(piece)) return;
      }
    };
    return response;
  });
  RawClient client{server->port()};
  const auto all = client.ask("GET /feed HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_THAT(all, HasSubstr("\r\n\r\nid: 1\n\nid: 2\n\n"));
  EXPECT_THAT(all, HasSubstr("Connection: close"));
  EXPECT_THAT(all, Not(HasSubstr("Content-Length")));
  RawClient head{server->port()};
  EXPECT_THAT(head.ask("HEAD /feed HTTP/1.1\r\nHost: localhost\r\n\r\n"), Not(HasSubstr("id: 1")));
}

TEST(Server, takes_a_body_that_comes_in_pieces_and_asks_for_one_that_waits) {
  const auto server = serve(echo);
  RawClient client{server->port()};
  client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nab");
  std::this_thread::sleep_for(milliseconds{50});
  EXPECT_THAT(client.ask("cdef"), HasSubstr("abcdef"));
  client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(client.receive(), HasSubstr("100 Continue"));
  EXPECT_THAT(client.ask("ok"), HasSubstr("POST /b ok"));
}

TEST(Server, takes_a_long_body_only_where_it_is_told_to) {
  api::ServerOptions options{.host = "127.0.0.1", .port = 0, .threads = 8, .kept_alive = 6};
  options.body_bytes_max = [](const Request& request) {
    return request.path == "/file" ? std::size_t{200'000} : api::ordinary_body_bytes;
  };
  options.refuse = [](const Request&, const api::ProblemDocument& problem) {
    return Response{problem.status, "text/html", "<p>" + problem.detail, {}};
  };
  const auto started = CivetwebServer::start(options, [](const Request& request) {
    return Response{200, "text/plain", std::to_string(request.body.size()), {}};
  });
  ASSERT_TRUE(started);
  const auto answer_to = [&](const std::string& path, std::size_t bytes) {
    RawClient client{started.value()->port()};
    return client.ask("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " +
                      std::to_string(bytes) + "\r\n\r\n" + std::string(bytes, 'a'));
  };
  EXPECT_THAT(answer_to("/file", 200'000), HasSubstr("\r\n\r\n200000"));
  // Whole, though the body is too long: who still sends sees no answer.
  EXPECT_THAT(answer_to("/file", 3'000'000), HasSubstr("<p>A body holds 200000 bytes at most."));
  EXPECT_THAT(answer_to("/other", 65'536), HasSubstr("\r\n\r\n65536"));
  RawClient client{started.value()->port()};
  EXPECT_THAT(client.ask("POST /other HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n\r\n"),
              HasSubstr("<p>A body holds 65536 bytes at most."));
}

TEST(Server, what_is_refused_before_it_is_asked_is_told_as_everything_else) {
  api::ServerOptions options{.host = "127.0.0.1", .port = 0, .threads = 8, .kept_alive = 6};
  options.refuse = [](const Request&, const api::ProblemDocument& problem) {
    return Response{problem.status, "text/plain", "traced: " + problem.detail, {}};
  };
  const auto started = CivetwebServer::start(options, echo);
  ASSERT_TRUE(started);
  const std::string heads[] = {"GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n",
                               "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
                               "Content-Length: 2\r\n\r\nab",
                               "nonsense\r\n\r\n"};
  for (const auto& head : heads) {
    RawClient client{started.value()->port()};
    const auto answer = client.ask(head);
    EXPECT_THAT(answer, HasSubstr("HTTP/1.1 4"));
    EXPECT_THAT(answer, HasSubstr("traced: ")) << head.substr(0, 60);
  }
}

TEST(Server, takes_four_long_bodies_at_a_time_and_goes_on_for_others) {
  api::ServerOptions options{.host = "127.0.0.1", .port = 0, .threads = 8, .kept_alive = 6};
  options.body_bytes_max = [](const Request&) { return std::size_t{200'000}; };
  const auto started = CivetwebServer::start(options, echo);
  ASSERT_TRUE(started);
  const auto port = started.value()->port();
  constexpr auto head = "POST /f HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n";
  {
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 4; ++i) {
      slow.push_back(std::make_unique<RawClient>(port));
      slow.back()->send(head);
    }
    std::this_thread::sleep_for(milliseconds{100});
    EXPECT_THAT(RawClient{port}.ask(head), HasSubstr(" 503 "));
    EXPECT_THAT(RawClient{port}.ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\n"), HasSubstr("GET /a"));
  }
  std::this_thread::sleep_for(milliseconds{100});  // Those who left gave up their places.
  EXPECT_THAT(RawClient{port}.ask(head + std::string(70'000, 'a')), HasSubstr(" 200 "));
}

TEST(Server, does_not_wait_for_a_body_that_drips) {
  const auto server = serve(echo);
  RawClient client{server->port()};
  const auto start = std::chrono::steady_clock::now();
  client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
  std::atomic<bool> answered{false};
  std::jthread dripping{[&] {
    while (!answered && client.send("x")) std::this_thread::sleep_for(milliseconds{200});
  }};
  EXPECT_EQ(status_of(client.receive()), 408);
  answered = true;
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{8});
}

TEST(Server, answers_others_while_some_are_slow) {
  const auto server = serve(echo);
  RawClient slow_one{server->port()};
  RawClient slow_two{server->port()};
  slow_one.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n");
  slow_two.send("GET /half HTTP/1.1\r\nHo");
  RawClient client{server->port()};
  EXPECT_EQ(status_of(client.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n")), 200);
}

TEST(Server, ends_connections_beyond_those_it_keeps) {
  const auto server = serve(echo, 4);
  RawClient one{server->port()};
  RawClient two{server->port()};
  const auto* question = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  EXPECT_THAT(one.ask(question), HasSubstr("Connection: keep-alive"));
  EXPECT_THAT(two.ask(question), HasSubstr("Connection: keep-alive"));
  RawClient three{server->port()};
  EXPECT_THAT(three.ask(question), HasSubstr("Connection: close"));
}

TEST(Server, says_that_it_takes_no_address_of_ipv6) {
  for (const auto* host : {"::1", "[::1]", "::"}) {
    const auto server = CivetwebServer::start({.host = host, .port = 0}, echo);
    ASSERT_FALSE(server) << host;
    EXPECT_EQ(server.error().rule, "server.host");
  }
}

TEST(Server, that_cannot_listen_says_so) {
  const auto server = serve(echo);
  const auto second = CivetwebServer::start({.host = "127.0.0.1", .port = server->port()}, echo);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().rule, "server.listen");
}

TEST(Server, answers_500_when_a_handler_throws_and_goes_on) {
  const auto server = serve([](const Request& request) -> Response {
    if (request.path == "/throw") throw std::runtime_error{"secret detail"};
    return echo(request);
  });
  RawClient client{server->port()};
  const auto response = client.ask("GET /throw HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(status_of(response), 500);
  EXPECT_THAT(response, Not(HasSubstr("secret")));
  RawClient next{server->port()};
  EXPECT_EQ(status_of(next.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n")), 200);
}

TEST(Server, stops_in_order_what_is_under_way_is_answered_whole) {
  std::atomic<int> begun{0};
  const auto server = serve([&](const Request&) -> Response {
    ++begun;
    std::this_thread::sleep_for(milliseconds{300});
    return {200, "text/plain", std::string(100'000, 'x'), {}};
  });
  std::atomic<int> whole{0};
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 5; ++i) {
      clients.emplace_back([&] {
        RawClient client{server->port()};
        const auto response = client.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        if (response.size() > 100'000 && response.ends_with(std::string(1000, 'x'))) ++whole;
      });
    }
    while (begun < 5) std::this_thread::sleep_for(milliseconds{5});
    server->stop();
  }
  EXPECT_EQ(whole, 5);
}

TEST(Server, stops_under_load_without_cutting_an_answer) {
  std::atomic<int> handled{0};
  const auto server = serve(
      [&](const Request& request) {
        ++handled;
        return echo(request);
      },
      16);
  std::atomic<int> answered{0};
  std::atomic<int> cut{0};
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 8; ++i) {
      clients.emplace_back([&] {
        RawClient client{server->port()};
        while (true) {
          const auto response =
              client.ask("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
          if (status_of(response) == 200 && response.ends_with("POST /x abc")) {
            ++answered;
            continue;
          }
          if (!response.empty() && status_of(response) != 503) ++cut;
          break;
        }
      });
    }
    std::this_thread::sleep_for(milliseconds{200});
    server->stop();
  }
  EXPECT_GT(answered, 100);
  EXPECT_EQ(answered, handled) << "every request that was handled got its whole answer";
  EXPECT_EQ(cut, 0);
}

}  // namespace
}  // namespace closeloop::testing
