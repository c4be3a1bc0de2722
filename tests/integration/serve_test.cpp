#include <atomic>
#include <csignal>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <sys/wait.h>

#include "tests/places.h"
#include "tests/support/command_line.h"
#include "tests/support/raw_client.h"
#include "tools/closeloop/board_directory.h"

namespace closeloop::tools {
namespace {

using closeloop::testing::RawClient;
using closeloop::testing::status_of;
using ::testing::HasSubstr;

/// `closeloop serve` in a process of its own.
class ServedProcess {
 public:
  explicit ServedProcess(const std::string& data) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error{"no pipe"};
    process_ = fork();
    if (process_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      execl(CLOSELOOP_BINARY_DIR "/closeloop", "closeloop", "serve", "--port", "0", "--json",
            "--data", data.c_str(), nullptr);
      std::_Exit(127);
    }
    close(ends[1]);
    std::string line;
    for (char c = 0; read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
    close(ends[0]);
    if (!line.empty()) {
      port_ = static_cast<std::uint16_t>(boost::json::parse(line).at("port").as_int64());
    }
  }
  ~ServedProcess() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  ServedProcess(const ServedProcess&) = delete;
  ServedProcess& operator=(const ServedProcess&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }

  /// Its exit code, or the signal that ended it as a negative number.
  int end_by(int signal) {
    kill(process_, signal);
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

 private:
  pid_t process_ = 0;
  std::uint16_t port_ = 0;
};

std::string post_agency(const std::string& token, const std::string& name) {
  const auto body = R"({"name": ")" + name + R"("})";
  return "POST /api/v1/agencies HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token +
         "\r\nIdempotency-Key: " + name +
         "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

class Serving : public ABoard {
 protected:
  /// By position: the name of the agency that was registered there.
  using Agencies = std::map<std::int64_t, std::string>;

  /// Serves the board, registers agencies from several clients until `wanted` more were
  /// acknowledged, and ends the server by that signal while they go on. How it ended.
  int serve_and_end(int signal, std::size_t wanted, Agencies& acknowledged) {
    static std::atomic<int> clients_so_far{0};
    std::mutex mutex;
    ServedProcess served{data_};
    EXPECT_NE(served.port(), 0);
    const auto goal = acknowledged.size() + wanted;
    std::atomic<bool> enough{false};
    std::vector<std::thread> clients;
    for (int client_number = 0; client_number < 4; ++client_number) {
      clients.emplace_back([&, number = ++clients_so_far] {
        RawClient client{served.port()};
        for (int turn = 0;; ++turn) {
          const auto name = "agency-" + std::to_string(number) + "." + std::to_string(turn);
          const auto answer = client.ask(post_agency(token_, name));
          if (status_of(answer) != 201) return;  // 503, or the connection has ended.
          const auto begin = answer.find("\r\n\r\n");
          boost::system::error_code cut;  // Only a killed server answers half.
          const auto body = boost::json::parse(answer.substr(begin + 4), cut);
          if (cut) return;
          const std::lock_guard lock{mutex};
          acknowledged[body.at("position").to_number<std::int64_t>()] = name;
          if (acknowledged.size() > goal) enough = true;
        }
      });
    }
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (!enough && std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    const auto ended = served.end_by(signal);
    for (auto& client : clients) client.join();
    EXPECT_GT(acknowledged.size(), goal);
    return ended;
  }

  void expect_recorded(const Agencies& acknowledged) {
    const auto listed =
        on_board({"event", "list", "--type", "AgencyRegistered", "--limit", "100000", "--json"});
    ASSERT_EQ(listed.exit, Exit::ok) << listed.err;
    const auto answer = listed.json();
    Agencies recorded;
    std::set<std::string> names;
    for (const auto& event : answer.at("items").as_array()) {
      const std::string name{event.at("data").at("name").as_string()};
      recorded[event.at("position").to_number<std::int64_t>()] = name;
      EXPECT_TRUE(names.insert(name).second) << name << " is recorded twice";
    }
    for (const auto& [position, name] : acknowledged) {
      ASSERT_TRUE(recorded.contains(position)) << position;
      EXPECT_EQ(recorded[position], name);
    }
  }
};

TEST_F(Serving, what_was_acknowledged_is_there_after_an_orderly_stop_under_load) {
  Agencies acknowledged;
  EXPECT_EQ(serve_and_end(SIGTERM, 50, acknowledged), 0);
  expect_recorded(acknowledged);
}

TEST_F(Serving, what_was_acknowledged_is_there_however_often_the_server_is_killed_under_load) {
  Agencies acknowledged;
  for (int cycle = 0; cycle < 8; ++cycle) {
    ASSERT_EQ(serve_and_end(SIGKILL, 20, acknowledged), -SIGKILL);
    expect_recorded(acknowledged);
  }
}

TEST(Demonstration, that_is_killed_while_it_is_made_is_made_whole_the_next_time) {
  const OwnDirectory directory;
  for (const auto after : {20, 60, 150}) {
    const auto data = directory / ("demo-" + std::to_string(after));
    const pid_t making = fork();
    if (making == 0) {
      execl(CLOSELOOP_BINARY_DIR "/closeloop", "closeloop", "demo", "--data", data.c_str(),
            nullptr);
      std::_Exit(127);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{after});
    kill(making, SIGKILL);
    waitpid(making, nullptr, 0);
    const bool was_whole = std::filesystem::exists(data + "/log");
    EXPECT_EQ(closeloop({"demo", "--data", data}).exit, was_whole ? Exit::conflict : Exit::ok);
    EXPECT_THAT(content_of(data + "/demo-tokens.txt"), HasSubstr("Chair P-5\tclp_"));
    EXPECT_FALSE(std::filesystem::exists(data + "/unfinished-demo"));
    EXPECT_EQ(closeloop({"loop", "list", "--data", data, "--json"}).exit, Exit::ok);
  }
}

/// What follows `before` in `text`, up to `end`.
std::string after(const std::string& text, const std::string& before, char end) {
  const auto at = text.find(before);
  if (at == std::string::npos) return {};
  const auto begin = at + before.size();
  return text.substr(begin, text.find(end, begin) - begin);
}

TEST_F(Serving, people_sign_in_see_pages_and_sign_out_over_a_socket) {
  const auto made = on_board(
      {"user", "add", "--name", "B. Jones", "--role", "chair", "--sign-in", "b.jones", "--json"});
  const std::string password{made.json().at("password").as_string()};
  std::string session;
  const std::string host = "\r\nHost: localhost\r\n";
  const auto form = [&](const std::string& path, const std::string& cookie,
                        const std::string& body) {
    return "POST " + path + " HTTP/1.1" + host + "Cookie: " + cookie +
           "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
  };
  {
    ServedProcess served{data_};
    ASSERT_NE(served.port(), 0);
    RawClient client{served.port()};
    const auto sent_there = client.ask("GET /findings/F-1 HTTP/1.1" + host + "\r\n");
    EXPECT_EQ(status_of(sent_there), 303);
    EXPECT_THAT(sent_there, HasSubstr("\r\nLocation: /sign-in?next=%2Ffindings%2FF-1\r\n"));
    const auto page = client.ask("GET /sign-in?next=%2F HTTP/1.1" + host + "\r\n");
    EXPECT_EQ(status_of(page), 200);
    const auto bound = "closeloop-sign-in=" + after(page, "closeloop-sign-in=", ';');
    const auto token = "_token=" + after(page, "name=\"_token\" value=\"", '"');
    EXPECT_EQ(status_of(client.ask(form("/sign-in", bound, token + "&name=b.jones&password=x"))),
              403);
    const auto done =
        client.ask(form("/sign-in", bound, token + "&next=%2F&name=B.Jones&password=" + password));
    ASSERT_EQ(status_of(done), 303) << done;
    session = "closeloop=" + after(done, "Set-Cookie: closeloop=", ';');
    EXPECT_EQ(session.size(), 42U) << done;
    const auto twice = client.ask("GET / HTTP/1.1" + host + "Cookie: " + session +
                                  "\r\nCookie: " + session + "\r\n\r\n");
    EXPECT_EQ(status_of(twice), 400);
    EXPECT_EQ(served.end_by(SIGTERM), 0);
  }
  // A start again keeps people signed in; signing out ends that for good.
  ServedProcess served{data_};
  RawClient client{served.port()};
  const auto ask = [&](const std::string& path) {
    return client.ask("GET " + path + " HTTP/1.1" + host + "Cookie: " + session + "\r\n\r\n");
  };
  const auto page = ask("/");
  EXPECT_EQ(status_of(page), 200);
  EXPECT_THAT(page, HasSubstr("B. Jones"));
  EXPECT_EQ(status_of(ask("/api/v1/roles")), 200);
  const auto token = "_token=" + after(page, "name=\"_token\" value=\"", '"');
  EXPECT_EQ(status_of(client.ask(form("/sign-out", session, ""))), 403);
  EXPECT_EQ(status_of(client.ask(form("/sign-out", session, token))), 303);
  EXPECT_EQ(status_of(ask("/")), 303);
  EXPECT_EQ(status_of(ask("/api/v1/roles")), 401);
}

TEST_F(Serving, a_board_being_served_is_not_opened_by_another_command) {
  ServedProcess served{data_};
  ASSERT_NE(served.port(), 0);
  const auto said = on_board({"loop", "list"});
  EXPECT_EQ(said.exit, Exit::unreachable);
  EXPECT_EQ(served.end_by(SIGINT), 0);
  EXPECT_EQ(on_board({"loop", "list"}).exit, Exit::ok);
}

TEST_F(Serving, a_port_that_is_taken_is_said) {
  ServedProcess served{data_};
  ASSERT_NE(served.port(), 0);
  const OwnDirectory other;
  ASSERT_EQ(closeloop::tools::closeloop({"init", "--name", "B", "--data", other / "b"}).exit,
            Exit::ok);
  const auto said = closeloop::tools::closeloop(
      {"serve", "--port", std::to_string(served.port()), "--data", other / "b"});
  EXPECT_EQ(said.exit, Exit::unreachable) << said.err;
}

}  // namespace
}  // namespace closeloop::tools
