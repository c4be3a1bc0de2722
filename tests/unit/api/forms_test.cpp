#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/form_body.h"
#include "api/form_token.h"
#include "tests/support/browser.h"

/// What a form must bring to be taken, and what happens to those that do not.
namespace closeloop::testing {
namespace {

using ::testing::HasSubstr;

constexpr auto form_type = "application/x-www-form-urlencoded";

class Forms : public ::testing::Test {
 protected:
  void SetUp() override {
    give_account(board, "chair");
    give_account(board, "agencyLead");
    ASSERT_EQ(browser.sign_in("chair").status(), 303);
    token = form_token_in(browser.get("/").response.body);
    ASSERT_EQ(token.size(), 128U);
  }

  ServedBoard board;
  Browser browser{board};
  std::string token;  ///< What forms of this session carry.
};

TEST_F(Forms, are_taken_with_the_token_of_their_session_only) {
  Browser other{board};
  ASSERT_EQ(other.sign_in("agency-lead").status(), 303);
  const auto others = form_token_in(other.get("/").response.body);
  const auto before_sign_in = form_token_in(Browser{board}.get("/sign-in").response.body);
  auto changed = token;
  changed[10] = changed[10] == '0' ? '1' : '0';
  auto upper = token;
  for (auto& c : upper) c = static_cast<char>(std::toupper(c));

  const Fields cases[] = {
      {},
      {{"_token", ""}},
      {{"_token", changed}},
      {{"_token", upper}},
      {{"_token", token + "0"}},
      {{"_token", token.substr(1)}},
      {{"_token", others}},
      {{"_token", before_sign_in}},
      {{"_token", browser.cookies.at("closeloop")}},
      {{"_token", std::string(64, '0')}},
      {{"_token", token}, {"_token", token}},
      {{"_token", others}, {"_token", token}},
      {{"_Token", token}},
      {{"token", token}},
  };
  for (const auto& fields : cases) {
    SCOPED_TRACE(form_of(fields));
    const auto answer = browser.post("/sign-out", fields);
    EXPECT_EQ(answer.status(), 403);
    EXPECT_THAT(answer.response.content_type, HasSubstr("text/html"));
    EXPECT_THAT(answer.response.body, HasSubstr("load the page again"));
    EXPECT_TRUE(browser.is_signed_in()) << "nothing happened";
  }
  EXPECT_EQ(browser.post("/sign-out?_token=" + token, {}).status(), 403) << "never in an address";
  EXPECT_EQ(browser.post("/sign-out", {}, {{"closeloop-form-token", token}}).status(), 403);
  EXPECT_EQ(browser.post("/sign-out", {{"_token", token}}).status(), 303);
}

TEST_F(Forms, are_taken_from_our_own_pages_only) {
  struct Case {
    std::vector<api::Header> headers;
    bool taken;
  };
  const Case cases[] = {
      {{}, true},
      {{{"origin", "http://localhost:8080"}}, true},
      {{{"origin", "null"}}, true},  // As our pages' Referrer-Policy makes browsers send.
      {{{"sec-fetch-site", "same-origin"}}, true},
      {{{"sec-fetch-site", "same-origin"}, {"origin", "null"}}, true},
      {{{"sec-fetch-site", "none"}}, true},
      {{{"sec-fetch-site", "cross-site"}}, false},
      {{{"sec-fetch-site", "same-site"}}, false},
      {{{"sec-fetch-site", "cross-site"}, {"origin", "null"}}, false},
      {{{"sec-fetch-site", "cross-site"}, {"origin", "http://localhost:8080"}}, false},
      {{{"sec-fetch-site", "same-origin"}, {"origin", "http://evil.example"}}, false},
      {{{"origin", "http://evil.example"}}, false},
      {{{"origin", "https://localhost:8080"}}, false},
      {{{"origin", "http://localhost"}}, false},
      {{{"origin", "http://localhost:8081"}}, false},
      {{{"origin", "http://localhost:8080.evil.example"}}, false},
      {{{"origin", "http://localhost:8080/"}}, false},
  };
  for (const auto& one : cases) {
    Browser each{board};
    ASSERT_EQ(each.sign_in("chair").status(), 303);
    const auto own = form_token_in(each.get("/").response.body);
    const auto said = one.headers.empty() ? "" : one.headers.front().second;
    EXPECT_EQ(each.post("/sign-out", {{"_token", own}}, one.headers).status(),
              one.taken ? 303 : 403)
        << said;
    EXPECT_EQ(each.is_signed_in(), !one.taken) << said;
    const auto signed_in = Browser{board}.sign_in("chair", good_password, "/", one.headers);
    EXPECT_EQ(signed_in.status(), one.taken ? 303 : 403) << said;
  }
}

TEST_F(Forms, of_a_session_that_ended_lead_to_signing_in_and_do_nothing) {
  const auto kept = browser.cookies;
  ASSERT_EQ(browser.post("/sign-out", {{"_token", token}}).status(), 303);
  browser.cookies = kept;
  const auto after = browser.post("/password", {{"_token", token},
                                                {"current", std::string{good_password}},
                                                {"new", "purple kettle 94"},
                                                {"again", "purple kettle 94"}});
  EXPECT_EQ(after.status(), 303);
  EXPECT_EQ(after.response.header("Location"), "/sign-in?next=%2Fpassword");
  EXPECT_EQ(browser.sign_in("chair").status(), 303) << "with the password as it was";
  EXPECT_EQ(browser.post("/sign-out", {{"_token", token}}).status(), 403)
      << "a new session has a new token";
}

TEST_F(Forms, to_sign_in_are_bound_to_the_browser_that_they_were_shown_to) {
  Browser victim{board};
  Browser attacker{board};
  const auto theirs = form_token_in(attacker.get("/sign-in").response.body);
  const Fields fields{
      {"_token", theirs}, {"name", "chair"}, {"password", std::string{good_password}}};
  EXPECT_EQ(victim.post("/sign-in", fields).status(), 403) << "no cookie";
  (void)victim.get("/sign-in");
  EXPECT_EQ(victim.post("/sign-in", fields).status(), 403) << "another's form";
  EXPECT_FALSE(victim.is_signed_in());
  EXPECT_EQ(victim.post("/sign-in", {{"name", "chair"}, {"password", std::string{good_password}}})
                .status(),
            403);
  for (const auto* odd : {"", "x", "0123456789ABCDEF0123456789ABCDEF"}) {
    victim.cookies["closeloop-sign-in"] = odd;
    EXPECT_EQ(victim
                  .post("/sign-in", {{"_token", api::form_token(odd)},
                                     {"name", "chair"},
                                     {"password", std::string{good_password}}})
                  .status(),
              403)
        << odd;
  }
  EXPECT_EQ(attacker.post("/sign-in", fields).status(), 303);
}

TEST_F(Forms, that_are_none_are_refused) {
  struct Case {
    std::string body;
    std::string type;
    int status;
  };
  const auto encoded = "_token=" + token;
  const Case cases[] = {
      {encoded, "", 415},
      {encoded, "text/plain", 415},
      {encoded, "multipart/form-data; boundary=x", 415},
      {R"({"_token": ")" + token + "\"}", "application/json", 415},
      {encoded, "application/x-www-form-urlencodedx", 415},
      {"_token=%", form_type, 403},
      {"_token=%zz", form_type, 403},
      {encoded + "&x=%00", form_type, 403},
      {encoded + std::string(1, '\0'), form_type, 403},
      {"=" + token, form_type, 403},
      {"&&&&", form_type, 403},
      {token, form_type, 403},
      {std::string(60'000, '&') + "_token", form_type, 403},
      {std::string(60'000, 'a'), form_type, 403},
      {[&] {
         std::string many;
         for (int i = 0; i < 501; ++i) many += "a=b&";
         return many + encoded;
       }(),
       form_type, 403},
  };
  for (const auto& one : cases) {
    const auto answer = browser.send("POST", "/sign-out", one.body, {{"content-type", one.type}});
    EXPECT_EQ(answer.status(), one.status) << one.type << ": " << one.body.substr(0, 60);
    EXPECT_TRUE(browser.is_signed_in());
  }
  EXPECT_EQ(browser.send("POST", "/sign-in", "name=%", {{"content-type", form_type}}).status(),
            400);
  EXPECT_EQ(browser
                .send("POST", "/sign-out", "a=b&" + encoded + "&c",
                      {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"}})
                .status(),
            303);
}

TEST_F(Forms, let_the_api_be_asked_by_cookie_and_commanded_with_a_token_too) {
  EXPECT_EQ(browser.get("/api/v1/roles").status(), 200);
  EXPECT_EQ(browser.get("/api/v1/roles").response.header("Vary"), "Cookie, Authorization");
  const std::string body = R"({"kind": "multiAgencyAudit", "title": "Neglect audit"})";
  const auto command = [&](std::vector<api::Header> headers) {
    headers.emplace_back("content-type", "application/json");
    headers.emplace_back("idempotency-key", "one");
    return browser.send("POST", "/api/v1/reviews", body, std::move(headers));
  };
  const auto head = board.log->head();
  Browser other{board};
  (void)other.sign_in("agency-lead");
  const auto others = form_token_in(other.get("/").response.body);
  EXPECT_EQ(command({}).status(), 403);
  EXPECT_EQ(command({}).problem(), "/problems/form-token");
  EXPECT_EQ(command({{"closeloop-form-token", others}}).status(), 403);
  EXPECT_EQ(command({{"closeloop-form-token", token}, {"origin", "http://evil.example"}}).status(),
            403);
  EXPECT_EQ(command({{"closeloop-form-token", token}, {"sec-fetch-site", "same-site"}}).status(),
            403);
  EXPECT_EQ(
      command({{"authorization", "Bearer nothing"}, {"closeloop-form-token", token}}).status(), 401)
      << "who sends a token is asked for that one";
  EXPECT_EQ(board.log->head(), head);
  EXPECT_EQ(command({{"closeloop-form-token", token}}).status(), 201);
  EXPECT_EQ(browser
                .send("POST", "/api/v1/people", R"({"name": "X", "role": "chair"})",
                      {{"content-type", "application/json"},
                       {"idempotency-key", "two"},
                       {"closeloop-form-token", token}})
                .problem(),
            "/problems/forbidden")
      << "in one's own role, which is a chair's";
}

/// Fills in the form to change the password.
Answer change(Browser& browser, const std::string& current, const std::string& wanted,
              const std::string& again) {
  const auto page = browser.get("/password");
  return browser.post("/password", {{"_token", form_token_in(page.response.body)},
                                    {"current", current},
                                    {"new", wanted},
                                    {"again", again}});
}

TEST_F(Forms, change_a_password_and_end_every_other_session) {
  const std::string now{good_password};
  Browser elsewhere{board};
  ASSERT_EQ(elsewhere.sign_in("chair").status(), 303);
  const auto old = browser.cookies;
  const std::string wanted = "purple kettle 94";
  const auto done = change(browser, now, wanted, wanted);
  ASSERT_EQ(done.status(), 303) << done.response.body;
  EXPECT_EQ(browser.get("/password/changed").status(), 200);
  EXPECT_FALSE(elsewhere.is_signed_in());
  Browser thief{board};
  thief.cookies = old;
  EXPECT_FALSE(thief.is_signed_in());
  EXPECT_EQ(elsewhere.sign_in("chair").status(), 403);
  EXPECT_EQ(elsewhere.sign_in("chair", wanted).status(), 303);
}

TEST_F(Forms, change_no_password_that_is_wrong_or_weak) {
  const std::string now{good_password};
  struct Case {
    std::string current, wanted, again;
    int status;
    const char* says;
  };
  const Case cases[] = {
      {"wrong", "purple kettle 94", "purple kettle 94", 403, "present password is not right"},
      {"", "purple kettle 94", "purple kettle 94", 403, "present password is not right"},
      {now, "purple kettle 94", "purple kettle 95", 422, "same both times"},
      {now, "short", "short", 422, "12 characters"},
      {now, "", "", 422, "12 characters"},
      {now, "password1234", "password1234", 422, "would guess"},
      {now, "chairchairchair", "chairchairchair", 422, "sign-in name"},
      {now, "chair-7 chair-5", "chair-7 chair-5", 422, "sign-in name"},
      {now, now, now, 422, "the one you have"},
      {now, std::string(1001, 'x') + "purple kettle", std::string(1001, 'x') + "purple kettle", 422,
       "1,000"},
  };
  for (const auto& one : cases) {
    const auto answer = change(browser, one.current, one.wanted, one.again);
    EXPECT_EQ(answer.status(), one.status) << one.wanted.substr(0, 40);
    EXPECT_THAT(answer.response.body, HasSubstr(one.says));
    EXPECT_THAT(answer.response.body, HasSubstr("<title>Error: "));
    EXPECT_TRUE(browser.is_signed_in());
  }
  EXPECT_EQ(Browser{board}.sign_in("chair").status(), 303) << "the password is as it was";
}

TEST_F(Forms, let_the_present_password_be_guessed_five_times_a_minute) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(change(browser, "wrong", "purple kettle 94", "purple kettle 94").status(), 403);
  }
  const auto answer =
      change(browser, std::string{good_password}, "purple kettle 94", "purple kettle 94");
  EXPECT_EQ(answer.status(), 429);
  EXPECT_EQ(answer.response.header("Retry-After"), "60");
}

TEST(FormBodies, are_read_as_browsers_write_them) {
  const auto form = api::FormBody::read("a=1&b=two+words&c=%C3%A9%0D%0A&d&=e&twice=1&twice=2");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->text("a"), "1");
  EXPECT_EQ(form->text("b"), "two words");
  EXPECT_EQ(form->text("c"), "é\r\n");
  EXPECT_EQ(form->text("d"), "");
  EXPECT_EQ(form->text("twice"), "") << "which of the two?";
  EXPECT_EQ(form->text("none"), "");
  EXPECT_TRUE(api::FormBody::read(""));
}

}  // namespace
}  // namespace closeloop::testing
