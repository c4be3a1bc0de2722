// Whoever reads a page can ask the API for every figure on it: each page that a role can reach by
// links, held against the questions that it stands for, asked by the same person.
#include <algorithm>
#include <deque>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

#include "tests/support/demo_board.h"

namespace closeloop::testing {
namespace {

namespace json = boost::json;
using Figures = std::set<std::string>;

/// The whole numbers in a text, those of dates too: "4" and "2022" of "04 April 2022".
void add_figures(std::string_view text, Figures& to) {
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] < '0' || text[at] > '9') {
      ++at;
      continue;
    }
    auto end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    while (at + 1 < end && text[at] == '0') ++at;
    to.emplace(text.substr(at, end - at));
    at = end;
  }
}

void add_figures(const json::value& value, Figures& to) {
  if (const auto* object = value.if_object()) {
    for (const auto& [name, member] : *object) add_figures(member, to);
  } else if (const auto* array = value.if_array()) {
    for (const auto& member : *array) add_figures(member, to);
  } else if (const auto* text = value.if_string()) {
    add_figures(std::string_view{*text}, to);
  } else if (value.is_number()) {
    add_figures(json::serialize(value), to);
  }
}

/// What people read in the content of a page: no tags, no entities, no answers to fill in. Of a
/// picture its table is read: the steps of its axis are no figures.
std::string words_of(std::string_view page) {
  std::string words;
  const auto begin = page.find("<main");
  bool hidden = false;
  for (std::size_t at = begin; at < page.size(); ++at) {
    if (page[at] == '<') {
      const auto rest = page.substr(at);
      if (rest.starts_with("</main")) break;
      if (rest.starts_with("<form")) hidden = true;
      if (rest.starts_with("</form")) hidden = false;
      if (rest.starts_with("<svg")) at = page.find("</svg", at);
      at = page.find('>', at);
      words += ' ';
    } else if (page[at] == '&') {
      at = page.find(';', at);
      words += ' ';
    } else if (!hidden) {
      words += page[at];
    }
  }
  return words;
}

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
  /// with the same parameters; and lists filtered in more than one way at once.
  static bool is_left_out(std::string_view address) {
    static constexpr std::string_view begins[] = {"/static",   "/api",     "/help",
                                                  "/problems", "/sign-",   "/password",
                                                  "/imports",  "/people/", "/now.csv"};
    static constexpr std::string_view holds[] = {
        "known_at=", "position=", "true_on=", "&", "done=", "format="};
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

  void hold(const std::string& address, const api::Response& page) {
    Figures shown;
    Figures known;
    add_figures(words_of(page.body), shown);
    for (const auto& question : questions_of(address)) {
      const auto answer = get(question, who_);
      EXPECT_EQ(answer.status, 200) << address << " as " << question << " " << answer.body;
      if (answer.status == 200) add_figures(json::parse(answer.body), known);
    }
    std::string missing;
    for (const auto& figure : shown) {
      if (!known.contains(figure)) missing += " " + figure;
    }
    EXPECT_EQ(missing, "") << address;
    figures_ += shown.size();
  }

  api::Header who_ = by_session(GetParam());
  std::size_t figures_ = 0;
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
      if (!is_left_out(link) && seen.insert(link).second) waiting.push_back(std::move(link));
    }
  }
  EXPECT_GT(pages, 300U);
  EXPECT_GT(figures_, 3000U);
  RecordProperty("pages", static_cast<int>(pages));
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
