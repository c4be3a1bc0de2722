#include <cmath>

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>

#include "projections/measures/held_series.h"
#include "projections/measures/scorecard.h"
#include "tests/places.h"
#include "tests/support/command_line.h"
#include "tools/closeloop/board_directory.h"

namespace closeloop::tools {
namespace {

using ::testing::HasSubstr;

constexpr auto annual = CLOSELOOP_SOURCE_DIR "/tests/data/returns-annual.csv";
constexpr auto local = CLOSELOOP_SOURCE_DIR "/tests/data/returns-local.csv";

class ImportingReturns : public ABoard {
 protected:
  Said import(const std::string& file) { return on_board({"import", "returns", file, "--json"}); }
  boost::json::object chart(const std::string& series, const std::string& screening = "off") {
    return on_board({"chart", "xmr", "--series", series, "--screening", screening, "--json"})
        .json();
  }
};

TEST_F(ImportingReturns, takes_the_published_file_whole_and_twice_changes_nothing) {
  const auto said = import(annual);
  ASSERT_EQ(said.exit, Exit::ok) << said.out;
  EXPECT_EQ(said.json().at("taken").at("series").as_int64(), 44);
  EXPECT_EQ(said.json().at("taken").at("values").as_int64(), 452);
  const auto again = import(annual).json();
  EXPECT_TRUE(again.at("taken").as_object().empty());
  EXPECT_EQ(again.at("unchanged").as_array().size(), 44U);
}

TEST_F(ImportingReturns, gives_the_published_limits) {
  ASSERT_EQ(import(annual).exit, Exit::ok);
  const auto neglect = chart("S011");
  EXPECT_EQ(neglect.at("points").as_int64(), 8);
  EXPECT_NEAR(neglect.at("mean").as_double(), 30.125, 1e-9);
  EXPECT_NEAR(neglect.at("lpl").as_double(), 18.079, 5e-4);
  EXPECT_NEAR(neglect.at("upl").as_double(), 42.171, 5e-4);
  EXPECT_TRUE(neglect.at("trial").as_bool());
  EXPECT_TRUE(neglect.at("special").as_array().empty());

  const auto repeat = chart("S113");
  EXPECT_NEAR(repeat.at("mean").as_double(), 19.338462, 5e-7);
  EXPECT_NEAR(repeat.at("lpl").as_double(), 2.536128, 5e-7);
  EXPECT_NEAR(repeat.at("upl").as_double(), 36.140795, 5e-7);
  EXPECT_FALSE(repeat.at("trial").as_bool());
  EXPECT_TRUE(repeat.at("special").as_array().empty());

  EXPECT_TRUE(chart("S045").at("special").as_array().empty());
  const auto screened = chart("S045", "on").at("special").as_array();
  ASSERT_EQ(screened.size(), 1U);
  EXPECT_EQ(screened[0].at("period"), "2020");
}

TEST_F(ImportingReturns, never_mixes_quarters_and_years_and_keeps_what_is_not_held) {
  ASSERT_EQ(import(local).exit, Exit::ok);
  EXPECT_EQ(chart("L01").at("points").as_int64(), 5);
  EXPECT_EQ(chart("L01-year").at("points").as_int64(), 2);
  const auto not_held = chart("L12");
  EXPECT_EQ(not_held.at("points").as_int64(), 0) << "missing is no nought";
  EXPECT_EQ(not_held.at("chart").at("points").at(0).at("flag"), "notHeld");
  EXPECT_FALSE(not_held.contains("mean"));
}

TEST_F(ImportingReturns, keeps_both_values_of_what_was_revised) {
  ASSERT_EQ(import(annual).exit, Exit::ok);
  auto text = content_of(annual);
  const std::string was = "Shropshire,E06000051,2018,451,1639,27.5,";
  ASSERT_NE(text.find(was), std::string::npos);
  text.replace(text.find(was), was.size(), "Shropshire,E06000051,2018,453,1639,27.6,");
  const auto said = import(directory_.write("revised.csv", text));
  ASSERT_EQ(said.exit, Exit::ok) << said.out;
  EXPECT_EQ(said.json().at("taken").at("revised values").as_int64(), 1);
  const auto model = chart("S011");
  EXPECT_EQ(model.at("chart").at("points").at(0).at("value").as_double(), 27.6);
  ASSERT_EQ(model.at("revisions").as_array().size(), 1U);
  EXPECT_EQ(model.at("revisions").at(0).at("value"), "27.5");
}

TEST_F(ImportingReturns, takes_all_of_a_file_or_nothing) {
  const auto said =
      import(directory_.write("half.csv",
                              "series_id,indicator,area,period,value\nX1,Plans,Anytown,2018,3\n"
                              "X1,Plans,Anytown,2019,three\nX1,Plans,Othertown,2020,4\n"));
  EXPECT_EQ(said.exit, Exit::answer_is_no);
  EXPECT_THAT(said.out, HasSubstr("no number"));
  EXPECT_THAT(said.out, HasSubstr("Othertown")) << "what is wrong beside it is told too";
  EXPECT_NE(on_board({"chart", "xmr", "--series", "X1"}).exit, Exit::ok);
  const auto mixed =
      import(directory_.write("mixed.csv",
                              "series_id,indicator,area,period,value\nX1,Plans,Anytown,2018,3\n"
                              "X1,Plans,Othertown,2019,4\nX1,Plans,Anytown,2018,5\n"));
  EXPECT_EQ(mixed.exit, Exit::answer_is_no);
  EXPECT_EQ(mixed.json().at("refused").as_array().size(), 2U) << "the area, and 2018 twice";
}

TEST_F(ImportingReturns, R64_three_scorecards_come_from_one_catalogue_of_90) {
  const auto said = on_board({"import", "catalogue", "--json"});
  ASSERT_EQ(said.exit, Exit::ok) << said.out;
  EXPECT_EQ(said.json().at("taken").at("indicators").as_int64(), 90);
  EXPECT_EQ(said.json().at("taken").at("questions").as_int64(), 17);
  EXPECT_EQ(said.json().at("taken").at("code lists").as_int64(), 9);
  const auto again = on_board({"import", "catalogue", "--json"}).json();
  EXPECT_TRUE(again.at("taken").as_object().empty());
  EXPECT_EQ(again.at("unchanged").as_array().size(), 116U);
}

TEST_F(ImportingReturns, R64_an_earlier_day_has_its_scorecard_with_the_figures_of_that_day) {
  const auto data = directory_ / "of an area";
  ASSERT_EQ(closeloop({"init", "--data", data, "--name", "A board", "--area", "Shropshire"}).exit,
            Exit::ok);
  ASSERT_EQ(closeloop({"import", "catalogue", "--data", data, "--json"}).exit, Exit::ok);
  ASSERT_EQ(closeloop({"import", "returns", annual, "--data", data, "--json"}).exit, Exit::ok);
  const eventstore::SystemClock clock;
  const auto board = BoardDirectory::open(data, clock);
  ASSERT_TRUE(board);
  const auto on = *eventstore::parse_day("2018-06-01");
  const auto past = board.value()->projector().at({.known_at = {}, .true_on = on, .position = {}});
  ASSERT_TRUE(past);
  const auto card = scorecard(*past.value(), "neglect", {}, on);
  ASSERT_TRUE(card) << card.error().message;
  std::size_t measures = 0;
  std::string newest;
  for (const auto& section : card.value().at("sections").as_array()) {
    for (const auto& row : section.at("measures").as_array()) {
      ++measures;
      if (row.at("id") == "N04") newest = boost::json::serialize(row);
    }
  }
  EXPECT_EQ(measures, 28U);
  EXPECT_THAT(newest, HasSubstr("2018"));
  EXPECT_THAT(newest, ::testing::Not(HasSubstr("2019"))) << "not yet true that day";
  EXPECT_TRUE(held_code_list(*past.value(), "CL-need-reached"));
}

}  // namespace
}  // namespace closeloop::tools
