#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

/// The view model of a chart, as README.md of ui-minimal says it, read from JSON. What lacks or
/// has another type counts as absent; what points outside the series is left out. All text points
/// into the JSON, which must outlive the chart.
namespace closeloop::ui::charts {

enum class Kind { xmr, run, dots };
/// `looks_better`: on the good side, but it can't be told whether it is an improvement.
enum class Type { common_cause, improvement, looks_better, concern, neutral, not_judged };

struct Point {
  std::string_view period, label, shown, flag, rule, href;
  std::string_view target;  ///< As it was published: "<=18".
  std::string numerator, denominator;
  std::optional<double> value;  ///< Absent: a gap, never nought.
  Type type = Type::not_judged;
  bool high = false;  ///< A neutral signal above the average, not below.
};

/// Why a line is broken or limits begin anew.
struct Cause {
  std::string_view what;        ///< "The definition changed"
  std::string_view reason;      ///< In the words of who said so.
  std::string_view event;       ///< Its page.
  std::string_view text, href;  ///< An action that is said to have changed it.
  bool breaks = false;          ///< What is told where the line is broken, and not again.
};

struct Segment {
  std::size_t first = 0;
  std::size_t count = 0;
  Kind kind = Kind::xmr;                     ///< As of the chart, by its own points.
  std::optional<double> mean, lower, upper;  ///< Of dots none; `lower` only if it is to be shown.
  bool trial = false;
  Cause cause;
  [[nodiscard]] std::size_t end() const { return first + count; }
};

struct Target {
  double value = 0;
  std::string_view shown;
  std::string_view label;   ///< "Target"; "Benchmark" where neither way is better.
  std::string_view source;  ///< Where it comes from.
};

/// A published figure to compare with.
struct Benchmark {
  double value = 0;
  std::string_view area, period, shown, source, published;
};

struct Marker {
  std::size_t index = 0;
  int number = 0;
  std::string_view label, href;
};

struct Break {
  std::size_t index = 0;
  Cause cause;
};

struct Chart {
  std::string id;  ///< As part of an id in HTML: letters, digits, "-" and "_".
  std::string_view title, description, unit, direction, source, caption;
  std::string_view at;  ///< What every link ends with: "?known_at=2017-11-14".
  Kind kind = Kind::dots;
  std::vector<Point> points;
  std::vector<Segment> segments;
  std::vector<Marker> markers;  ///< In order of the axis.
  std::vector<Break> breaks;
  std::optional<double> median;
  std::optional<Target> target;
  std::vector<Benchmark> benchmarks;
};

[[nodiscard]] Chart chart_of(const boost::json::object& model);

/// Whether there is anything to draw: a point with a value.
[[nodiscard]] bool has_values(const Chart& chart);

/// What the part of the chart is that a point lies in.
[[nodiscard]] Kind kind_at(const Chart& chart, std::size_t index);

/// Where no line leads to the point of that index: at a break, and among dots.
[[nodiscard]] bool is_broken_before(const Chart& chart, std::size_t index);

/// The address of a link as an escaped attribute, empty unless it leads to a page of the board.
[[nodiscard]] std::string href_of(const Chart& chart, std::string_view href);

}  // namespace closeloop::ui::charts
