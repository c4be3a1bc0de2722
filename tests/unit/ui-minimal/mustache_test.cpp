#include "ui-minimal/mustache.h"

#include <stdexcept>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace closeloop::ui {
namespace {

std::string filled(std::string_view text, std::string_view model) {
  std::string out;
  Mustache{text}.fill(boost::json::parse(model).as_object(), out);
  return out;
}

TEST(Mustache, EscapesWhatAVariableSaysUnlessItHasThreeBraces) {
  const auto* model = R"({"x": "<b> & 'c' \"d\""})";
  EXPECT_EQ(filled("{{x}}", model), "&lt;b&gt; &amp; &apos;c&apos; &quot;d&quot;");
  EXPECT_EQ(filled("{{{x}}}", model), "<b> & 'c' \"d\"");
}

TEST(Mustache, ShowsNumbersAndNothingOfWhatIsNoText) {
  EXPECT_EQ(filled("{{a}} {{b}} {{c}}|{{d}}{{e}}{{f}}{{g}}",
                   R"({"a": 0, "b": -3, "c": 1.5, "d": true, "e": null, "f": [1], "g": {"h": 1}})"),
            "0 -3 1.5E0|");
}

TEST(Mustache, ShowsASectionOnceForEachItemAndLooksFurtherOutForItsNames) {
  EXPECT_EQ(filled("{{#rows}}{{id}}{{at}};{{/rows}}",
                   R"({"at": "?x", "rows": [{"id": 1}, {"id": 2, "at": "!"}]})"),
            "1?x;2!;");
  EXPECT_EQ(filled("{{#rows}}.{{/rows}}", R"({"rows": ["a", 2, null]})"), "...");
}

TEST(Mustache, CountsNullFalseAndEmptyAsAbsentButNotNought) {
  for (const auto* absent : {"null", "false", "\"\"", "[]", "{}"}) {
    const auto model = R"({"outer": "seen", "inner": {"outer": )" + std::string(absent) + "}}";
    EXPECT_EQ(filled("{{#inner}}{{#outer}}yes{{/outer}}{{^outer}}no{{/outer}}{{/inner}}", model),
              "no")
        << absent;
  }
  EXPECT_EQ(filled("{{#count}}{{count}}{{/count}}{{^none}}!{{/none}}", R"({"count": 0})"), "0!");
}

TEST(Mustache, FollowsDots) {
  EXPECT_EQ(filled("{{#row}}{{stage.label}}{{^stage.more}}.{{/stage.more}}{{/row}}",
                   R"({"stage": {"label": "outer"}, "row": {"stage": {"label": "Raised"}}})"),
            "Raised.");
  // The first that has all of it, as kinds of rows may lack a part.
  EXPECT_EQ(filled("{{#row}}{{stage.label}}{{/row}}",
                   R"({"stage": {"label": "outer"}, "row": {"stage": {"name": "r"}}})"),
            "outer");
}

TEST(Mustache, KnowsWhatFollowsFromADateAListAndAStatus) {
  EXPECT_EQ(filled("{{dueWords}}", R"({"due": "2017-02-03"})"), "3 February 2017");
  EXPECT_EQ(filled("{{#dueWords}}x{{/dueWords}}", R"({"due": "by Easter"})"), "");
  EXPECT_EQ(
      filled("{{#rows}}{{#rowsAny}}outer{{/rowsAny}}{{/rows}}", R"({"rows": [{"rows": []}]})"), "");
  EXPECT_EQ(filled("{{{bragTag}}}", R"({"brag": {"name": "red", "label": "Overdue"}})"),
            "<strong class=\"govuk-tag govuk-tag--red\">Overdue</strong>\n");
}

TEST(Mustache, LeavesOutALineThatHoldsOnlyTheTagsOfAShownSection) {
  EXPECT_EQ(filled("a\n{{#x}}\n  {{y}}\n{{/x}}\nb", R"({"x": [{"y": 1}, {"y": 2}]})"),
            "a\n  1\n  2\nb");
  EXPECT_EQ(filled("a\n {{#x}} \nb\n{{/x}}\n", R"({"x": true})"), "a\nb\n");
  EXPECT_EQ(filled("a {{#x}}\nb{{/x}}\n", R"({"x": true})"), "a \nb\n");
}

TEST(Mustache, GoesOnAfterWhatIsThereAlready) {
  std::string out = "  ";
  Mustache{"{{#x}}\nb\n{{/x}}"}.fill(boost::json::object{{"x", true}}, out);
  EXPECT_EQ(out, "  b\n");
}

TEST(Mustache, RefusesWhatIsNone) {
  for (const auto* text : {"{{#a}}", "{{/a}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{a", "{{{a}}", "{{}}",
                           "{{a b}}", "{{!note}}", "{{>part}}", "{{&a}}", "{{=<% %>=}}"}) {
    EXPECT_THROW(Mustache{text}, std::logic_error) << text;
  }
}

}  // namespace
}  // namespace closeloop::ui
