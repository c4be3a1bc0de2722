#include <map>
#include <set>
#include <tuple>

#include <gmock/gmock.h>

#include "api/import/take_catalogue.h"
#include "api/import/take_plans.h"
#include "tests/integration/attack/everyone.h"

/// Each role, and who has none, on each route and verb: answered as the table of permissions says,
/// and nothing is recorded.
namespace closeloop::testing {
namespace {

using ::testing::AnyOf;
using ::testing::Eq;
using ::testing::StartsWith;

/// Who sends: one of every_role, or "nobody", "forged" or "ended".
using Sent = std::tuple<std::string, std::string>;

const std::vector<std::string> verbs{"GET",   "HEAD",   "POST",    "PUT",
                                     "PATCH", "DELETE", "OPTIONS", "TRACE"};

std::string name_of_sent(const ::testing::TestParamInfo<Sent>& row) {
  return std::get<0>(row.param) + "_" + std::get<1>(row.param);
}

std::vector<std::string> senders() {
  std::vector<std::string> names{"nobody", "forged", "ended"};
  for (const auto& role : every_role) names.emplace_back(role.name);
  return names;
}

const std::map<std::string_view, std::string> ids{
    {"reviews", "R-1"},    {"findings", "F-1"},  {"learning-points", "L-1"},
    {"actions", "A-1"},    {"evidence", "E-1"},  {"recommendations", "RC-1"},
    {"agencies", "AG-1"},  {"people", "P-3"},    {"boards", "B-1"},
    {"indicators", "I-1"}, {"series", "S-1"},    {"returns", "DR-1"},
    {"questions", "Q-1"},  {"services", "SV-1"}, {"strategies", "ST-1"},
    {"code-lists", "CL-1"}};

/// One address of one route, and who may ask it.
struct Address {
  const api::Route* route;
  std::string path;
  std::uint16_t roles = 0xffff;  ///< As in Permission.
};

std::string with(std::string pattern, std::string_view brace, std::string_view value) {
  if (const auto at = pattern.find(brace); at != std::string::npos) {
    pattern.replace(at, brace.size(), value);
  }
  return pattern;
}

std::uint16_t who(bool (*may)(person::Role)) {
  std::uint16_t roles = 0;
  for (const auto& [name, role] : every_role) {
    if (may(role)) roles |= static_cast<std::uint16_t>(1U << static_cast<unsigned>(role));
  }
  return roles;
}

const std::uint16_t importers =
    who([](person::Role role) { return imports::must_be_permitted_to_import(role).has_value(); });
const std::uint16_t managers = who([](person::Role role) { return may(role, "people", "add"); });

/// The routes with a record that there is in every brace; forms once for each command.
std::vector<Address> addresses(const ServedBoard& board) {
  const std::set<std::string> of_managers{"/people", "/agencies", "/people/{id}/password",
                                          "/api/v1/directory/people", "/api/v1/directory/agencies"};
  std::vector<Address> all;
  for (const auto& route : board.application->router().routes()) {
    if (route.pattern.starts_with("/records/{resource}/")) {
      for (const auto& one : permissions()) {
        const bool creates =
            api::find_resource(one.resource)->find_intent(one.intent)->event->creates;
        if (creates != route.pattern.ends_with("/new")) continue;
        auto path = with(route.pattern, "{resource}", one.resource);
        path = with(with(path, "{id}", ids.at(one.resource)), "{verb}", one.intent);
        all.push_back({&route, path, one.roles});
      }
      continue;
    }
    const auto base =
        route.pattern.starts_with("/api/v1/") ? route.pattern.substr(8) : route.pattern.substr(1);
    const auto id = ids.find(std::string_view{base}.substr(0, base.find('/')));
    auto path = with(route.pattern, "{id}", id == ids.end() ? "F-1" : id->second);
    path = with(with(path, "{position}", "1"), "{list}", "overdue");
    path = with(with(path, "{name}", "stale"), "{file}", "F-1");
    Address address{&route, path};
    if (route.command) {
      for (const auto& one : permissions()) {
        if (one.resource == base.substr(0, base.find('/')) &&
            one.intent == route.command->event->intent) {
          address.roles = one.roles;
        }
      }
    } else if (of_managers.contains(route.pattern)) {
      address.roles = managers;
    } else if (route.pattern.find("imports/returns") != std::string::npos) {
      address.roles = who([](person::Role role) { return may(role, "series", "open"); });
    } else if (route.pattern.find("imports/catalogue") != std::string::npos) {
      address.roles = who(
          [](person::Role role) { return imports::must_be_permitted_to_define(role).has_value(); });
    } else if (route.pattern.find("imports/") != std::string::npos) {
      address.roles = importers;
    } else if (route.pattern == "/records/returns/{id}/answer") {
      address.roles = who([](person::Role role) { return may(role, "returns", "receive"); });
    }
    all.push_back(std::move(address));
  }
  return all;
}

class RoleAttack : public ::testing::TestWithParam<Sent> {
 protected:
  static void SetUpTestSuite() { board = std::make_unique<Everyone>(); }
  static void TearDownTestSuite() { board.reset(); }

  [[nodiscard]] static const Role* role_of(const std::string& sender) {
    const auto* found = std::ranges::find(every_role, sender, &Role::name);
    return found == every_role.end() ? nullptr : found;
  }

  /// What they would send if they might: a form of theirs, or a command with a mistake in it.
  static Answer send(const std::string& sender, const std::string& verb, const Address& address) {
    std::vector<api::Header> headers{{"accept", "application/json"}};
    const auto* role = role_of(sender);
    const bool is_api = address.path.starts_with("/api/");
    std::string body;
    if (verb != "GET" && verb != "HEAD") {
      headers.emplace_back("idempotency-key", "x");
      const auto token = role != nullptr ? board->token_for(sender) : std::string(128, '0');
      if (is_api) {
        headers.emplace_back("content-type", "application/json");
        body = R"({"no-such-field": 1})";
      } else if (address.route->takes_file) {
        headers.emplace_back("content-type", "multipart/form-data; boundary=x");
        body = "--x\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n" + token +
               "\r\n--x--\r\n";
      } else {
        headers.emplace_back("content-type", "application/x-www-form-urlencoded");
        body = form_of({{"_token", token},
                        {"_key", "01890a5d-ac96-774b-bcce-b302099a8057"},
                        {"_version", "1"},
                        {"no-such-field", "1"}});
      }
    }
    if (role == nullptr && !is_api && sender != "nobody") {
      headers.emplace_back("cookie", "closeloop=" + (sender == "ended" ? board->ended_session
                                                                       : std::string(32, 'a')));
    }
    return board->send(verb, address.path, sender == "nobody" ? "" : sender, body, headers);
  }

  static std::unique_ptr<Everyone> board;
};
std::unique_ptr<Everyone> RoleAttack::board;

/// What that must be answered with.
::testing::Matcher<int> expected(const Address& address, const Role* role, std::string_view verb) {
  const bool asks = verb != "POST";
  const bool may =
      role != nullptr && (address.roles >> static_cast<unsigned>(role->role) & 1U) != 0;
  switch (address.route->access) {
    case api::Access::open: return AnyOf(Eq(200), Eq(404));
    case api::Access::door: return asks ? AnyOf(Eq(200), Eq(303)) : AnyOf(Eq(403), Eq(403));
    case api::Access::bearer:
      if (role == nullptr) return Eq(401);
      break;
    case api::Access::page:
      if (role == nullptr) return Eq(303);
      break;
  }
  if (!may) return Eq(403);
  if (asks) return AnyOf(Eq(200), Eq(404), Eq(409));
  const auto& pattern = address.route->pattern;
  if (pattern == "/sign-out") return Eq(303);
  // What records nothing: a file that is only looked at, and an account, which is not in the log.
  if (pattern.ends_with("/dry-run")) return AnyOf(Eq(200), Eq(415));
  if (pattern == "/people/{id}/password") return Eq(200);
  if (pattern == "/password") return AnyOf(Eq(403), Eq(422), Eq(429));
  return AnyOf(Eq(400), Eq(404), Eq(409), Eq(412), Eq(415), Eq(422), Eq(428));
}

TEST_P(RoleAttack, gets_what_the_table_of_permissions_says) {
  const auto& [sender, verb] = GetParam();
  const auto* role = role_of(sender);
  const auto head = board->log->head();
  std::set<std::string> taken;
  for (const auto& address : addresses(*board)) taken.insert(address.route->method + address.path);
  int asked = 0;
  for (const auto& address : addresses(*board)) {
    const auto answer = send(sender, verb, address);
    SCOPED_TRACE(verb + " " + address.path + " " + answer.response.body.substr(0, 300));
    ++asked;
    if (verb == "OPTIONS") {
      EXPECT_EQ(answer.status(), 204);
    } else if (verb == "TRACE") {
      EXPECT_EQ(answer.status(), 501);
    } else if (!taken.contains((verb == "HEAD" ? "GET" : verb) + address.path)) {
      EXPECT_EQ(answer.status(), 405);
    } else if (address.route->method == (verb == "HEAD" ? "GET" : verb)) {
      EXPECT_THAT(answer.status(), expected(address, role, verb));
      if (answer.status() == 303 && address.route->access == api::Access::page) {
        EXPECT_THAT(std::string{answer.response.header("Location")}, StartsWith("/sign-in"));
      }
      if (answer.status() == 401 || answer.status() == 403) {
        EXPECT_EQ(answer.response.body.find("Train leads"), std::string::npos) << "tells too much";
      }
    }
  }
  EXPECT_GT(asked, 150);
  EXPECT_EQ(board->log->head(), head) << "something was recorded";
}

INSTANTIATE_TEST_SUITE_P(Everyone, RoleAttack,
                         ::testing::Combine(::testing::ValuesIn(senders()),
                                            ::testing::ValuesIn(verbs)),
                         name_of_sent);

/// Commands that nothing is wrong with but who gives them.
struct Right {
  std::string_view resource;
  std::string_view intent;
  std::string_view body;
};

constexpr Right right_commands[] = {
    {"reviews", "open", R"({"kind": "rapidReview", "title": "x"})"},
    {"reviews", "correct", R"({"title": "y", "reason": "x"})"},
    {"findings", "raise", R"({"reviews": ["R-1"], "nature": "concern", "statement": "x"})"},
    {"learning-points", "agree", R"({"statement": "x", "findings": ["F-1"]})"},
    {"recommendations", "make", R"({"statement": "x"})"},
    {"recommendations", "accept", "{}"},
    {"actions", "deliver", R"({"on": "2017-06-01"})"},
    {"actions", "block", R"({"reason": "no trainer"})"},
    {"actions", "withdraw", R"({"reason": "not needed"})"},
    {"evidence", "record",
     R"({"kind": "output", "title": "x", "actions": ["A-1"], "method": "document",
         "strength": "medium"})"},
    {"evidence", "challenge", R"({"reason": "not so"})"},
    {"agencies", "register", R"({"name": "x"})"},
    {"agencies", "rename", R"({"name": "x"})"},
    {"people", "add", R"({"name": "x", "role": "chair"})"},
    {"people", "give-role", R"({"role": "boardManager"})"},
    {"people", "end", R"({"reason": "x"})"},
    {"people", "issue-token", R"({"label": "x", "expires": "2018-12-31"})"},
    {"boards", "rename", R"({"name": "x"})"},
    {"boards", "set-area", R"({"name": "x"})"},
    {"indicators", "define",
     R"({"title": "x", "unit": "count", "countingUnit": "child", "frequency": "month",
         "taken": "flow", "direction": "lower", "suppression": "smallCounts", "chart": "xmr"})"},
    {"indicators", "set-availability", R"({"status": "notCollected"})"},
    {"series", "measure", R"({"period": "2017-02", "value": "3"})"},
    {"series", "set-chart", R"({"screenOutliers": true})"},
    {"returns", "accept", R"({"grade": "a"})"},
    {"questions", "answer", R"({"answer": "x", "confidence": "low"})"},
};

TEST(RightCommands, of_a_role_that_may_not_give_them_record_nothing) {
  Everyone board;
  const auto head = board.log->head();
  int refused = 0;
  for (const auto& one : right_commands) {
    const bool creates = api::find_resource(one.resource)->find_intent(one.intent)->event->creates;
    const auto id = creates ? std::string{"NEW-1"} : ids.at(one.resource);
    for (const auto& [name, role] : every_role) {
      if (may(role, one.resource, one.intent)) continue;
      const auto answer =
          board.post(std::string{one.resource} + "/" + id + "/" + std::string{one.intent}, name,
                     std::string{one.body});
      EXPECT_EQ(answer.status(), 403) << one.resource << one.intent << name;
      EXPECT_EQ(answer.problem(), "/problems/forbidden");
      ++refused;
    }
  }
  EXPECT_GT(refused, 70);
  EXPECT_EQ(board.log->head(), head);
}

TEST(RightCommands, name_nobody_else_as_who_acts) {
  Everyone board;
  const auto head = board.log->head();
  for (const auto* field : {"actor", "who", "by", "role", "recordedBy", "recordedAt", "position"}) {
    const auto answer = board.post("agencies", "boardManager",
                                   R"({"name": "x", ")" + std::string{field} + R"(": "P-5"})");
    EXPECT_EQ(answer.status(), 422) << field;
    const auto form =
        board.post("agencies", "boardManager", "name=x&" + std::string{field} + "=P-5",
                   {{"content-type", "application/x-www-form-urlencoded"}});
    EXPECT_EQ(form.status(), 422) << field;
  }
  EXPECT_EQ(board.log->head(), head);
  const auto done = board.post("agencies/AG-3/register", "boardManager", R"({"name": "x"})",
                               {{"x-user", "P-5"}, {"x-forwarded-user", "P-5"}, {"from", "P-5"}});
  ASSERT_EQ(done.status(), 201);
  board.catch_up();
  const auto event = board.get("events/" + std::to_string(done.number("position")));
  EXPECT_EQ(event.json.at("event").at("actor").at("id").as_string(), "P-1");
}

TEST(RightCommands, of_another_person_under_the_same_key_are_not_answered_with_what_was_told) {
  Everyone board;
  const std::string body = R"({"label": "mine", "expires": "2018-12-31"})";
  const std::vector<api::Header> key{{"idempotency-key", "the-same"}};
  const auto told = board.post("people/P-3/issue-token", "boardManager", body, key);
  ASSERT_EQ(told.status(), 201);
  ASSERT_NE(told.text("token"), "");
  for (const auto& [name, role] : every_role) {
    if (role == person::Role::BOARD_MANAGER) continue;
    const auto answer = board.post("people/P-3/issue-token", name, body, key);
    EXPECT_EQ(answer.status(), 403) << name;
    EXPECT_EQ(answer.response.body.find(told.text("token")), std::string::npos) << name;
  }
}

TEST(RightCommands, of_a_lead_on_another_agencys_action_are_refused) {
  Everyone board;
  ASSERT_EQ(board
                .post("actions/A-2/agree", "analyst",
                      R"({"statement": "Tell the police", "findings": ["F-1"],
                          "learningPoints": ["L-1"], "leadAgency": "AG-2", "owner": "chief",
                          "due": "2017-09-30", "successCriterion": "8 of 10 are told",
                          "childWouldNotice": "They know me."})")
                .status(),
            201);
  board.catch_up();
  const auto head = board.log->head();
  for (const auto& [intent, body] : {std::pair{"accept", "{}"},
                                     {"decline", R"({"reason": "x"})"},
                                     {"move-date", R"({"newDate": "2017-10-31", "reason": "x"})"},
                                     {"block", R"({"reason": "x"})"},
                                     {"deliver", R"({"on": "2017-06-01"})"}}) {
    const auto answer = board.post("actions/A-2/" + std::string{intent}, "agencyLead", body);
    EXPECT_EQ(answer.status(), 409) << intent << answer.response.body;
  }
  EXPECT_EQ(board.log->head(), head);
}

}  // namespace
}  // namespace closeloop::testing
