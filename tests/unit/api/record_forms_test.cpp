// A form for every command: what it asks, and what becomes of what is sent.
#include "tests/support/record_forms.h"

#include <fmt/format.h>

#include "api/command_table.h"
#include "eventstore/schema/request.h"

namespace closeloop::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST_F(RecordForms, are_there_for_every_command_with_every_field_of_its_schema) {
  (void)board.post("recommendations/RC-1/make", "analyst", R"({"statement": "Use it"})");
  (void)board.post("evidence/E-1/record", "analyst",
                   R"({"kind": "output", "title": "Register", "actions": ["A-1"],
                       "method": "document", "strength": "medium"})");
  measure_something(board);
  board.catch_up();
  const std::map<std::string_view, std::string> ids{
      {"reviews", "R-1"},    {"findings", "F-1"},  {"learning-points", "L-1"},
      {"actions", "A-1"},    {"evidence", "E-1"},  {"recommendations", "RC-1"},
      {"agencies", "AG-1"},  {"people", "P-3"},    {"boards", "B-1"},
      {"indicators", "I-1"}, {"series", "S-1"},    {"returns", "DR-1"},
      {"questions", "Q-1"},  {"services", "SV-1"}, {"strategies", "ST-1"},
      {"code-lists", "CL-1"}};
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
    EXPECT_THAT(body, HasSubstr("<h1 class=\"govuk-heading-l\">" + html_of(kind->label) + "</h1>"));
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

TEST_F(RecordForms, offer_the_posts_and_themes_that_the_board_knows_and_take_new_ones) {
  const auto page = as("analyst").get("/records/actions/new").response.body;
  const auto known = [&](std::string_view name, std::string_view id, std::string_view label) {
    EXPECT_THAT(page, AllOf(HasSubstr(fmt::format("name=\"{}\"", name)),
                            HasSubstr(fmt::format("value=\"{}\"", id)), HasSubstr(label)));
  };
  known("owner", "head-of-early-help", ">Head of early help</option>");
  known("themes", "voice", "Voice");
  EXPECT_THAT(page, HasSubstr("id=\"owner-other\" name=\"owner\""));

  Fields answers{{"statement", "Ask every child"},
                 {"leadAgency", "AG-1"},
                 {"owner", ""},
                 {"owner", "head-of-night-care"},
                 {"themes", "voice"},
                 {"themes", "nights\r\n"},
                 {"due-day", "30"},
                 {"due-month", "9"},
                 {"due-year", "2017"},
                 {"successCriterion", "8 of 10"},
                 {"childWouldNotice", "I am asked"}};
  done("analyst", "/records/actions/new", answers);
  const auto written = board.get("actions/A-2").json;
  EXPECT_EQ(written.at("data").at("owner"), "head-of-night-care");
  EXPECT_EQ(written.at("data").at("themes"), (boost::json::array{"voice", "nights"}));
  board.catch_up();
  EXPECT_THAT(as("analyst").get("/records/actions/new").response.body,
              AllOf(HasSubstr(">Head of night care</option>"), HasSubstr("Nights")))
      << "an owner that was written once is offered from then on";
  EXPECT_THAT(as("analyst").get("/actions/A-2").response.body,
              AllOf(HasSubstr(">Head of night care<"), Not(HasSubstr(">head-of-night-care<"))));

  answers[2].second = "head-of-early-help";
  auto browser = as("analyst");
  const auto both = PageForm{browser, "/records/actions/new"}.send(answers);
  EXPECT_EQ(both.status(), 422);
  EXPECT_THAT(both.response.body,
              AllOf(HasSubstr("Owner is one post: choose it or write it, not both."),
                    HasSubstr("value=\"head-of-early-help\" selected"),
                    HasSubstr("value=\"head-of-night-care\" aria-describedby")))
      << "both are kept, to be decided between";
}

TEST_F(RecordForms, to_revise_what_was_defined_say_so) {
  measure_something(board);
  board.catch_up();
  auto manager = as("analyst");
  EXPECT_THAT(manager.get("/records/indicators/new").response.body,
              HasSubstr(">Define an indicator</h1>"));
  const auto revised = manager.get("/records/indicators/I-1/revise").response.body;
  EXPECT_THAT(revised, AllOf(HasSubstr(">Revise the indicator</h1>"), Not(HasSubstr("Define an"))));
  EXPECT_THAT(manager.get("/indicators/I-1").response.body,
              AllOf(HasSubstr("href=\"/records/indicators/I-1/revise\">Revise the indicator<"),
                    Not(HasSubstr(">Define an indicator<"))));
  EXPECT_THAT(manager.get("/records/questions/Q-1/reword").response.body,
              HasSubstr(">Reword the question</h1>"));
  EXPECT_THAT(manager.get("/records/services/SV-1/change").response.body,
              HasSubstr(">Change the service</h1>"));
  EXPECT_THAT(manager.get("/records/series/S-1/revise-value").response.body,
              HasSubstr(">Revise the value</h1>"));
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

}  // namespace
}  // namespace closeloop::testing
