#include <cmath>

#include <gtest/gtest.h>

#include "projections/spc/run_chart.h"
#include "projections/spc/xmr.h"
#include "tests/support/random.h"

/// What must hold of the chart of any series.
namespace closeloop::spc {
namespace {

using eventstore::testing::Random;

struct Drawn {
  std::vector<double> values;
  XmrOptions options;
};

/// Published decimals with ties, steps, slopes and outliers, so that every rule is met often.
Drawn draw(Random& random) {
  Drawn drawn;
  const auto points = random.below(60);
  double level = static_cast<double>(random.below(1000)) / 10;
  double slope = 0;
  for (std::size_t i = 0; i < points; ++i) {
    if (random.once_in(12)) level += (static_cast<double>(random.below(400)) - 200) / 10;
    if (random.once_in(8)) slope = (static_cast<double>(random.below(5)) - 2) / 2;
    level += slope;
    double value = level + static_cast<double>(random.below(30)) / 10;
    if (random.once_in(25)) value += 80;
    drawn.values.push_back(std::round(value * 10) / 10);
  }
  drawn.options.screen_outliers = random.once_in(2);
  while (random.once_in(3)) drawn.options.rebase_at.push_back(random.below(60));
  if (random.once_in(4)) drawn.options.baseline = random.below(20);
  return drawn;
}

template <typename Check>
void for_many_series(Check&& check) {
  Random random;
  for (int number = 0; number < 2000; ++number) {
    SCOPED_TRACE("series " + std::to_string(number));
    check(draw(random));
    if (::testing::Test::HasFailure()) return;
  }
}

std::vector<double> changed(std::vector<double> values, double times, double plus) {
  for (auto& value : values) value = value * times + plus;
  return values;
}

/// The same points flagged by the same rules, and the limits moved as the values were.
void expect_same_but_moved(const XmrChart& one, const XmrChart& other, double times, double plus) {
  ASSERT_EQ(one.segments.size(), other.segments.size());
  for (std::size_t i = 0; i < one.segments.size(); ++i) {
    const auto& from = one.segments[i];
    const auto& to = other.segments[i];
    EXPECT_NEAR(to.mean, from.mean * times + plus, 1e-6);
    EXPECT_NEAR(to.lower, (times < 0 ? from.upper : from.lower) * times + plus, 1e-6);
    EXPECT_NEAR(to.upper, (times < 0 ? from.lower : from.upper) * times + plus, 1e-6);
    EXPECT_EQ(to.trial, from.trial);
  }
  for (std::size_t i = 0; i < one.points.size(); ++i) {
    EXPECT_EQ(one.points[i].rule, other.points[i].rule) << i;
    EXPECT_EQ(one.points[i].segment, other.points[i].segment) << i;
    if (one.points[i].rule == Rule::none) continue;
    EXPECT_EQ(one.points[i].high, (times < 0) != other.points[i].high) << i;
  }
}

TEST(XmrProperties, TheRandomSeriesMeetEveryRule) {
  std::array<std::size_t, 5> met{};
  for_many_series([&](const Drawn& drawn) {
    for (const auto& point : xmr(drawn.values, Direction::higher, drawn.options).points) {
      ++met[static_cast<std::size_t>(point.rule)];
    }
  });
  for (const auto times : met) EXPECT_GT(times, 200U);
}

TEST(XmrProperties, EveryNumberIsFiniteAndTheLimitsSymmetric) {
  for_many_series([](const Drawn& drawn) {
    const auto chart = xmr(drawn.values, Direction::higher, drawn.options);
    ASSERT_EQ(chart.points.size(), drawn.values.size());
    std::size_t points = 0;
    for (const auto& limits : chart.segments) {
      for (const double line : {limits.mean, limits.lower, limits.upper}) {
        EXPECT_TRUE(std::isfinite(line));
      }
      EXPECT_NEAR(limits.upper - limits.mean, limits.mean - limits.lower, 1e-9);
      EXPECT_NEAR(limits.near_upper - limits.mean, limits.mean - limits.near_lower, 1e-9);
      EXPECT_LE(limits.near_upper, limits.upper + 1e-9);
      EXPECT_EQ(limits.first, points);
      points += limits.count;
    }
    EXPECT_EQ(points, drawn.values.size());
    for (std::size_t i = 0; i < chart.points.size(); ++i) {
      EXPECT_EQ(chart.points[i].value, drawn.values[i]);
      EXPECT_EQ(chart.points[i].rule == Rule::none,
                chart.points[i].type == PointType::common_cause);
    }
  });
}

TEST(XmrProperties, AddingAConstantMovesTheLimitsAndFlagsTheSame) {
  for_many_series([](const Drawn& drawn) {
    expect_same_but_moved(xmr(drawn.values, Direction::lower, drawn.options),
                          xmr(changed(drawn.values, 1, 1234.5), Direction::lower, drawn.options), 1,
                          1234.5);
  });
}

TEST(XmrProperties, MultiplyingScalesTheLimitsAndFlagsTheSame) {
  for_many_series([](const Drawn& drawn) {
    expect_same_but_moved(xmr(drawn.values, Direction::lower, drawn.options),
                          xmr(changed(drawn.values, 0.01, 0), Direction::lower, drawn.options),
                          0.01, 0);
  });
}

TEST(XmrProperties, MirroredValuesSwapImprovementAndConcern) {
  for_many_series([](const Drawn& drawn) {
    const auto chart = xmr(drawn.values, Direction::higher, drawn.options);
    const auto mirror = xmr(changed(drawn.values, -1, 0), Direction::higher, drawn.options);
    expect_same_but_moved(chart, mirror, -1, 0);
    for (std::size_t i = 0; i < chart.points.size(); ++i) {
      const auto one = chart.points[i].type;
      EXPECT_EQ(mirror.points[i].type, one == PointType::improvement ? PointType::concern
                                       : one == PointType::concern   ? PointType::improvement
                                                                     : PointType::common_cause);
    }
  });
}

TEST(XmrProperties, ScreeningNeverWidensTheLimits) {
  for_many_series([](Drawn drawn) {
    drawn.options.screen_outliers = false;
    const auto plain = xmr(drawn.values, Direction::higher, drawn.options);
    drawn.options.screen_outliers = true;
    const auto screened = xmr(drawn.values, Direction::higher, drawn.options);
    for (std::size_t i = 0; i < plain.segments.size(); ++i) {
      EXPECT_LE(screened.segments[i].upper, plain.segments[i].upper + 1e-9);
      EXPECT_EQ(screened.segments[i].mean, plain.segments[i].mean);
    }
  });
}

TEST(XmrProperties, ASegmentIsAChartOfItsOwn) {
  for_many_series([](const Drawn& drawn) {
    const auto whole = xmr(drawn.values, Direction::lower, drawn.options);
    for (const auto& limits : whole.segments) {
      auto alone = drawn.options;
      alone.rebase_at.clear();
      const std::span all{drawn.values};
      const auto part = xmr(all.subspan(limits.first, limits.count), Direction::lower, alone);
      ASSERT_EQ(part.segments.size(), 1U);
      EXPECT_EQ(part.segments[0].upper, limits.upper);
      for (std::size_t i = 0; i < limits.count; ++i) {
        EXPECT_EQ(part.points[i].rule, whole.points[limits.first + i].rule);
        EXPECT_EQ(part.points[i].type, whole.points[limits.first + i].type);
      }
    }
  });
}

TEST(RunChartProperties, RunsAndCrossingsAddUp) {
  for_many_series([](const Drawn& drawn) {
    const auto chart = run_chart(drawn.values);
    EXPECT_LE(chart.useful, drawn.values.size());
    EXPECT_LE(chart.longest_run, chart.useful);
    if (chart.useful == 0) return;
    // So many crossings part the useful points into one run more, none longer than the longest.
    EXPECT_LE(chart.useful, (chart.crossings + 1) * chart.longest_run);
    EXPECT_LE(chart.longest_run + chart.crossings, chart.useful);
    const auto mirror = run_chart(changed(drawn.values, -1, 0));
    EXPECT_EQ(mirror.longest_run, chart.longest_run);
    EXPECT_EQ(mirror.crossings, chart.crossings);
  });
}

}  // namespace
}  // namespace closeloop::spc
