// Search: what is found, what is not, and that its index can always be made anew.
#include "api/search/search.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/search/words.h"
#include "tests/support/browser.h"
#include "tests/support/log.h"
#include "tests/support/served_board.h"

namespace closeloop::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> ids(const Answer& answer) {
  std::vector<std::string> found;
  EXPECT_EQ(answer.status(), 200) << answer.response.body;
  if (answer.status() != 200) return found;
  for (const auto& row : answer.json.at("rows").as_array()) {
    found.emplace_back(row.at("id").as_string());
  }
  return found;
}

class Searching : public ::testing::Test {
 protected:
  Searching() { raise_a_loop(board); }

  Answer find(std::string_view words, const std::string& more = {}) {
    board.catch_up();
    EXPECT_TRUE(board.search->wait_for(board.log->head(), std::chrono::seconds{5}));
    return board.get("search?q=" + api::percent_encoded(words) + more);
  }

  ServedBoard board;
};

TEST_F(Searching, finds_an_id_first_however_it_is_typed) {
  EXPECT_THAT(ids(find("A-1")), ElementsAre("A-1"));
  EXPECT_THAT(ids(find("f-1")), ElementsAre("F-1"));
  EXPECT_THAT(ids(find(" ag-2 ")), ElementsAre("AG-2"));
  EXPECT_THAT(ids(find("F-999")), IsEmpty());
}

TEST_F(Searching, finds_words_of_titles_and_of_other_texts) {
  EXPECT_THAT(ids(find("neglect")), ElementsAre("R-1"));
  EXPECT_THAT(ids(find("someone asks")), ElementsAre("A-1"));
  EXPECT_THAT(ids(find("\"leads in the tool\"")), ElementsAre("A-1"));
  EXPECT_THAT(ids(find("\"tool the in leads\"")), IsEmpty());
  EXPECT_THAT(ids(find("max manager")), ElementsAre("P-1"));
}

TEST_F(Searching, matches_words_by_their_beginning_in_any_case) {
  EXPECT_THAT(ids(find("NEGL")), ElementsAre("R-1"));
  EXPECT_THAT(ids(find("consid too")), ElementsAre("F-1"));
  EXPECT_THAT(ids(find("eglect")), IsEmpty());
}

TEST_F(Searching, shows_the_records_headed_with_the_words_first_and_the_newest_of_them) {
  EXPECT_THAT(ids(find("tool")), ElementsAre("A-1", "L-1", "F-1"));
  EXPECT_THAT(ids(find("tool", "&kind=findings")), ElementsAre("F-1"));
  EXPECT_EQ(find("tool", "&kind=secrets").status(), 400);
}

TEST_F(Searching, says_what_was_found_where) {
  const auto answer = find("asks");
  const auto& row = answer.json.at("rows").at(0).as_object();
  EXPECT_EQ(row.at("kind").as_string(), "action");
  EXPECT_EQ(row.at("title").as_string(), "Train leads in the tool");
  EXPECT_EQ(row.at("page").as_string(), "/actions/A-1");
  EXPECT_EQ(row.at("agency").at("label").as_string(), "Early Help");
  EXPECT_EQ(row.at("on").as_string(), "2017-06-01");
  bool marked = false;
  for (const auto& piece : row.at("snippet").as_array()) {
    marked = marked || (piece.at("found").as_bool() && piece.at("text").as_string() == "asks");
  }
  EXPECT_TRUE(marked) << boost::json::serialize(row);
}

TEST_F(Searching, goes_on_page_by_page_without_losing_or_repeating_any) {
  std::vector<std::string> all;
  std::string cursor;
  do {
    const auto answer = find("tool", "&limit=1" + (cursor.empty() ? "" : "&cursor=" + cursor));
    for (auto& id : ids(answer)) all.push_back(std::move(id));
    EXPECT_EQ(answer.number("count"), 3U);
    cursor = answer.text("next");
  } while (!cursor.empty() && all.size() < 9);
  EXPECT_THAT(all, ElementsAre("A-1", "L-1", "F-1"));
  EXPECT_EQ(find("tool", "&cursor=x").status(), 400);
}

TEST_F(Searching, finds_the_text_as_corrected_and_not_as_it_was) {
  board.post("findings/F-1/correct", "analyst",
             R"({"corrects": 1, "statement": "The graded profile was left out.",
                 "reason": "Sharper words"})");
  EXPECT_THAT(ids(find("considered")), IsEmpty());
  EXPECT_THAT(ids(find("graded")), ElementsAre("F-1"));
  EXPECT_THAT(ids(find("sharper")), ElementsAre("F-1"));
}

TEST_F(Searching, never_finds_what_was_sealed) {
  const auto noted = board.post("actions/A-1/report-progress", "agencyLead",
                                R"({"note": "A zebra was seen at the training."})");
  ASSERT_EQ(noted.status(), 201) << noted.response.body;
  EXPECT_THAT(ids(find("zebra")), IsEmpty());
}

TEST_F(Searching, never_stumbles_over_what_is_typed) {
  for (const std::string_view typed : {"\"",
                                       "\"\"",
                                       "tool\"",
                                       "NEAR(a b)",
                                       "a AND",
                                       "OR",
                                       "NOT tool",
                                       "*",
                                       "too*",
                                       "title:tool",
                                       "{title}:x",
                                       "^tool",
                                       "-tool",
                                       "(((",
                                       "'; DROP TABLE words; --",
                                       "\U0001F600",
                                       "tool \U0001F600",
                                       "\u201ctool\u201d",
                                       "a\tb\nc",
                                       "+ + +",
                                       "%",
                                       "\\",
                                       "A-1\" OR \"x"}) {
    const auto answer = find(typed);
    EXPECT_EQ(answer.status(), 200) << typed << ": " << answer.response.body;
  }
  EXPECT_THAT(ids(find("tool \U0001F600")), ElementsAre("A-1", "L-1", "F-1"));
  EXPECT_THAT(ids(find("\u201ctrain leads\u201d")), ElementsAre("A-1"));
  EXPECT_EQ(find(std::string(10'000, 'x')).status(), 400);
  EXPECT_EQ(board.get("search?q=%FF%FE").status(), 400);
  EXPECT_EQ(board.get("search?q=a%00b").status(), 400);
  std::string many;
  for (int i = 0; i < 33; ++i) many += "w ";
  EXPECT_EQ(find(many).status(), 400);
  EXPECT_THAT(ids(find("neglect")), ElementsAre("R-1"));  // Nothing was dropped.
}

TEST_F(Searching, is_for_those_who_may_read) {
  EXPECT_EQ(board.get("search?q=tool", "").status(), 401);
  EXPECT_EQ(board.get("search?q=tool", "inspector").status(), 200);
}

TEST_F(Searching, of_the_past_lists_only_what_was_known_then_and_says_what_it_goes_by) {
  give_account(board, "chair");
  Browser browser{board};
  (void)browser.sign_in("chair");
  const auto now = find("tool");
  EXPECT_FALSE(now.json.contains("ofToday"));
  ASSERT_THAT(ids(now), ::testing::Contains("A-1"));
  const auto first_of = [&](std::string_view id) {
    std::uint64_t at = 0;
    const auto history = board.get("actions/" + std::string{id} + "/events");
    for (const auto& row : history.json.at("rows").as_array()) {
      at = row.at("position").to_number<std::uint64_t>();
    }
    return at;
  };
  const auto moment = std::to_string(first_of("A-1") - 1);
  const auto then = find("tool", "&position=" + moment);
  EXPECT_THAT(ids(then), Not(::testing::Contains("A-1")));
  EXPECT_THAT(ids(then), ::testing::Contains("F-1"));
  EXPECT_THAT(then.text("ofToday"), HasSubstr("known today"));
  for (const auto& row : then.json.at("rows").as_array()) {
    EXPECT_TRUE(row.at("snippet").as_array().empty()) << "a later text must not shine through";
  }
  const auto page = browser.get("/search?q=tool&position=" + moment).response.body;
  EXPECT_THAT(page, AllOf(HasSubstr("You are looking at the past"),
                          HasSubstr("href=\"/findings/F-1?position=" + moment + "\""),
                          HasSubstr("Search goes by the words that are known today."),
                          HasSubstr("name=\"position\" value=\"" + moment + "\""),
                          HasSubstr("href=\"/search?q=tool\">Search as known today"),
                          Not(HasSubstr("href=\"/actions/A-1"))));
}

TEST_F(Searching, answers_anew_when_the_index_has_read_more) {
  const auto first = find("tool");
  const std::string tag{first.response.header("ETag")};
  EXPECT_THAT(tag, HasSubstr("-s" + std::to_string(board.log->head().number())));
  EXPECT_EQ(board.get("search?q=tool", "analyst", {{"if-none-match", tag}}).status(), 304);
}

TEST_F(Searching, has_a_page_and_a_form_on_every_other_page) {
  give_account(board, "chair");
  Browser browser{board};
  (void)browser.sign_in("chair");
  EXPECT_THAT(browser.get("/").response.body, HasSubstr(R"(role="search")"));
  const auto body = (find("tool"), browser.get("/search?q=tool").response.body);
  EXPECT_THAT(body, AllOf(HasSubstr("3 records were found for \u201ctool\u201d."),
                          HasSubstr(R"(<a class="govuk-link" href="/actions/A-1">A-1</a>)"),
                          HasSubstr("Train leads in the <mark>tool</mark>")));
  EXPECT_THAT(browser.get("/search").response.body, HasSubstr("Find a record by its id"));
  const auto hostile =
      browser.get("/search?q=" + api::percent_encoded("<script>alert(1)</script>"));
  EXPECT_EQ(hostile.status(), 200);
  EXPECT_THAT(hostile.response.body, AllOf(Not(HasSubstr("<script>")), HasSubstr("Nothing was")));
  EXPECT_THAT(browser.get("/?position=3").response.body,
              AllOf(HasSubstr("by what is known today</label>"),
                    HasSubstr(R"(<input type="hidden" name="position" value="3"><label)")));
  Browser nobody{board};
  EXPECT_EQ(nobody.get("/search?q=tool").status(), 303);
}

/// An index in a file, over the log of a board.
class SearchFile : public Searching {
 protected:
  std::vector<std::string> found(std::string_view word) {
    api::Search search{*board.log, file};
    EXPECT_TRUE(search.wait_for(board.log->head(), std::chrono::seconds{10}));
    const auto hits = search.find({.expression = api::search_expression(word).value(),
                                   .resource = {},
                                   .cursor = {},
                                   .limit = 50});
    std::vector<std::string> streams;
    EXPECT_TRUE(hits) << (hits ? "" : hits.error().message);
    if (!hits) return streams;
    for (const auto& hit : hits.value().hits) streams.push_back(hit.stream);
    return streams;
  }

  eventstore::testing::Directory directory;
  std::filesystem::path file = directory.path() / "search.sqlite";
};

TEST_F(SearchFile, goes_on_where_it_stopped) {
  EXPECT_THAT(found("neglect"), ElementsAre("reviews/R-1"));
  board.post("reviews/R-2/open", "analyst",
             R"({"kind": "multiAgencyAudit", "title": "Neglect audit, again"})");
  EXPECT_THAT(found("neglect"), ElementsAre("reviews/R-2", "reviews/R-1"));
}

TEST_F(SearchFile, is_readable_by_its_owner_only) {
  (void)found("neglect");
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(SearchFile, is_made_anew_if_it_is_deleted_or_no_such_file) {
  EXPECT_THAT(found("neglect"), ElementsAre("reviews/R-1"));
  std::filesystem::remove(file);
  EXPECT_THAT(found("neglect"), ElementsAre("reviews/R-1"));
  std::ofstream{file} << std::string(50'000, 'x');
  EXPECT_THAT(found("neglect"), ElementsAre("reviews/R-1"));
  std::filesystem::resize_file(file, 5000);
  EXPECT_THAT(found("neglect"), ElementsAre("reviews/R-1"));
}

TEST_F(SearchFile, is_made_anew_when_damage_shows_while_it_is_used) {
  (void)found("neglect");
  const auto size = std::filesystem::file_size(file);
  ASSERT_GT(size, 8192U);
  {
    std::fstream damage{file, std::ios::in | std::ios::out | std::ios::binary};
    damage.seekp(4096);  // The first page stays: it opens, but does not hold together.
    damage << std::string(size - 4096, '\x7f');
  }
  api::Search search{*board.log, file};
  const api::SearchQuestion question{.expression = api::search_expression("neglect").value(),
                                     .resource = {},
                                     .cursor = {},
                                     .limit = 50};
  std::size_t hits = 0;
  for (int tries = 0; tries < 100 && hits == 0; ++tries) {
    if (const auto answer = search.find(question)) hits = answer.value().hits.size();
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  EXPECT_EQ(hits, 1U);
}

TEST_F(SearchFile, is_made_anew_if_it_is_of_another_log) {
  {
    ServedBoard other;
    other.post("reviews/R-9/open", "analyst",
               R"({"kind": "multiAgencyAudit", "title": "Giraffes"})");
    api::Search search{*other.log, file};
    EXPECT_TRUE(search.wait_for(other.log->head(), std::chrono::seconds{10}));
  }
  EXPECT_THAT(found("giraffes"), IsEmpty());
  EXPECT_THAT(found("neglect"), ElementsAre("reviews/R-1"));
}

TEST(SearchWords, quote_whatever_was_typed) {
  EXPECT_EQ(api::search_expression("voice of").value(), R"("voice"* "of"*)");
  EXPECT_EQ(api::search_expression(R"(a "b c" d)").value(), R"("a"* "b c" "d"*)");
  EXPECT_EQ(api::search_expression("* - ( ) \" !").value(), "");
}

}  // namespace
}  // namespace closeloop::testing
