// Every question, asked of the whole demonstration board, answers what the API's description says.
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "projections/work_lists.h"
#include "tests/support/demo_board.h"
#include "tests/support/json_schema.h"

namespace closeloop::testing {
namespace {

namespace json = boost::json;

class Answers : public DemoBoard {
 protected:
  json::value ask(const std::string& address) {
    const auto response =
        get(address, address.starts_with("/api/v1/directory/") ? manager_ : chair_);
    EXPECT_EQ(response.status, 200) << address << response.body;
    return json::parse(response.body);
  }

  /// The addresses that a pattern stands for on this board.
  std::vector<std::string> addresses_of(const std::string& pattern) {
    if (const auto place = pattern.find("{list}"); place != std::string::npos) {
      std::vector<std::string> all;
      for (const auto name : work_list_names) {
        all.push_back(pattern.substr(0, place) + std::string{name});
      }
      return all;
    }
    const auto brace = pattern.find('{');
    if (brace == std::string::npos) return {pattern};
    std::vector<std::string> all;
    const auto before = pattern.substr(0, brace);
    const auto after = pattern.substr(pattern.find('}') + 1);
    if (before == "/api/v1/events/") {
      for (std::uint64_t at = 1; at <= board_->log().head().number(); ++at) {
        all.push_back(before + std::to_string(at));
      }
      return all;
    }
    if (before == "/api/v1/scorecards/") {
      const auto cards = ask("/api/v1/scorecards");
      for (const auto& card : cards.at("scorecards").as_array()) {
        all.push_back(before + std::string{card.at("id").as_string()});
      }
      return all;
    }
    const auto list = ask(before.substr(0, before.size() - 1) + "?limit=100");
    for (const auto& row : list.at("rows").as_array()) {
      all.push_back(before + std::string{row.at("id").as_string()} + after);
    }
    return all;
  }

  /// Answered as CSV and the like, whose columns no schema describes.
  static bool is_table(const json::value& question) {
    return !question.at_pointer("/responses/200/content").as_object().contains("application/json");
  }

  const api::Header chair_ = by_token("Chair");
  const api::Header manager_ = by_token("Board manager");
  json::value description_ = ask("/api/v1/openapi.json");
};

TEST_F(Answers, answers_every_question_as_it_is_described) {
  JsonSchema schemas{description_};
  std::size_t asked = 0;
  for (const auto& [path, item] : description_.at("paths").as_object()) {
    const auto* question = item.as_object().if_contains("get");
    if (!question || path == "/api/v1/openapi.json" || is_table(*question)) continue;
    const auto& schema =
        question->at_pointer("/responses/200/content/application~1json/schema").as_object();
    for (const auto& address : addresses_of(std::string{path})) {
      EXPECT_THAT(schemas.check(schema, ask(address)), ::testing::IsEmpty()) << address;
      ++asked;
    }
  }
  EXPECT_GT(asked, 500U);
  const auto& answers = description_.at_pointer("/components/schemas").as_object();
  for (const auto& [address, name] : {std::pair{"/api/v1/loops?stage=raised&limit=1", "LoopList"},
                                      {"/api/v1/loops?gap=findingWithoutLearning", "LoopList"},
                                      {"/api/v1/loops?agency=AG-1&known_at=2017-06-30", "LoopList"},
                                      {"/api/v1/gaps?true_on=2017-06-30&limit=1", "GapList"},
                                      {"/api/v1/work-lists/all?limit=1&position=30", "WorkList"},
                                      {"/api/v1/measures?known_at=2010-01-01", "Measures"},
                                      {"/api/v1/search?q=the&limit=20", "SearchAnswer"},
                                      {"/api/v1/search?q=A-1", "SearchAnswer"},
                                      {"/api/v1/actions?limit=1", "RecordList"}}) {
    EXPECT_THAT(schemas.check(answers.at(name).as_object(), ask(address)), ::testing::IsEmpty())
        << address;
  }
}

TEST_F(Answers, describes_what_it_answers_to_each_question_by_name) {
  for (const auto& [path, item] : description_.at("paths").as_object()) {
    const auto* question = item.as_object().if_contains("get");
    if (!question || path == "/api/v1/openapi.json" || is_table(*question)) continue;
    EXPECT_TRUE(question->at_pointer("/responses/200/content/application~1json/schema")
                    .as_object()
                    .contains("$ref"))
        << path;
  }
}

}  // namespace
}  // namespace closeloop::testing
