#include "ui-minimal/loop_graph.h"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ui-minimal/markup.h"
#include "ui-minimal/loop_layout.h"

namespace closeloop::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string svg_of(const char* text) { return loop_svg(boost::json::parse(text).as_object()); }

constexpr auto two_chains = R"({"id": "F-12", "nodes": [
    {"kind": "finding", "id": "F-12", "label": "GCP not considered in 5 of 8 cases",
     "page": "/findings/F-12"},
    {"kind": "action", "id": "A-31", "label": "Induction", "state": "delivered",
     "page": "/actions/A-31"},
    {"kind": "action", "id": "A-40", "label": "Audit", "page": "/actions/A-40",
     "broken": "no evidence for 74 days"},
    {"kind": "evidence", "id": "E-7", "label": "Dip sample 6 of 8",
     "page": "/evidence/E-7"}],
   "links": [{"from": "F-12", "to": "A-31"}, {"from": "F-12", "to": "A-40"},
             {"from": "A-31", "to": "E-7"}, {"from": "A-40", "to": "unknown"}],
   "recordCount": 4, "brokenCount": 1})";

TEST(LoopGraph, IsNamedAndDescribed) {
  const auto svg = svg_of(two_chains);
  EXPECT_EQ(testing::nesting_error(svg), "");
  EXPECT_THAT(svg, HasSubstr("<title id=\"loop-title\">The loop of F-12</title>"));
  EXPECT_THAT(svg, HasSubstr("4 records in order, from finding to improvement; 1 broken place."));
}

TEST(LoopGraph, NodesAreLinksInReadingOrder) {
  const auto svg = svg_of(two_chains);
  EXPECT_EQ(testing::count(svg, "<a href="), 4U);
  EXPECT_LT(svg.find("/findings/F-12"), svg.find("/actions/A-31"));
  EXPECT_LT(svg.find("/actions/A-40"), svg.find("/evidence/E-7"));
  EXPECT_THAT(svg, HasSubstr("aria-label=\"A-31: Induction, delivered\""));
}

TEST(LoopGraph, ShowsABrokenPlaceByDashesASignAndWords) {
  const auto svg = svg_of(two_chains);
  EXPECT_THAT(svg, HasSubstr("aria-label=\"A-40: Audit, loop broken: no evidence for 74 days\""));
  EXPECT_EQ(testing::count(svg, "class=\"node broken\""), 1U);
  EXPECT_EQ(testing::count(svg, "class=\"sign\""), 1U);
  EXPECT_THAT(svg, HasSubstr(">no evidence for 74<"));
}

TEST(LoopGraph, DrawsOnlyLinksBetweenRecordsThatAreThere) {
  EXPECT_EQ(testing::count(svg_of(two_chains), "class=\"link"), 3U);
}

TEST(LoopGraph, CanBeReadWithoutStyles) {
  const auto svg = svg_of(two_chains);
  EXPECT_EQ(testing::count(svg, " fill=\"#fff\""), testing::count(svg, "<rect") + 1U) << "a sign";
  EXPECT_EQ(testing::count(svg, " fill=\"none\""), 3U) << "links";
}

TEST(LoopGraph, OfNothingIsNothing) {
  EXPECT_EQ(svg_of("{}"), "");
  EXPECT_EQ(svg_of(R"({"nodes": [], "links": []})"), "");
}

TEST(LoopGraph, CutsLongTextBetweenCharactersNeverWithinOne) {
  const auto svg = svg_of(R"({"nodes": [{"kind": "finding", "id": "F-1",
      "label": "ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"}]})");
  const auto text = svg.substr(svg.find("F-1</text>"));
  EXPECT_THAT(text, HasSubstr("éé</text>"));
  EXPECT_THAT(text, HasSubstr("…</text>"));
}

TEST(LoopGraph, GivesAStateALineOfItsOwnAndKeepsTextInItsBox) {
  const auto svg = svg_of(R"({"nodes": [{"kind": "action", "id": "A-1", "page": "/actions/A-1",
      "state": "Delivered and verified", "label": "WWW WWWW MMMM WWWW MMMMMM WWWWWW MMMM MMMM"}],
      "at": "?position=40"})");
  EXPECT_THAT(svg, HasSubstr(">A-1</text>"));
  EXPECT_THAT(svg, HasSubstr(">Delivered and verified</text>"));
  EXPECT_THAT(svg, HasSubstr(">WWW WWWW MMMM</text>"));
  EXPECT_THAT(svg, HasSubstr("href=\"/actions/A-1?position=40\""));
}

TEST(LoopGraph, DrawsWhatIsOutsideTheFocusThin) {
  const auto svg = svg_of(R"({"id": "F-1", "nodes": [
     {"kind": "finding", "id": "F-1", "page": "/findings/F-1", "onPath": true},
     {"kind": "action", "id": "A-1", "page": "/actions/A-1", "onPath": true},
     {"kind": "action", "id": "A-2", "page": "/actions/A-2", "onPath": false}],
     "links": [{"from": "F-1", "to": "A-1", "onPath": true},
               {"from": "F-1", "to": "A-2", "onPath": false}]})");
  EXPECT_EQ(testing::count(svg, "class=\"node off\""), 1U);
  EXPECT_EQ(testing::count(svg, "class=\"link off\""), 1U);
  EXPECT_EQ(testing::count(svg, "class=\"link\""), 1U);
}

TEST(LoopGraph, DrawsALargeLoopFoldedAndSaysSo) {
  const auto svg = svg_of(R"({"id": "F-1", "at": "?position=4", "recordCount": 90,
     "brokenCount": 2, "links": [], "nodes": [
     {"kind": "action", "id": "A-1", "page": "/actions/A-1"}],
     "folded": {"links": [{"from": "f", "to": "g"}], "nodes": [
     {"kind": "finding", "key": "f", "id": "F-1", "page": "/findings/F-1"},
     {"kind": "action", "key": "g", "id": "40 actions", "label": "on voice", "page": "#chains",
      "broken": "2 broken places"}]}})");
  EXPECT_EQ(testing::nesting_error(svg), "");
  EXPECT_THAT(svg, HasSubstr("90 records in order, from finding to improvement; 2 broken places, "
                             "folded by theme. The table below says all of it."));
  EXPECT_THAT(svg, HasSubstr("href=\"#chains\" aria-label=\"40 actions: on voice, loop broken: "
                             "2 broken places\""));
  EXPECT_THAT(svg, Not(HasSubstr("A-1")));
}

TEST(LoopLayout, KeepsEachNodeInItsColumn) {
  EXPECT_THAT(arranged({0, 1, 1, 2}, 3, {{0, 1}, {0, 2}, {1, 3}}),
              ElementsAre(ElementsAre(0), ElementsAre(1, 2), ElementsAre(3)));
}

TEST(LoopLayout, UntanglesLinksThatCross) {
  // Two findings, each answered by the action that stands opposite the other one.
  const Links links = {{0, 3}, {1, 2}};
  const Columns tangled = {{0, 1}, {2, 3}};
  EXPECT_EQ(crossings(tangled, links), 1U);
  EXPECT_EQ(crossings(arranged({0, 0, 1, 1}, 2, links), links), 0U);
}

}  // namespace
}  // namespace closeloop::ui
