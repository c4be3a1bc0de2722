// Importing plans by page: first the report, then what was reported.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/browser.h"
#include "tests/support/served_board.h"

namespace closeloop::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto a_table =
    "Ref,Finding,Action,Due,Status\n"
    "A1,Fathers are <not> seen,Ask for them,April 2017,Complete\n"
    "A2,Fathers are <not> seen,Audit 20 cases,2017-05-01,\n";

class ImportPages : public ::testing::Test {
 protected:
  ImportPages() {
    for (const auto* role : {"boardManager", "chair", "analyst"}) give_account(board, role);
    (void)manager.sign_in("board-manager");
  }

  static std::string multipart(const Fields& fields, const std::string& file_name,
                               const std::string& content) {
    std::string body;
    for (const auto& [name, value] : fields) {
      body +=
          "--xx\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
    return body + "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file_name +
           "\"\r\nContent-Type: text/csv\r\n\r\n" + content + "\r\n--xx--\r\n";
  }
  static Answer upload(Browser& browser, const std::string& content,
                       const std::string& file_name = "plan.csv", const std::string& path = "",
                       const std::string& token = "") {
    const Fields fields{
        {"_token",
         token.empty() ? form_token_in(browser.get("/imports/plans").response.body) : token},
        {"plan_id", "SCR-7"},
        {"title", "Review of case 7"}};
    return browser.send("POST", "/imports/plans" + path, multipart(fields, file_name, content),
                        {{"content-type", "multipart/form-data; boundary=xx"}});
  }
  static std::string place_of(const Answer& answer) {
    return std::string{answer.response.header("Location")};
  }
  static std::string reported_in(const std::string& page) {
    static constexpr std::string_view before = R"(name="_reported" value=")";
    const auto at = page.find(before);
    return at == std::string::npos ? std::string{} : page.substr(at + before.size(), 64);
  }
  static Answer take(Browser& browser, const std::string& place) {
    const auto page = browser.get(place).response.body;
    return browser.post(place, {{"_token", form_token_in(page)}, {"_reported", reported_in(page)}});
  }

  ServedBoard board;
  Browser manager{board};
};

TEST_F(ImportPages, show_the_report_and_then_take_what_was_reported) {
  EXPECT_THAT(manager.get("/records").response.body, HasSubstr("href=\"/imports/plans\""));
  const auto before = board.log->head();
  const auto sent = upload(manager, a_table);
  ASSERT_EQ(sent.status(), 303) << sent.response.body;
  const auto place = place_of(sent);
  const auto report = manager.get(place);
  EXPECT_EQ(report.status(), 200);
  EXPECT_EQ(report.response.header("Cache-Control"), "no-store");
  EXPECT_THAT(report.response.body,
              AllOf(HasSubstr("Nothing has been taken yet"), HasSubstr("plan.csv"),
                    HasSubstr("row 2, Due"), HasSubstr("April 2017"), HasSubstr("Import this")));
  EXPECT_EQ(board.log->head(), before);

  const auto taken = take(manager, place);
  ASSERT_EQ(taken.status(), 303) << taken.response.body;
  EXPECT_EQ(place_of(taken), place);
  EXPECT_GT(board.log->head(), before);
  const auto done = manager.get(place).response.body;
  EXPECT_THAT(done, AllOf(HasSubstr("1 plan, 1 finding and 2 actions taken."),
                          HasSubstr("href=\"/findings/SCR-7-F1\""),
                          HasSubstr("Fathers are &lt;not&gt; seen"),
                          HasSubstr("href=\"/reviews/SCR-7\""), Not(HasSubstr("Import this"))));
  const auto head = board.log->head();
  EXPECT_EQ(manager.post(place, {{"_token", form_token_in(done)}}).status(), 303) << "twice";
  EXPECT_EQ(board.log->head(), head);

  const auto again = manager.get(place_of(upload(manager, a_table))).response.body;
  EXPECT_THAT(again, AllOf(HasSubstr("Nothing is new"), Not(HasSubstr("Import this"))));
}

TEST_F(ImportPages, list_what_is_refused_by_row) {
  const auto wrong =
      std::string{a_table} + "A3,Fathers are seen,See them,31/02/2017,\nA1,x,Other,,\n";
  const auto before = board.log->head();
  const auto place = place_of(upload(manager, wrong));
  const auto report = manager.get(place).response.body;
  EXPECT_THAT(report, AllOf(HasSubstr("must be mended first"), HasSubstr("row 4"),
                            HasSubstr("row 5"), Not(HasSubstr("Import this"))));
  EXPECT_EQ(manager.post(place, {{"_token", form_token_in(report)}}).status(), 409);
  EXPECT_EQ(board.log->head(), before);
  const auto json = manager.get(place_of(
      upload(manager, R"({"plans": [{"plan_id": "P", "title": "T", "actions": [{"id": "A"}]}]})")));
  EXPECT_THAT(json.response.body, HasSubstr("plan 1, action 1, text"));
  for (const auto& bytes : {std::string{"Action\n\xE9"}, std::string{"Action\na\0", 9},
                            std::string{"\xFF\xFE\x41\x00", 4}, std::string{"{"}}) {
    const auto page = manager.get(place_of(upload(manager, bytes)));
    EXPECT_EQ(page.status(), 200);
    EXPECT_THAT(page.response.body, HasSubstr("1 place in the file must be mended"));
  }
}

TEST_F(ImportPages, take_nothing_else_than_was_reported) {
  const auto place = place_of(upload(manager, a_table));
  const auto report = manager.get(place).response.body;
  board.post("boards/B-1/set-priority-area", "boardManager",
             R"({"priorityArea": "x", "name": "X", "origin": "x"})");
  board.post("findings/SCR-7-F1/raise", "analyst",
             R"({"reviews": ["R-9"], "nature": "concern", "statement": "x"})");
  raise_a_loop(board);
  ASSERT_EQ(board
                .post("findings/SCR-7-F1/raise", "analyst",
                      R"({"reviews": ["R-1"], "nature": "concern", "statement": "x"})")
                .status(),
            201);
  const auto head = board.log->head();
  const auto answer =
      manager.post(place, {{"_token", form_token_in(report)}, {"_reported", reported_in(report)}});
  EXPECT_EQ(answer.status(), 409);
  EXPECT_THAT(answer.response.body,
              AllOf(HasSubstr("The board has changed"), HasSubstr("findings/SCR-7-F1 already")));
  EXPECT_EQ(board.log->head(), head);
  const auto fresh = place_of(upload(manager, "Action\nAsk\n"));
  const auto page = manager.get(fresh).response.body;
  EXPECT_EQ(manager.post(fresh, {{"_token", form_token_in(page)}}).status(), 409);
  EXPECT_EQ(
      manager.post(fresh, {{"_token", form_token_in(page)}, {"_reported", std::string(64, 'g')}})
          .status(),
      409);
  EXPECT_EQ(board.log->head(), head);
}

TEST_F(ImportPages, keep_a_file_for_its_sender_and_for_a_while) {
  Browser analyst{board};
  (void)analyst.sign_in("analyst");
  const auto place = place_of(upload(manager, a_table));
  const auto others = analyst.get(place);
  EXPECT_EQ(others.status(), 404);
  EXPECT_THAT(others.response.body, HasSubstr("This file is no longer here"));
  for (int i = 0; i < 4; ++i) (void)upload(manager, a_table);
  EXPECT_EQ(manager.get(place).status(), 404) << "four of each";
  const auto later = place_of(upload(analyst, a_table));
  EXPECT_EQ(analyst.get(later).status(), 200);
  board.clock.set("2017-06-01T09:31:00Z");
  EXPECT_EQ(analyst.get(later).status(), 404);
  const auto token = form_token_in(analyst.get("/records").response.body);
  EXPECT_EQ(analyst.post(later, {{"_token", token}}).status(), 404);
}

TEST_F(ImportPages, say_what_is_wrong_with_what_was_sent) {
  const auto none = upload(manager, "", "");
  EXPECT_EQ(none.status(), 422);
  EXPECT_THAT(none.response.body, AllOf(HasSubstr("Choose the file"), HasSubstr("value=\"SCR-7\""),
                                        HasSubstr("<title>Error: ")));
  EXPECT_THAT(upload(manager, "").response.body, HasSubstr("The file is empty"));
  EXPECT_THAT(upload(manager, std::string(2 * 1024 * 1024 + 1, 'a')).response.body,
              HasSubstr("longer than 2 MB"));
  const auto token = form_token_in(manager.get("/imports/plans").response.body);
  EXPECT_EQ(manager.post("/imports/plans", {{"_token", token}}).status(), 415) << "no file";
  EXPECT_EQ(manager
                .send("POST", "/imports/plans", "--xx\r\nbroken",
                      {{"content-type", "multipart/form-data; boundary=xx"}})
                .status(),
            403);
}

TEST_F(ImportPages, are_for_those_who_may_import_with_a_form_of_ours) {
  const auto place = place_of(upload(manager, a_table));
  Browser chair{board};
  (void)chair.sign_in("chair");
  const auto home = chair.get("/records").response.body;
  EXPECT_THAT(home, Not(HasSubstr("/imports/plans")));
  EXPECT_EQ(chair.get("/imports/plans").status(), 403);
  EXPECT_EQ(chair.get(place).status(), 403);
  EXPECT_EQ(upload(chair, a_table, "plan.csv", "", form_token_in(home)).status(), 403);
  EXPECT_EQ(upload(manager, a_table, "plan.csv", "", form_token_in(home)).status(), 403);
  EXPECT_EQ(upload(manager, a_table, "plan.csv", "", "x").status(), 403);
  EXPECT_EQ(manager.post(place, {}).status(), 403);
  Browser nobody{board};
  EXPECT_EQ(nobody.get("/imports/plans").status(), 303);
  EXPECT_EQ(upload(nobody, a_table).status(), 303) << "to sign in";
}

TEST_F(ImportPages, refuse_the_past) {
  const auto before = board.log->head();
  EXPECT_THAT(manager.get("/records?known_at=2017-05-01").response.body,
              Not(HasSubstr("/imports/plans")));
  EXPECT_EQ(manager.get("/imports/plans?known_at=2017-05-01").status(), 409);
  EXPECT_EQ(upload(manager, a_table, "plan.csv", "?known_at=2017-05-01").status(), 409);
  const auto place = place_of(upload(manager, a_table));
  const auto page = manager.get(place).response.body;
  EXPECT_EQ(manager
                .post(place + "?position=3",
                      {{"_token", form_token_in(page)}, {"_reported", reported_in(page)}})
                .status(),
            409);
  EXPECT_EQ(board.log->head(), before);
}

}  // namespace
}  // namespace closeloop::testing
