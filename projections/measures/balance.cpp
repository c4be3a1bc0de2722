#include "projections/measures/balance.h"

#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/held_series.h"

namespace closeloop {
namespace {

enum class Recognition { steady, falling, unknown };

/// Whether an indicator falls, whichever way is better for it.
Recognition recognition_by(const Board::Records& records, Number indicator) {
  const auto series = headline_series(records, indicator);
  if (series == 0) return Recognition::unknown;
  const auto judged = judge(records, series);
  if (judged.kind != spc::ChartKind::xmr || judged.xmr.points.empty()) return Recognition::unknown;
  const auto& newest = judged.xmr.points.back();
  return newest.rule != spc::Rule::none && !newest.high ? Recognition::falling
                                                        : Recognition::steady;
}

}  // namespace

Number headline_series(const Board::Records& records, Number indicator) {
  const auto area = own_area(records);
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

Signal balanced_signal(const Board::Records& records, Number indicator, Signal signal) {
  if (signal.name != "improvement") return signal;
  for (const auto& id : records.state<indicator::State>(indicator).terms.balanced_by) {
    const auto other = records.store.find(RecordKind::INDICATOR, id.text());
    const auto by = other == 0 || !records.store[other].exists ? Recognition::unknown
                                                               : recognition_by(records, other);
    if (by == Recognition::steady) continue;
    const auto named =
        other == 0 ? id.text() : fmt::format("{} ({})", id.text(), text_of(records, other));
    return {"cannotTell", "Cannot tell",
            by == Recognition::falling
                ? fmt::format("The figures look better, but recognition is falling: {}. Fewer may "
                              "be seen, not fewer harmed.",
                              named)
                : fmt::format("The figures look better, but {} can't be judged yet, so it can't be "
                              "told whether recognition is falling.",
                              named)};
  }
  return signal;
}

}  // namespace closeloop
