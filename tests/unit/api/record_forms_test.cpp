// A form for every command: what it asks, what becomes of what is sent, and who is shown it.
#include <boost/algorithm/string/replace.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/command_table.h"
#include "domain/permissions.h"
#include "eventstore/schema/request.h"
#include "tests/support/page_form.h"

namespace closeloop::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class RecordForms : public ::testing::Test {
 protected:
  RecordForms() {
    raise_a_loop(board);
    for (const auto* role :
         {"chair", "agencyLead", "analyst", "auditor", "boardManager", "inspector"}) {
      give_account(board, role);
    }
    board.catch_up();
  }

  Browser as(const std::string& role) {
    Browser browser{board};
    EXPECT_EQ(browser.sign_in(sign_in_name(role)).status(), 303);
    return browser;
  }

  /// Opens the form, fills it in, and must be led to the record.
  std::string done(const std::string& role, const std::string& path, const Fields& answers) {
    auto browser = as(role);
    board.catch_up();
    PageForm form{browser, path};
    EXPECT_EQ(form.status(), 200) << path;
    const auto answer = form.send(answers);
    EXPECT_EQ(answer.status(), 303) << path << answer.response.body;
    const std::string to{answer.response.header("Location")};
    const auto page = browser.get(to);
    EXPECT_EQ(page.status(), 200) << to;
    EXPECT_THAT(page.response.body, HasSubstr("govuk-notification-banner--success")) << to;
    return to;
  }

  std::uint64_t version(const std::string& stream) {
    return board.log->stream_version(stream).value().number();
  }

  ServedBoard board;
};

std::string role_name(person::Role role) {
  const std::pair<person::Role, std::string> names[] = {
      {person::Role::CHAIR, "chair"},
      {person::Role::AGENCY_LEAD, "agencyLead"},
      {person::Role::ANALYST, "analyst"},
      {person::Role::AUDITOR, "auditor"},
      {person::Role::BOARD_MANAGER, "boardManager"},
      {person::Role::INSPECTOR, "inspector"}};
  for (const auto& [each, name] : names) {
    if (each == role) return name;
  }
  return {};
}

/// One of the test's people who may give the command, or who may not.
std::string someone(const Permission& permission, bool who_may) {
  for (const auto role :
       {person::Role::CHAIR, person::Role::AGENCY_LEAD, person::Role::ANALYST,
        person::Role::AUDITOR, person::Role::BOARD_MANAGER, person::Role::INSPECTOR}) {
    if (permission.has(role) == who_may) return role_name(role);
  }
  return {};
}

/// As templates write it; components say "&#39;".
std::string html_of(const std::string& text) {
  std::string html;
  for (const char c : text) {
    if (c == '\'') {
      html += "&apos;";
    } else {
      html += c;
    }
  }
  return html;
}

TEST_F(RecordForms, are_there_for_every_command_with_every_field_of_its_schema) {
  (void)board.post("recommendations/RC-1/make", "analyst", R"({"statement": "Use it"})");
  (void)board.post("evidence/E-1/record", "analyst",
                   R"({"kind": "output", "title": "Register", "actions": ["A-1"],
                       "method": "document", "strength": "medium"})");
  board.catch_up();
  const std::map<std::string_view, std::string> ids{
      {"reviews", "R-1"},   {"findings", "F-1"}, {"learning-points", "L-1"},
      {"actions", "A-1"},   {"evidence", "E-1"}, {"recommendations", "RC-1"},
      {"agencies", "AG-1"}, {"people", "P-3"},   {"boards", "B-1"}};
  std::map<std::string, Browser> browsers;
  for (const auto& permission : permissions()) {
    const auto* resource = api::find_resource(permission.resource);
    const auto* kind = resource->find_intent(permission.intent);
    const std::string path = "/records/" + std::string{permission.resource} +
                             (kind->event->creates ? std::string{"/new"}
                                                   : "/" + ids.at(permission.resource) + "/" +
                                                         std::string{permission.intent});
    SCOPED_TRACE(path);
    const auto role = someone(permission, true);
    const auto page = browsers.try_emplace(role, as(role)).first->second.get(path);
    ASSERT_EQ(page.status(), 200) << page.response.body;
    auto body = page.response.body;
    boost::replace_all(body, "&#39;", "&apos;");
    EXPECT_THAT(body, HasSubstr("<h1 class=\"govuk-heading-l\">" +
                                html_of(kind->event->record->label) + "</h1>"));
    EXPECT_NE(hidden_in(body, "_key"), "");
    for (const auto& field : eventstore::request_shape(*kind->event).fields) {
      EXPECT_THAT(body, HasSubstr(html_of(field.label))) << field.name;
      EXPECT_THAT(body, HasSubstr("name=\"" + field.name)) << field.label;
      if (!field.help.empty()) {
        EXPECT_THAT(body, HasSubstr(html_of(field.help)));
      }
      for (const auto& choice : field.choices) EXPECT_THAT(body, HasSubstr(html_of(choice.label)));
    }
    for (const auto& field : kind->event->record->fields) {
      if (field.decided) {
        EXPECT_THAT(body, Not(HasSubstr("name=\"" + field.name + "\"")));
      }
    }
    const auto other = someone(permission, false);
    EXPECT_EQ(browsers.try_emplace(other, as(other)).first->second.get(path).status(), 403);
  }
}

TEST_F(RecordForms, fold_away_what_only_a_source_document_says) {
  const auto form = as("analyst").get("/records/findings/new").response.body;
  const auto folded = form.find("From the source document");
  ASSERT_NE(folded, std::string::npos);
  EXPECT_LT(form.find("name=\"statement\""), folded);
  for (const auto* name : {"kindInSource", "reference", "outcomeStated", "notes.0.text"}) {
    EXPECT_GT(form.find("name=\"" + std::string{name} + "\""), folded) << name;
  }
  EXPECT_EQ(as("boardManager")
                .get("/records/boards/B-1/set-priority-area")
                .response.body.find("From the source document"),
            std::string::npos);
}

TEST_F(RecordForms, take_a_loop_from_its_finding_to_its_judgement) {
  const auto finding = done("analyst", "/records/findings/new",
                            {{"reviews", "R-1"},
                             {"nature", "concern"},
                             {"statement", "Nobody asked the child"},
                             {"casesSeen", "3"},
                             {"casesReviewed", "8"},
                             {"themes", "voice\r\n  listening  \r\n"},
                             {"notes.0.name", "Source"},
                             {"notes.0.text", "Page 3"},
                             {"notes.1.name", ""},
                             {"notes.1.text", ""}});
  EXPECT_THAT(finding, StartsWith("/findings/F-2?done=raise&min_position="));
  const auto data = board.get("findings/F-2").json.at("data").as_object();
  EXPECT_EQ(data.at("themes"), (boost::json::array{"voice", "listening"}));
  EXPECT_EQ(data.at("casesSeen"), 3);
  EXPECT_EQ(data.at("notes").as_array().size(), 1U);

  done("analyst", "/records/actions/new?about=findings%2FF-2",
       {{"findings", "F-2"},
        {"statement", "Ask every child"},
        {"leadAgency", "AG-1"},
        {"owner", "head-of-early-help"},
        {"start-day", "1"},
        {"start-month", "5"},
        {"start-year", "2017"},
        {"due-day", "30"},
        {"due-month", "9"},
        {"due-year", "2017"},
        {"successCriterion", "8 of 10"},
        {"childWouldNotice", "I am asked"},
        {"effectiveOn-day", "1"},
        {"effectiveOn-month", "5"},
        {"effectiveOn-year", "2017"}});
  done("agencyLead", "/records/actions/A-2/accept", {});
  done("agencyLead", "/records/actions/A-2/deliver",
       {{"on-day", "2"}, {"on-month", "5"}, {"on-year", "2017"}});
  done("auditor", "/records/actions/A-2/verify-delivery", {});
  const auto evidence = done("analyst", "/records/evidence/new?about=actions%2FA-2",
                             {{"kind", "outcome"},
                              {"title", "Dip sample"},
                              {"actions", "A-2"},
                              {"method", "dipSample"},
                              {"strength", "medium"},
                              {"observedFrom-day", "3"},
                              {"observedFrom-month", "5"},
                              {"observedFrom-year", "2017"},
                              {"observedTo-day", "20"},
                              {"observedTo-month", "5"},
                              {"observedTo-year", "2017"}});
  EXPECT_THAT(evidence, StartsWith("/evidence/E-1?done=record"));

  auto chair = as("chair");
  board.catch_up();
  EXPECT_THAT(chair.get("/records/findings/F-2/judge-improvement").response.body,
              HasSubstr("value=\"E-1\""))
      << "the evidence of the loop can be ticked";
  done("chair", "/records/findings/F-2/judge-improvement",
       {{"result", "met"}, {"evidence", "E-1"}, {"statement", "Children are asked"}});
  done("chair", "/records/findings/F-2/book-sustainability-check",
       {{"on-day", "1"}, {"on-month", "12"}, {"on-year", "2017"}});

  board.catch_up();
  const std::string close = "/records/findings/F-2/close";
  const auto head = board.log->head();
  const auto check = PageForm{chair, close}.send({{"statement", "Children are asked"}});
  EXPECT_EQ(check.status(), 200) << check.response.body;
  EXPECT_THAT(check.response.body, AllOf(HasSubstr("Check your answers: Close the loop"),
                                         HasSubstr("Nothing has been recorded yet"),
                                         HasSubstr("name=\"_checked\" value=\"yes\"")));
  EXPECT_EQ(board.log->head(), head) << "shown, not done";
  const auto closed = PageForm{chair, close, check}.send(
      {{"statement", "Children are asked"}, {"_checked", "yes"}});
  ASSERT_EQ(closed.status(), 303);
  EXPECT_THAT(chair.get(std::string{closed.response.header("Location")}).response.body,
              AllOf(HasSubstr("Loop closed."), HasSubstr("closed with improvement")));
}

TEST_F(RecordForms, to_close_a_loop_say_all_that_is_missing) {
  auto chair = as("chair");
  const auto refused = PageForm{chair, "/records/findings/F-1/close"}.send({{"statement", "Yes"}});
  EXPECT_EQ(refused.status(), 409);
  const auto missing = board.get("findings/F-1/loop", "chair").json.at("missing").as_array();
  EXPECT_GE(missing.size(), 4U);
  for (const auto& each : missing) {
    EXPECT_THAT(refused.response.body,
                HasSubstr("<li>" + std::string{each.at("sentence").as_string()}));
  }
  EXPECT_THAT(refused.response.body, HasSubstr(">Yes</textarea>"));
}

TEST_F(RecordForms, that_end_something_are_looked_at_once_more) {
  auto chair = as("chair");
  const std::string path = "/records/actions/A-1/withdraw";
  const auto head = board.log->head();
  EXPECT_EQ(PageForm(chair, path).send({}).status(), 422) << "a reason first";
  PageForm form{chair, path};
  const Fields answers{{"reason", "The <b>tool</b>\r\nis gone"}};
  const auto check = form.send(answers);
  ASSERT_EQ(check.status(), 200);
  EXPECT_THAT(check.response.body, AllOf(HasSubstr("The &lt;b&gt;tool&lt;/b&gt;"),
                                         Not(HasSubstr("<b>")), HasSubstr("name=\"_change\"")));
  EXPECT_THAT(hidden_in(check.response.body, "reason"), HasSubstr("is gone"));

  PageForm checked{chair, path, check};
  auto changed = answers;
  changed.emplace_back("_change", "yes");
  const auto back = checked.send(changed);
  EXPECT_EQ(back.status(), 200);
  EXPECT_THAT(back.response.body,
              AllOf(HasSubstr("name=\"reason\""), HasSubstr("is gone</textarea>"),
                    Not(HasSubstr("_checked"))));
  EXPECT_EQ(board.log->head(), head);

  auto sure = answers;
  sure.emplace_back("_checked", "yes");
  EXPECT_EQ(checked.send(sure).status(), 303);
  EXPECT_EQ(board.log->head().number(), head.number() + 1);
  EXPECT_EQ(checked.send(sure).status(), 303) << "recorded once";
  EXPECT_EQ(form.send(answers).status(), 303) << "it is done already";
  EXPECT_EQ(board.log->head().number(), head.number() + 1);
}

TEST_F(RecordForms, say_what_is_wrong_at_its_place_and_keep_what_was_typed) {
  auto browser = as("analyst");
  const auto head = board.log->head();
  PageForm form{browser, "/records/findings/new"};
  const auto answer = form.send({{"nature", "strength"},
                                 {"statement", "</textarea><script>alert(1)</script>"},
                                 {"criterion", std::string(501, 'x')},
                                 {"casesSeen", "\"><script>"},
                                 {"notes.0.name", std::string(101, 'n')},
                                 {"effectiveOn-day", "31"},
                                 {"effectiveOn-month", "2"},
                                 {"effectiveOn-year", "2017"}});
  EXPECT_EQ(answer.status(), 422);
  EXPECT_EQ(board.log->head(), head);
  const auto& body = answer.response.body;
  EXPECT_THAT(body, HasSubstr("<title>Error: Raise a finding"));
  EXPECT_THAT(
      body,
      AllOf(HasSubstr("There is a problem"),
            HasSubstr("<a href=\"#reviews\">Reviews is required.</a>"),
            HasSubstr("<a href=\"#criterion\">"), HasSubstr("<a href=\"#casesSeen\">"),
            HasSubstr("<a href=\"#notes-0-name\">"), HasSubstr("<a href=\"#effectiveOn-day\">")));
  for (const auto* id : {"reviews", "criterion", "casesSeen", "notes-0-name", "effectiveOn-day"}) {
    EXPECT_THAT(body, HasSubstr("id=\"" + std::string{id} + "\"")) << "where the summary leads";
  }
  EXPECT_THAT(body, AllOf(HasSubstr("id=\"reviews-error\""), HasSubstr("id=\"criterion-error\""),
                          HasSubstr("id=\"effectiveOn-error\"")));
  EXPECT_THAT(body, HasSubstr("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>"));
  EXPECT_THAT(body, HasSubstr("value=\"&quot;&gt;&lt;script&gt;\""));
  EXPECT_THAT(body, Not(HasSubstr("<script>")));
  EXPECT_THAT(body, HasSubstr("type=\"radio\" value=\"strength\" checked"));
  EXPECT_THAT(body, HasSubstr("<details class=\"govuk-details\" open>"));
  EXPECT_THAT(body, HasSubstr("name=\"effectiveOn-day\" type=\"text\" value=\"31\""));

  PageForm again{browser, "/records/findings/new", answer};
  EXPECT_EQ(
      again.send({{"reviews", "R-1"}, {"nature", "strength"}, {"statement", "Good"}}).status(), 303)
      << "the form that came back can be sent";
}

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
