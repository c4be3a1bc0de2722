#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "projections/suppression/measure.h"

namespace closeloop {

/// What may be shown of a series: for each of its periods, of each value that was held for it,
/// oldest first.
using SeriesVerdicts = std::vector<std::vector<suppression::CellVerdict>>;

/// Of every series of a measure, by its number: they are decided together.
using MeasureVerdicts = std::unordered_map<std::uint32_t, SeriesVerdicts>;

/// Verdicts that were worked out, until they are forgotten. Safe from any thread.
class ProtectionMemo {
 public:
  /// Null if it is not kept.
  [[nodiscard]] std::shared_ptr<const MeasureVerdicts> find(std::uint32_t series) const {
    const std::lock_guard lock{mutex_};
    const auto found = of_series_.find(series);
    return found == of_series_.end() ? nullptr : found->second;
  }
  /// For all series of the measure.
  void keep(const std::shared_ptr<const MeasureVerdicts>& measure) const {
    const std::lock_guard lock{mutex_};
    for (const auto& [series, verdicts] : *measure) of_series_[series] = measure;
  }
  /// And of all series that were decided together with it.
  void forget(std::uint32_t series) {
    const std::lock_guard lock{mutex_};
    const auto found = of_series_.find(series);
    if (found == of_series_.end()) return;
    const auto measure = found->second;
    for (const auto& [other, verdicts] : *measure) of_series_.erase(other);
  }
  void forget_all() {
    const std::lock_guard lock{mutex_};
    of_series_.clear();
  }
  [[nodiscard]] bool is_empty() const {
    const std::lock_guard lock{mutex_};
    return of_series_.empty();
  }

 private:
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::uint32_t, std::shared_ptr<const MeasureVerdicts>> of_series_;
};

}  // namespace closeloop
