#include "projections/spc/xmr.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "projections/spc/noise.h"
#include "projections/spc/rules.h"

namespace closeloop::spc {
namespace {

constexpr double limits_at = 2.66;  // 3 / 1.128: three sigma, out of the mean moving range of two.
constexpr double near_limits_at = limits_at * 2 / 3;
constexpr double screened_from = 3.267;

// Summed in long double: a mean must not stray from a constant series by more than noise.
double mean_of(std::span<const double> values) {
  if (values.empty()) return 0;
  const auto sum = std::accumulate(values.begin(), values.end(), 0.0L);
  return static_cast<double>(sum / static_cast<long double>(values.size()));
}

double mean_moving_range(std::span<const double> values, double noise, bool screen) {
  std::vector<double> ranges;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const double range = std::abs(values[i] - values[i - 1]);
    ranges.push_back(range > noise ? range : 0);
  }
  const double mean = mean_of(ranges);
  if (!screen || mean == 0) return mean;
  ranges.erase(std::remove_if(ranges.begin(), ranges.end(),
                              [&](double range) { return range >= screened_from * mean; }),
               ranges.end());
  return mean_of(ranges);  // Never of none: the smallest range is not above the mean.
}

/// The first points of the segments.
std::vector<std::size_t> starts_of(std::size_t points, const XmrOptions& options) {
  std::vector<std::size_t> starts;
  if (points == 0) return starts;
  starts.push_back(0);
  for (const auto at : options.rebase_at) {
    if (at < points) starts.push_back(at);
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  return starts;
}

Limits limits_of(std::span<const double> segment, std::size_t first, double noise,
                 const XmrOptions& options) {
  auto basis = segment;
  const auto baseline = options.baseline.value_or(0);
  if (baseline >= 2 && baseline < segment.size()) basis = segment.first(baseline);
  const double mean = mean_of(basis);
  const double range = mean_moving_range(basis, noise, options.screen_outliers);
  return {.mean = mean,
          .lower = mean - limits_at * range,
          .upper = mean + limits_at * range,
          .near_lower = mean - near_limits_at * range,
          .near_upper = mean + near_limits_at * range,
          .first = first,
          .count = segment.size(),
          .trial = basis.size() < points_for_firm_limits};
}

/// Where the rules hold in one segment.
class Judged {
 public:
  Judged(std::span<const double> values, const Limits& limits, double noise)
      : outside_(values.size(), 0) {
    std::vector<int> close(values.size(), 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto side = [&](double line) { return side_of(values[i], line, noise); };
      sides_.push_back(side(limits.mean));
      outside_[i] = side(limits.upper) > 0 || side(limits.lower) < 0 ? 1 : 0;
      const bool beyond_near = side(limits.near_upper) > 0 || side(limits.near_lower) < 0;
      close[i] = outside_[i] == 0 && beyond_near ? 1 : 0;
    }
    trend_ends_ = seven_trend(values);
    trend_ = back_fill_seven(trend_ends_);
    two_in_three_ = two_in_three_close_only(close, sides_);
    shift_ = back_fill_seven(seven_one_side(sides_));
  }

  [[nodiscard]] Rule rule(std::size_t i) const {
    for (const auto rule : rule_precedence) {
      if (meets(rule, i)) return rule;
    }
    return Rule::none;
  }

  [[nodiscard]] bool high(Rule rule, std::size_t i) const {
    return (rule == Rule::trend ? trend_way(i) : sides_[i]) > 0;
  }

 private:
  [[nodiscard]] bool meets(Rule rule, std::size_t i) const {
    switch (rule) {
      case Rule::outside_limits: return outside_[i] != 0;
      case Rule::trend: return trend_[i] != 0;
      case Rule::two_in_three: return two_in_three_[i] != 0;
      case Rule::shift: return shift_[i] != 0;
      case Rule::none: break;
    }
    return false;
  }

  /// Of two trends that share the point, the later: its seventh point is at most six on.
  [[nodiscard]] int trend_way(std::size_t i) const {
    int way = 0;
    const auto end = std::min(i + 7, trend_ends_.size());
    for (auto at = i; at < end; ++at) {
      if (trend_ends_[at] != 0) way = trend_ends_[at];
    }
    return way;
  }

  std::vector<int> sides_;
  std::vector<int> outside_;
  std::vector<int> trend_ends_;
  std::vector<int> trend_;
  std::vector<int> two_in_three_;
  std::vector<int> shift_;
};

PointType type_of(bool high, Direction better) {
  if (better == Direction::neutral) return high ? PointType::neutral_high : PointType::neutral_low;
  return high == (better == Direction::higher) ? PointType::improvement : PointType::concern;
}

void judge(std::span<const double> part, const Limits& limits, double noise, Direction better,
           std::size_t segment, std::vector<XmrPoint>& to) {
  const Judged judged{part, limits, noise};
  for (std::size_t i = 0; i < part.size(); ++i) {
    XmrPoint point{.value = part[i], .rule = judged.rule(i), .segment = segment};
    if (point.rule != Rule::none) {
      point.high = judged.high(point.rule, i);
      point.type = type_of(point.high, better);
    }
    to.push_back(point);
  }
}

}  // namespace

XmrChart xmr(std::span<const double> values, Direction better, const XmrOptions& options) {
  XmrChart chart;
  const auto starts = starts_of(values.size(), options);
  for (std::size_t number = 0; number < starts.size(); ++number) {
    const auto first = starts[number];
    const auto end = number + 1 < starts.size() ? starts[number + 1] : values.size();
    const auto segment = values.subspan(first, end - first);
    const double noise = noise_of(segment);
    chart.segments.push_back(limits_of(segment, first, noise, options));
    judge(segment, chart.segments.back(), noise, better, number, chart.points);
  }
  return chart;
}

std::vector<XmrPoint> judged_alone(std::span<const double> part, const Limits& limits,
                                   Direction better) {
  std::vector<XmrPoint> points;
  judge(part, limits, noise_of(part), better, 0, points);
  return points;
}

}  // namespace closeloop::spc
