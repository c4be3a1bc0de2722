#include "ui-minimal/render.h"

#include <stdexcept>
#include <thread>

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ui-minimal/markup.h"
#include "ui-minimal/static_file.h"

namespace closeloop::ui {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

boost::json::object model(std::string_view text) {
  return boost::json::parse(boost::json::string_view(text.data(), text.size())).as_object();
}

const auto loops = model(R"({
  "title": "Loops", "boardName": "Anytown Board", "sentence": "3 findings, 1 of them broken.",
  "position": 1204, "askedOn": "2017-02-03",
  "stages": [{"name": "raised", "label": "Raised", "count": 0},
             {"name": "closed", "label": "Closed", "count": 3}],
  "gaps": [{"name": "findingWithoutLearning", "label": "Findings without learning", "count": 1}],
  "rows": [{"id": "F-1", "page": "/findings/F-1", "title": "Voice of the child", "gaps": [],
            "stage": {"name": "closed", "label": "Closed"}},
           {"id": "F-2", "page": "/findings/F-2", "title": "Assessments late",
            "stage": {"name": "raised", "label": "Raised"},
            "brag": {"name": "red", "label": "Overdue"},
            "gaps": [{"label": "No learning", "ageDays": 74}]}],
  "next": "c2"})");

TEST(Page, HasOneHeadingASkipLinkAndTheSentenceFirst) {
  const auto html = render_page("loops", loops);
  EXPECT_EQ(testing::nesting_error(html), "");
  EXPECT_EQ(testing::count(html, "<h1"), 1U);
  EXPECT_THAT(html, HasSubstr("href=\"#main\""));
  EXPECT_THAT(html, HasSubstr("<title>Loops – Anytown Board</title>"));
  EXPECT_LT(html.find("3 findings, 1 of them broken."), html.find("By stage"));
  EXPECT_THAT(html, HasSubstr("Position 1204"));
  EXPECT_THAT(html, HasSubstr("Today, 3 February 2017"));
}

TEST(LoopsPage, ShowsACountOfNoneAsANumber) {
  EXPECT_THAT(render_page("loops", loops),
              HasSubstr("<span class=\"count\">0</span> <span>Raised"));
}

TEST(LoopsPage, GivesARowOnlyItsOwnGaps) {
  const auto html = render_page("loops", loops);
  EXPECT_EQ(testing::count(html, "<ul class=\"broken\">"), 1U);
  EXPECT_THAT(html, HasSubstr("No learning, 74 days"));
}

TEST(LoopsPage, SaysWhyItIsEmptyAndWhatNext) {
  const auto html = render_page(
      "loops", model(R"({"title": "Loops", "rows": [], "mayImport": true, "mayRaise": true})"));
  EXPECT_EQ(testing::nesting_error(html), "");
  EXPECT_THAT(html,
              HasSubstr("<a class=\"govuk-link\" href=\"/imports/plans\">import an action plan"));
  EXPECT_THAT(html,
              HasSubstr("<a class=\"govuk-link\" href=\"/records/findings/new\">raise a finding"));
  EXPECT_THAT(render_page("loops", model(R"({"title": "Loops", "rows": []})")),
              HasSubstr("Findings come in with a review."));
  EXPECT_THAT(html, Not(HasSubstr("<table")));
}

TEST(Page, EscapesWhateverTheModelSays) {
  const auto nasty = std::string(R"(<script>alert(1)</script>" onload="x' & <b>)");
  for (const auto* page : {"loops", "finding", "record", "event", "problem"}) {
    const boost::json::object leaf{{"label", nasty},  {"value", nasty},    {"text", nasty},
                                   {"id", nasty},     {"page", nasty},     {"title", nasty},
                                   {"name", nasty},   {"detail", nasty},   {"kind", nasty},
                                   {"broken", nasty}, {"sentence", nasty}, {"state", nasty}};
    auto row = leaf;
    for (const auto* list : {"gaps", "lines", "cells", "records"}) {
      row[list] = boost::json::array{leaf};
    }
    auto everything = leaf;
    for (const auto* list : {"rows", "nodes", "stages", "gaps", "missing", "prompts", "errors",
                             "history", "columns", "fields", "links"}) {
      everything[list] = boost::json::array{row};
    }
    everything["boardName"] = nasty;
    everything["reason"] = nasty;
    everything["past"] = leaf;
    const auto html = render_page(page, everything);
    EXPECT_THAT(html, Not(HasSubstr("<script"))) << page;
    EXPECT_THAT(html, Not(HasSubstr("\" onload"))) << page;
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;")) << page;
    EXPECT_EQ(testing::nesting_error(html), "") << page;
  }
}

TEST(Page, SaysThatItIsAboutThePastAndKeepsItInItsLinks) {
  auto past = loops;
  past["past"] = model(R"({"sentence": "As known on 14 November."})");
  past["parameters"] =
      boost::json::array{boost::json::object{{"name", "known_at"}, {"value", "2017-11-14"}},
                         boost::json::object{{"name", "theme"}, {"value", "voice"}}};
  const auto html = render_page("loops", past);
  EXPECT_THAT(html, HasSubstr("As known on 14 November.</strong> <a class=\"govuk-link\" "
                              "href=\"/?theme=voice\">Return to today"));
  EXPECT_THAT(html, HasSubstr("/findings/F-1?known_at=2017-11-14\""));
  EXPECT_THAT(html, HasSubstr("/?known_at=2017-11-14&amp;theme=voice&amp;stage=raised\""));
  EXPECT_THAT(html, Not(HasSubstr("as known now")));
}

TEST(RecordPage, TellsWhenRecordedAndWhenTrue) {
  const auto html = render_page("record", model(R"({"title": "A-31", "history": [
      {"position": 9, "label": "Date moved", "recordedAt": "2017-02-03T14:02:11Z",
       "effectiveOn": "2017-01-31", "reason": "Staff ill",
       "actor": {"id": "P-1", "name": "R. Patel"},
       "lines": [{"label": "New date", "text": "1 May 2017"}]}]})"));
  EXPECT_EQ(testing::nesting_error(html), "");
  EXPECT_THAT(html, HasSubstr("3 February 2017, 14:02 UTC"));
  EXPECT_THAT(html, HasSubstr("31 January 2017"));
  EXPECT_THAT(html, HasSubstr("Reason: Staff ill"));
  EXPECT_THAT(html, HasSubstr("href=\"/events/9\""));
}

TEST(ProblemPage, SaysWhatIsWrongWithOneLinkOut) {
  const auto html = render_page("problem", model(R"({"title": "There is no finding F-99",
      "detail": "It may have another number."})"));
  EXPECT_EQ(testing::nesting_error(html), "");
  EXPECT_THAT(html, HasSubstr("It may have another number."));
  EXPECT_THAT(html, HasSubstr("<a class=\"govuk-link\" href=\"/\">"));
}

TEST(Page, OfAModelWithNothingIsStillAPage) {
  for (const auto* page : {"loops", "finding", "record", "event", "problem"}) {
    EXPECT_EQ(testing::nesting_error(render_page(page, {})), "") << page;
  }
}

TEST(Page, ThatThereIsNotIsAMistakeOfTheCaller) {
  EXPECT_THROW((void)render_page("nowhere", {}), std::out_of_range);
}

TEST(Page, CanBeRenderedByManyThreadsAtOnce) {
  const auto expected = render_page("loops", loops);
  std::vector<std::string> got(4);
  {
    std::vector<std::jthread> threads;
    for (auto& html : got) {
      threads.emplace_back([&html] {
        for (int i = 0; i < 20; ++i) html = render_page("loops", loops);
      });
    }
  }
  EXPECT_THAT(got, ::testing::Each(expected));
}

TEST(StaticFile, IsServedByNameAndNothingElseIs) {
  for (const auto* name : {"app.css", "govuk.css"}) {
    const auto css = static_file(name);
    ASSERT_TRUE(css);
    EXPECT_EQ(css->content_type, "text/css; charset=utf-8");
    for (const auto* elsewhere : {"url(", "@import", "@font-face", "GDS Transport"}) {
      EXPECT_THAT(std::string(css->content), Not(HasSubstr(elsewhere)));
    }
    EXPECT_LT(css->gzip.size() * 2, css->content.size());
  }
  EXPECT_FALSE(static_file("../render.cpp"));
}

}  // namespace
}  // namespace closeloop::ui
