#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/form_token.h"
#include "tests/support/browser.h"

/// Signing in and out, as a browser sees it.
namespace closeloop::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class SigningIn : public ::testing::Test {
 protected:
  void SetUp() override {
    give_account(board, "chair");
    give_account(board, "agencyLead");
  }
  void at(std::string_view time) { board.clock.set("2017-06-01T" + std::string{time} + "Z"); }

  ServedBoard board;
  Browser browser{board};
};

std::string location(const Answer& answer) {
  return std::string{answer.response.header("Location")};
}

TEST_F(SigningIn, leads_to_what_was_asked_and_shows_who_is_signed_in) {
  const auto turned_away = browser.get("/?stage=closed");
  EXPECT_EQ(turned_away.status(), 303);
  EXPECT_EQ(location(turned_away), "/sign-in?next=%2F%3Fstage%3Dclosed");
  EXPECT_THAT(browser.get(location(turned_away)).response.body,
              HasSubstr(R"(name="next" value="/?stage=closed")"));

  const auto done = browser.sign_in("chair", good_password, "/?stage=closed");
  EXPECT_EQ(done.status(), 303);
  EXPECT_EQ(location(done), "/?stage=closed");
  const auto page = browser.get(location(done));
  ASSERT_EQ(page.status(), 200);
  EXPECT_THAT(page.response.body,
              AllOf(HasSubstr("Person P-5"), HasSubstr("Chair"), HasSubstr("Sign out")));
}

TEST_F(SigningIn, gives_a_cookie_that_scripts_and_other_sites_do_not_get) {
  const auto done = browser.sign_in("chair");
  const auto& token = browser.cookies.at("closeloop");
  EXPECT_EQ(token.size(), 32U);
  EXPECT_EQ(done.response.header("Set-Cookie"),
            "closeloop=" + token + "; Path=/; HttpOnly; SameSite=Lax");
  EXPECT_EQ(done.response.header("Cache-Control"), "no-store");
  EXPECT_EQ(browser.cookies.size(), 1U) << "the cookie of the sign-in form is gone";
}

TEST_F(SigningIn, takes_the_name_as_people_type_it) {
  EXPECT_EQ(browser.sign_in("  Chair ").status(), 303);
  EXPECT_TRUE(browser.is_signed_in());
}

TEST_F(SigningIn, says_the_same_whatever_was_wrong) {
  ASSERT_EQ(board.post("people/P-2/end", "boardManager", R"({"reason": "Left"})").status(), 201);
  board.catch_up();
  const std::pair<const char*, std::string> wrong[] = {
      {"chair", "wrong password"},
      {"chair", ""},
      {"chair", "Correct horse battery"},
      {"chair", std::string{good_password} + " "},
      {"chair", std::string(5000, 'x')},
      {"nobody", std::string{good_password}},
      {"", std::string{good_password}},
      {"P-5", std::string{good_password}},
      {"' OR 1=1 --", std::string{good_password}},
      {"agency-lead", std::string{good_password}},  // Whose access has ended.
  };
  for (const auto& [name, password] : wrong) {
    SCOPED_TRACE(std::string{name} + " / " + password.substr(0, 40));
    Browser one{board};
    const auto answer = one.sign_in(name, password);
    EXPECT_EQ(answer.status(), 403);
    EXPECT_THAT(answer.response.body,
                HasSubstr("The sign-in name or the password is not right, or your access has "
                          "ended."));
    EXPECT_THAT(answer.response.body, HasSubstr("<title>Error: Sign in"));
    EXPECT_FALSE(one.cookies.contains("closeloop"));
    EXPECT_FALSE(one.is_signed_in());
    board.clock.set(eventstore::iso(board.clock.now() + std::chrono::minutes{1}));
  }
}

TEST_F(SigningIn, keeps_the_name_but_never_the_password_when_it_was_wrong) {
  const auto answer = browser.sign_in("\"><script>alert(1)</script>", "a secret thing");
  EXPECT_THAT(answer.response.body, HasSubstr("&quot;&gt;&lt;script&gt;"));
  EXPECT_THAT(answer.response.body, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(answer.response.body, Not(HasSubstr("a secret thing")));
}

TEST_F(SigningIn, is_throttled_by_account_however_many_addresses_try) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(browser.sign_in("chair", "wrong").status(), 403);
  const auto sixth = browser.sign_in("chair");
  EXPECT_EQ(sixth.status(), 429) << "even with the right password";
  EXPECT_EQ(sixth.response.header("Retry-After"), "60");
  EXPECT_THAT(sixth.response.body, AllOf(HasSubstr("Wait 60 seconds"), HasSubstr("<h1")));
  EXPECT_EQ(Browser{board}.sign_in("agency-lead").status(), 303) << "others are not kept out";
  at("09:00:59");
  EXPECT_EQ(browser.sign_in("chair").response.header("Retry-After"), "1");
  at("09:01:00");
  EXPECT_EQ(browser.sign_in("chair").status(), 303);
}

TEST_F(SigningIn, is_throttled_the_same_for_names_that_there_are_not) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(browser.sign_in("nobody", "wrong").status(), 403);
  EXPECT_EQ(browser.sign_in("nobody", "wrong").status(), 429);
}

TEST_F(SigningIn, is_throttled_by_address_however_many_names_are_tried) {
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(browser.sign_in("name-" + std::to_string(i), "wrong").status(), 403);
  }
  EXPECT_EQ(browser.sign_in("chair").status(), 429);
  at("09:01:00");
  EXPECT_EQ(browser.sign_in("chair").status(), 303);
}

TEST_F(SigningIn, is_not_throttled_for_those_who_know_their_password) {
  for (int i = 0; i < 25; ++i) EXPECT_EQ(Browser{board}.sign_in("chair").status(), 303) << i;
}

TEST_F(SigningIn, a_clock_turned_back_does_not_give_more_tries) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(browser.sign_in("chair", "wrong").status(), 403);
  at("07:00:00");
  EXPECT_EQ(browser.sign_in("chair", "wrong").status(), 429);
}

TEST_F(SigningIn, lasts_an_hour_after_the_last_use_and_twelve_in_all) {
  (void)browser.sign_in("chair");
  at("09:59:59");
  EXPECT_TRUE(browser.is_signed_in());
  at("11:00:00");
  EXPECT_FALSE(browser.is_signed_in()) << "an hour and a second without use";

  (void)browser.sign_in("chair");
  for (int minute = 11 * 60; minute < 23 * 60; minute += 30) {
    board.clock.set(
        eventstore::iso(*eventstore::parse_day("2017-06-01") + std::chrono::minutes{minute}));
    ASSERT_TRUE(browser.is_signed_in()) << minute;
  }
  at("23:00:00");
  EXPECT_FALSE(browser.is_signed_in()) << "twelve hours";
}

TEST_F(SigningIn, does_not_last_longer_when_the_clock_is_turned_back) {
  (void)browser.sign_in("chair");
  at("09:59:00");
  EXPECT_TRUE(browser.is_signed_in());
  at("08:00:00");
  EXPECT_TRUE(browser.is_signed_in());
  at("10:59:01");
  EXPECT_FALSE(browser.is_signed_in());
}

TEST_F(SigningIn, ends_with_signing_out_and_the_old_cookie_is_of_no_use) {
  (void)browser.sign_in("chair");
  const auto stolen = browser.cookies;
  const auto page = browser.get("/");
  const auto out = browser.post("/sign-out", {{"_token", form_token_in(page.response.body)}});
  EXPECT_EQ(out.status(), 303);
  EXPECT_EQ(location(out), "/sign-in");
  EXPECT_FALSE(browser.cookies.contains("closeloop"));
  browser.cookies = stolen;
  EXPECT_FALSE(browser.is_signed_in());
  EXPECT_EQ(browser.get("/api/v1/roles").status(), 401);
}

TEST_F(SigningIn, ends_everywhere_when_the_persons_access_ends) {
  Browser other{board};
  (void)browser.sign_in("agency-lead");
  (void)other.sign_in("agency-lead");
  EXPECT_TRUE(browser.is_signed_in());
  ASSERT_EQ(board.post("people/P-2/end", "boardManager", R"({"reason": "Left"})").status(), 201);
  board.catch_up();
  EXPECT_FALSE(browser.is_signed_in());
  EXPECT_EQ(other.get("/api/v1/roles").status(), 401);
  EXPECT_EQ(board.accounts->of("P-2").value(), std::nullopt) << "the hash is gone";
  EXPECT_EQ(board.accounts->sessions().value().size(), 0U);
  EXPECT_EQ(browser.sign_in("agency-lead").status(), 403);
}

TEST_F(SigningIn, acts_in_the_role_that_the_person_has_now) {
  (void)browser.sign_in("agency-lead");
  EXPECT_THAT(browser.get("/").response.body, HasSubstr("Agency lead"));
  ASSERT_EQ(board.post("people/P-2/give-role", "boardManager", R"({"role": "analyst"})").status(),
            201);
  board.catch_up();
  EXPECT_THAT(browser.get("/").response.body, HasSubstr("Learning and improvement analyst"));
}

TEST_F(SigningIn, never_adopts_a_token_that_the_browser_brought) {
  const std::string chosen = "0123456789abcdef0123456789abcdef";
  browser.cookies["closeloop"] = chosen;
  browser.cookies["closeloop-sign-in"] = chosen;
  const auto done = browser.post("/sign-in", {{"_token", api::form_token(chosen)},
                                              {"name", "chair"},
                                              {"password", std::string{good_password}}});
  ASSERT_EQ(done.status(), 303);
  EXPECT_NE(browser.cookies.at("closeloop"), chosen);
  Browser attacker{board};
  attacker.cookies["closeloop"] = chosen;
  EXPECT_FALSE(attacker.is_signed_in());
}

TEST_F(SigningIn, anew_ends_what_the_browser_had) {
  (void)browser.sign_in("chair");
  Browser thief{board};
  thief.cookies = browser.cookies;
  const auto page = browser.get("/sign-in?next=%2Ffindings%2FF-1");
  EXPECT_EQ(page.status(), 303) << "who is signed in has no need of the form";
  EXPECT_EQ(location(page), "/findings/F-1");

  const std::string form = "0123456789abcdef0123456789abcdef";
  browser.cookies["closeloop-sign-in"] = form;
  (void)browser.post("/sign-in", {{"_token", api::form_token(form)},
                                  {"name", "agency-lead"},
                                  {"password", std::string{good_password}}});
  EXPECT_THAT(browser.get("/").response.body, HasSubstr("Agency lead"));
  EXPECT_FALSE(thief.is_signed_in());
}

TEST_F(SigningIn, two_cookies_of_one_name_are_none) {
  (void)browser.sign_in("chair");
  const auto token = browser.cookies.at("closeloop");
  const auto with = [&](const std::string& cookies) {
    return board.send("GET", "/", {}, {}, {{"cookie", cookies}}).status();
  };
  EXPECT_EQ(with("closeloop=" + token), 200);
  EXPECT_EQ(with("other=x; closeloop=" + token + "; more=y"), 200);
  EXPECT_EQ(with("closeloop=" + token + "; closeloop=" + std::string(32, 'a')), 303);
  EXPECT_EQ(with("closeloop=" + std::string(32, 'a') + "; closeloop=" + token), 303);
  const std::vector<std::string> odd_ones{"closeloop=",
                                          "closeloop",
                                          "=" + token,
                                          "closeloop=" + token + "0",
                                          "Closeloop=" + token,
                                          "closeloop=" + token.substr(1),
                                          "closeloop=\"" + token + "\"",
                                          "xcloseloop=" + token,
                                          ";;;==;"};
  for (const auto& odd : odd_ones) {
    EXPECT_EQ(with(odd), 303) << odd;
  }
}

TEST_F(SigningIn, goes_to_our_own_pages_only) {
  const std::pair<std::string, std::string> cases[] = {
      {"", "/"},
      {"/", "/"},
      {"/findings/F-1", "/findings/F-1"},
      {"/findings/F-1?known_at=2017-01-01", "/findings/F-1?known_at=2017-01-01"},
      {"/?stage=closed&gap=x#main", "/?stage=closed&gap=x#main"},
      {"//evil.example", "/"},
      {"///evil.example", "/"},
      {"/\\evil.example", "/"},
      {"\\\\evil.example", "/"},
      {"/./evil.example", "/"},
      {"/.//evil.example", "/"},
      {"/findings/../../evil", "/"},
      {"/%2f/evil.example", "/"},
      {"/%5cevil.example", "/"},
      {"http://evil.example/", "/"},
      {"https:evil.example", "/"},
      {"javascript:alert(1)", "/"},
      {"data:text/html,x", "/"},
      {"findings/F-1", "/"},
      {"?stage=closed", "/"},
      {"@evil.example", "/"},
      {".evil.example", "/"},
      {" /findings/F-1", "/"},
      {"/findings/F-1\r\nSet-Cookie: closeloop=x", "/"},
      {"/findings/F-1\nLocation: //evil.example", "/"},
      {"/findings/F-1\t", "/"},
      {std::string{"/\0/evil", 7}, "/"},
      {"/findings/F-1\xc3\xa9", "/"},
      {"/?x=\"><script>", "/"},
      {"/sign-in", "/"},
      {"/sign-out", "/"},
      {"/static/app.css", "/"},
      {"/api/v1/roles", "/"},
      {"/nothing/of/ours", "/"},
      {"/?" + std::string(1000, 'x'), "/"},
  };
  for (const auto& [next, leads_to] : cases) {
    if (next.find('\0') != std::string::npos) continue;  // Refused as a form: see below.
    const auto done = Browser{board}.sign_in("chair", good_password, next);
    EXPECT_EQ(done.status(), 303) << next;
    EXPECT_EQ(location(done), leads_to) << next;
    const auto wire = api::wire_format(done.response, false, true);
    EXPECT_EQ(wire.find("evil.example"), std::string::npos) << next;
  }
}

TEST_F(SigningIn, page_shows_what_it_was_given_as_text) {
  const auto page = browser.get("/sign-in?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
  EXPECT_EQ(page.status(), 200);
  EXPECT_THAT(page.response.body, Not(HasSubstr("<script>alert")));
  for (const auto* query : {"next=%0d%0aSet-Cookie:x=y", "next=%00", "next=%", "next=/a&next=/b",
                            "next=%ff", "name=chair", "closeloop=x"}) {
    const auto answer = browser.get(std::string{"/sign-in?"} + query);
    EXPECT_EQ(answer.status(), 400) << query;
  }
  EXPECT_EQ(browser.get("/sign-in?next=" + std::string(1001, 'a')).status(), 400);
}

TEST_F(SigningIn, every_page_asks_for_it_and_nothing_else_answers) {
  int pages = 0;
  for (const auto& route : board.application->router().routes()) {
    if (route.access != api::Access::page) continue;
    auto path = route.pattern;
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
      path.replace(open, path.find('}') - open + 1, "1");
    }
    std::vector<std::string> methods{route.method};
    if (route.method == "GET") methods.emplace_back("HEAD");
    for (const auto& method : methods) {
      const auto form = std::vector<api::Header>{
          {"content-type", route.takes_file ? "multipart/form-data; boundary=x"
                                            : "application/x-www-form-urlencoded"}};
      const auto answer = board.send(method, path, {}, {}, form);
      EXPECT_EQ(answer.status(), 303) << method << path;
      EXPECT_THAT(location(answer), StartsWith("/sign-in")) << path;
      EXPECT_EQ(answer.response.body, "");
      EXPECT_EQ(board.send(method, path, "bearer-of-nothing", {}, form).status(), 303)
          << "a bearer token opens no page";
      ++pages;
    }
  }
  EXPECT_GT(pages, 20);
}

TEST_F(SigningIn, lists_accounts_on_a_demonstration_board_only) {
  EXPECT_THAT(browser.get("/sign-in").response.body, Not(HasSubstr("demonstration")));
  ASSERT_TRUE(board.accounts->set_setting(api::demonstration_password, good_password));
  const auto page = browser.get("/sign-in").response.body;
  EXPECT_THAT(page, AllOf(HasSubstr("<code>chair</code>"), HasSubstr("<code>agency-lead</code>"),
                          HasSubstr("Person P-5"), HasSubstr("Agency lead"),
                          HasSubstr(std::string{good_password})));
}

TEST(SigningInBehindTls, uses_cookies_of_this_host_alone_and_asks_for_tls_for_good) {
  ServedBoard board{ServedBoard::Serves::pages_behind_tls};
  give_account(board, "chair");
  Browser browser{board};
  const std::vector<api::Header> origin{{"origin", "https://localhost:8080"}};
  const auto done = browser.sign_in("chair", good_password, "/", origin);
  ASSERT_EQ(done.status(), 303);
  const auto& token = browser.cookies.at("__Host-closeloop");
  EXPECT_EQ(done.response.header("Set-Cookie"),
            "__Host-closeloop=" + token + "; Path=/; HttpOnly; SameSite=Lax; Secure");
  EXPECT_EQ(done.response.header("Strict-Transport-Security"),
            "max-age=31536000; includeSubDomains");
  EXPECT_TRUE(browser.is_signed_in());
  browser.cookies = {{"closeloop", token}};
  EXPECT_FALSE(browser.is_signed_in()) << "a cookie that another host may have set";
  EXPECT_EQ(Browser{board}
                .sign_in("chair", good_password, "/", {{"origin", "http://localhost:8080"}})
                .status(),
            403);
  const api::Request public_name{"GET", "/sign-in", "", {{"host", "board.example"}},
                                 "",    "127.0.0.1"};
  EXPECT_EQ(board.application->handle(public_name).status, 200);
}

TEST(SigningInBehindTls, is_throttled_by_the_address_that_our_proxy_saw) {
  ServedBoard board{ServedBoard::Serves::pages_behind_tls};
  give_account(board, "chair");
  const auto from = [&](const std::string& forwarded, int number) {
    return Browser{board}
        .sign_in("name-" + std::to_string(number), "wrong", {}, {{"x-forwarded-for", forwarded}})
        .status();
  };
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(from("10.0.0." + std::to_string(i) + ", 192.0.2.7", i), 403)
        << "the first is made up";
  }
  EXPECT_EQ(from("10.0.0.99, 192.0.2.7", 20), 429);
  EXPECT_EQ(from("192.0.2.7", 21), 429);
  EXPECT_EQ(from("192.0.2.8", 22), 403);
}

}  // namespace
}  // namespace closeloop::testing
