#include <functional>

#include <gmock/gmock.h>

#include "tests/integration/attack/everyone.h"

/// Who says that they are somebody, and is not: cookies and tokens that are made up, altered,
/// ended, planted, or of another kind. None is let in, and no command of theirs is taken.
namespace closeloop::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Disguise {
  std::string_view name;
  std::function<std::vector<api::Header>(Everyone&)> headers;

  friend std::ostream& operator<<(std::ostream& out, const Disguise& row) {
    return out << row.name;
  }
};

std::vector<api::Header> cookie(const std::string& value) { return {{"cookie", value}}; }
std::vector<api::Header> bearer(const std::string& value) { return {{"authorization", value}}; }
std::string session(Everyone& board) { return board.session("boardManager"); }
std::string token(Everyone& board) { return board.tokens.at("boardManager"); }

std::string with_its_end_changed(std::string text) {
  text.back() = text.back() == '0' ? '1' : '0';
  return text;
}
std::string in_capitals(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::toupper(c));
  return text;
}

std::vector<Disguise> cookies() {
  return {
      {"no_cookie", [](Everyone&) { return std::vector<api::Header>{}; }},
      {"cookie_of_nothing", [](Everyone&) { return cookie("closeloop="); }},
      {"cookie_made_up", [](Everyone&) { return cookie("closeloop=" + std::string(32, 'a')); }},
      {"cookie_of_a_persons_id", [](Everyone&) { return cookie("closeloop=P-1"); }},
      {"cookie_of_a_query", [](Everyone&) { return cookie("closeloop=' OR '1'='1"); }},
      {"cookie_altered",
       [](Everyone& b) { return cookie("closeloop=" + with_its_end_changed(session(b))); }},
      {"cookie_cut", [](Everyone& b) { return cookie("closeloop=" + session(b).substr(0, 31)); }},
      {"cookie_with_more_after_it",
       [](Everyone& b) { return cookie("closeloop=" + session(b) + "0"); }},
      {"cookie_in_capitals",
       [](Everyone& b) { return cookie("closeloop=" + in_capitals(session(b)) + "A"); }},
      {"cookie_in_quotes", [](Everyone& b) { return cookie("closeloop=\"" + session(b) + "\""); }},
      {"cookie_of_another_name", [](Everyone& b) { return cookie("Closeloop=" + session(b)); }},
      {"cookie_of_the_name_behind_tls",
       [](Everyone& b) { return cookie("__Host-closeloop=" + session(b)); }},
      {"cookie_of_the_sign_in_form",
       [](Everyone& b) { return cookie("closeloop-sign-in=" + session(b)); }},
      {"two_cookies_of_one_name",
       [](Everyone& b) {
         return cookie("closeloop=" + std::string(32, 'a') + "; closeloop=" + session(b));
       }},
      {"the_same_cookie_twice",
       [](Everyone& b) { return cookie("closeloop=" + session(b) + "; closeloop=" + session(b)); }},
      {"cookie_that_is_a_bearer_token",
       [](Everyone& b) { return cookie("closeloop=" + token(b)); }},
      {"session_that_was_signed_out",
       [](Everyone& b) {
         const auto old = b.desk->sessions().begin("P-1").value();
         EXPECT_TRUE(b.desk->sign_out(old));
         return cookie("closeloop=" + old);
       }},
      {"session_of_a_person_whose_access_ended",
       [](Everyone& b) { return cookie("closeloop=" + b.ended_session); }},
      {"session_begun_after_access_ended",
       [](Everyone& b) { return cookie("closeloop=" + b.desk->sessions().begin("P-9").value()); }},
      {"session_of_nobody_on_this_board",
       [](Everyone& b) {
         return cookie("closeloop=" + b.desk->sessions().begin("P-404").value());
       }},
      {"session_not_used_for_an_hour",
       [](Everyone& b) {
         const auto old = session(b);
         b.clock.set("2017-06-01T10:00:01Z");
         return cookie("closeloop=" + old);
       }},
      {"session_of_another_board",
       [](Everyone&) {
         Everyone other;
         return cookie("closeloop=" + session(other));
       }},
  };
}

std::vector<Disguise> tokens() {
  return {
      {"bearer_of_nothing", [](Everyone&) { return bearer("Bearer "); }},
      {"bearer_made_up", [](Everyone&) { return bearer("Bearer clp_" + std::string(40, 'a')); }},
      {"bearer_of_10000_letters",
       [](Everyone&) { return bearer("Bearer " + std::string(10'000, 'a')); }},
      {"bearer_altered",
       [](Everyone& b) { return bearer("Bearer " + with_its_end_changed(token(b))); }},
      {"bearer_cut",
       [](Everyone& b) { return bearer("Bearer " + token(b).substr(0, token(b).size() - 1)); }},
      {"bearer_in_capitals",
       [](Everyone& b) { return bearer("Bearer " + in_capitals(token(b)) + "A"); }},
      {"bearer_with_a_space_after_it",
       [](Everyone& b) { return bearer("Bearer " + token(b) + " "); }},
      {"bearer_that_is_a_session", [](Everyone& b) { return bearer("Bearer " + session(b)); }},
      {"bearer_that_is_a_digest",
       [](Everyone& b) { return bearer("Bearer " + api::token_hash(token(b))); }},
      {"bearer_by_another_scheme", [](Everyone& b) { return bearer("Basic " + token(b)); }},
      {"bearer_by_no_scheme", [](Everyone& b) { return bearer(token(b)); }},
      {"bearer_of_a_person_whose_access_ended",
       [](Everyone& b) { return bearer("Bearer " + b.tokens.at("ended")); }},
      {"bearer_past_its_last_day",
       [](Everyone& b) {
         const auto told = b.post("people/P-1/issue-token", "boardManager",
                                  R"({"label": "short", "expires": "2017-06-01"})");
         b.clock.set("2017-06-02T00:00:01Z");
         return bearer("Bearer " + told.text("token"));
       }},
      {"bearer_that_was_revoked",
       [](Everyone& b) {
         b.catch_up();
         const auto person = b.get("people/P-1", "boardManager");
         const std::string id{person.json.at("tokens").at(0).at("id").as_string()};
         EXPECT_EQ(b.post("people/P-1/revoke-token", "boardManager", R"({"token": ")" + id + "\"}")
                       .status(),
                   201);
         b.catch_up();
         return bearer("Bearer " + token(b));
       }},
      {"bearer_that_is_wrong_beside_a_cookie_that_is_right",
       [](Everyone& b) {
         auto headers = bearer("Bearer " + std::string(40, 'a'));
         headers.emplace_back("cookie", "closeloop=" + session(b));
         return headers;
       }},
      {"name_and_password", [](Everyone&) { return bearer("Basic Y2hhaXI6Y29ycmVjdA=="); }},
      {"header_of_a_proxy",
       [](Everyone&) {
         return std::vector<api::Header>{{"x-forwarded-user", "P-1"}, {"remote-user", "P-1"}};
       }},
      {"token_in_another_header",
       [](Everyone& b) {
         return std::vector<api::Header>{{"x-authorization", "Bearer " + token(b)},
                                         {"proxy-authorization", "Bearer " + token(b)}};
       }},
  };
}

class SessionAttack : public ::testing::TestWithParam<Disguise> {};

TEST_P(SessionAttack, lets_nobody_in) {
  Everyone board;
  const auto headers = GetParam().headers(board);
  const auto head = board.log->head();
  const auto asked = board.send("GET", "/api/v1/findings/F-1", {}, {}, headers);
  EXPECT_EQ(asked.status(), 401) << asked.response.body;
  EXPECT_THAT(asked.response.body, Not(HasSubstr("was not considered")));

  auto command = headers;
  command.emplace_back("content-type", "application/json");
  command.emplace_back("idempotency-key", "x");
  EXPECT_EQ(board.send("POST", "/api/v1/agencies", {}, R"({"name": "x"})", command).status(), 401);

  const bool has_good_cookie = GetParam().name.ends_with("beside_a_cookie_that_is_right");
  if (!has_good_cookie) {
    const auto page = board.send("GET", "/findings/F-1", {}, {}, headers);
    EXPECT_EQ(page.status(), 303);
    EXPECT_THAT(std::string{page.response.header("Location")}, StartsWith("/sign-in"));
    auto form = headers;
    form.emplace_back("content-type", "application/x-www-form-urlencoded");
    const auto sent = board.send("POST", "/records/agencies/new", {},
                                 form_of({{"name", "x"},
                                          {"_key", "01890a5d-ac96-774b-bcce-b302099a8057"},
                                          {"_token", api::form_token(board.session("chair"))}}),
                                 form);
    EXPECT_EQ(sent.status(), 303);
    EXPECT_THAT(std::string{sent.response.header("Location")}, StartsWith("/sign-in"));
  }
  EXPECT_EQ(board.log->head(), head) << "something was recorded";
}

INSTANTIATE_TEST_SUITE_P(Cookies, SessionAttack, ::testing::ValuesIn(cookies()),
                         [](const auto& row) { return std::string{row.param.name}; });
INSTANTIATE_TEST_SUITE_P(Tokens, SessionAttack, ::testing::ValuesIn(tokens()),
                         [](const auto& row) { return std::string{row.param.name}; });

TEST(FixedSessions, are_not_taken_over_by_signing_in) {
  Everyone board;
  give_account(board, "chair");
  const std::string planted(32, 'a');
  Browser browser{board};
  browser.cookies["closeloop"] = planted;
  browser.cookies["closeloop-sign-in"] = planted;
  EXPECT_EQ(browser.sign_in("chair").status(), 303);
  EXPECT_NE(browser.cookies["closeloop"], planted);
  EXPECT_TRUE(browser.is_signed_in());
  Browser attacker{board};
  attacker.cookies["closeloop"] = planted;
  EXPECT_FALSE(attacker.is_signed_in());
}

TEST(FixedSessions, of_an_attackers_own_do_not_become_the_victims) {
  Everyone board;
  give_account(board, "chair");
  const auto own = board.session("inspector");
  Browser victim{board};
  victim.cookies["closeloop"] = own;  // Put there by the attacker, who has an account too.
  victim.cookies["closeloop-sign-in"] = std::string(32, 'b');
  const auto answer = victim.post("/sign-in", {{"_token", api::form_token(std::string(32, 'b'))},
                                               {"name", "chair"},
                                               {"password", std::string{good_password}}});
  EXPECT_EQ(answer.status(), 303);
  EXPECT_NE(victim.cookies["closeloop"], own);
  Browser attacker{board};
  attacker.cookies["closeloop"] = own;
  EXPECT_THAT(attacker.get("/").response.body, Not(HasSubstr("Person P-5")));
}

}  // namespace
}  // namespace closeloop::testing
