// The catalogue as a table: out, edited by the board, and in again.
#include <boost/algorithm/string/replace.hpp>
#include <gmock/gmock.h>

#include "tests/support/record_forms.h"

namespace closeloop::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class CatalogueTables : public RecordForms {
 protected:
  CatalogueTables() {
    measure_something(board);
    board.catch_up();
  }
  Answer send(const std::string& path, const std::string& body, const std::string& key = "",
              const std::string& role = "analyst") {
    std::vector<api::Header> headers{{"content-type", "text/csv"}};
    if (!key.empty()) headers.emplace_back("idempotency-key", key);
    auto answer =
        board.send("POST", "/api/v1/imports/catalogue" + path, role, body, std::move(headers));
    board.catch_up();
    return answer;
  }
  std::string table() {
    const auto answer = board.get("indicators.csv");
    EXPECT_EQ(answer.status(), 200);
    EXPECT_THAT(answer.response.content_type, HasSubstr("text/csv"));
    return answer.response.body;
  }
  static std::string why(const Answer& answer, std::size_t at) {
    const auto& one = answer.json.at("refused").at(at).as_object();
    const auto* column = one.if_contains("column");
    return std::string{one.at("place").as_string()} + ", " +
           (column ? std::string{column->as_string()} : "") + ": " +
           std::string{one.at("why").as_string()};
  }
};

constexpr auto a_new_one =
    "id,title,unit,countingUnit,frequency,taken,direction,suppression,chart,alsoKnownAs,questions\n"
    "X01,Visits,Count,child,month,flow,higher,none,xmr,Visits paid|Visits \\| calls,Q-1\n";

TEST_F(CatalogueTables, that_come_back_as_they_went_change_nothing) {
  const auto answer = send("/dry-run", table());
  EXPECT_TRUE(answer.json.at("refused").as_array().empty()) << answer.response.body;
  EXPECT_TRUE(answer.json.at("taken").as_object().empty()) << answer.response.body;
  EXPECT_EQ(answer.json.at("unchanged").at(0), "I-1");
}

TEST_F(CatalogueTables, add_indicators_and_revise_them_with_a_reason) {
  const auto added = send("", a_new_one, "k1");
  ASSERT_EQ(added.status(), 201) << added.response.body;
  EXPECT_EQ(board.get("indicators/X01").json.at("data").at("alsoKnownAs").as_array().size(), 2U);
  EXPECT_EQ(board.get("indicators/X01").json.at("data").at("alsoKnownAs").at(1), "Visits | calls");

  auto changed = table();
  boost::replace_first(changed, "Plans for neglect", "Plans for neglect, all ages");
  EXPECT_THAT(changed, HasSubstr("all ages"));
  boost::replace_first(changed, "Plans for neglect, all ages", "\"Plans for neglect, all ages\"");
  const auto refused = send("/dry-run", changed);
  EXPECT_THAT(why(refused, 0), AllOf(HasSubstr("row 2, reason"), HasSubstr("Say why")));
  const auto revised = send("?reason=Agreed%20in%20March", changed, "k2");
  ASSERT_EQ(revised.status(), 201) << revised.response.body;
  EXPECT_EQ(revised.json.at("taken").at("revised definitions"), 1);
  const auto record = board.get("indicators/I-1");
  EXPECT_EQ(record.json.at("title"), "Plans for neglect, all ages");
  EXPECT_EQ(record.json.at("data").at("numerator"), "plans for neglect");
  EXPECT_THAT(board.get("indicators/I-1/events").response.body, HasSubstr("Agreed in March"));
}

TEST_F(CatalogueTables, leave_alone_what_they_have_no_column_for) {
  const auto answer = send("", "id,title,reason\nI-1,Plans,Shorter\n", "k1");
  ASSERT_EQ(answer.status(), 201) << answer.response.body;
  const auto data = board.get("indicators/I-1").json.at("data").as_object();
  EXPECT_EQ(data.at("title"), "Plans");
  EXPECT_EQ(data.at("unit"), "percent");
  EXPECT_EQ(data.at("denominator"), "all plans");
}

TEST_F(CatalogueTables, name_every_mistake_by_row_and_column) {
  const auto before = board.log->head();
  const auto answer = send(
      "/dry-run",
      "id,title,unit,countingUnit,frequency,taken,direction,suppression,chart,breaksSeries,lagDays,"
      "questions,validFrom\n"
      "X01,,Pounds,child,month,flow,higher,none,xmr,perhaps,soon,Q-99,2017-02-31\n"
      "X 2,Two,count,child,month,flow,higher,none,xmr,,,,\n"
      "X03,Three,percent,child,month,flow,higher,none,xmr,,,,\n"
      "X03,Three,count,child,month,flow,higher,none,xmr,,,,\n");
  const auto all = answer.response.body;
  EXPECT_THAT(
      all, AllOf(HasSubstr("Pounds"), HasSubstr("yes or no"), HasSubstr("no whole number"),
                 HasSubstr("Write an id"), HasSubstr("twice"), HasSubstr("needs a denominator")));
  EXPECT_EQ(why(answer, 0).substr(0, 6), "row 2,");
  const auto later = send("/dry-run",
                          "id,title,unit,countingUnit,frequency,taken,direction,suppression,chart,"
                          "questions,validFrom\n"
                          "X01,,count,child,month,flow,higher,none,xmr,Q-99,2017-02-31\n"
                          "X03,Three,percent,child,month,flow,higher,none,xmr,,\n");
  const auto said = later.response.body;
  EXPECT_THAT(said, AllOf(HasSubstr("This is left out"), HasSubstr("There is no question Q-99"),
                          HasSubstr("needs a denominator")));
  EXPECT_THAT(why(send("/dry-run", "id,titel\nX01,A\n"), 0), HasSubstr("no such column"));
  EXPECT_EQ(send("", a_new_one, "k1", "agencyLead").status(), 403);
  EXPECT_EQ(board.log->head(), before);
}

TEST_F(CatalogueTables, bring_code_lists_that_are_added_to_and_ended_but_never_changed) {
  const auto list = [](const std::string& codes) {
    return R"([{"id": "CL-9", "event": {"title": "Factors", "breakdown": "factor"}, "codes": [)" +
           codes + "]}]";
  };
  const std::string old = R"({"code": "18A", "label": "Physical abuse", "validFrom": "2013-04-01")";
  const auto added = send("", list(old + "}"), "k1");
  ASSERT_EQ(added.status(), 201) << added.response.body;
  EXPECT_EQ(added.json.at("taken").at("codes"), 1);
  EXPECT_EQ(send("", list(old + "}"), "k2").status(), 200) << "as it is held";
  const auto ended = send("", list(old + R"(, "validTo": "2016-03-31"}, {"code": "18B",
           "label": "Physical abuse by a child", "validFrom": "2016-04-01"})"),
                          "k3");
  ASSERT_EQ(ended.status(), 201) << ended.response.body;
  EXPECT_EQ(ended.json.at("taken").at("codes"), 2);
  const auto other = send("/dry-run", list(R"({"code": "18B", "label": "Something else",
      "validFrom": "2016-05-01"})"));
  EXPECT_THAT(why(other, 0), HasSubstr("18B is valid in that time already"));
}

TEST_F(CatalogueTables, go_by_page_in_two_steps) {
  auto manager = as("boardManager");
  const auto form = manager.get("/imports/catalogue").response.body;
  EXPECT_THAT(form, HasSubstr("/api/v1/indicators.csv"));
  const auto body = "--xx\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n" +
                    form_token_in(form) +
                    "\r\n--xx\r\nContent-Disposition: form-data; name=\"reason\"\r\n\r\nAgreed\r\n"
                    "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"c.csv\"\r\n"
                    "Content-Type: text/csv\r\n\r\n" +
                    std::string{a_new_one} + "\r\n--xx--\r\n";
  const auto sent = manager.send("POST", "/imports/catalogue", body,
                                 {{"content-type", "multipart/form-data; boundary=xx"}});
  ASSERT_EQ(sent.status(), 303) << sent.response.body;
  const std::string place{sent.response.header("Location")};
  const auto report = manager.get(place).response.body;
  EXPECT_THAT(report, HasSubstr("1 indicator to take"));
  EXPECT_EQ(manager
                .post(place, {{"_token", hidden_in(report, "_token")},
                              {"_reported", hidden_in(report, "_reported")}})
                .status(),
            303);
  EXPECT_THAT(manager.get(place).response.body, HasSubstr("1 indicator taken."));
  auto lead = as("agencyLead");
  EXPECT_EQ(lead.get("/imports/catalogue").status(), 403);
}

}  // namespace
}  // namespace closeloop::testing
