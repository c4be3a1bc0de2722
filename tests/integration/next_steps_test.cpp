// Every way on that a page offers is one that can be gone by whoever reads it.
#include <set>
#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "tests/support/demo_board.h"

namespace closeloop::testing {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view accounts[] = {"board-manager", "agency-lead", "agency-lead-2", "auditor",
                                         "analyst",       "chair",       "inspector"};

class NextSteps : public DemoBoard {
 protected:
  std::string page(const std::string& address, const api::Header& who) {
    const auto answer = get(address, who);
    EXPECT_EQ(answer.status, 200) << address;
    return answer.body;
  }

  std::vector<std::string> findings() {
    std::vector<std::string> all;
    std::string next = "/api/v1/findings?limit=200";
    while (!next.empty()) {
      const auto answer = json::parse(get(next, by_token("Chair")).body);
      for (const auto& row : answer.at("rows").as_array()) {
        all.emplace_back(row.at("id").as_string());
      }
      const auto* cursor = answer.as_object().if_contains("next");
      next = cursor ? "/api/v1/findings?limit=200&cursor=" + std::string{cursor->as_string()} : "";
    }
    return all;
  }
};

/// The forms that a page leads to: "/records/actions/A-1/deliver", with what they are opened about.
std::set<std::string> forms_in(std::string_view page) {
  static constexpr std::string_view before = "href=\"/records/";
  std::set<std::string> forms;
  for (auto at = page.find(before); at != std::string_view::npos; at = page.find(before, at)) {
    at += before.size() - 9;
    std::string address{page.substr(at, page.find_first_of("\"#", at) - at)};
    for (auto amp = address.find("&amp;"); amp != std::string::npos; amp = address.find("&amp;")) {
      address.erase(amp + 1, 4);
    }
    const auto path = address.substr(0, address.find('?'));
    if (std::count(path.begin(), path.end(), '/') >= 3) forms.insert(std::move(address));
  }
  return forms;
}

/// The part of a page under a heading, up to the next.
std::string_view under(std::string_view page, std::string_view heading) {
  const auto begin = page.find(heading);
  if (begin == std::string_view::npos) return {};
  return page.substr(begin, page.find("<h2", begin) - begin);
}

TEST_F(NextSteps, what_is_missing_leads_only_to_what_the_record_itself_offers_its_reader) {
  std::size_t followed = 0;
  for (const auto account : accounts) {
    const auto who = by_session(account);
    for (const auto& finding : findings()) {
      const auto loop = page("/findings/" + finding, who);
      for (const auto& form : forms_in(under(loop, "id=\"missing\""))) {
        const auto path = form.substr(0, form.find('?'));
        ++followed;
        if (path.ends_with("/new")) {
          EXPECT_EQ(get(form, who).status, 200) << account << ' ' << form;
          continue;
        }
        const std::string_view before = "/records";
        const auto record = path.substr(before.size(), path.rfind('/') - before.size());
        const auto own = record.starts_with("/findings/") ? loop : page(record, who);
        EXPECT_THAT(std::string{under(own, "What you can do next")}, HasSubstr(path))
            << account << " on " << finding;
      }
    }
  }
  EXPECT_GT(followed, 100U);
}

TEST_F(NextSteps, of_an_action_that_nobody_leads_it_is_asked_who_does) {
  const auto missing =
      json::parse(
          get("/api/v1/findings/P04-F6/loop", by_token("Learning and improvement analyst")).body)
          .at("missing");
  bool found = false;
  for (const auto& one : missing.as_array()) {
    const auto* record = one.as_object().if_contains("record");
    if (!record || record->at("id").as_string() != "P04-A6") continue;
    found = true;
    EXPECT_TRUE(one.at("command").at("path").as_string().ends_with("/correct"))
        << json::serialize(one);
    EXPECT_FALSE(one.at("waitsFor").as_string().empty());
    EXPECT_EQ(one.at("record").at("kind").as_string(), "action");
  }
  EXPECT_TRUE(found);
  EXPECT_THAT(page("/findings/P04-F6", by_session("inspector")), HasSubstr("Waits for "));
}

TEST_F(NextSteps, a_record_offers_what_may_follow_from_it_filled_in) {
  const auto analyst = by_session("analyst");
  const auto finding = page("/findings/P04-F6", analyst);
  const std::string form = "/records/learning-points/new?about=findings%2FP04-F6";
  EXPECT_THAT(std::string{under(finding, "What you can do next")}, HasSubstr(form));
  EXPECT_THAT(page(form, analyst), HasSubstr("P04-F6"));
  EXPECT_THAT(page("/actions/P06-A5", by_session("agency-lead-2")),
              HasSubstr("/records/evidence/new?about=actions%2FP06-A5"));
  EXPECT_THAT(
      std::string{under(page("/findings/P04-F6", by_session("inspector")), "What you can do next")},
      Not(HasSubstr("/new?about")));
  // From a loop that is closed nothing more follows; it is reopened first.
  EXPECT_THAT(std::string{under(page("/findings/P01-R4", analyst), "What you can do next")},
              Not(HasSubstr("/new?about")));
}

TEST_F(NextSteps, what_waits_for_a_signature_is_something_to_do) {
  const auto list = json::parse(get("/api/v1/work-lists/mine?limit=200", by_token("Chair")).body);
  EXPECT_THAT(std::string{list.at("sentence").as_string()}, HasSubstr("for your signature"));
  const auto to_sign =
      json::parse(get("/api/v1/work-lists/awaiting-my-signature", by_token("Chair")).body);
  EXPECT_GT(to_sign.at("count").to_number<int>(), 0);
  EXPECT_GE(list.at("count").to_number<int>(), to_sign.at("count").to_number<int>());
}

TEST_F(NextSteps, what_waits_for_a_signature_leads_straight_to_its_form) {
  const auto chair = by_session("chair");
  const auto shown = forms_in(page("/now?list=awaiting-my-signature&limit=200", chair));
  const auto list = json::parse(
      get("/api/v1/work-lists/awaiting-my-signature?limit=200", by_token("Chair")).body);
  ASSERT_FALSE(list.at("rows").as_array().empty());
  for (const auto& row : list.at("rows").as_array()) {
    const std::string path{row.at("command").at("path").as_string()};
    const auto form = "/records" + path.substr(std::string_view{"/api/v1"}.size());
    EXPECT_TRUE(std::ranges::any_of(shown, [&](const auto& each) {
      return each.substr(0, each.find('?')) == form;
    })) << form;
  }
  for (const auto& form : shown) EXPECT_EQ(get(form, chair).status, 200) << form;
  EXPECT_THAT(forms_in(page("/now?list=awaiting-my-signature&known_at=2022-06-01", chair)),
              ::testing::IsEmpty());
}

TEST_F(NextSteps, R57_v_what_prompts_another_look_is_listed_with_its_forms_for_who_may_give_them) {
  const auto chair = by_session("chair");
  const auto loops = json::parse(get("/api/v1/loops", by_token("Chair")).body);
  EXPECT_GT(loops.at("lookAgain").at("count").to_number<int>(), 0);
  EXPECT_THAT(page("/", chair), HasSubstr("href=\"/now?list=look-again\""));
  const auto listed = page("/now?list=look-again&limit=200", chair);
  EXPECT_THAT(listed, HasSubstr("href=\"/findings/P01-R4\""));
  const auto forms = forms_in(listed);
  EXPECT_TRUE(forms.contains("/records/findings/P01-R4/reopen?because=contradictingEvidence"));
  for (const auto& form : forms) EXPECT_EQ(get(form, chair).status, 200) << form;
  const auto read = page("/now?list=look-again&limit=200", by_session("inspector"));
  EXPECT_THAT(read, HasSubstr("href=\"/findings/P01-R4\""));
  EXPECT_THAT(forms_in(read), ::testing::IsEmpty()) << "an inspector reopens nothing";
}

TEST_F(NextSteps, a_date_that_was_moved_is_said_on_the_record_and_where_it_is_moved_again) {
  const auto record =
      json::parse(get("/api/v1/actions/P06-A5", by_token("Learning and improvement analyst")).body);
  EXPECT_EQ(record.at("timesMoved"), 1);
  EXPECT_EQ(record.at("firstDue").as_string(), "2015-03-31");
  const auto* sentence =
      "It is due on 30 November 2022; it was first agreed for 31 March 2015, and "
      "moved once.";
  EXPECT_THAT(page("/actions/P06-A5", by_session("analyst")), HasSubstr(sentence));
  EXPECT_THAT(page("/records/actions/P06-A5/move-date", by_session("agency-lead-2")),
              HasSubstr(sentence));
}

TEST_F(NextSteps, loops_and_work_are_shown_by_stage_of_the_childs_journey) {
  const auto all =
      json::parse(get("/api/v1/loops", by_token("Learning and improvement analyst")).body);
  ASSERT_FALSE(all.at("journeyStages").as_array().empty());
  const auto& stage = all.at("journeyStages").at(0);
  const std::string id{stage.at("id").as_string()};
  const auto some = json::parse(get("/api/v1/findings?limit=200&journey_stage=" + id,
                                    by_token("Learning and improvement analyst"))
                                    .body);
  EXPECT_EQ(some.at("count"), stage.at("count"));
  EXPECT_EQ(get("/?journey_stage=" + id, by_session("analyst")).status, 200);
  EXPECT_THAT(page("/", by_session("analyst")), HasSubstr("name=\"journey_stage\""));
}

}  // namespace
}  // namespace closeloop::testing
