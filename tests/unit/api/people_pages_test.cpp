// The pages on which the board manager lets people in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/browser.h"
#include "tests/support/served_board.h"

namespace closeloop::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class PeoplePages : public ::testing::Test {
 protected:
  PeoplePages() {
    EXPECT_TRUE(
        board.accounts->set({"P-1", "manager", api::Passwords{}.hash(good_password).value()}));
    give_account(board, "chair");
    (void)manager.sign_in("manager");
    (void)chair.sign_in("chair");
  }

  static std::string password_in(const std::string& page) {
    const auto row = page.find("Password</dt>");
    const auto begin = page.find("<code>", row) + 6;
    return page.substr(begin, page.find('<', begin) - begin);
  }

  ServedBoard board;
  Browser manager{board};
  Browser chair{board};
};

TEST_F(PeoplePages, list_everybody_with_role_agency_and_sign_in_name) {
  const auto body = manager.get("/people").response.body;
  EXPECT_THAT(body, AllOf(HasSubstr("6 people have access."), HasSubstr("Max Manager"),
                          HasSubstr("Agency lead"), HasSubstr("Early Help, Head of early help"),
                          HasSubstr(">chair<"), HasSubstr("Cannot sign in yet"),
                          HasSubstr("href=\"/records/people/new\""),
                          HasSubstr("href=\"/records/people/P-2/give-role\""),
                          HasSubstr("href=\"/records/people/P-2/end\"")));
  board.post("people/P-6/end", "boardManager", R"({"reason": "Inspection is over"})");
  board.catch_up();
  const auto after = manager.get("/people").response.body;
  EXPECT_THAT(after, AllOf(HasSubstr("5 people have access; the access of 1 person has ended."),
                           HasSubstr("href=\"/people?ended=1\""), Not(HasSubstr("P-6"))));
  EXPECT_THAT(manager.get("/people?ended=1").response.body,
              AllOf(HasSubstr("P-6"), HasSubstr("Access ended"), Not(HasSubstr("P-5")),
                    Not(HasSubstr("/records/people/P-6/end"))));
}

TEST_F(PeoplePages, say_the_same_to_programs_of_those_who_may_read_them) {
  const auto first = board.send("GET", "/api/v1/directory/people?limit=4", "boardManager");
  ASSERT_EQ(first.status(), 200) << first.response.body;
  EXPECT_EQ(first.number("holding"), 6U);
  ASSERT_EQ(first.json.at("rows").as_array().size(), 4U);
  const auto second = board.send(
      "GET", "/api/v1/directory/people?limit=4&cursor=" + first.text("next"), "boardManager");
  ASSERT_EQ(second.json.at("rows").as_array().size(), 2U);
  EXPECT_EQ(second.json.at("rows").at(0).at("id"), "P-5");
  EXPECT_EQ(second.json.at("rows").at(0).at("signInName"), "chair");
  EXPECT_FALSE(second.json.contains("next"));
  EXPECT_THAT(manager.get("/people?limit=4").response.body,
              HasSubstr("href=\"/people?limit=4&amp;cursor=" + first.text("next")));
  const auto agencies = board.send("GET", "/api/v1/directory/agencies", "boardManager");
  EXPECT_EQ(agencies.number("count"), 2U);
  for (const auto* address : {"/api/v1/directory/people", "/api/v1/directory/agencies"}) {
    EXPECT_EQ(board.send("GET", address, "chair").status(), 403) << address;
    EXPECT_EQ(board.send("GET", address).status(), 401) << address;
  }
}

TEST_F(PeoplePages, tell_programs_of_a_new_sign_in_name_though_the_log_has_not_moved) {
  const std::string address = "/api/v1/directory/people";
  const auto before = board.send("GET", address, "boardManager");
  const std::vector<api::Header> known{
      {"if-none-match", std::string{before.response.header("ETag")}}};
  EXPECT_EQ(board.send("GET", address, "boardManager", "", known).status(), 304);
  give_account(board, "agencyLead");
  EXPECT_EQ(board.send("GET", address, "boardManager", "", known).status(), 200);
}

TEST_F(PeoplePages, list_the_agencies_with_their_people) {
  EXPECT_THAT(manager.get("/agencies").response.body,
              AllOf(HasSubstr("2 agencies are registered."), HasSubstr("Early Help"),
                    HasSubstr("Person P-2</a>, Agency lead, Head of early help"),
                    HasSubstr("Nobody yet"), HasSubstr("href=\"/records/agencies/new\""),
                    HasSubstr("href=\"/records/agencies/AG-1/rename\"")));
}

TEST_F(PeoplePages, can_be_looked_back_on_but_for_accounts_and_without_a_way_to_write) {
  const auto before = "position=" + std::to_string(board.log->head().number());
  board.post("people/P-6/end", "boardManager", R"({"reason": "Inspection is over"})");
  board.post("agencies/AG-1/rename", "boardManager", R"({"name": "Family Help"})");
  board.catch_up();
  const auto people = manager.get("/people?" + before).response.body;
  EXPECT_THAT(people, AllOf(HasSubstr("6 people have access."), HasSubstr("P-6"),
                            HasSubstr("You are looking at the past"),
                            HasSubstr("Early Help, Head of early help"),
                            HasSubstr("href=\"/people/P-6?" + before + "\""),
                            HasSubstr("href=\"/agencies?" + before + "\"")));
  EXPECT_THAT(people,
              AllOf(Not(HasSubstr("Sign-in name")), Not(HasSubstr(">chair<")),
                    Not(HasSubstr("/password\">New")), Not(HasSubstr("href=\"/records/people"))));
  const auto agencies = manager.get("/agencies?" + before).response.body;
  EXPECT_THAT(agencies, AllOf(HasSubstr(">Early Help</a>"), Not(HasSubstr("Family Help")),
                              HasSubstr("You are looking at the past"),
                              Not(HasSubstr("href=\"/records/agencies"))));
  EXPECT_THAT(manager.get("/agencies").response.body, HasSubstr(">Family Help</a>"));
  // The same to programs.
  const auto told = board.send("GET", "/api/v1/directory/people?" + before, "boardManager");
  EXPECT_EQ(told.number("holding"), 6U);
  for (const auto& row : told.json.at("rows").as_array()) {
    EXPECT_FALSE(row.as_object().contains("signInName"));
  }
  EXPECT_EQ(board.send("GET", "/api/v1/directory/agencies?known_at=2017-05-31", "boardManager")
                .number("count"),
            0U);
}

TEST_F(PeoplePages, are_for_the_board_manager_only_and_nobody_else_sees_a_link) {
  for (const auto* page : {"/people", "/agencies", "/people/P-2/password"}) {
    EXPECT_EQ(chair.get(page).status(), 403) << page;
    EXPECT_EQ(Browser{board}.get(page).status(), 303) << page;
  }
  const auto home = chair.get("/").response.body;
  EXPECT_THAT(home, Not(HasSubstr("href=\"/people\"")));
  EXPECT_EQ(
      chair.post("/people/P-2/password", {{"_token", form_token_in(home)}, {"name", "x"}}).status(),
      403);
  EXPECT_FALSE(board.accounts->of("P-2").value());
  for (const auto* role : {"agencyLead", "auditor", "analyst", "inspector"}) {
    EXPECT_EQ(board.send("GET", "/people", role).status(), 403) << role;
  }
  EXPECT_EQ(board.send("GET", "/people", "boardManager").status(), 200);
}

TEST_F(PeoplePages, give_a_new_password_that_is_shown_once_and_ends_the_sessions) {
  const auto form = manager.get("/people/P-5/password").response.body;
  EXPECT_THAT(form, HasSubstr("value=\"chair\""));
  ASSERT_TRUE(chair.is_signed_in());
  const auto given = manager.post("/people/P-5/password",
                                  {{"_token", form_token_in(form)}, {"name", " Chair.Person "}});
  ASSERT_EQ(given.status(), 200) << given.response.body;
  EXPECT_EQ(given.response.header("Cache-Control"), "no-store");
  const auto password = password_in(given.response.body);
  EXPECT_GT(password.size(), 15U);
  EXPECT_FALSE(chair.is_signed_in());
  EXPECT_NE(Browser{board}.sign_in("chair").status(), 303) << "the old name and password";
  EXPECT_EQ(Browser{board}.sign_in("chair.person", password).status(), 303);
  EXPECT_THAT(manager.get("/people").response.body,
              AllOf(HasSubstr("chair.person"), Not(HasSubstr(password))));
}

TEST_F(PeoplePages, say_what_is_wrong_with_a_sign_in_name) {
  const auto token = form_token_in(manager.get("/people/P-2/password").response.body);
  const auto taken = manager.post("/people/P-2/password", {{"_token", token}, {"name", "chair"}});
  EXPECT_EQ(taken.status(), 422);
  EXPECT_THAT(taken.response.body,
              AllOf(HasSubstr("Someone else has the sign-in name chair"),
                    HasSubstr("<title>Error: "), HasSubstr("value=\"chair\"")));
  const auto odd =
      manager.post("/people/P-2/password", {{"_token", token}, {"name", "\"><script>"}});
  EXPECT_EQ(odd.status(), 422);
  EXPECT_THAT(odd.response.body, Not(HasSubstr("<script>")));
  EXPECT_EQ(manager.post("/people/P-2/password", {{"name", "lead"}}).status(), 403) << "no token";
  EXPECT_EQ(manager.post("/people/P-99/password", {{"_token", token}}).status(), 404);
  EXPECT_FALSE(board.accounts->of("P-2").value());
}

}  // namespace
}  // namespace closeloop::testing
