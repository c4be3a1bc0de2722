#include "ui-minimal/charts/figure.h"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ui-minimal/charts/picture.h"
#include "tests/unit/ui-minimal/markup.h"
#include "ui-minimal/charts/chart.h"
#include "ui-minimal/charts/sparkline.h"
#include "ui-minimal/charts/xmr_chart.h"

namespace closeloop::ui::charts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ui::testing::count;

boost::json::object model() {
  return boost::json::parse(R"({"id": "N 1", "title": "Plans <b> & \"late\"",
     "description": "Average 12.", "unit": "days", "kind": "xmr", "direction": "lower",
     "points": [
      {"period": "2014", "label": "2014", "value": 12, "shown": "12", "flag": "",
       "type": "commonCause", "rule": "none", "numerator": 5, "denominator": 1639,
       "href": "/events/4"},
      {"period": "2015", "label": "2015", "value": null, "shown": "", "flag": "c",
       "type": "notJudged", "rule": "none"},
      {"period": "2016", "label": "2016", "value": 11, "shown": "11", "flag": "u",
       "type": "concern", "rule": "shift"},
      {"period": "2017", "label": "2017", "value": 14, "shown": "14", "flag": "",
       "type": "neutralLow", "rule": "trend"},
      {"period": "2018", "label": "2018", "value": 15, "shown": "15", "flag": "",
       "type": "improvement", "rule": "outsideLimits"}],
     "segments": [
      {"first": 0, "count": 3, "mean": 11.5, "lower": -2, "upper": 20, "trial": false,
       "lowerShown": false},
      {"first": 3, "count": 2, "mean": 14.5, "lower": 10, "upper": 19, "trial": true,
       "lowerShown": true, "cause": {"kind": "rebase", "id": "D-4", "text": "A new form", "href": "/decisions/D-4",
       "what": "The limits were worked out anew", "reason": "All teams use it <now>",
       "event": "/events/9"}}],
     "median": null, "target": {"value": 10, "shown": "10 days"},
     "markers": [{"index": 2, "number": 1, "label": "A-12 delivered", "href": "/actions/A-12"}],
     "breaks": [{"index": 3, "what": "The definition changed", "reason": "Unborn children count too",
      "event": "/events/8"}],
     "source": "Returns", "caption": "n = 4 years."})")
      .as_object();
}

std::string wide(const boost::json::object& of) { return xmr_chart(chart_of(of), Width::wide); }

TEST(ChartFigure, IsNamedAndDescribedAndEscaped) {
  const auto svg = wide(model());
  EXPECT_THAT(svg, HasSubstr("aria-labelledby=\"chart-N_201-t chart-N_201-d\""));
  EXPECT_THAT(svg,
              HasSubstr("<title id=\"chart-N_201-t\">Plans &lt;b&gt; &amp; &quot;late&quot;<"));
  EXPECT_THAT(svg, HasSubstr("<desc id=\"chart-N_201-d\">Average 12.</desc>"));
  const auto page = figure(model());
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_EQ(ui::testing::nesting_error(page), "");
  EXPECT_EQ(count(page, "<svg class=\"wide-chart\""), 1U);
  EXPECT_EQ(count(page, "<svg class=\"narrow-chart\""), 1U);
  EXPECT_THAT(page, HasSubstr("Average 12. Lower is better."));
  EXPECT_THAT(page, HasSubstr("n = 4 years. Source: Returns</figcaption>"));
}

TEST(ChartFigure, IsAnImageUnlessThereAreLinksInIt) {
  EXPECT_THAT(wide(model()), HasSubstr("role=\"group\""));
  EXPECT_THAT(
      wide(model()),
      HasSubstr("<a href=\"/actions/A-12\" aria-label=\"Action 1: A-12 delivered, 2016\">"));
  auto unlinked = model();
  unlinked.erase("markers");
  EXPECT_THAT(wide(unlinked), HasSubstr("role=\"img\""));
  EXPECT_THAT(wide(unlinked), Not(HasSubstr("<a ")));
}

TEST(ChartFigure, LeadsOnlyToPagesOfTheBoardAndToTheSameMoment) {
  auto past = model();
  past["at"] = "?known_at=2017-11-14";
  EXPECT_THAT(figure(past), HasSubstr("href=\"/decisions/D-4?known_at=2017-11-14\""));
  for (const auto* bad : {"javascript:alert(1)", "https://example.org/", "//example.org/", ""}) {
    auto odd = model();
    odd["markers"].as_array()[0].as_object()["href"] = bad;
    const auto page = figure(odd);
    EXPECT_THAT(page, Not(HasSubstr("javascript"))) << bad;
    EXPECT_THAT(page, Not(HasSubstr("example"))) << bad;
    EXPECT_THAT(page, HasSubstr("A-12 delivered, 2016")) << bad;
  }
}

TEST(ChartFigure, DrawsEachTypeInItsOwnShape) {
  const auto svg = wide(model());
  for (const auto* group : {"ordinary", "concern", "neutral", "improvement"}) {
    EXPECT_EQ(count(svg, "class=\"" + std::string(group) + "\""), 1U) << group;
  }
  EXPECT_THAT(svg, Not(HasSubstr("class=\"unjudged\"")));
}

TEST(ChartFigure, R13_DrawsAndCallsWhatOnlyLooksBetterOtherwiseThanAnImprovement) {
  auto doubted = model();
  doubted["points"].as_array()[4].as_object()["type"] = "looksBetter";
  const auto page = figure(doubted);
  EXPECT_EQ(count(wide(doubted), "class=\"looks-better\""), 1U);
  EXPECT_THAT(page, Not(HasSubstr("class=\"improvement\"")));
  EXPECT_THAT(page, Not(HasSubstr("Improvement")));
  EXPECT_THAT(page, HasSubstr(">Looks better, can't be told: outside the limits<"));
  EXPECT_THAT(page, HasSubstr("</svg> Looks better, can't be told</span>"));
  EXPECT_THAT(sparkline(doubted), HasSubstr("class=\"looks-better\""));
}

TEST(ChartFigure, JoinsNothingOverAGapOrABreak) {
  const auto svg = wide(model());
  const auto from = svg.find(" d=\"", svg.find("class=\"line\"")) + 4;
  const auto line = svg.substr(from, svg.find('"', from) - from);
  EXPECT_EQ(count(line, "M"), 3U) << line;  // 2014; 2016; 2017 and 2018.
  EXPECT_EQ(count(line, "L"), 1U) << line;
}

TEST(ChartFigure, OfFewPointsIsDotsOnly) {
  auto few = model();
  few["kind"] = "dots";
  for (const auto& svg : {wide(few), xmr_chart(chart_of(few), Width::narrow)}) {
    for (const auto* drawn : {"line", "band", "limits", "average"}) {
      EXPECT_THAT(svg, Not(HasSubstr("class=\"" + std::string(drawn) + "\""))) << drawn;
    }
    EXPECT_THAT(svg, Not(HasSubstr("limit ")));
    EXPECT_THAT(svg, Not(HasSubstr("Average 14.5")));
  }
  EXPECT_THAT(sparkline(few), Not(HasSubstr("#dfe7ee"))) << "no band";
  EXPECT_THAT(figure(few), Not(HasSubstr("The average is")));
  EXPECT_THAT(figure(few), HasSubstr("View as a table"));
  EXPECT_THAT(figure(few), HasSubstr("Judged anew from here: <a"));
}

TEST(ChartFigure, DrawsLimitsPerGroupAndNoLowerOneThatIsNotShown) {
  const auto svg = wide(model());
  const auto from = svg.find("class=\"limits\"");
  const auto limits = svg.substr(from, svg.find("/>", from) - from);
  EXPECT_EQ(count(limits, "M"), 3U) << limits;
  EXPECT_EQ(count(svg, ">Trial limit "), 2U);
  EXPECT_THAT(svg, HasSubstr(">Average 14.5<"));
  EXPECT_THAT(svg, HasSubstr(">Target 10 days<"));
  const auto narrow = xmr_chart(chart_of(model()), Width::narrow);
  EXPECT_THAT(narrow, Not(HasSubstr("class=\"ends\"")));
  EXPECT_THAT(svg, HasSubstr("class=\"ends\""));
  EXPECT_THAT(figure(model()), HasSubstr("<span class=\"narrow-only\">"));
}

TEST(ChartFigure, SaysInWordsWhatItsSignsMean) {
  const auto page = figure(model());
  const std::string told =
      "The line is broken here: figures can't be compared with those before. The definition "
      "changed. “Unborn children count too” <a class=\"govuk-link\" href=\"/events/8\">The event "
      "that says so</a>. New limits from here: <a class=\"govuk-link\" "
      "href=\"/decisions/D-4\">A new form</a>. The limits were worked out anew. “All teams use it "
      "&lt;now&gt;” <a class=\"govuk-link\" href=\"/events/9\">The event that says so</a>. The "
      "average is 14.5 from here; it was 11.5.";
  EXPECT_THAT(page, HasSubstr("<strong>A</strong> 2017. " + told + "</li>"));
  EXPECT_THAT(page, HasSubstr("<td class=\"govuk-table__cell steps\">" + told + "</td>"))
      << "in the row of 2017";
  EXPECT_THAT(page,
              HasSubstr("<strong>c</strong> suppressed: one to five, or could reveal one (2015)"));
  EXPECT_THAT(page, HasSubstr("<strong>u</strong> low reliability (2016)"));
  EXPECT_THAT(page, HasSubstr("href=\"/actions/A-12\">A-12 delivered</a>, 2016</li>"));
}

TEST(ChartFigure, SaysOnceWhatBothBreaksTheLineAndGivesNewLimits) {
  auto broken = model();
  broken["segments"].as_array()[1].as_object()["cause"] = boost::json::object{
      {"kind", "break"}, {"what", "The definition changed"}, {"event", "/events/8"}};
  EXPECT_THAT(figure(broken), HasSubstr("The event that says so</a>. New limits from here. The "
                                        "average is 14.5"));
}

TEST(ChartFigure, JoinsNoDotsAfterAPartThatHasALine) {
  auto parts = model();
  parts["kind"] = "dots";
  parts["segments"].as_array()[0].as_object()["kind"] = "xmr";
  parts["segments"].as_array()[1].as_object()["kind"] = "dots";
  parts.erase("breaks");
  parts["points"].as_array()[1].as_object()["value"] = 11;
  const auto svg = wide(parts);
  const auto from = svg.find(" d=\"", svg.find("class=\"line\"")) + 4;
  const auto line = svg.substr(from, svg.find('"', from) - from);
  EXPECT_EQ(count(line, "L"), 2U) << "2014 to 2016: " << line;
  EXPECT_EQ(count(line, "M"), 1U) << line;
}

TEST(ChartFigure, GivesAllOfItAsATable) {
  const auto page = figure(model());
  EXPECT_THAT(page, HasSubstr("<a class=\"govuk-link\" href=\"/events/4\">12</a></td>"));
  EXPECT_THAT(page, HasSubstr(">5 of 1,639</td>"));
  EXPECT_THAT(page, HasSubstr(">suppressed: one to five, or could reveal one</td>"));
  EXPECT_THAT(page, HasSubstr(">11 (low reliability)</td>"));
  EXPECT_THAT(page, HasSubstr(">Concern: seven or more in a row on one side of the average<"));
  EXPECT_THAT(page, HasSubstr(">Lower than usual: seven or more in a row going one way<"));
  EXPECT_THAT(page, HasSubstr(">Improvement: outside the limits<"));
}

TEST(ChartFigure, ShowsInTheTableWhatWasPublishedAsATarget) {
  EXPECT_THAT(figure(model()), Not(HasSubstr(">Target</th>")));
  auto aimed = model();
  aimed["points"].as_array()[2].as_object()["target"] = "<=18";
  EXPECT_THAT(figure(aimed), HasSubstr(">Target</th>"));
  EXPECT_THAT(figure(aimed), HasSubstr("<td class=\"govuk-table__cell nowrap\">&lt;=18</td>"));
}

TEST(ChartFigure, TellsEveryFlagInWords) {
  for (const auto& [flag, letter, words] :
       {std::tuple{"c", "c", "suppressed: one to five, or could reveal one"},
        std::tuple{"x", "x", "not available"}, std::tuple{"z", "z", "not applicable"},
        std::tuple{"u", "u", "low reliability"}, std::tuple{"notHeld", "h", "not held"},
        std::tuple{"notSupplied", "n", "not supplied"}}) {
    auto flagged = model();
    flagged["points"].as_array()[1].as_object()["flag"] = flag;
    const auto page = figure(flagged);
    EXPECT_THAT(page, HasSubstr(">" + std::string(letter) + "</text>"));
    EXPECT_THAT(page, HasSubstr("<td class=\"govuk-table__cell\">" + std::string(words) + "</td>"));
  }
}

TEST(ChartFigure, OfNothingIsASentence) {
  EXPECT_THAT(figure({{"title", "Plans"}}), HasSubstr("There are no figures in this series yet."));
  EXPECT_THAT(figure({{"title", "Plans"}}), Not(HasSubstr("<svg")));
}

TEST(Sparkline, SaysHowTheSeriesRuns) {
  EXPECT_THAT(sparkline(model()),
              HasSubstr("aria-label=\"Trend of 4 figures: from 12 in 2014 to 15 in 2018\""));
  EXPECT_EQ(sparkline({}), "No figures");
}

}  // namespace
}  // namespace closeloop::ui::charts
