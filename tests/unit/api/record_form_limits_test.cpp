// What forms do not do: what is refused, what changed meanwhile, and who is not shown them.
#include "tests/support/record_forms.h"

namespace closeloop::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(RecordForms, tell_a_refusal_in_the_words_of_the_rule) {
  auto lead = as("agencyLead");
  PageForm form{lead, "/records/actions/A-1/deliver"};
  const auto answer =
      form.send({{"on-day", "1"}, {"on-month", "1"}, {"on-year", "2016"}, {"evidence", "E-404"}});
  EXPECT_EQ(answer.status(), 422) << answer.response.body;
  EXPECT_THAT(answer.response.body, AllOf(HasSubstr("There is no evidence E-404."),
                                          HasSubstr("value=\"2016\""), HasSubstr("E-404")));
  PageForm early{lead, "/records/actions/A-1/deliver", answer};
  const auto refused = early.send({{"on-day", "1"}, {"on-month", "1"}, {"on-year", "2016"}});
  EXPECT_EQ(refused.status(), 409);
  EXPECT_THAT(refused.response.body,
              AllOf(HasSubstr("can&#39;t have been delivered before it began"),
                    HasSubstr("<title>Error: A-1: Deliver an action")));
}

TEST_F(RecordForms, are_recorded_once_however_often_they_are_sent) {
  auto lead = as("agencyLead");
  PageForm form{lead, "/records/actions/A-1/report-progress"};
  const Fields answers{{"note", "Half are trained"}};
  const auto first = form.send(answers);
  const auto head = board.log->head();
  const auto second = form.send(answers);
  EXPECT_EQ(first.status(), 303);
  EXPECT_EQ(second.status(), 303);
  EXPECT_EQ(first.response.header("Location"), second.response.header("Location"));
  EXPECT_EQ(board.log->head(), head);

  const auto other = form.send({{"note", "All are trained"}});
  EXPECT_EQ(other.status(), 409) << "another request under the same key";
  EXPECT_EQ(board.log->head(), head);
}

TEST_F(RecordForms, show_what_changed_under_them) {
  auto lead = as("agencyLead");
  PageForm form{lead, "/records/actions/A-1/report-progress"};
  ASSERT_EQ(board
                .post("actions/A-1/move-date", "analyst",
                      R"({"newDate": "2017-12-31", "reason": "The trainer left"})")
                .status(),
            201);
  const auto head = board.log->head();
  const auto answer = form.send({{"note", "<b>Half</b> are trained"}});
  EXPECT_EQ(answer.status(), 412);
  EXPECT_EQ(board.log->head(), head);
  EXPECT_THAT(
      answer.response.body,
      AllOf(HasSubstr("This record changed while you worked"), HasSubstr("Due date moved"),
            HasSubstr("Person P-4"), HasSubstr("The trainer left"),
            HasSubstr("What the record says now"), HasSubstr("What you sent"),
            HasSubstr("&lt;b&gt;Half&lt;/b&gt; are trained</textarea>"), Not(HasSubstr("<b>"))));
  PageForm fresh{lead, "/records/actions/A-1/report-progress", answer};
  EXPECT_EQ(fresh.send({{"note", "Half are trained"}}).status(), 303);
}

TEST_F(RecordForms, need_all_that_ours_have) {
  auto lead = as("agencyLead");
  const auto page = lead.get("/records/actions/A-1/report-progress").response.body;
  const auto token = form_token_in(page);
  const auto key = hidden_in(page, "_key");
  const auto head = board.log->head();
  const std::string path = "/records/actions/A-1/report-progress";
  const Fields cases[] = {
      {{"_token", token}, {"_key", key}},
      {{"_token", token}, {"_version", "2"}},
      {{"_token", token}, {"_version", "2"}, {"_key", "x"}},
      {{"_token", token}, {"_version", "0"}, {"_key", key}},
      {{"_token", token}, {"_version", "-1"}, {"_key", key}},
      {{"_token", token}, {"_version", "2"}, {"_key", key}, {"_key", key}},
  };
  for (auto fields : cases) {
    fields.emplace_back("note", "x");
    EXPECT_EQ(lead.post(path, fields).status(), 400) << form_of(fields);
  }
  EXPECT_EQ(lead.post(path, {{"_key", key}, {"_version", "2"}, {"note", "x"}}).status(), 403);
  auto other = as("analyst");
  EXPECT_EQ(other.post(path, {{"_token", token}, {"_key", key}, {"_version", "2"}, {"note", "x"}})
                .status(),
            403)
      << "another's token";
  EXPECT_EQ(board.log->head(), head);
}

TEST_F(RecordForms, are_neither_linked_nor_shown_nor_taken_from_whom_the_role_forbids) {
  auto inspector = as("inspector");
  EXPECT_THAT(inspector.get("/actions/A-1").response.body,
              AllOf(Not(HasSubstr("/records/actions/A-1/")), Not(HasSubstr("do next"))));
  EXPECT_THAT(inspector.get("/findings/F-1").response.body,
              Not(HasSubstr("/records/findings/F-1")));
  EXPECT_THAT(inspector.get("/records/findings").response.body, Not(HasSubstr("/new")));
  const auto token = form_token_in(inspector.get("/").response.body);
  const auto head = board.log->head();
  const auto answer = inspector.post(
      "/records/actions/A-1/accept",
      {{"_token", token}, {"_version", "2"}, {"_key", "018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4b"}});
  EXPECT_EQ(answer.status(), 403);
  EXPECT_EQ(board.log->head(), head);
  auto lead = as("agencyLead");
  EXPECT_THAT(lead.get("/actions/A-1").response.body,
              AllOf(HasSubstr("href=\"/records/actions/A-1/deliver\""),
                    Not(HasSubstr("/records/actions/A-1/withdraw"))));
}

TEST_F(RecordForms, are_offered_where_some_answer_could_be_taken) {
  auto lead = as("agencyLead");
  auto auditor = as("auditor");
  const auto offers = [](Browser& browser, const std::string& step) {
    return browser.get("/actions/A-1").response.body.find("/records/actions/A-1/" + step + "\"") !=
           std::string::npos;
  };
  EXPECT_FALSE(offers(lead, "accept")) << "it was accepted";
  EXPECT_FALSE(offers(lead, "unblock"));
  EXPECT_TRUE(offers(lead, "block"));
  EXPECT_TRUE(offers(lead, "deliver"));
  EXPECT_FALSE(offers(auditor, "verify-delivery")) << "nothing waits";
  ASSERT_EQ(board.post("actions/A-1/deliver", "agencyLead", R"({"on": "2017-06-01"})").status(),
            201);
  board.catch_up();
  EXPECT_FALSE(offers(lead, "deliver"));
  EXPECT_TRUE(offers(auditor, "verify-delivery"));
  EXPECT_TRUE(offers(auditor, "return"));
  auto chair = as("chair");
  const auto loop = chair.get("/findings/F-1").response.body;
  EXPECT_THAT(loop, AllOf(HasSubstr("/records/findings/F-1/close\""),
                          Not(HasSubstr("/records/findings/F-1/reopen\""))));
}

TEST_F(RecordForms, are_opened_from_what_is_missing) {
  auto analyst = as("analyst");
  EXPECT_THAT(analyst.get("/findings/F-1").response.body,
              AllOf(HasSubstr("href=\"/records/evidence/new?about=findings%2FF-1\""),
                    HasSubstr("href=\"/records/findings/F-1/judge-improvement\"")));
  EXPECT_THAT(analyst.get("/records/evidence/new?about=findings%2FF-1").response.body,
              HasSubstr(">F-1</textarea>"));
  EXPECT_THAT(analyst.get("/records/findings").response.body,
              HasSubstr("href=\"/records/findings/new\""));
}

TEST_F(RecordForms, are_not_for_the_past) {
  auto lead = as("agencyLead");
  EXPECT_THAT(lead.get("/actions/A-1?position=20").response.body,
              Not(HasSubstr("/records/actions/A-1/")));
  EXPECT_THAT(lead.get("/actions/A-1?position=20&done=deliver").response.body,
              Not(HasSubstr("notification-banner")));
  EXPECT_EQ(lead.get("/records/actions/A-1/deliver?known_at=2017-05-01").status(), 409);
  PageForm form{lead, "/records/actions/A-1/report-progress"};
  PageForm past{lead, "/records/actions/A-1/report-progress?true_on=2017-05-01",
                lead.get("/records/actions/A-1/report-progress")};
  EXPECT_EQ(past.send({{"note", "x"}}).status(), 409);
}

TEST_F(RecordForms, are_not_there_for_what_is_not) {
  auto chair = as("chair");
  for (const auto* path :
       {"/records/secrets/new", "/records/findings/F-99/close", "/records/findings/F-1/raise",
        "/records/findings/F-1/explode", "/records/secrets/F-1/close"}) {
    EXPECT_EQ(chair.get(path).status(), 404) << path;
  }
  EXPECT_THAT(chair.get("/findings/F-1?done=explode").response.body,
              Not(HasSubstr("notification-banner")));
  EXPECT_EQ(Browser{board}.get("/records/findings/new").status(), 303) << "sign in first";
}

TEST_F(RecordForms, of_a_new_token_show_it_once) {
  auto manager = as("boardManager");
  PageForm form{manager, "/records/people/P-3/issue-token"};
  const Fields answers{{"label", "spreadsheet"},
                       {"expires-day", "31"},
                       {"expires-month", "12"},
                       {"expires-year", "2017"}};
  const auto first = form.send(answers);
  EXPECT_EQ(first.status(), 200);
  const auto at = first.response.body.find("clp_");
  ASSERT_NE(at, std::string::npos);
  board.tokens["auditor"] = first.response.body.substr(at, 68);
  EXPECT_EQ(board.get("roles", "auditor").status(), 200);
  EXPECT_EQ(form.send(answers).status(), 303) << "not a second time";
}

}  // namespace
}  // namespace closeloop::testing
