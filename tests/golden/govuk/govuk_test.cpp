// Our templates of components against the examples that come with govuk-frontend.
#include <map>
#include <string>
#include <vector>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "tests/golden/files.h"
#include "ui-minimal/component.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

std::string decoded(std::string text) {
  constexpr std::pair<const char*, const char*> entities[] = {{"&lt;", "<"},    {"&gt;", ">"},
                                                              {"&quot;", "\""}, {"&#39;", "'"},
                                                              {"&apos;", "'"},  {"&amp;", "&"}};
  for (const auto& [entity, character] : entities) {
    for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1)) {
      text.replace(at, std::string_view(entity).size(), character);
    }
  }
  return text;
}

std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) out += c;
    if (space && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

/// "a class=govuk-link href=/x": a tag's name, and its attributes sorted.
std::string tag_of(std::string_view text) {
  std::map<std::string, std::string> attributes;
  std::string name;
  std::size_t at = 0;
  const auto word = [&](std::string_view ends) {
    const auto begin = at;
    while (at < text.size() && ends.find(text[at]) == std::string_view::npos) ++at;
    return std::string(text.substr(begin, at - begin));
  };
  const auto skip = [&] {
    while (at < text.size() && std::string_view(" \n\t\r").find(text[at]) != std::string_view::npos)
      ++at;
  };
  name = word(" \n\t\r");
  for (skip(); at < text.size(); skip()) {
    auto attribute = word(" \n\t\r=");
    std::string value;
    if (at < text.size() && text[at] == '=') {
      at += 2;  // And the quotation mark, which is always there.
      value = "=" + decoded(collapsed(word("\"")));
      ++at;
    }
    if (attribute != "/") attributes.emplace(std::move(attribute), std::move(value));
  }
  for (const auto& [attribute, value] : attributes) name += " " + attribute + value;
  return name;
}

/// A line for each tag and each text: what a browser makes of it, whatever the spaces between.
std::vector<std::string> normalised(std::string_view html) {
  std::vector<std::string> lines;
  while (!html.empty()) {
    if (html.front() == '<') {
      auto end = html.find('>');
      lines.push_back("<" + tag_of(html.substr(1, end - 1)) + ">");
      html.remove_prefix(end + 1);
    } else {
      const auto text = html.substr(0, html.find('<'));
      if (auto line = decoded(collapsed(text)); !line.empty()) lines.push_back(std::move(line));
      html.remove_prefix(text.size());
    }
  }
  return lines;
}

class GovukComponent : public ::testing::TestWithParam<std::string> {};

TEST_P(GovukComponent, IsAsItsExamplesShowIt) {
  const auto file = golden::folder() / "govuk" / (GetParam() + ".json");
  const auto examples = json::parse(golden::read(file)).as_array();
  ASSERT_GE(examples.size(), 7U);
  for (const auto& example : examples) {
    const auto& options = example.at("options").as_object();
    const auto ours = component(GetParam(), options);
    EXPECT_EQ(normalised(ours), normalised(std::string(example.at("html").as_string())))
        << example.at("name") << "\n"
        << options << "\n"
        << ours;
  }
}

INSTANTIATE_TEST_SUITE_P(All, GovukComponent,
                         ::testing::Values("back-link", "breadcrumbs", "button", "checkboxes",
                                           "date-input", "error-message", "error-summary", "input",
                                           "notification-banner", "pagination", "radios", "select",
                                           "skip-link", "summary-list", "table", "tag", "textarea"),
                         [](const auto& each) {
                           auto name = each.param;
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

}  // namespace
}  // namespace closeloop::ui
