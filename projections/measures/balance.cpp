#include "projections/measures/balance.h"

#include <tuple>

#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/held_series.h"
#include "projections/measures/judged_series.h"

namespace closeloop {
namespace {

enum class Recognition { steady, falling, unknown };

/// The series that stands for an indicator in an area; of any area, if none is given.
Number whole_of(const Board::Records& records, Number indicator, std::string_view area) {
  const auto frequency = records.state<indicator::State>(indicator).terms.frequency;
  Number best = 0;
  std::string_view found_area;
  bool several_areas = false;
  std::tuple<bool, bool, std::size_t> best_rank{};
  records.store.forward(indicator, [&](Number number) {
    if (records.store[number].kind != RecordKind::SERIES || !records.store[number].exists) return;
    const auto& series = records.state<series::State>(number);
    if (series.breakdown != measures::Breakdown::UNSET || !series.category.empty()) return;
    if (!series.service.text().empty()) return;  // Of one service only.
    if (!area.empty() && series.area != area) return;
    several_areas = several_areas || (!found_area.empty() && series.area != found_area);
    found_area = series.area;
    const std::tuple rank{true, series.period_kind == frequency, series.points.size()};
    if (rank > best_rank) {
      best = number;
      best_rank = rank;
    }
  });
  return several_areas ? 0 : best;  // Whose figures are the board's own, it has to say.
}

/// Whether an indicator falls, whichever way is better for it.
Recognition recognition_by(const Board::Records& records, Number indicator, std::string_view area) {
  const auto series = whole_of(records, indicator, area);
  if (series == 0) return Recognition::unknown;
  const auto judged = judge(records, series);
  if (judged.kind != spc::ChartKind::xmr || judged.xmr.points.empty()) return Recognition::unknown;
  const auto& newest = judged.xmr.points.back();
  return newest.rule != spc::Rule::none && !newest.high ? Recognition::falling
                                                        : Recognition::steady;
}

}  // namespace

Number headline_series(const Board::Records& records, Number indicator) {
  return whole_of(records, indicator, own_area(records));
}

std::string doubt_of(const Board::Records& records, const series::State& series) {
  const auto* indicator = indicator_of(records, series);
  if (indicator == nullptr) return {};
  return doubt_of(records, indicator->terms.balanced_by, series.area);
}

std::string doubt_of(const Board::Records& records, const std::vector<Id<IndicatorId>>& balanced_by,
                     std::string_view area) {
  for (const auto& id : balanced_by) {
    const auto other = records.store.find(RecordKind::INDICATOR, id.text());
    const auto by = other == 0 || !records.store[other].exists
                        ? Recognition::unknown
                        : recognition_by(records, other, area);
    if (by == Recognition::steady) continue;
    const auto named =
        other == 0 ? id.text() : fmt::format("{} ({})", id.text(), text_of(records, other));
    if (by == Recognition::falling) {
      return fmt::format("recognition is falling: {}. Fewer may be seen, not fewer harmed.", named);
    }
    return fmt::format(
        "{} can't be judged yet, so it can't be told whether recognition is falling.", named);
  }
  return {};
}

}  // namespace closeloop
