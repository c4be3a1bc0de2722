#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "api/application.h"
#include "api/tokens.h"
#include "eventstore/log/memory_event_log.h"
#include "projections/projector.h"

/// A board with people, served without a socket, for tests of what HTTP sees.
namespace closeloop::testing {

/// A clock that stands still until it is moved.
class SetClock final : public eventstore::Clock {
 public:
  [[nodiscard]] eventstore::Timestamp now() const override { return now_; }
  void set(std::string_view moment) { now_ = *eventstore::parse_timestamp(moment); }

 private:
  eventstore::Timestamp now_ = *eventstore::parse_timestamp("2017-06-01T09:00:00Z");
};

/// One answer, with its body as JSON if it is that.
struct Answer {
  api::Response response;
  boost::json::object json;

  [[nodiscard]] int status() const { return response.status; }
  [[nodiscard]] std::string text(std::string_view member) const {
    const auto* value = json.if_contains(member);
    return value && value->is_string() ? std::string{value->get_string()} : std::string{};
  }
  [[nodiscard]] std::uint64_t number(std::string_view member) const {
    const auto* value = json.if_contains(member);
    return value ? value->to_number<std::uint64_t>() : 0;
  }
  [[nodiscard]] std::string problem() const { return text("type"); }
};

class ServedBoard {
 public:
  using OpenLog = std::function<std::unique_ptr<eventstore::EventLog>(const eventstore::Clock&)>;
  enum class Serves { pages, api_only, pages_behind_tls };

  /// Over the log that `open` gives. In one that is empty a board is opened with its people; what
  /// another holds is served as it is, and `tokens` and `people` are for who asks to fill.
  explicit ServedBoard(Serves serves = Serves::pages,
                       const OpenLog& open = eventstore::make_memory_event_log)
      : log{open(clock)}, projector{*log} {
    EXPECT_TRUE(projector.start());
    if (serves != Serves::api_only) {
      // Only the set clock moves: how long the test itself takes does not count.
      desk = api::SignInDesk::open(*accounts, projector, clock, serves == Serves::pages_behind_tls,
                                   [] { return std::chrono::milliseconds{0}; })
                 .value();
    }
    application = std::make_unique<api::Application>(
        *log, projector, clock,
        api::ApplicationOptions{.desk = desk.get(), .search = search.get()});
    if (log->head() == eventstore::Position{}) make_people();
    catch_up();  // Whoever signs in is asked of the live board.
  }

  /// As the person of that role: by their token for the API, by a session of theirs for pages.
  Answer send(std::string method, std::string path, std::string_view role = {},
              std::string body = {}, std::vector<api::Header> headers = {}) {
    api::Request request;
    request.method = std::move(method);
    const auto question = path.find('?');
    request.path = path.substr(0, question);
    if (question != std::string::npos) request.query = path.substr(question + 1);
    request.body = std::move(body);
    request.headers = std::move(headers);
    request.headers.emplace_back("host", "localhost:8080");
    request.remote = "127.0.0.1";
    if (desk && people.contains(role) && !path.starts_with("/api/")) {
      request.headers.emplace_back(
          "cookie", (desk->behind_tls() ? "__Host-closeloop=" : "closeloop=") + session(role));
    } else if (!role.empty()) {
      const auto token = tokens.find(role);
      request.headers.emplace_back(
          "authorization", "Bearer " + (token == tokens.end() ? std::string{role} : token->second));
    }
    Answer answer{application->handle(request), {}};
    boost::system::error_code failed;
    auto json = boost::json::parse(answer.response.body, failed);
    if (!failed && json.is_object()) answer.json = std::move(json.get_object());
    return answer;
  }

  Answer get(const std::string& path, std::string_view role = "analyst",
             std::vector<api::Header> headers = {}) {
    return send("GET", "/api/v1/" + path, role, {}, std::move(headers));
  }

  /// A command with all it needs: a key of its own, and the version that the record has.
  Answer post(const std::string& path, std::string_view role, std::string body,
              std::vector<api::Header> headers = {}) {
    const auto has = [&](std::string_view name) {
      for (const auto& header : headers) {
        if (header.first == name) return true;
      }
      return false;
    };
    if (!has("content-type")) headers.emplace_back("content-type", "application/json");
    if (!has("idempotency-key")) {
      headers.emplace_back("idempotency-key",
                           eventstore::to_string(eventstore::new_uuid(clock.now())));
    }
    const auto stream = path.substr(0, path.rfind('/'));
    const auto version = log->stream_version(stream);
    if (!has("if-match") && version && version.value()) {
      headers.emplace_back("if-match", "\"v" + std::to_string(version.value().number()) + "\"");
    }
    return send("POST", "/api/v1/" + path, role, std::move(body), std::move(headers));
  }

  /// The token of a session of the person of that role, the same for as long as it holds.
  std::string session(std::string_view role) {
    const auto& person = people.find(role)->second;
    auto& token = sessions[person];
    if (!desk->sessions().person(token)) token = desk->sessions().begin(person).value();
    return token;
  }

  /// Returns once the views hold everything that was recorded.
  void catch_up() { EXPECT_TRUE(projector.wait_for(log->head(), std::chrono::seconds{5})); }

  SetClock clock;
  std::unique_ptr<eventstore::EventLog> log;
  Projector projector;
  std::unique_ptr<api::Accounts> accounts = api::Accounts::open(":memory:").value();
  std::unique_ptr<api::SignInDesk> desk;
  std::unique_ptr<api::Search> search = std::make_unique<api::Search>(*log, ":memory:");
  std::unique_ptr<api::Application> application;
  std::map<std::string, std::string, std::less<>> tokens;    ///< By role.
  std::map<std::string, std::string, std::less<>> people;    ///< Their ids, by role.
  std::map<std::string, std::string, std::less<>> sessions;  ///< By person.

 private:
  void make_people() {
    // The first board manager can't be made by anyone: what `closeloop init` does.
    const Actor nobody{.person = Id<PersonId>{"P-1"},
                       .role = person::Role::BOARD_MANAGER,
                       .agency = {},
                       .post = {}};
    api::Commands commands{*log, projector, clock};
    const auto give = [&](std::string resource, std::string id, std::string intent,
                          std::string body) {
      auto result = commands.execute({.actor = nobody,
                                      .resource = std::move(resource),
                                      .id = std::move(id),
                                      .intent = std::move(intent),
                                      .body = std::move(body),
                                      .form = false,
                                      .seen = {},
                                      .must_have_seen = false,
                                      .command_id = eventstore::new_uuid(clock.now()),
                                      .correlation = {}});
      EXPECT_TRUE(result) << (result ? "" : result.error().message);
      return result ? std::move(result).value() : api::CommandResult{};
    };
    give("boards", "B-1", "open", R"({"name": "Testshire Safeguarding Children Board"})");
    give("people", "P-1", "add", R"({"name": "Max Manager", "role": "boardManager"})");
    tokens["boardManager"] =
        give("people", "P-1", "issue-token", R"({"label": "test", "expires": "2018-12-31"})").token;
    people["boardManager"] = "P-1";
    must_post("agencies/AG-1/register", R"({"name": "Early Help"})");
    must_post("agencies/AG-2/register", R"({"name": "Police"})");
    add_person("P-2", "agencyLead", R"(, "agency": "AG-1", "post": "head-of-early-help")");
    add_person("P-3", "auditor", "");
    add_person("P-4", "analyst", "");
    add_person("P-5", "chair", "");
    add_person("P-6", "inspector", "");
  }

  void add_person(const std::string& id, const std::string& role, const std::string& more) {
    must_post("people/" + id + "/add",
              R"({"name": "Person )" + id + R"(", "role": ")" + role + "\"" + more + "}");
    people[role] = id;
    tokens[role] =
        must_post("people/" + id + "/issue-token", R"({"label": "test", "expires": "2018-12-31"})")
            .text("token");
  }

  Answer must_post(const std::string& path, std::string body) {
    auto answer = post(path, "boardManager", std::move(body));
    EXPECT_EQ(answer.status(), 201) << answer.response.body;
    return answer;
  }
};

/// A review with one concern and one action for it, agreed and accepted.
inline void raise_a_loop(ServedBoard& board) {
  const auto must = [](const Answer& answer) {
    EXPECT_EQ(answer.status(), 201) << answer.response.body;
  };
  must(board.post("reviews/R-1/open", "analyst",
                  R"({"kind": "multiAgencyAudit", "title": "Neglect audit"})"));
  must(board.post("findings/F-1/raise", "analyst",
                  R"({"reviews": ["R-1"], "nature": "concern", "themes": ["voice"],
                      "statement": "The tool was not considered in 5 of 8 cases."})"));
  must(board.post("learning-points/L-1/agree", "analyst",
                  R"({"statement": "The tool is not known.", "findings": ["F-1"]})"));
  must(board.post("actions/A-1/agree", "analyst",
                  R"({"statement": "Train leads in the tool", "findings": ["F-1"],
                      "learningPoints": ["L-1"], "leadAgency": "AG-1",
                      "owner": "head-of-early-help", "due": "2017-09-30",
                      "successCriterion": "8 of 10 cases use the tool",
                      "childWouldNotice": "Someone asks me how home is."})"));
  must(board.post("actions/A-1/accept", "agencyLead", "{}"));
}

/// An indicator I-1 that A-1 is meant to move, with a series S-1 of two months, a return DR-1 that
/// was received, a question Q-1, a service SV-1, a strategy ST-1 and a code list CL-1.
inline void measure_something(ServedBoard& board) {
  const auto must = [](const Answer& answer) {
    EXPECT_EQ(answer.status(), 201) << answer.response.body;
  };
  must(board.post("questions/Q-1/ask", "analyst",
                  R"({"question": "How many children?", "priorityArea": "neglect"})"));
  must(board.post("indicators/I-1/define", "analyst",
                  R"({"title": "Plans for neglect", "priorityArea": "neglect", "unit": "percent",
                      "questions": ["Q-1"], "numerator": "plans for neglect",
                      "denominator": "all plans", "countingUnit": "plan", "frequency": "month",
                      "taken": "snapshot", "direction": "lower", "suppression": "smallCounts",
                      "chart": "xmr"})"));
  must(board.post("indicators/I-1/link-action", "analyst", R"({"action": "A-1"})"));
  must(board.post("series/S-1/open", "analyst",
                  R"({"title": "Plans for neglect", "indicator": "I-1", "area": "Testshire",
                      "periodKind": "month", "unit": "percent", "countingUnit": "plan"})"));
  for (const auto* month : {"2017-03", "2017-04"}) {
    must(board.post(
        "series/S-1/measure", "analyst",
        R"({"period": ")" + std::string{month} + R"(", "numerator": "61", "denominator": "112"})"));
  }
  must(board.post("returns/DR-1/request", "analyst",
                  R"({"agency": "AG-1", "period": "2017-04", "periodKind": "month",
                      "indicators": ["I-1"], "dueOn": "2017-05-20"})"));
  must(board.post("returns/DR-1/receive", "agencyLead", R"({"values": 2})"));
  must(board.post("services/SV-1/register", "analyst",
                  R"({"name": "Safe Steps", "audiences": ["children"],
                      "priorityAreas": ["neglect"], "capacity": 40, "startsOn": "2017-04-01"})"));
  must(board.post("strategies/ST-1/adopt", "chair",
                  R"({"title": "Neglect strategy", "version": "1", "priorityArea": "neglect",
                      "approvedOn": "2017-04-01", "reviewOn": "2018-04-01",
                      "actions": ["A-1"]})"));
  must(board.post("code-lists/CL-1/open", "analyst",
                  R"({"title": "Assessment factors", "breakdown": "factor"})"));
  must(board.post("code-lists/CL-1/add-code", "analyst",
                  R"({"code": "18A", "label": "Going missing", "validFrom": "2015-04-01"})"));
}

}  // namespace closeloop::testing
