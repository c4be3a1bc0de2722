// Whoever reads a page can ask the API for every figure on it: each page that a role can reach by
// links, held against the questions that it stands for, asked by the same person.
#include <algorithm>
#include <deque>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

#include "tests/support/demo_board.h"
#include "tests/support/page_figures.h"

namespace closeloop::testing {
namespace {

namespace json = boost::json;
/// The addresses that the content of a page leads to, as the board is known today.
std::vector<std::string> links_in(std::string_view page) {
  static constexpr std::string_view before = "href=\"/";
  std::vector<std::string> links;
  for (auto at = page.find(before); at != std::string_view::npos; at = page.find(before, at)) {
    at += before.size() - 1;
    std::string address{page.substr(at, page.find_first_of("\"#", at) - at)};
    for (auto amp = address.find("&amp;"); amp != std::string::npos; amp = address.find("&amp;")) {
      address.erase(amp + 1, 4);
    }
    links.push_back(std::move(address));
  }
  return links;
}

/// The questions that a page answers. Empty: it shows nothing of the board.
std::vector<std::string> questions_of(const std::string& address) {
  static constexpr std::string_view api = "/api/v1";
  const auto path = address.substr(0, address.find('?'));
  const auto query = address.substr(path.size());
  const auto joined = [&](std::string_view place) {
    return std::string{api}.append(place).append(query);
  };
  if (path == "/") return {joined("/loops")};
  if (path == "/now") {
    static const std::regex list{"[?&]list=([a-z-]+)"};
    std::smatch found;
    if (!std::regex_search(query, found, list)) return {joined("/work-lists/mine")};
    auto rest = query;
    rest.erase(static_cast<std::size_t>(found.position()),
               static_cast<std::size_t>(found.length()));
    if (!rest.empty()) rest[0] = '?';
    return {"/api/v1/work-lists/" + found[1].str() + rest};
  }
  if (path == "/people" || path == "/agencies") return {joined("/directory" + path)};
  if (path == "/activity" || path == "/search" || path.starts_with("/events/")) {
    return {joined(path)};
  }
  static const std::regex figures{
      "/scorecards(/.*)?|/data-returns|/returns/.*/values|/(service|strategy|code)-register|/"
      "indicators/.*/measure|/series/.*/chart|/questions/.*/"
      "panels"};
  if (std::regex_match(path, figures)) return {joined(path)};
  if (path == "/records") return {joined("/records")};
  if (path == "/looking-back") {
    return {joined("/loops"), joined("/work-lists/overdue"), "/api/v1/loops",
            "/api/v1/work-lists/overdue", "/api/v1/health"};
  }
  static const std::regex list{"/records/([a-z-]+)"};
  static const std::regex record{"/([a-z-]+)/([^/]+)(/history|/timeline)?"};
  std::smatch found;
  if (std::regex_match(path, found, list)) return {joined("/" + found[1].str())};
  if (!std::regex_match(path, found, record)) return {};
  const auto self = "/" + found[1].str() + "/" + found[2].str();
  if (found[3] == "/timeline") return {joined(self + "/timeline")};
  if (found[1] == "findings" && found[3].length() == 0) return {joined(self + "/loop")};
  return {joined(self), joined(self + "/events") + (query.empty() ? "?" : "&") + "limit=200"};
}

class Parity : public DemoBoard, public ::testing::WithParamInterface<const char*> {
 protected:
  /// What is only the frame's or for entering something; the past, which the same questions show
  /// with the same parameters. Filters go together without end: of each two of one path, a few.
  static bool is_left_out(std::string_view address) {
    static constexpr std::string_view begins[] = {"/static",   "/api",     "/help",
                                                  "/problems", "/sign-",   "/password",
                                                  "/imports",  "/people/", "/now.csv"};
    static constexpr std::string_view holds[] = {
        "known_at=", "position=", "true_on=", "done=", "format=", "cursor="};
    const auto in = [&](std::string_view part) {
      return address.find(part) != std::string_view::npos;
    };
    const auto is_form =
        address.starts_with("/records/") &&
        address.find('/', std::string_view{"/records/"}.size()) != std::string_view::npos;
    return is_form ||
           std::ranges::any_of(begins, [&](auto each) { return address.starts_with(each); }) ||
           std::ranges::any_of(holds, in);
  }

  /// Whether an address filters in more ways than two, or in two and enough of its like were read.
  bool is_one_too_many(const std::string& address) {
    static constexpr int most = 3;
    static const std::regex value{"=[^&]*"};
    const auto filters =
        std::ranges::count(address, '=') - (address.starts_with("/now?list=") ? 1 : 0);
    return filters > 2 ||
           (filters == 2 && ++combined_[std::regex_replace(address, value, "")] > most);
  }

  void hold(const std::string& address, const api::Response& page) {
    Figures shown;
    Figures known;
    std::vector<json::value> answers;
    add_figures(words_of(page.body), shown);
    for (const auto& question : questions_of(address)) {
      const auto answer = get(question, who_);
      EXPECT_EQ(answer.status, 200) << address << " as " << question << " " << answer.body;
      if (answer.status != 200) continue;
      answers.push_back(json::parse(answer.body));
      add_figures(answers.back(), known);
    }
    std::string missing;
    for (const auto& figure : shown) {
      if (!known.contains(figure)) missing += " " + figure;
    }
    EXPECT_EQ(missing, "") << address;
    figures_ += shown.size();
    for (const auto& named : named_figures_of(page.body)) {
      auto found = Found::no_such_name;
      for (const auto& answer : answers) found = std::max(found, find_named(answer, named));
      EXPECT_FALSE(found == Found::otherwise)
          << address << ": " << named.name << " " << named.column << " " << named.first;
      named_ += found == Found::same ? 1 : 0;
    }
  }

  api::Header who_ = by_session(GetParam());
  std::size_t figures_ = 0;
  std::size_t named_ = 0;
  std::map<std::string, int> combined_;
};

TEST_P(Parity, of_every_page_with_the_api) {
  std::deque<std::string> waiting{"/",         "/now",          "/records",
                                  "/activity", "/looking-back", "/search?q=the"};
  std::set<std::string> seen{waiting.begin(), waiting.end()};
  std::size_t pages = 0;
  while (!waiting.empty()) {
    const auto address = waiting.front();
    waiting.pop_front();
    const auto page = get(address, who_);
    if (page.status == 403) continue;
    ASSERT_EQ(page.status, 200) << address << page.body;
    ++pages;
    hold(address, page);
    for (auto& link : links_in(page.body)) {
      if (is_left_out(link) || !seen.insert(link).second || is_one_too_many(link)) continue;
      waiting.push_back(std::move(link));
    }
  }
  EXPECT_GT(pages, 300U);
  EXPECT_GT(figures_, 3000U);
  EXPECT_GT(named_, 2000U);
  EXPECT_GT(combined_.size(), 5U);
  RecordProperty("pages", static_cast<int>(pages));
}

/// What the form of the loops' filters offers: "theme=voice", the first of each.
std::vector<std::string> choices_in(std::string_view page) {
  const auto after = [&](std::string_view words, std::size_t from) {
    const auto at = page.find(words, from);
    return at == std::string_view::npos ? at : at + words.size();
  };
  const auto quoted = [&](std::size_t at) {
    return std::string{page.substr(at, page.find('"', at) - at)};
  };
  std::vector<std::string> choices;
  for (auto at = after("<select", 0); at != std::string_view::npos; at = after("<select", at)) {
    const auto any = after("value=\"\"", at);
    const auto first = any == std::string_view::npos ? any : after("value=\"", any);
    if (first < page.find("</select", at)) {
      choices.push_back(quoted(after("name=\"", at)) + "=" + quoted(first));
    }
  }
  return choices;
}

TEST_P(Parity, of_filters_put_together_with_the_api) {
  const auto loops = get("/", who_);
  ASSERT_EQ(loops.status, 200);
  auto choices = choices_in(loops.body);
  ASSERT_GE(choices.size(), 3U);
  choices.emplace_back("stage=actionsAgreed");
  choices.emplace_back("gap=verifiedWithoutOutcomeEvidence");
  for (auto one = choices.begin(); one != choices.end(); ++one) {
    for (auto other = one + 1; other != choices.end(); ++other) {
      for (const std::string path : {"/?", "/now?list=all&"}) {
        const bool is_now = path != "/?";
        if (is_now && (other->starts_with("gap=") || one->starts_with("gap="))) continue;
        const auto address = path + *one + "&" + *other;
        const auto page = get(address, who_);
        ASSERT_EQ(page.status, 200) << address << page.body;
        hold(address, page);
      }
    }
  }
  for (const auto* stage : {"earlyHelp", "childProtection"}) {
    for (const auto* other : {"then=2020-01-01", "true_on=2024-06-30"}) {
      const auto address = std::string{"/scorecards/neglect?journey_stage="} + stage + "&" + other;
      const auto page = get(address, who_);
      ASSERT_EQ(page.status, 200) << address << page.body;
      hold(address, page);
    }
  }
  EXPECT_GT(named_, 300U);
}

TEST_P(Parity, of_the_past_with_the_api) {
  const std::string query = "?known_at=2017-06-30";
  for (const auto* page : {"/", "/now", "/records", "/activity", "/looking-back",
                           "/records/actions", "/findings/F-1", "/actions/A-1"}) {
    const auto shown = get(page + query, who_);
    ASSERT_EQ(shown.status, 200) << page << shown.body;
    hold(page + query, shown);
  }
  EXPECT_GT(figures_, 50U);
}

INSTANTIATE_TEST_SUITE_P(As, Parity,
                         ::testing::Values("agency-lead", "auditor", "analyst", "chair",
                                           "board-member", "triage-duty", "board-manager",
                                           "inspector"),
                         [](const auto& given) {
                           std::string name = given.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace closeloop::testing
