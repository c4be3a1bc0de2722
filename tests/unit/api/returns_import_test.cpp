// Returns by API, by upload and by typing; and who may send whose.
#include <gmock/gmock.h>

#include "tests/support/record_forms.h"

namespace closeloop::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto a_table =
    "series_id,indicator,area,period,period_kind,numerator,denominator\n"
    "S-1,Plans for neglect,Testshire,2017-05,month,30,60\n";

class Returns : public RecordForms {
 protected:
  Returns() {
    measure_something(board);
    board.clock.set("2017-06-02T09:00:00Z");
    must(board.post("indicators/I-2/define", "analyst",
                    R"({"title": "Profiles completed", "unit": "count", "countingUnit": "record",
                        "frequency": "month", "taken": "flow", "direction": "higher",
                        "suppression": "none", "chart": "xmr", "breakdowns": ["agency"]})"));
    for (const auto* agency : {"1", "2"}) {
      must(board.post("returns/DR-" + std::string{agency} + "0/request", "analyst",
                      R"({"agency": "AG-)" + std::string{agency} +
                          R"(", "period": "2017-05", "periodKind": "month",
                          "indicators": ["I-1", "I-2"], "dueOn": "2017-06-20"})"));
    }
    board.catch_up();
  }
  static void must(const Answer& answer) {
    EXPECT_EQ(answer.status(), 201) << answer.response.body;
  }

  Answer send(const std::string& path, const std::string& body, const std::string& role,
              const std::string& key = "", const std::string& type = "text/csv") {
    std::vector<api::Header> headers{{"content-type", type}};
    if (!key.empty()) headers.emplace_back("idempotency-key", key);
    auto answer = board.send("POST", "/api/v1/imports/" + path, role, body, std::move(headers));
    board.catch_up();
    return answer;
  }
  static Answer upload(Browser& browser, const std::string& content, const std::string& query,
                       const std::string& data_return) {
    const auto token = form_token_in(browser.get("/imports/returns" + query).response.body);
    std::string body;
    for (const auto& [name, value] : Fields{{"_token", token}, {"return", data_return}}) {
      body +=
          "--xx\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
    body +=
        "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"q.csv\"\r\n"
        "Content-Type: text/csv\r\n\r\n" +
        content + "\r\n--xx--\r\n";
    return browser.send("POST", "/imports/returns", body,
                        {{"content-type", "multipart/form-data; boundary=xx"}});
  }
  static std::string place_of(const Answer& answer) {
    return std::string{answer.response.header("Location")};
  }
  boost::json::object values(const std::string& id) {
    board.catch_up();
    return board.get("returns/" + id + "/values").json;
  }
  std::uint64_t head() { return board.log->head().number(); }
};

const Fields typed{{"I-1.numerator", "30"}, {"I-1.denominator", "60"}, {"I-2.value", "7"}};

TEST_F(Returns, are_tried_and_then_taken_by_the_api_once) {
  const auto before = head();
  const auto tried = send("returns/dry-run?return=DR-10", a_table, "analyst");
  ASSERT_EQ(tried.status(), 200) << tried.response.body;
  EXPECT_EQ(head(), before);
  EXPECT_EQ(tried.text("sentence"),
            "Nothing has been taken yet. There is 1 value and 1 return to take.");
  const auto two = std::string{a_table} + "S-1,Plans for neglect,Testshire,2015-12,month,31,62\n";
  EXPECT_EQ(send("returns/dry-run", two, "analyst").text("sentence"),
            "Nothing has been taken yet. There are 2 values to take.");
  const auto taken = send("returns?return=DR-10", a_table, "analyst", "k1");
  ASSERT_EQ(taken.status(), 201) << taken.response.body;
  EXPECT_EQ(board.get("returns/DR-10").status(), 200);
  EXPECT_EQ(values("DR-10").at("values").as_array().size(), 1U);
  const auto again = send("returns?return=DR-10", a_table, "analyst", "k1");
  EXPECT_EQ(again.status(), 201) << again.response.body;
  EXPECT_EQ(again.number("position"), taken.number("position"));
  EXPECT_EQ(head(), taken.number("position"));
  EXPECT_EQ(send("returns", a_table, "analyst", "k2").status(), 200) << "nothing is new";
  EXPECT_EQ(send("returns", a_table, "analyst", "k1").status(), 409) << "another request";
}

TEST_F(Returns, refuse_a_file_whole_by_row_and_column) {
  const auto before = head();
  const auto answer = send("returns",
                           std::string{a_table} +
                               "S-1,Plans for neglect,Testshire,May,month,1,2\n"
                               "S-1,Plans for neglect,Testshire,2017-03,month,many,2\n",
                           "analyst", "k1");
  EXPECT_EQ(answer.status(), 422);
  EXPECT_THAT(answer.response.body,
              AllOf(HasSubstr("row 3, period"), HasSubstr("row 4, numerator")));
  EXPECT_EQ(head(), before);
  const auto both = send("returns/dry-run",
                         std::string{a_table} +
                             "S-1,Plans for neglect,Testshire,2017-03,month,9,\n"
                             "S-1,Plans for neglect,Testshire,2017-06,month,many,2\n",
                         "analyst");
  const auto& told = both.json.at("refused").as_array();
  ASSERT_EQ(told.size(), 2U) << both.response.body;
  EXPECT_EQ(told[0].at("column"), "denominator") << "what is read and what is held, at once";
  EXPECT_EQ(told[1].at("place"), "row 4");
  EXPECT_EQ(send("returns", a_table, "analyst", "k2", "text/plain").status(), 415);
  EXPECT_EQ(send("returns?return=DR-99", a_table, "analyst", "k3").status(), 404);
  EXPECT_EQ(send("returns", "PK\x03\x04", "analyst", "k4").status(), 422) << "no workbook";
  EXPECT_EQ(send("returns", a_table, "inspector", "k5").status(), 403);
}

TEST_F(Returns, an_agency_lead_answers_no_return_of_another_agency) {
  const auto before = head();
  EXPECT_EQ(send("returns?return=DR-20", a_table, "agencyLead", "k1").status(), 403);
  EXPECT_EQ(send("returns/dry-run?return=DR-20", a_table, "agencyLead").status(), 403);
  EXPECT_EQ(send("returns", a_table, "agencyLead", "k2").status(), 403) << "bound to no return";
  auto lead = as("agencyLead");
  EXPECT_EQ(lead.get("/imports/returns").status(), 403);
  EXPECT_EQ(lead.get("/imports/returns?return=DR-20").status(), 403);
  EXPECT_EQ(lead.get("/records/returns/DR-20/answer").status(), 403);
  EXPECT_EQ(upload(lead, a_table, "?return=DR-10", "DR-20").status(), 403) << "changed on the way";
  EXPECT_EQ(upload(lead, a_table, "?return=DR-10", "").status(), 403) << "left out on the way";
  PageForm form{lead, "/records/returns/DR-10/answer"};
  ASSERT_EQ(form.status(), 200);
  Fields answers = typed;
  answers.emplace_back("_token", hidden_in(form.page(), "_token"));
  answers.emplace_back("_key", hidden_in(form.page(), "_key"));
  EXPECT_EQ(lead.post("/records/returns/DR-20/answer", answers).status(), 403);
  EXPECT_EQ(head(), before);
}

TEST_F(Returns, an_agency_lead_gives_no_figures_but_those_that_were_asked) {
  const auto before = head();
  const std::string header = "series_id,indicator,area,period,period_kind,value,agency,flag\n";
  must(board.post("series/S-2/open", "analyst",
                  R"({"title": "Profiles completed", "indicator": "I-2", "area": "Testshire",
                      "agency": "AG-2", "breakdown": "agency", "periodKind": "month",
                      "unit": "count"})"));
  board.catch_up();
  const auto opened = head();
  int key = 0;
  for (const auto& [row, why] :
       {std::pair{"S-2,Profiles completed,Testshire,2017-05,month,3,,", "another agency"},
        {",Profiles completed,Testshire,2017-05,month,3,Police,", "another agency"},
        {"S-1,Plans for neglect,Testshire,2017-04,month,3,,", "did not come with this return"},
        {",Something else,Testshire,2017-05,month,3,,", "does not ask for"},
        {",Profiles completed,Testshire,2017-05,month,3,Nobody,", "no agency"}}) {
    const auto answer = send("returns?return=DR-10", header + row + "\n", "agencyLead",
                             "k" + std::to_string(++key));
    EXPECT_EQ(answer.status(), 422) << row;
    EXPECT_THAT(answer.response.body, HasSubstr(why)) << row;
  }
  EXPECT_EQ(head(), opened);
  EXPECT_GT(opened, before);
}

TEST_F(Returns, are_answered_by_typing_as_one_commit) {
  auto lead = as("agencyLead");
  const auto before = head();
  PageForm form{lead, "/records/returns/DR-10/answer"};
  EXPECT_THAT(form.page(),
              AllOf(HasSubstr("I-1: Plans for neglect"), HasSubstr("all plans"),
                    HasSubstr("I-2: Profiles completed"), Not(HasSubstr("I-2.numerator"))));
  const auto sent = form.send(typed);
  ASSERT_EQ(sent.status(), 303) << sent.response.body;
  // One value for the series that is there; a series and a value for the agency; and its receipt.
  EXPECT_EQ(head() - before, 4U);
  const auto came = values("DR-10");
  EXPECT_EQ(came.at("values").as_array().size(), 2U);
  EXPECT_TRUE(came.at("missing").as_array().empty());
  EXPECT_EQ(board.get("series/I-2-AG-1").status(), 200);
  EXPECT_THAT(
      lead.get(place_of(sent)).response.body,
      AllOf(HasSubstr("Return received."), HasSubstr("50.0%"), HasSubstr("not judged yet")));
  const auto head_now = head();
  EXPECT_EQ(form.send(typed).status(), 303) << "pressed twice";
  EXPECT_EQ(head(), head_now);
}

TEST_F(Returns, that_are_typed_wrong_keep_their_answers_and_name_every_mistake) {
  auto lead = as("agencyLead");
  const auto before = head();
  PageForm form{lead, "/records/returns/DR-10/answer"};
  const auto sent = form.send({{"I-1.numerator", "thirty"}, {"I-1.denominator", "60"}});
  EXPECT_EQ(sent.status(), 422);
  EXPECT_THAT(sent.response.body,
              AllOf(HasSubstr("There is a problem"), HasSubstr("href=\"#I-1-numerator\""),
                    HasSubstr("href=\"#I-2-value\""), HasSubstr("value=\"thirty\""),
                    HasSubstr("value=\"60\""), HasSubstr("no number")));
  EXPECT_EQ(head(), before);
  PageForm again{lead, "/records/returns/DR-10/answer", sent};
  const auto half = again.send({{"I-1.numerator", "3"}, {"I-2.flag", "notHeld"}});
  EXPECT_EQ(half.status(), 422);
  EXPECT_THAT(half.response.body, HasSubstr("href=\"#I-1-denominator\""));
  const auto mended = again.send({{"I-1.flag", "notSupplied"}, {"I-2.flag", "notHeld"}});
  EXPECT_EQ(mended.status(), 303) << mended.response.body;
  EXPECT_EQ(values("DR-10").at("values").at(0).at("shown"), "not supplied");
  EXPECT_EQ(lead.post("/records/returns/DR-10/answer", typed).status(), 403) << "no form of ours";
}

TEST_F(Returns, go_by_upload_in_two_steps_and_stay_bound_to_their_return) {
  auto lead = as("agencyLead");
  const auto before = head();
  const auto sent = upload(lead, a_table, "?return=DR-10", "DR-10");
  ASSERT_EQ(sent.status(), 303) << sent.response.body;
  const auto place = place_of(sent);
  const auto report = lead.get(place).response.body;
  EXPECT_THAT(report, AllOf(HasSubstr("1 value and 1 return to take"), HasSubstr("Import this")));
  EXPECT_EQ(head(), before);
  const auto taken = lead.post(place, {{"_token", hidden_in(report, "_token")},
                                       {"_reported", hidden_in(report, "_reported")}});
  ASSERT_EQ(taken.status(), 303) << taken.response.body;
  EXPECT_EQ(head() - before, 2U);
  EXPECT_THAT(lead.get(place).response.body, HasSubstr("href=\"/returns/DR-10/values\""));
  EXPECT_EQ(as("inspector").get(place).status(), 403);
  auto analyst = as("analyst");
  EXPECT_EQ(analyst.get(place).status(), 404) << "another's file";
  const auto wrong = analyst.get(place_of(
      upload(analyst, "indicator,area,period,value\nPlans,Testshire,2017,three\n", "", "")));
  EXPECT_THAT(wrong.response.body,
              AllOf(HasSubstr("row 2, value"), HasSubstr("href=\"/imports/returns\""),
                    Not(HasSubstr("Import this"))));
}

TEST_F(Returns, that_were_rejected_count_no_more_until_they_are_sent_again) {
  auto lead = as("agencyLead");
  ASSERT_EQ(PageForm(lead, "/records/returns/DR-10/answer").send(typed).status(), 303);
  board.catch_up();
  auto analyst = as("analyst");
  const auto page = analyst.get("/returns/DR-10/values").response.body;
  EXPECT_THAT(page, AllOf(HasSubstr("/records/returns/DR-10/accept"),
                          HasSubstr("/records/returns/DR-10/reject")));
  EXPECT_THAT(analyst.get("/records/returns/DR-10/accept").response.body, HasSubstr("50.0%"));
  done("analyst", "/records/returns/DR-10/reject",
       {{"what", "One team is missing"}, {"reason", "Not whole"}});
  EXPECT_FALSE(values("DR-10").at("values").at(0).at("counts").as_bool());
  EXPECT_THAT(analyst.get("/returns/DR-10/values").response.body, HasSubstr("No more"));
  EXPECT_THAT(analyst.get("/data-returns").response.body, HasSubstr("Rejected"));
  // What was right is sent again as it was: it comes to nothing but the receipt, and counts again.
  const auto before = head();
  ASSERT_EQ(PageForm(lead, "/records/returns/DR-10/answer").send(typed).status(), 303);
  EXPECT_EQ(head() - before, 1U);
  EXPECT_TRUE(values("DR-10").at("values").at(0).at("counts").as_bool());
  done("analyst", "/records/returns/DR-10/accept", {{"grade", "a"}});
  EXPECT_THAT(analyst.get("/data-returns").response.body,
              AllOf(HasSubstr("Accepted"), HasSubstr("/returns/DR-10/values")));
}

TEST_F(Returns, with_a_category_that_no_code_list_has_are_refused_with_those_that_are_valid) {
  must(board.post("code-lists/CL-9/open", "analyst",
                  R"({"title": "Factors", "breakdown": "factor"})"));
  must(board.post("code-lists/CL-9/add-code", "analyst",
                  R"({"code": "16A", "label": "Neglect", "validFrom": "2013-04-01"})"));
  must(board.post(
      "code-lists/CL-9/add-code", "analyst",
      R"({"code": "24A", "label": "Criminal exploitation", "validFrom": "2017-05-10"})"));
  must(board.post("indicators/I-3/define", "analyst",
                  R"({"title": "Assessments by factor", "unit": "count",
                      "countingUnit": "assessment", "frequency": "month", "taken": "flow",
                      "direction": "neutral", "suppression": "none", "chart": "xmr",
                      "breakdowns": ["factor", "ageBand"], "codeLists": ["CL-9"]})"));
  board.catch_up();
  const std::string header = "indicator,area,period,period_kind,breakdown,category,value\n";
  const auto row = [](const std::string& period, const std::string& what) {
    return "Assessments by factor,Testshire," + period + ",month," + what + ",9\n";
  };
  const auto refused = send("returns/dry-run",
                            header + row("2017-04", "factor,24A") + row("2017-05", "factor,24A") +
                                row("2017-05", "factor,99Z"),
                            "analyst");
  const auto& mistakes = refused.json.at("refused").as_array();
  ASSERT_EQ(mistakes.size(), 2U) << refused.response.body;
  EXPECT_EQ(mistakes[0].at("place"), "row 2");
  EXPECT_EQ(mistakes[0].at("column"), "category");
  EXPECT_THAT(std::string{mistakes[0].at("why").as_string()},
              AllOf(HasSubstr("16A (Neglect)"), Not(HasSubstr("24A ("))));
  EXPECT_THAT(std::string{mistakes[1].at("why").as_string()}, HasSubstr("24A (Criminal"));
  const auto taken = send(
      "returns/dry-run",
      header + row("2017-05", "factor,Neglect") + row("2017-05", "age band,0 to 4"), "analyst");
  EXPECT_TRUE(taken.json.at("refused").as_array().empty()) << taken.response.body;
}

}  // namespace
}  // namespace closeloop::testing
