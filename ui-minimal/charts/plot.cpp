#include "ui-minimal/charts/plot.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "ui-minimal/text_width.h"

namespace closeloop::ui::charts {
namespace {

constexpr int most_label = 190;   ///< Of the width, for words at the end of a line.
constexpr int top_strip = 26;     ///< For the unit and for letters of notes, if there are any.
constexpr int period_strip = 22;  ///< For the labels of periods.
constexpr int flag_strip = 16;
constexpr int marker_strip = 20;

struct Range {
  std::optional<double> low, high;
  void take(std::optional<double> value) {
    if (!value) return;
    low = low ? std::min(*low, *value) : *value;
    high = high ? std::max(*high, *value) : *value;
  }
};

/// The axis covers all that is drawn, with some air; nought too if that is near.
Ticks axis_of(const Chart& chart, int about) {
  Range range;
  for (const auto& point : chart.points) range.take(point.value);
  for (const auto& segment : chart.segments) {
    range.take(segment.mean);
    range.take(segment.lower);
    range.take(segment.upper);
  }
  range.take(chart.median);
  if (chart.target) range.take(chart.target->value);
  for (const auto& benchmark : chart.benchmarks) range.take(benchmark.value);
  if (!range.low) return ticks(0, 1, 1);
  auto low = *range.low;
  auto high = *range.high;
  const auto air = (high - low) * 0.05;
  if (low >= 0) {
    low = low < 0.35 * high || low < air ? 0 : low - air;
  } else {
    low -= air;
  }
  if (chart.unit == "percent" && high <= 100) {
    high = std::min(high + air, 100.0);  // There is no more than all.
  } else {
    high = high <= 0 ? std::min(high + air, 0.0) : high + air;
  }
  if (low == 0 && high == 0) high = 1;
  return ticks(low, high, about);
}

std::vector<LineLabel> line_labels_of(const Chart& chart, double step) {
  std::vector<LineLabel> labels;
  const auto add = [&](std::string_view words, std::optional<double> value) {
    if (!value) return;
    labels.push_back({std::string(words) + beside_axis(*value, step, chart.unit), *value});
  };
  if (!chart.segments.empty()) {
    const auto& newest = chart.segments.back();
    add(newest.trial ? "Trial limit " : "Upper limit ", newest.upper);
    add("Average ", newest.mean);
    add(newest.trial ? "Trial limit " : "Lower limit ", newest.lower);
  }
  add("Median ", chart.median);
  if (chart.target) {
    const auto& target = *chart.target;
    auto number = target.shown.empty() ? beside_axis(target.value, step, chart.unit)
                                       : std::string(target.shown);
    labels.push_back(
        {cut_to(std::string(target.label) + " " + number, most_label, letters), target.value});
  }
  for (const auto& benchmark : chart.benchmarks) {
    labels.push_back({cut_to(std::string(benchmark.area) + " " + std::string(benchmark.shown),
                             most_label, letters),
                      benchmark.value});
  }
  return labels;
}

/// Labels under the axis: every one if they fit, or else every second, third and so on, counted
/// back from the newest, which is the one that people look for.
std::vector<Label> periods_of(const Chart& chart, const Plot& plot) {
  constexpr std::array<std::size_t, 10> strides = {1, 2, 3, 4, 6, 8, 12, 24, 48, 96};
  constexpr double air = 8;
  std::vector<Label> labels;
  for (const auto stride : strides) {
    labels.clear();
    auto free_to = static_cast<double>(plot.width);
    bool fits = true;
    for (auto i = chart.points.size(); fits && i > 0; i -= std::min(i, stride)) {
      auto text = cut_to(chart.points[i - 1].label, plot.width * 2 / 5, letters);
      const auto half = text_width(text, letters) / 2;
      const auto x = std::clamp(plot.x(i - 1), half + 1, plot.width - half - 1);
      fits = x + half <= free_to;
      free_to = x - half - air;
      if (fits || labels.empty()) labels.push_back({std::move(text), x});
    }
    if (fits) break;
  }
  std::reverse(labels.begin(), labels.end());
  return labels;
}

bool has_head(const Chart& chart) {
  return !unit_shown(chart).empty() || !chart.breaks.empty() || chart.segments.size() > 1;
}

}  // namespace

std::string_view unit_shown(const Chart& chart) {
  return chart.unit == "percent" ? std::string_view() : chart.unit;
}

Plot::Plot(const Chart& chart, Width shape_wanted)
    : shape(shape_wanted),
      width(shape == Width::wide ? 640 : 320),
      height(shape == Width::wide ? 260 : 200),
      left(0),
      right(width - 16),
      top(has_head(chart) ? top_strip : 10),
      bottom(height - period_strip),
      axis(axis_of(chart, shape == Width::wide ? 5 : 4)),
      count(std::max<std::size_t>(1, chart.points.size())),
      flags_y(0),
      markers_y(0),
      periods_y(height - 6) {
  const auto widest = [](const auto& texts, const auto& text_of) {
    double most = 0;
    for (const auto& item : texts) most = std::max(most, text_width(text_of(item), letters));
    return most;
  };
  left = 12 + widest(axis.at, [&](double tick) { return on_axis(tick, axis.step, chart.unit); });
  if (shape == Width::wide) {
    line_labels = line_labels_of(chart, axis.step);
    const auto room = widest(line_labels, [](const auto& label) { return label.text; });
    if (room > 0) right = width - room - 10;
  }
  if (!chart.markers.empty()) {
    markers_y = bottom - 4;
    bottom -= marker_strip;
  }
  const bool flagged = std::any_of(chart.points.begin(), chart.points.end(), [](const auto& point) {
    return !point.value || !point.flag.empty();
  });
  if (flagged) {
    flags_y = bottom - 3;
    bottom -= flag_strip;
  }
  std::vector<double> wanted;
  for (const auto& label : line_labels) wanted.push_back(y(label.value));
  const auto places = spread(wanted, letters + 3, top, bottom);
  for (std::size_t i = 0; i < places.size(); ++i) line_labels[i].y = places[i];
  periods = periods_of(chart, *this);
}

}  // namespace closeloop::ui::charts
