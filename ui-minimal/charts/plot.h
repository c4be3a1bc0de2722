#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ui-minimal/charts/chart.h"
#include "ui-minimal/charts/scale.h"

/// Where things stand in a chart's picture (ui 3.3).
namespace closeloop::ui::charts {

/// For a desk, with words at the ends of the lines, or for a phone, without.
enum class Width { wide, narrow };

/// The size of all text in a picture. Shown at 0.9 of its size, on the narrowest screen that a
/// picture is made for, it is still above 11 pixels.
constexpr int letters = 13;

/// What is written above the axis: nothing for percentages, whose every number has its sign.
[[nodiscard]] std::string_view unit_shown(const Chart& chart);

/// Words at the right end of a line.
struct LineLabel {
  std::string text;
  double value = 0;
  double y = 0;  ///< Of the middle of the text: near the line, clear of other labels.
};

/// A text that is centred on `x`.
struct Label {
  std::string text;
  double x = 0;
};

struct Plot {
  Plot(const Chart& chart, Width width);

  Width shape;
  int width, height;
  double left, right, top, bottom;  ///< Of the area that the points lie in.
  Ticks axis;
  std::size_t count;  ///< Of bands of the same width: one for each point, at least one.

  [[nodiscard]] double step() const { return (right - left) / static_cast<double>(count); }
  /// The middle of a point's band.
  [[nodiscard]] double x(std::size_t index) const { return edge(index) + step() / 2; }
  /// Where a point's band begins.
  [[nodiscard]] double edge(std::size_t index) const {
    return left + step() * static_cast<double>(index);
  }
  [[nodiscard]] double y(double value) const {
    return bottom - (value - axis.low) / (axis.high - axis.low) * (bottom - top);
  }

  std::vector<LineLabel> line_labels;    ///< Of the newest limits, target and median; wide only.
  std::vector<Label> periods;            ///< As many as fit; the newest always.
  double flags_y, markers_y, periods_y;  ///< Baselines beneath the axis.
};

}  // namespace closeloop::ui::charts
