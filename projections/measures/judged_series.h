#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "projections/measures/figures.h"
#include "projections/spc/chart_choice.h"
#include "projections/spc/run_chart.h"
#include "projections/spc/xmr.h"

namespace closeloop {

/// What the rules make of a series (domain 3.1, 3.2).
struct JudgedSeries {
  std::vector<Figure> figures;      ///< Every period, those too that nothing was supplied for.
  std::vector<std::size_t> places;  ///< Of those with a value, which the chart is made of.
  spc::XmrChart xmr;                ///< Over `places`. Its segments begin where the series was
                                    ///< rebased or broken.
  spc::RunChart run;
  spc::ChartKind kind = spc::ChartKind::dots;  ///< By the points of the last segment.
  bool screens_outliers = false;
};

/// `screening` overrides what is stored for the series. `asked_on` as figures_of takes it: what is
/// owed is no point, so it is judged the same.
[[nodiscard]] JudgedSeries judge(const Board::Records& records, Number series,
                                 Audience audience = {}, std::optional<bool> screening = {},
                                 std::optional<Day> asked_on = {});

/// The same of figures that are at hand already; the series says how they are charted.
[[nodiscard]] JudgedSeries judge_figures(const Board::Records& records, const series::State& series,
                                         std::vector<Figure> figures,
                                         std::optional<bool> screening);

/// The indicator that a series measures; null if none is set or held.
[[nodiscard]] const indicator::State* indicator_of(const Board::Records& records,
                                                   const series::State& series);

/// Which way is better for the series, as its indicator says; neutral if it has none.
[[nodiscard]] measures::Direction direction_of(const Board::Records& records,
                                               const series::State& series);
[[nodiscard]] spc::Direction better_way(const Board::Records& records, const series::State& series);

/// The place of the first point that ends on that day or later, among those that have a value.
[[nodiscard]] std::size_t place_of(const JudgedSeries& judged, Day from);

/// Whether the rules may be claimed of the point at that place: its segment has 12 points or more.
[[nodiscard]] bool is_judged(const JudgedSeries& judged, std::size_t place);

/// "seven figures in a row rise or fall"
[[nodiscard]] std::string_view words(spc::Rule rule);

}  // namespace closeloop
