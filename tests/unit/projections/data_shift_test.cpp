// What figures may show of an action, and of what they may not be taken for evidence.
#include "projections/measures/data_shift.h"

#include <gmock/gmock.h>

#include "projections/board_records.h"
#include "tests/support/random.h"
#include "tests/support/told_figures.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::HasSubstr;

const std::vector<double> seven_lower(7, 24.0);
const std::vector<double> seven_higher(7, 36.0);

/// Of the same months as figures_after_delivery tells, with seven after delivery.
const std::vector<double> recognition_holds = [] {
  auto months = steady_months;
  months.insert(months.end(), steady_months.begin(), steady_months.begin() + 7);
  return months;
}();

DataShift shift_of(const Board& board, std::string_view delivered_on = "2017-03-01",
                   std::optional<Day> until = {}) {
  const auto& records = board.records();
  return data_shift(records, records.store.find(RecordKind::SERIES, "S-1"), a_day(delivered_on),
                    until);
}

std::optional<FigureConcern> concern_of(const Board& board, std::string_view from) {
  const auto& records = board.records();
  return concern_since(records, records.store.find(RecordKind::SERIES, "S-1"), a_day(from));
}

TEST(DataShift, R57_ShowsAnImprovementByFiguresAfterDeliveryAlone) {
  Chronicle told;
  figures_after_delivery(told, seven_lower);
  const auto shift = shift_of(told.board());
  EXPECT_TRUE(shift.shows) << shift.sentence;
  EXPECT_EQ(shift.points, 7U);
  EXPECT_EQ(shift.observed_from, a_day("2017-03-01"));
  EXPECT_EQ(shift.observed_to, a_day("2017-09-30"));
  EXPECT_EQ(shift.ruleset, "plot-the-dots-1");
  EXPECT_THAT(shift.sentence, HasSubstr("plot-the-dots-1"));
}

TEST(DataShift, R57_APeriodThatBeganBeforeDeliveryDoesNotCount) {
  Chronicle told;
  figures_after_delivery(told, seven_lower);
  const auto shift = shift_of(told.board(), "2017-03-02");
  EXPECT_FALSE(shift.shows);
  EXPECT_EQ(shift.points, 6U);
  EXPECT_EQ(shift.observed_from, a_day("2017-04-01"));
  EXPECT_EQ(shift.sentence,
            "Not yet: 6 figures after delivery, 7 needed. Only periods that began on 2 March 2017 "
            "or later count.");
}

TEST(DataShift, R57_ARunThatBeganBeforeDeliveryIsNoSignalOfWhatCameAfter) {
  Chronicle told;
  // Seven in a row lie below the average, but only the last three of them after delivery.
  figures_after_delivery(told, {29.5, 29.5, 29.5, 29.5, 29.5, 29.5, 29.5, 31, 31, 30.5, 31});
  const auto& board = told.board();
  const auto judged = judge(board.records(), board.records().store.find(RecordKind::SERIES, "S-1"));
  EXPECT_EQ(judged.xmr.points[20].type, spc::PointType::improvement) << "on the chart it is one";
  const auto shift = shift_of(board, "2017-07-01");
  EXPECT_EQ(shift.points, 7U);
  EXPECT_EQ(shift.verdict, "noSignal") << shift.sentence;
}

TEST(DataShift, SaysThatNoRuleIsMet) {
  Chronicle told;
  figures_after_delivery(told, {30, 31, 30, 29, 30, 31, 30, 29});
  const auto shift = shift_of(told.board());
  EXPECT_EQ(shift.verdict, "noSignal");
  EXPECT_EQ(shift.sentence,
            "Not yet: the 8 figures from 1 March 2017 on meet no rule of plot-the-dots-1.");
}

TEST(DataShift, GoesByWhichWayIsBetter) {
  {
    Chronicle told;
    figures_after_delivery(told, seven_higher);
    EXPECT_EQ(shift_of(told.board()).verdict, "concern");
  }
  {
    Chronicle told;
    figures_after_delivery(told, seven_higher, "higher");
    EXPECT_TRUE(shift_of(told.board()).shows);
  }
  Chronicle told;
  figures_after_delivery(told, seven_lower, "neutral");
  EXPECT_EQ(shift_of(told.board()).verdict, "neutral") << "a fall of it is no improvement";
}

TEST(DataShift, R13_CannotTellUnlessRecognitionIsKnownNotToFall) {
  const auto with = [](const std::vector<double>& recognition, std::string_view from = "2016-01") {
    Chronicle told;
    figures_after_delivery(told, seven_lower, "lower", R"(, "balancedBy": ["N02"])");
    define_measure(told, "N02", "higher");
    open_months(told, "S-2", "N02");
    measure_months(told, "S-2", from, recognition);
    return shift_of(told.board());
  };
  const auto unknown = with({});
  EXPECT_EQ(unknown.verdict, "cannotTell");
  EXPECT_FALSE(unknown.shows);
  auto falling = recognition_holds;
  falling.back() = 12;
  EXPECT_EQ(with(falling).verdict, "cannotTell");
  EXPECT_THAT(with(falling).sentence, HasSubstr("recognition is falling"));
  EXPECT_TRUE(with(recognition_holds).shows);

  const auto old = with(steady_months, "2014-01");
  EXPECT_EQ(old.verdict, "cannotTell");
  EXPECT_THAT(old.sentence, HasSubstr("has no figure of the same time as 2017-09, the newest is of "
                                      "2015-02, so it can't be told whether recognition is "
                                      "falling"));
}

TEST(DataShift, IsStrongOnlyIfABalancingIndicatorHolds) {
  {
    Chronicle told;
    figures_after_delivery(told, seven_lower);
    EXPECT_EQ(shift_of(told.board()).strength, evidence::Strength::MEDIUM);
  }
  Chronicle told;
  figures_after_delivery(told, seven_lower, "lower", R"(, "balancedBy": ["N02"])");
  define_measure(told, "N02", "higher");
  open_months(told, "S-2", "N02");
  measure_months(told, "S-2", "2016-01", recognition_holds);
  EXPECT_EQ(shift_of(told.board()).strength, evidence::Strength::STRONG);
}

TEST(DataShift, WithElevenFiguresTheRunChartMustSignal) {
  const auto with = [](const std::vector<double>& months) {
    Chronicle told;
    tell_own_area(told);
    define_measure(told, "N01", "lower");
    open_months(told, "S-1", "N01");
    told.on("2019-01-02");
    measure_months(told, "S-1", "2016-01", months);
    return shift_of(told.board(), "2016-05-01");
  };
  const auto shift = with({40, 41, 42, 43, 39, 38, 30, 29, 28, 27, 26});
  EXPECT_TRUE(shift.shows) << shift.sentence;
  EXPECT_EQ(shift.strength, evidence::Strength::MEDIUM);
  EXPECT_THAT(shift.sentence, HasSubstr("run chart"));
  EXPECT_EQ(with({40, 27, 42, 29, 39, 38, 30, 43, 28, 41, 26}).verdict, "noSignal");
  EXPECT_EQ(with({26, 27, 28, 29, 30, 38, 39, 40, 41, 42, 43}).verdict, "concern");
  EXPECT_EQ(with({43, 42, 41, 40, 30, 29}).verdict, "tooFew");
}

TEST(DataShift, CountsOnlyFiguresThatCanBeComparedWithTheNewest) {
  Chronicle told;
  figures_after_delivery(told, seven_lower);
  told.add("series/S-1", R"({"broken": {"period": "2017-06", "what": "definition"}})");
  const auto shift = shift_of(told.board());
  EXPECT_EQ(shift.points, 4U);
  EXPECT_EQ(shift.verdict, "tooFew");
}

TEST(DataShift, IsOfTheBoardsOwnAreaOnly) {
  Chronicle told;
  figures_after_delivery(told, seven_lower);
  told.add("boards/B-1", R"({"areaSet": {"name": "Othertown"}})");
  EXPECT_EQ(shift_of(told.board()).verdict, "otherArea");
}

TEST(DataShift, LooksOnlyAtTheObservationThatIsAskedFor) {
  Chronicle told;
  auto after = seven_lower;
  after.insert(after.end(), {36, 37, 36});
  figures_after_delivery(told, after);
  EXPECT_EQ(shift_of(told.board()).verdict, "concern") << "the newest signal counts";
  EXPECT_EQ(shift_of(told.board(), "2017-03-01", a_day("2017-09-30")).points, 7U);
  EXPECT_EQ(shift_of(told.board(), "2017-03-01", a_day("2017-09-29")).points, 6U);
}

TEST(DataShift, GivesConcernByOneFigureOfThatDayOrLater) {
  Chronicle told;
  figures_after_delivery(told, {30, 29, 50});
  const auto concern = concern_of(told.board(), "2017-05-01");
  ASSERT_TRUE(concern);
  EXPECT_EQ(concern->period, "2017-05");
  EXPECT_EQ(concern->why, "it lies outside the expected range (plot-the-dots-1)");
  EXPECT_FALSE(concern_of(told.board(), "2017-05-02"));
}

/// A series of random months, most of them with some change in it.
std::vector<double> random_months(eventstore::testing::Random& random) {
  std::vector<double> months(random.below(40));
  const auto change = months.size() / 2 + random.below(8);
  const double lower = random.below(3) == 0 ? 0.0 : static_cast<double>(random.below(20));
  for (std::size_t i = 0; i < months.size(); ++i) {
    months[i] = 40 + static_cast<double>(random.below(60)) / 10 - (i >= change ? lower : 0);
  }
  return months;
}

/// Whether values meet a rule on the low side by those limits: each rule written out once more.
bool speaks_low(const std::vector<double>& values, const spc::Limits& limits) {
  const auto near = [&](double value) {
    return value < limits.near_lower && value >= limits.lower;
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] < limits.lower) return true;
    if (i + 3 <= values.size()) {
      int below = 0;
      int close = 0;
      for (auto at = i; at < i + 3; ++at) {
        below += values[at] < limits.mean ? 1 : 0;
        close += near(values[at]) ? 1 : 0;
      }
      if (below == 3 && close >= 2) return true;
    }
    if (i + 7 > values.size()) continue;
    bool run = true;
    bool falls = true;
    for (auto at = i; at < i + 7; ++at) {
      run = run && values[at] < limits.mean;
      falls = falls && (at == i || values[at] < values[at - 1]);
    }
    if (run || falls) return true;
  }
  return false;
}

TEST(DataShift, R57_NeverRestsOnAFigureOfAPeriodThatBeganBeforeDelivery) {
  eventstore::testing::Random random;
  std::size_t shown = 0;
  for (int round = 0; round < 300; ++round) {
    Chronicle told;
    tell_own_area(told);
    define_measure(told, "N01", "lower");
    open_months(told, "S-1", "N01");
    told.on("2019-12-30");
    measure_months(told, "S-1", "2016-01", random_months(random));
    const auto delivered =
        a_day("2016-01-01") + std::chrono::days{static_cast<int>(random.below(1200))};
    const auto board = told.board();
    const auto& records = board.records();
    const auto series = records.store.find(RecordKind::SERIES, "S-1");
    const auto shift = data_shift(records, series, delivered);
    std::vector<double> after;
    for (const auto& point : records.state<series::State>(series).points) {
      if (point.starts >= delivered) after.push_back(point.now.value->value());
    }
    EXPECT_EQ(shift.points, after.size());
    if (!shift.shows) continue;
    ++shown;
    EXPECT_GE(after.size(), points_for_data_shift);
    EXPECT_GE(*shift.observed_from, delivered);
    const auto judged = judge(records, series);
    if (judged.kind == spc::ChartKind::xmr) {
      EXPECT_TRUE(speaks_low(after, judged.xmr.segments.back())) << shift.sentence;
    }
  }
  EXPECT_GT(shown, 20U) << "else nothing was tried; seed " << eventstore::testing::seed();
}

}  // namespace
}  // namespace closeloop
