#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// XmR charts: what a series shows beyond its ordinary variation. Exactly the rules of domain
/// 3.1, which are those of the NHS "Making Data Count" programme as written down in
/// NHSRplotthedots 0.2.0 (R/ptd_spc_standard.R, R/ptd_calculate_point_type.R).
namespace closeloop::spc {

/// Which way is better.
enum class Direction : std::uint8_t { higher, lower, neutral };

struct XmrOptions {
  /// Leaves moving ranges of 3.267 times their mean or more out of the limits, once. The R package
  /// does so unless told otherwise, the Excel tool never does; so do we, unless asked.
  bool screen_outliers = false;
  /// The index of the first point of each later segment. Order and repeats don't matter; the
  /// first point's and any beyond the last point are as if not given.
  std::vector<std::size_t> rebase_at = {};
  /// Limits from the first so many points of each segment, all of whose points are judged by them.
  /// Under 2 there is no moving range: as if not given.
  std::optional<std::size_t> baseline = {};
};

/// The lines of one segment.
struct Limits {
  double mean = 0;
  double lower = 0;  ///< May be below nought where the values can't be: then draw no lower limit.
  double upper = 0;
  double near_lower = 0;  ///< Two thirds of the way from the mean to the limit.
  double near_upper = 0;
  std::size_t first = 0;  ///< The index of the segment's first point.
  std::size_t count = 0;  ///< Points in the segment.
  bool trial = false;     ///< Made from fewer than 12 points: more points may well move them.
};

enum class Rule : std::uint8_t { none, outside_limits, trend, two_in_three, shift };

/// A point that meets several rules is said to meet the first of these.
inline constexpr std::array rule_precedence{Rule::outside_limits, Rule::trend, Rule::two_in_three,
                                            Rule::shift};

enum class PointType : std::uint8_t {
  common_cause,
  improvement,
  concern,
  neutral_high,
  neutral_low
};

struct XmrPoint {
  double value = 0;
  Rule rule = Rule::none;
  PointType type = PointType::common_cause;
  std::size_t segment = 0;
  /// Of a point that meets a rule: whether it speaks for higher values. See xmr().
  bool high = false;
};

/// The id of the rules above, to be stored with a chart: other programmes use other ones.
inline constexpr auto ruleset_id = "plot-the-dots-1";
inline constexpr std::size_t points_for_firm_limits = 12;

struct XmrChart {
  std::string ruleset = ruleset_id;
  std::vector<Limits> segments;
  std::vector<XmrPoint> points;
};

/// The chart of a series of finite numbers, in order of time. An empty series has no segments;
/// a single point, or a constant series, has its limits on its mean and nothing flagged. Runs and
/// moving ranges end where a segment ends. "Strictly outside", "strictly rising" and "on the mean"
/// allow for the noise of binary fractions (noise_of).
///
/// What a flagged point speaks for: outside the limits, two in three and the shift by its side of
/// the mean; a trend by whether it rises or falls. So a trend that crosses the mean has one type
/// throughout, also for a point on the mean itself, which no other rule can flag. (As the source
/// has it since its issue 171.) A point of two trends speaks for the later one. In one thing we
/// differ from the source: where a trend follows on another that it shares no point with, the
/// source lets the last point of the first go the way of the step between them.
[[nodiscard]] XmrChart xmr(std::span<const double> values, Direction better,
                           const XmrOptions& options = {});

/// Neighbouring points of a segment, judged by its limits as if there were no others: no run, trend
/// or pair among them reaches out to a point beside them. Their `segment` is 0.
[[nodiscard]] std::vector<XmrPoint> judged_alone(std::span<const double> part, const Limits& limits,
                                                 Direction better);

}  // namespace closeloop::spc
