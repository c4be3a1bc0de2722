#include <set>

#include <gmock/gmock.h>

#include "api/command_table.h"
#include "eventstore/schema/request.h"
#include "tests/integration/attack/everyone.h"
#include "tests/integration/attack/script.h"

/// Script in what is sent and shown again: every parameter of every page, parts of addresses, and
/// every field of every form that is not taken.
namespace closeloop::testing {
namespace {

/// The page routes: their patterns, as one test each.
std::vector<std::string> page_patterns() {
  const ServedBoard board;
  std::set<std::string> patterns;
  for (const auto& route : board.application->router().routes()) {
    if (route.method == "GET" && !route.pattern.starts_with("/api/"))
      patterns.insert(route.pattern);
  }
  return {patterns.begin(), patterns.end()};
}

std::string filled(std::string pattern, const std::string& with) {
  for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{')) {
    pattern.replace(open, pattern.find('}') - open + 1, with);
  }
  return pattern;
}

std::string name_of_pattern(const ::testing::TestParamInfo<std::string>& row) {
  std::string name;
  for (const char c : row.param) name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return std::to_string(row.index) + name;
}

class ReflectedScript : public ::testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() { board = std::make_unique<Everyone>(); }
  static void TearDownTestSuite() { board.reset(); }

  static void ask(const std::string& address) {
    for (const auto* role : {"boardManager", "analyst"}) {
      auto browser = board->browser(role);
      const auto answer = browser.get(address);
      EXPECT_LT(answer.status(), 500) << address;
      EXPECT_NE(answer.status(), 0);
      expect_no_script(answer.response.body, address);
      for (const auto& [name, value] : answer.response.headers) {
        EXPECT_EQ(value.find_first_of("\r\n<"), std::string::npos) << address << name << value;
      }
    }
    const auto stranger = board->send("GET", address, {}, {}, {{"accept", "text/html"}});
    EXPECT_LT(stranger.status(), 500) << address;
    expect_no_script(stranger.response.body, address);
  }

  static std::unique_ptr<Everyone> board;
};
std::unique_ptr<Everyone> ReflectedScript::board;

TEST_P(ReflectedScript, is_text_or_is_refused) {
  const auto bad = api::percent_encoded(script);
  const auto line_end = std::string{"x%0d%0aX-Injected:%201%0d%0a%0d%0a"} + bad;
  ask(filled(GetParam(), bad));
  ask(filled(GetParam(), api::percent_encoded("<script>alert(1)<script>")));
  for (const auto& route : board->application->router().routes()) {
    if (route.method != "GET" || route.pattern != GetParam()) continue;
    for (const auto parameter : route.parameters) {
      for (const auto& value : {bad, line_end, std::string{"%ff%fe"}, std::string{"%00"}}) {
        ask(filled(GetParam(), "F-1") + "?" + std::string{parameter} + "=" + value);
        ask(filled(GetParam(), "stale") + "?" + std::string{parameter} + "=" + value);
      }
    }
  }
  ask(filled(GetParam(), "F-1") + "?" + bad + "=" + bad);
  ask(filled(GetParam(), "F-1") + "?" + bad);
}

INSTANTIATE_TEST_SUITE_P(OnPages, ReflectedScript, ::testing::ValuesIn(page_patterns()),
                         name_of_pattern);

const std::map<std::string_view, std::string> ids{
    {"reviews", "R-1"},    {"findings", "F-1"},  {"learning-points", "L-1"},
    {"actions", "A-1"},    {"evidence", "E-1"},  {"recommendations", "RC-1"},
    {"agencies", "AG-1"},  {"people", "P-3"},    {"boards", "B-1"},
    {"indicators", "I-1"}, {"series", "S-1"},    {"returns", "DR-1"},
    {"questions", "Q-1"},  {"services", "SV-1"}, {"strategies", "ST-1"},
    {"code-lists", "CL-1"}};

TEST(ReflectedInForms, script_in_every_field_of_every_form_is_shown_as_text) {
  Everyone board;
  const auto head = board.log->head();
  std::size_t fields_filled = 0;
  for (const auto& one : permissions()) {
    const auto* kind = api::find_resource(one.resource)->find_intent(one.intent);
    std::string_view who;
    for (const auto& [name, role] : every_role) {
      if (one.has(role)) who = name;
    }
    const auto path =
        "/records/" + std::string{one.resource} +
        (kind->event->creates ? std::string{"/new"}
                              : "/" + ids.at(one.resource) + "/" + std::string{one.intent});
    auto browser = board.browser(who);
    Fields answers{{"_token", board.token_for(who)},
                   {"_key", eventstore::to_string(eventstore::new_uuid(board.clock.now()))},
                   {"_version", "1"},
                   {std::string{script}, std::string{script}}};
    for (const auto& field : eventstore::request_shape(*kind->event).fields) {
      ++fields_filled;
      for (const auto* part : {"", "-day", "-month", "-year", "[0]", "[0][text]", "[0].text"}) {
        answers.emplace_back(field.name + part, std::string{script});
      }
    }
    const auto answer = browser.post(path, answers);
    EXPECT_GE(answer.status(), 400) << path;
    EXPECT_LT(answer.status(), 500) << path << answer.response.body;
    expect_no_script(answer.response.body, path);
  }
  EXPECT_GT(fields_filled, 150U);
  EXPECT_EQ(board.log->head(), head);
}

TEST(ReflectedInForms, script_as_a_name_or_in_bytes_that_are_no_text_is_no_mistake_of_ours) {
  Everyone board;
  const auto head = board.log->head();
  const std::vector<api::Header> form{{"content-type", "application/x-www-form-urlencoded"}};
  for (const std::string body : {"%ff=x", "name=%ff", "name=%00", "name=%c0%bcscript", "name=x&%ff",
                                 "name=%ed%a0%80", "%3Cscript%3Ealert(1)=x", "=x", "&&&"}) {
    const auto answer = board.post("agencies", "boardManager", body, form);
    EXPECT_GE(answer.status(), 400) << body;
    EXPECT_LT(answer.status(), 500) << body << answer.response.body;
    EXPECT_NE(answer.problem(), "") << body << answer.response.body;
    auto browser = board.browser("boardManager");
    const auto page = browser.send("POST", "/records/agencies/new",
                                   body + "&_key=01890a5d-ac96-774b-bcce-b302099a8057&_token=" +
                                       board.token_for("boardManager"),
                                   form);
    EXPECT_GE(page.status(), 400) << body;
    EXPECT_LT(page.status(), 500) << body << page.response.body;
    expect_no_script(page.response.body, body);
  }
  EXPECT_EQ(board.log->head(), head);
}

}  // namespace
}  // namespace closeloop::testing
