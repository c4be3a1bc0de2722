#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "projections/measures/figures.h"
#include "projections/page.h"
#include "projections/spc/chart_choice.h"
#include "projections/spc/run_chart.h"
#include "projections/spc/xmr.h"

namespace closeloop {

/// What the rules make of a series (domain 3.1, 3.2).
struct JudgedSeries {
  std::vector<Figure> figures;      ///< Every period.
  std::vector<std::size_t> places;  ///< Of those with a value, which the chart is made of.
  spc::XmrChart xmr;                ///< Over `places`. Its segments begin where the series was
                                    ///< rebased or broken.
  spc::RunChart run;
  spc::ChartKind kind = spc::ChartKind::dots;  ///< By the points of the last segment.
  bool screens_outliers = false;
};

/// What a measure comes to, in a word: by the newest point, and honest about what is not known.
struct Signal {
  std::string_view name;  ///< "improvement", "concern", "noChange", "high", "low", "shift",
                          ///< "tooFew", "noData", "cannotTell"
  std::string label;      ///< "Improving"
  std::string reason;     ///< Why, in a sentence.
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

/// Which way is better for the series, as its indicator says; neutral if it has none.
[[nodiscard]] spc::Direction better_way(const Board::Records& records, const series::State& series);

/// "seven figures in a row rise or fall"
[[nodiscard]] std::string_view words(spc::Rule rule);

/// By the series alone: whether recognition may have fallen is asked elsewhere (balance.h).
[[nodiscard]] Signal signal_of(const Board::Records& records, Number series,
                               const JudgedSeries& judged);

/// The model that charts are drawn from, as README.md of ui-minimal describes it.
[[nodiscard]] boost::json::object chart_model(const Board::Records& records, Number series,
                                              const JudgedSeries& judged, const Signal& signal);

/// The same of a series that is no record.
[[nodiscard]] boost::json::object chart_model(const Board::Records& records,
                                              const series::State& series, std::string_view id,
                                              std::string_view title, const JudgedSeries& judged,
                                              const Signal& signal);

/// A series with its chart, limits and special points, what was revised, and what it belongs to.
[[nodiscard]] Result<boost::json::object> series_chart(const Board& board, std::string_view id,
                                                       Day asked_on, Audience audience = {},
                                                       std::optional<bool> screening = {});

}  // namespace closeloop
