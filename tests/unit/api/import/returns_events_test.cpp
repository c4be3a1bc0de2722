// What rows of figures come to beside what is held of their series.
#include "api/import/returns_events.h"

#include <gmock/gmock.h>

#include "api/import/take_returns.h"
#include "api/import/whose_rows.h"

namespace closeloop::imports {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr std::string_view header =
    "series_id,indicator,area,area_code,period,unit,breakdown,numerator,denominator,value,flag\n";

class ReturnsEvents : public ::testing::Test {
 protected:
  std::vector<ReturnedEvent> read(std::string_view rows) {
    report = {};
    const auto read = read_returns(std::string{header} + std::string{rows}, report);
    return events_of(read, known(), {}, report);
  }
  KnownSeries known() {
    return {
        .series = [&](std::string_view id) { return id == "S1" && held.opened ? &held : nullptr; },
        .indicator = [&](std::string_view) { return std::string{definition.defined ? "I-1" : ""}; },
        .definition = [&](std::string_view) { return &definition; },
        .is_by_agency = [](std::string_view) { return false; },
        .is_hidden = [](std::string_view, Day) { return false; },
        .code_list = [](std::string_view) { return nullptr; },
        .data_return = [](std::string_view) { return nullptr; },
        .agency = [](std::string_view) { return std::string{}; },
        .series_of = [](std::string_view, std::string_view,
                        const ReturnRow&) { return std::string{}; }};
  }
  void hold(measures::Unit unit, measures::CountingUnit counted, std::string code = {}) {
    held.opened = true;
    held.title = "Plans";
    held.area = "Anytown";
    held.area_code = std::move(code);
    held.period_kind = measures::PeriodKind::YEAR;
    held.unit = unit;
    held.counting_unit = counted;
    series::Point point;
    point.period = "2018";
    point.ends = *eventstore::parse_day("2018-03-31");
    held.points = {point};
  }
  std::vector<std::string> places_refused() const {
    std::vector<std::string> places;
    for (const auto& one : report.refused) places.push_back(where(one));
    return places;
  }
  /// What is odd, but for a series that is of no indicator: most here are of none.
  std::vector<std::string> places_odd() const {
    std::vector<std::string> places;
    for (const auto& one : report.odd) {
      if (one.column != "indicator") places.push_back(where(one));
    }
    return places;
  }
  static std::vector<std::string> breaks(const std::vector<ReturnedEvent>& events) {
    std::vector<std::string> periods;
    for (const auto& event : events) {
      if (event.asked.type != "SeriesBroken") continue;
      EXPECT_EQ(event.asked.body.at("what"), "area");
      periods.emplace_back(event.asked.body.at("period").as_string());
    }
    return periods;
  }

  series::State held;
  indicator::State definition;
  ImportReport report;
};

TEST_F(ReturnsEvents, never_join_rows_of_another_unit_or_of_other_things_counted) {
  (void)read(
      "S1,Plans,Anytown,,2018,percent,,,,9,\n"
      "S1,Plans,Anytown,,2019,children,,,,9,\n"
      "S1,Plans,Anytown,,2020,%,,,,9,\n"
      "S1,Plans,Anytown,,2021,,,,,9,\n");
  EXPECT_THAT(places_refused(), ElementsAre("row 3, unit"));
  EXPECT_THAT(report.refused.front().text,
              AllOf(HasSubstr("percent"), HasSubstr("another series_id")));
  (void)read("S1,Plans,Anytown,,2018,episodes,,,,9,\nS1,Plans,Anytown,,2019,children,,,,9,\n");
  EXPECT_THAT(places_refused(), ElementsAre("row 3, unit"));
  (void)read("S1,Plans,Anytown,,2018,interviews,,,,9,\nS1,Plans,Anytown,,2019,visits,,,,9,\n");
  EXPECT_THAT(places_refused(), ElementsAre("row 3, unit"));
  (void)read("S1,Plans,Anytown,,2018,Interview,,,,9,\nS1,Plans,Anytown,,2019,interviews,,,,9,\n");
  EXPECT_THAT(report.refused, IsEmpty());
}

TEST_F(ReturnsEvents, never_join_rows_to_a_held_series_of_another_unit) {
  hold(measures::Unit::COUNT, measures::CountingUnit::EPISODE);
  (void)read("S1,Plans,Anytown,,2019,children,,,,9,\n");
  EXPECT_THAT(places_refused(), ElementsAre("row 2, unit"));
  (void)read("S1,Plans,Anytown,,2019,percent,,,,9,\n");
  EXPECT_THAT(places_refused(), ElementsAre("row 2, unit"));
  EXPECT_THAT(read("S1,Plans,Anytown,,2019,count,,,,9,\n"), SizeIs(1));
  EXPECT_THAT(read("S1,Plans,Anytown,,2019,,,,,9,\n"), SizeIs(1));
  EXPECT_THAT(report.odd, IsEmpty());
  EXPECT_THAT(read("S1,Plans,Anytown,,2019,times,,,,9,\n"), SizeIs(1)) << "a word not known";
  EXPECT_THAT(report.odd, SizeIs(1));
}

TEST_F(ReturnsEvents, never_join_rows_of_another_breakdown) {
  (void)read(
      "S1,Plans,Anytown,,2018,plans,,,,9,\n"
      "S1,Plans,Anytown,,2019,plans,age band,,,9,\n"
      "S1,Plans,Anytown,,2020,plans,locality,,,9,\n");
  EXPECT_THAT(places_refused(), ElementsAre("row 4, breakdown"));
  hold(measures::Unit::COUNT, measures::CountingUnit::PLAN);
  held.breakdown = measures::Breakdown::AGE_BAND;
  (void)read("S1,Plans,Anytown,,2019,plans,locality,,,9,\n");
  EXPECT_THAT(places_refused(), ElementsAre("row 2, breakdown"));
  EXPECT_THAT(read("S1,Plans,Anytown,,2019,plans,Age band,,,9,\n"), SizeIs(1));
}

TEST_F(ReturnsEvents, say_what_to_do_about_another_title_or_area) {
  hold(measures::Unit::COUNT, measures::CountingUnit::PLAN);
  (void)read("S1,Plans for neglect,Any Town,,2019,plans,,,,9,\n");
  EXPECT_THAT(places_refused(), ElementsAre("row 2, indicator", "row 2, area"));
  EXPECT_THAT(report.refused[0].text,
              AllOf(HasSubstr("write “Plans” here"), HasSubstr("another series_id")));
  EXPECT_THAT(report.refused[1].text,
              AllOf(HasSubstr("write “Anytown” here"), HasSubstr("another series_id")));
}

TEST_F(ReturnsEvents, break_a_series_where_the_code_of_its_area_changes) {
  const auto events = read(
      "S1,Plans,Anytown,E2,2020,plans,,,,9,\n"
      "S1,Plans,Anytown,E1,2018,plans,,,,9,\n"
      "S1,Plans,Anytown,E1,2019,plans,,,,9,\n"
      "S1,Plans,Anytown,,2021,plans,,,,9,\n");
  EXPECT_THAT(report.refused, IsEmpty());
  EXPECT_EQ(events.front().asked.body.at("areaCode"), "E1") << "of the first period";
  EXPECT_THAT(breaks(events), ElementsAre("2020"));
  EXPECT_THAT(events.back().why, HasSubstr("from E1 to E2"));
  EXPECT_THAT(places_odd(), ElementsAre("row 2, area_code"));
}

TEST_F(ReturnsEvents, R75_name_the_version_of_a_scale_and_break_where_it_changes) {
  const auto rows = [&](std::string_view last) {
    report = {};
    return read_returns(
        "series_id,indicator,area,area_code,period,value,definition\n"
        "S1,Tools,Anytown,E1,2018,9,Tool of 2015\n"
        "S1,Tools,Anytown,E2,2019,9," +
            std::string{last} + "\n",
        report);
  };
  const auto changed = events_of(rows("Tool of 2019"), known(), {}, report);
  EXPECT_EQ(changed.front().asked.body.at("definition"), "Tool of 2015");
  EXPECT_THAT(breaks(changed), ElementsAre("2019")) << "once, though the area changes too";
  EXPECT_THAT(places_odd(), SizeIs(2));
  (void)rows(std::string(101, 'x'));
  EXPECT_THAT(report.kept_as_text, SizeIs(1)) << "no version";
  EXPECT_THAT(report.refused, IsEmpty());
}

TEST_F(ReturnsEvents, break_a_held_series_once) {
  hold(measures::Unit::COUNT, measures::CountingUnit::PLAN, "E1");
  constexpr auto rows = "S1,Plans,Anytown,E2,2020,plans,,,,9,\n";
  EXPECT_THAT(breaks(read(rows)), ElementsAre("2020"));
  held.broken.push_back(
      {.from = *eventstore::parse_day("2020-03-31"), .version = {}, .action = {}});
  EXPECT_THAT(breaks(read(rows)), IsEmpty());
  EXPECT_THAT(breaks(read("S1,Plans,Anytown,E2,2021,plans,,,,9,\n")), IsEmpty());
  EXPECT_THAT(breaks(read("S1,Plans,Anytown,E1,2017,plans,,,,9,\n")), IsEmpty());
  EXPECT_THAT(breaks(read("S1,Plans,Anytown,E0,2017,plans,,,,9,\n")), ElementsAre("2018"));
}

TEST_F(ReturnsEvents, are_refused_where_figures_can_not_be) {
  const std::pair<const char*, const char*> cases[] = {
      {"percent,,-3,10,,", "row 2, numerator"}, {"percent,,,,-1.5,", "row 2, value"},
      {"children,,,,17.5,", "row 2, value"},    {"children,,17.5,,,", "row 2, numerator"},
      {"children,,,,8,c", "row 2, flag"},       {"percent,,,,8,z", "row 2, flag"},
      {"percent,,,,8,x", "row 2, flag"},        {"percent,,,,8,not_held", "row 2, flag"},
      {"children,,8,,,c", "row 2, numerator"},
  };
  for (const auto& [row, place] : cases) {
    EXPECT_THAT(read("S1,Plans,Anytown,,2018," + std::string{row} + "\n"), IsEmpty()) << row;
    EXPECT_THAT(places_refused(), ElementsAre(place)) << row;
  }
  definition.defined = true;
  definition.terms.unit = measures::Unit::PERCENT;
  definition.terms.counting_unit = measures::CountingUnit::PLAN;
  definition.terms.of_one_day = true;
  (void)read("S1,Plans,Anytown,,2018,percent,,120,100,,\n");
  EXPECT_THAT(places_refused(), ElementsAre("row 2, numerator")) << "of the plans of one day";
}

TEST_F(ReturnsEvents, are_taken_and_remarked_upon_where_figures_are_odd) {
  const std::pair<const char*, const char*> cases[] = {
      {"Plans,Anytown,,2018,percent,,120,100,,", "row 2, numerator"},
      {"Plans,Anytown,,2018,percent,,,,101,", "row 2, value"},
      {"Plans,Anytown,,2018,percent,,33,100,55,", "row 2, value"},
      {"Plans,Anytown,,2018,per_10000,,33,10000,55,", "row 2, value"},
      {"Plans,Anytown,,2018,children,,33,,34,", "row 2, value"},
      {"Plans,Anytown,,2018,percent,,12.5,100,12.5,", "row 2, numerator"},
      {"Average number of children,Anytown,,2018,children,,,,17.5,", "row 2, value"},
      {"Plans,Anytown,,2018,percent,,2,5,,z", "row 2, flag"},
  };
  for (const auto& [row, place] : cases) {
    EXPECT_THAT(read("S1," + std::string{row} + "\n"), SizeIs(2)) << row;
    EXPECT_THAT(report.refused, IsEmpty()) << row;
    EXPECT_THAT(places_odd(), ElementsAre(place)) << row;
  }
}

TEST_F(ReturnsEvents, are_taken_without_a_word_where_nothing_is_wrong) {
  for (const auto* row :
       {"Plans,Anytown,,2018,percent,,33,100,33,",
        "Plans,Anytown,,2018,percent,,1050,6680,15.8,",  // Counts in tens.
        "Plans,Anytown,,2018,percent,,2,3,66.6,",        // Cut off, not rounded.
        "Plans,Anytown,,2018,percent,,,200,,c", "Plans,Anytown,,2018,percent,,,,,x",
        "Plans,Anytown,,2018,percent,,,,8,u", "Plans,Anytown,,2018,percent,,,,8,p",
        "Plans,Anytown,,2018,percent,,c,200,27.5,", "Plans,Anytown,,2018,percent,,,,c,",
        "Plans,Anytown,,2018,days,,,,17.5,", "Plans,Anytown,,2018,,,,,17.5,",
        "Change in plans,Anytown,,2018,plans,,,,-3,", "Plans,Anytown,,2018,percent,,0,0,,z",
        "Plans,Anytown,,2018,children,,17.0,,17,"}) {
    EXPECT_THAT(read("S1," + std::string{row} + "\n"), SizeIs(2)) << row;
    EXPECT_THAT(report.refused, IsEmpty()) << row;
    EXPECT_THAT(places_odd(), SizeIs(std::string{row}.ends_with("z") ? 1 : 0)) << row;
  }
}

TEST_F(ReturnsEvents, say_which_series_stands_on_no_scorecard) {
  (void)read(
      "S2,Plans,Anytown,,2018,plans,,,,9,\nS2,Plans,Anytown,,2019,plans,,,,9,\n"
      "S3,Plans,Othertown,,2019,plans,,,,9,\n");
  ASSERT_THAT(report.odd, SizeIs(1)) << "once for a title";
  EXPECT_EQ(where(report.odd.front()), "row 2, indicator");
  EXPECT_THAT(report.odd.front().text, HasSubstr("series S2, S3"));
  EXPECT_THAT(report.odd.front().text, AllOf(HasSubstr("“Plans”"), HasSubstr("no scorecard")));
  definition.defined = true;
  (void)read("S2,Plans,Anytown,,2018,plans,,,,9,\n");
  EXPECT_THAT(report.odd, IsEmpty());
}

TEST_F(ReturnsEvents, have_the_title_of_an_indicator_that_is_named_by_its_id) {
  definition.defined = true;
  definition.terms.title = "Plans in force";
  const auto events =
      read("S2,I-1,Anytown,,2018,plans,,,,9,\nS2,Plans,Anytown,,2019,plans,,,,9,\n");
  EXPECT_THAT(report.refused, IsEmpty()) << "both are names of it";
  ASSERT_THAT(events, SizeIs(3));
  EXPECT_EQ(events.front().asked.body.at("title"), "Plans in force");
  EXPECT_EQ(events.front().asked.body.at("indicator"), "I-1");
}

TEST_F(ReturnsEvents, are_refused_for_all_that_is_wrong_at_once) {
  EXPECT_THAT(read("S1,Plans,Anytown,,2018,plans,,,,9,\n"
                   "S1,Plans,Othertown,,2019,plans,,,,9,\n"
                   "S1,Plans,Anytown,,2018,plans,,,,8,\n"
                   "S1,Plans,Anytown,,2020,plans,,,,-8,\n"
                   "S1,Plans,Anytown,,20x0,plans,,,,8,\n"),
              IsEmpty());
  EXPECT_THAT(places_refused(), UnorderedElementsAre("row 3, area", "row 4, period", "row 5, value",
                                                     "row 6, period"));
}

TEST_F(ReturnsEvents, keep_apart_what_a_source_calls_alike) {
  const auto events = read(
      "L 1,Plans,Anytown,,2018,plans,,,,9,\n"
      "L-1,Plans,Anytown,,2018,plans,,,,8,\n");
  EXPECT_THAT(report.refused, IsEmpty());
  ASSERT_THAT(events, SizeIs(4)) << "two series, each with a value";
  EXPECT_NE(events[0].asked.id, events[2].asked.id);
  EXPECT_EQ(events[2].asked.id, "L-1");
  ASSERT_THAT(report.changed, SizeIs(1));
  EXPECT_THAT(report.changed.front().text, AllOf(HasSubstr("“L 1”"), HasSubstr("L-1-x")));
}

TEST_F(ReturnsEvents, revise_a_figure_whose_target_is_another) {
  hold(measures::Unit::COUNT, measures::CountingUnit::PLAN);
  held.points.front().now.value = eventstore::parse_decimal("9");
  held.points.front().target = "<=18";
  const auto with_target = [&](const std::string& target) {
    report = {};
    const auto rows = read_returns(
        "series_id,indicator,area,period,value,target\nS1,Plans,Anytown,"
        "2018,9," +
            target + "\n",
        report);
    return events_of(rows, known(), {}, report);
  };
  EXPECT_THAT(with_target("<=18"), IsEmpty());
  EXPECT_THAT(with_target(""), IsEmpty()) << "nothing was said of it";
  const auto events = with_target("<=25");
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events.front().asked.type, "SeriesRemeasured");
  EXPECT_EQ(events.front().asked.body.at("target"), "<=25");
}

TEST_F(ReturnsEvents, are_in_what_their_unit_says_even_if_it_is_not_in_the_list) {
  const auto unit_of = [&](const char* word) {
    const auto events = read(std::string{"S2,Plans,Anytown,,2018,"} + word + ",,,,2.5,\n");
    EXPECT_THAT(report.refused, IsEmpty()) << word;
    return std::string{events.front().asked.body.at("unit").as_string()};
  };
  EXPECT_EQ(unit_of("\"rate per 10,000\""), "per10000");
  EXPECT_EQ(unit_of("per 10000 children"), "per10000");
  EXPECT_EQ(unit_of("per 1000"), "ratio");
  EXPECT_EQ(unit_of("weeks"), "ratio");
  EXPECT_EQ(unit_of("Average score"), "ratio");
  EXPECT_EQ(unit_of("£"), "ratio");
  EXPECT_EQ(unit_of("young people"), "count") << "who may be few";
}

}  // namespace
}  // namespace closeloop::imports
