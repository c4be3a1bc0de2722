// Pages as a browser asks for them, without a browser: what they say, and where they lead.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/support/browser.h"
#include "tests/support/served_board.h"

namespace closeloop::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class BoardPages : public ::testing::Test {
 protected:
  BoardPages() {
    raise_a_loop(board);
    board.catch_up();
    give_account(board, "chair");
    give_account(board, "agencyLead");
    (void)browser.sign_in("chair");
  }

  ServedBoard board;
  Browser browser{board};
};

TEST_F(BoardPages, say_the_same_as_the_api_of_work_lists) {
  for (const auto* list : {"overdue", "due-soon", "awaiting-evidence", "all"}) {
    const auto model = board.get(std::string{"work-lists/"} + list).json;
    const auto page = browser.get(std::string{"/now?list="} + list);
    ASSERT_EQ(page.status(), 200) << list;
    EXPECT_THAT(page.response.body, HasSubstr(std::string{model.at("sentence").as_string()}));
    for (const auto& row : model.at("rows").as_array()) {
      EXPECT_THAT(page.response.body, HasSubstr(std::string{row.at("id").as_string()}));
    }
  }
}

TEST_F(BoardPages, begin_with_what_is_one_s_own) {
  EXPECT_THAT(browser.get("/now").response.body, HasSubstr("<title>Now: Mine"));
  Browser lead{board};
  (void)lead.sign_in("agency-lead");
  EXPECT_THAT(lead.get("/now").response.body, HasSubstr("You have"));
}

TEST_F(BoardPages, give_a_work_list_as_a_table_for_spreadsheets) {
  const auto answer = browser.get("/now.csv?list=all");
  ASSERT_EQ(answer.status(), 200);
  EXPECT_THAT(answer.response.content_type, StartsWith("text/csv"));
  EXPECT_THAT(std::string{answer.response.header("Content-Disposition")},
              AllOf(HasSubstr("attachment"), HasSubstr("now-all_known-")));
  EXPECT_THAT(
      answer.response.body,
      StartsWith("id,kind,title,due,status,days_overdue,stage,lead_agency,owner,loops\r\n"));
  EXPECT_THAT(answer.response.body, HasSubstr("\r\nA-1,action,"));
}

TEST_F(BoardPages, list_every_kind_of_record) {
  const auto kinds = browser.get("/records").response.body;
  for (const auto* resource : {"findings", "actions", "evidence", "people"}) {
    EXPECT_THAT(kinds, HasSubstr(std::string{"href=\"/records/"} + resource + "\""));
    const auto list = browser.get(std::string{"/records/"} + resource);
    EXPECT_EQ(list.status(), 200) << resource;
    EXPECT_THAT(list.response.body,
                HasSubstr(std::string{board.get(resource).json.at("sentence").as_string()}));
  }
  EXPECT_EQ(browser.get("/records/secrets").status(), 404);
}

TEST_F(BoardPages, tell_what_happened_newest_first) {
  const auto body = browser.get("/activity?limit=2").response.body;
  const auto model = board.get("activity?limit=2").json;
  for (const auto& row : model.at("rows").as_array()) {
    EXPECT_THAT(body, HasSubstr(std::string{row.at("page").as_string()}));
  }
  EXPECT_THAT(body, HasSubstr("/activity?limit=2&amp;cursor="));
}

TEST_F(BoardPages, look_back_with_then_beside_now) {
  const auto today = browser.get("/looking-back").response.body;
  EXPECT_THAT(today, AllOf(HasSubstr("as it is known today"), HasSubstr("a week back"),
                           Not(HasSubstr("a day on")), Not(HasSubstr("Then and now"))));
  const auto past = browser.get("/looking-back?position=2").response.body;
  EXPECT_THAT(past, AllOf(HasSubstr("up to position 2 of "), HasSubstr("Then and now"),
                          HasSubstr("href=\"/looking-back?position=1\""),
                          HasSubstr("href=\"/looking-back?position=3\""),
                          HasSubstr("href=\"/now?list=overdue&amp;position=2\"")));
  EXPECT_EQ(browser.get("/looking-back?known_at=2017-02-30").status(), 400);
  EXPECT_THAT(browser.get("/looking-back?known_at=2017-02-28").response.body,
              HasSubstr("href=\"/activity?known_since=2017-02-28\""));
  EXPECT_THAT(browser.get("/activity?known_since=2017-02-28").response.body,
              HasSubstr("recorded after 28 February 2017."));
}

TEST_F(BoardPages, about_the_past_lead_to_others_about_the_same_past) {
  for (const auto* page : {"/now", "/records", "/activity", "/looking-back", "/"}) {
    const auto body = browser.get(std::string{page} + "?position=3").response.body;
    EXPECT_THAT(body, HasSubstr("href=\"/scorecards?position=3\"")) << page;
    EXPECT_THAT(body, HasSubstr("Nothing can be entered here.")) << page;
  }
}

TEST_F(BoardPages, are_for_those_who_signed_in) {
  Browser nobody{board};
  for (const auto* page :
       {"/now", "/now.csv", "/records", "/records/people", "/activity", "/looking-back"}) {
    EXPECT_EQ(nobody.get(page).status(), 303) << page;
  }
}

std::string inflated(std::string bytes) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string whole(1024 * 1024, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(whole.data());
  stream.avail_out = static_cast<uInt>(whole.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  whole.resize(stream.total_out);
  inflateEnd(&stream);
  return whole;
}

TEST_F(BoardPages, come_compressed_to_those_who_take_it) {
  for (const auto* page : {"/records", "/", "/now.csv?list=all"}) {
    const auto plain = browser.get(page).response;
    EXPECT_EQ(plain.header("Content-Encoding"), "");
    EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");
    for (int again = 0; again < 2; ++again) {
      const auto packed = browser.get(page, {{"accept-encoding", "gzip"}}).response;
      if (plain.body.size() < 1400) continue;
      ASSERT_EQ(packed.header("Content-Encoding"), "gzip");
      EXPECT_EQ(std::ranges::count(packed.headers, "Vary", &api::Header::first), 1);
      EXPECT_LT(packed.body.size() * 2, plain.body.size());
      const auto whole = inflated(packed.body);
      EXPECT_EQ(whole.size(), plain.body.size());
      if (form_token_in(whole).empty()) continue;
      // What is secret in it is masked anew whenever it is made.
      EXPECT_NE(form_token_in(whole), form_token_in(plain.body));
    }
  }
}

TEST_F(BoardPages, are_made_once_for_one_reader_while_the_board_stands_still) {
  // The form token is masked anew whenever a page is made.
  const auto first = browser.get("/").response.body;
  EXPECT_EQ(browser.get("/").response.body, first);
  EXPECT_NE(browser.get("/?limit=5").response.body, first);
  EXPECT_EQ(browser.get("/", {{"accept-encoding", "gzip"}}).response.header("Content-Encoding"),
            "gzip");

  Browser same_person{board};
  (void)same_person.sign_in("chair");
  EXPECT_NE(same_person.get("/").response.body, first) << "a session has its own tokens";
  Browser lead{board};
  (void)lead.sign_in("agency-lead");
  EXPECT_NE(lead.get("/").response.body, first);

  board.clock.set("2017-06-02T09:00:00Z");
  const auto next_day = browser.get("/");
  ASSERT_EQ(next_day.status(), 303) << "a session ends";
  (void)browser.sign_in("chair");
  EXPECT_EQ(browser.get("/").status(), 200);
}

TEST_F(BoardPages, say_that_nothing_changed_or_how_far_the_board_has_come) {
  const auto first = browser.get("/now?list=all").response;
  const std::string tag{first.header("ETag")};
  const auto opened = std::stoull(std::string{first.header("Loop-Position")});
  EXPECT_EQ(opened, board.log->head().number());
  const auto ask = [&](const std::string& method) {
    return browser.send(method, "/now?list=all", {}, {{"if-none-match", tag}}).response;
  };
  EXPECT_EQ(ask("GET").status, 304);
  EXPECT_EQ(ask("HEAD").status, 304);

  for (const auto* note : {R"({"note": "Begun"})", R"({"note": "Half done"})"}) {
    ASSERT_EQ(board.post("actions/A-1/report-progress", "agencyLead", note).status(), 201);
  }
  board.catch_up();
  const auto later = ask("HEAD");
  EXPECT_EQ(later.status, 200);
  EXPECT_EQ(later.header("Loop-Position"), std::to_string(opened + 2));
  EXPECT_THAT(first.body, HasSubstr("data-position=\"" + std::to_string(opened) + "\""));
}

TEST_F(BoardPages, end_with_the_position_that_they_rest_on_and_when_it_was_recorded) {
  EXPECT_THAT(browser.get("/").response.body,
              AllOf(HasSubstr("Position " + std::to_string(board.log->head().number()) +
                              " · recorded 1 June 2017, 09:00 UTC · as known now")));
  EXPECT_THAT(browser.get("/?position=3").response.body,
              HasSubstr("Position 3 · recorded 1 June 2017, 09:00 UTC</p>"));
}

TEST_F(BoardPages, of_the_past_do_not_ask_for_what_is_new) {
  EXPECT_THAT(browser.get("/").response.body, HasSubstr("id=\"live\""));
  EXPECT_THAT(browser.get("/?position=3").response.body, Not(HasSubstr("id=\"live\"")));
}

TEST_F(BoardPages, look_back_by_a_slider_from_the_day_of_the_first_event_to_that_of_the_last) {
  EXPECT_THAT(browser.get("/looking-back").response.body, Not(HasSubstr("type=\"range\"")))
      << "all was recorded on one day";
  board.clock.set("2017-06-11T09:00:00Z");
  (void)browser.sign_in("chair");
  ASSERT_EQ(
      board.post("actions/A-1/report-progress", "agencyLead", R"({"note": "Later"})").status(),
      201);
  board.catch_up();
  EXPECT_THAT(browser.get("/looking-back?known_at=2017-06-03").response.body,
              AllOf(HasSubstr("type=\"range\" name=\"day\" min=\"0\" max=\"10\" value=\"2\""),
                    HasSubstr("data-first=\"2017-06-01\""), HasSubstr(">1 June 2017</span>"),
                    HasSubstr(">11 June 2017</span>"), HasSubstr("<script src=\"/static/app.js")));
  const auto to = [&](const std::string& query) {
    const auto answer = browser.get("/looking-back?" + query);
    EXPECT_EQ(answer.status(), 303);
    return std::string{answer.response.header("Location")};
  };
  EXPECT_EQ(to("day=0"), "/looking-back?known_at=2017-06-01");
  EXPECT_EQ(to("day=4&true_on=2017-06-02"), "/looking-back?known_at=2017-06-05&true_on=2017-06-02");
  EXPECT_EQ(to("day=99"), "/looking-back?known_at=2017-06-11") << "no further than the last";
  EXPECT_EQ(browser.get("/looking-back?day=x").status(), 400);
}

TEST_F(BoardPages, show_at_once_what_was_recorded) {
  EXPECT_THAT(browser.get("/actions/A-1").response.body, Not(HasSubstr("Four of six trained")));
  ASSERT_EQ(
      board.post("actions/A-1/report-progress", "agencyLead", R"({"note": "Four of six trained"})")
          .status(),
      201);
  board.catch_up();
  EXPECT_THAT(browser.get("/actions/A-1").response.body, HasSubstr("Four of six trained"));
}

TEST_F(BoardPages, that_were_made_before_are_not_given_to_a_session_that_has_ended) {
  ASSERT_EQ(browser.get("/now").status(), 200);
  const auto cookies = browser.cookies;
  const auto page = browser.get("/now").response.body;
  (void)browser.post("/sign-out", {{"_token", form_token_in(page)}});
  browser.cookies = cookies;
  EXPECT_EQ(browser.get("/now").status(), 303);
}

TEST_F(BoardPages, get_their_styles_compressed_if_they_take_it) {
  const auto styles = [&](const char* accepted) {
    return browser.get("/static/app.css", {{"accept-encoding", accepted}}).response;
  };
  EXPECT_EQ(styles("gzip, br").header("Content-Encoding"), "gzip");
  EXPECT_EQ(styles("br;q=1, gzip;q=0.5").header("Content-Encoding"), "gzip");
  for (const auto* refused : {"", "br", "gzip;q=0", "gzip;q=0.0, br"}) {
    EXPECT_EQ(styles(refused).header("Content-Encoding"), "") << refused;
    EXPECT_EQ(styles(refused).header("Vary"), "Accept-Encoding");
  }
}

}  // namespace
}  // namespace closeloop::testing
