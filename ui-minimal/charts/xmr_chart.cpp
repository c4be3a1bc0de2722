#include "ui-minimal/charts/xmr_chart.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "ui-minimal/charts/scale.h"
#include "ui-minimal/charts/shapes.h"
#include "ui-minimal/charts/signs.h"
#include "ui-minimal/charts/svg.h"
#include "ui-minimal/component.h"
#include "ui-minimal/text_width.h"

namespace closeloop::ui::charts {
namespace {

constexpr double step_gap = 3;       ///< On either side of where limits begin anew.
constexpr double text_middle = 4.5;  ///< From the middle of a line of text to its baseline.

std::string grid(const Chart& chart, const Plot& plot) {
  std::string lines;
  std::string numbers;
  for (const auto tick : plot.axis.at) {
    const auto y = plot.y(tick);
    if (!has_values(chart)) break;
    if (tick != plot.axis.low) lines += level_line(plot.left, plot.right, y);
    numbers += text({plot.left - 6, y + text_middle}, on_axis(tick, plot.axis.step, chart.unit));
  }
  return path("stroke=\"#dfe2e4\"", lines) +
         path("stroke=\"#0b0c0c\"", level_line(plot.left, plot.right, plot.bottom)) +
         group("text-anchor=\"end\"", numbers);
}

struct Span {
  double from, to;
};

/// Where a segment's lines are drawn: with a gap at each step to another one.
Span span_of(const Chart& chart, const Plot& plot, const Segment& segment) {
  return {plot.edge(segment.first) + (segment.first > 0 ? step_gap : 0),
          plot.edge(segment.end()) - (segment.end() < chart.points.size() ? step_gap : 0)};
}

struct Limits {
  std::string bands;  ///< What is to be expected, beneath everything else.
  std::string edges;
};

Limits limits(const Chart& chart, const Plot& plot) {
  std::string bands;
  std::string means;
  std::string edges;
  for (const auto& segment : chart.segments) {
    const auto [from, to] = span_of(chart, plot, segment);
    if (segment.mean) means += level_line(from, to, plot.y(*segment.mean));
    for (const auto& limit : {segment.lower, segment.upper}) {
      if (limit) edges += level_line(from, to, plot.y(*limit));
    }
    if (!segment.upper) continue;
    const auto upper = plot.y(*segment.upper);
    const auto lower = segment.lower ? plot.y(*segment.lower) : plot.bottom;
    bands += "M" + coordinate(from) + " " + coordinate(upper) + "H" + coordinate(to) + "V" +
             coordinate(lower) + "H" + coordinate(from) + "z";
  }
  if (chart.median) {  // Of the newest part only.
    const auto [from, to] = chart.segments.empty() ? Span{plot.left, plot.right}
                                                   : span_of(chart, plot, chart.segments.back());
    means += level_line(from, to, plot.y(*chart.median));
  }
  return {path("class=\"band\" fill=\"#eef3f7\"", bands),
          path("class=\"limits\" stroke=\"#3d3d3d\" stroke-width=\"1.5\" "
               "stroke-dasharray=\"7 4\"",
               edges) +
              path("class=\"average\" stroke=\"#3d3d3d\" stroke-width=\"1.5\"", means)};
}

std::string target(const Chart& chart, const Plot& plot) {
  if (!chart.target) return {};
  return path(target_paint, level_line(plot.left, plot.right, plot.y(chart.target->value)));
}

std::string benchmarks(const Chart& chart, const Plot& plot) {
  std::string lines;
  for (const auto& benchmark : chart.benchmarks) {
    lines += level_line(plot.left, plot.right, plot.y(benchmark.value));
  }
  return path(benchmark_paint, lines);
}

std::string breaks(const Chart& chart, const Plot& plot) {
  std::string lines;
  for (const auto& place : chart.breaks) {
    lines += upright_line(plot.edge(place.index), plot.top, plot.bottom);
  }
  return path("class=\"break\" stroke=\"#0b0c0c\" stroke-dasharray=\"3 3\"", lines);
}

/// Joined from point to point, but over no gap and no break, and not where dots are all.
std::string line(const Chart& chart, const Plot& plot) {
  std::string data;
  bool joined = false;
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    const auto& value = chart.points[i].value;
    if (is_broken_before(chart, i)) joined = false;
    joined = joined && value;
    if (!value || kind_at(chart, i) == Kind::dots) continue;
    data += (joined ? "L" : "M") + coordinate(plot.x(i)) + " " + coordinate(plot.y(*value));
    joined = true;
  }
  return path(
      "class=\"line\" fill=\"none\" stroke=\"#12436d\" stroke-width=\"2\" "
      "stroke-linejoin=\"round\"",
      data);
}

std::string points(const Chart& chart, const Plot& plot) {
  const auto size = std::clamp(plot.step() * 0.45, 2.5, 5.0);
  std::string all;
  for (const auto type : types) {
    std::string shapes;
    for (std::size_t i = 0; i < chart.points.size(); ++i) {
      const auto& point = chart.points[i];
      if (!point.value || point.type != type) continue;
      std::string title;  // What a mouse shows that stands on it.
      if (plot.shape == Width::wide) {
        title = "<title>" + escaped(point.period) + ": " + escaped(point.shown) + "</title>";
      }
      const bool plain = type == Type::common_cause || type == Type::not_judged;
      shapes +=
          shape(type, {plot.x(i), plot.y(*point.value)}, plain ? size : std::max(size, 3.4), title);
    }
    all += group(paint_of(type), shapes);
  }
  return all;
}

std::string words(const Chart& chart, const Plot& plot) {
  std::string periods;
  for (const auto& label : plot.periods) periods += text({label.x, plot.periods_y}, label.text);
  std::string ends;
  for (const auto& label : plot.line_labels) {
    ends += text({plot.right + 6, label.y + text_middle}, label.text);
  }
  std::string unit;
  if (const auto name = unit_shown(chart); !name.empty()) {
    unit = text({2, 14}, cut_to(name, plot.width / 2, letters));
  }
  return group("class=\"periods\" text-anchor=\"middle\"", periods) +
         group("class=\"ends\"", ends) + unit;
}

}  // namespace

std::string xmr_chart(const Chart& chart, Width width) {
  const Plot plot{chart, width};
  const auto marked = markers_of(chart, plot);
  const auto lines = limits(chart, plot);
  auto drawing = path("fill=\"#fff\"",
                      "M0 0H" + coordinate(plot.width) + "V" + coordinate(plot.height) + "H0z") +
                 lines.bands + grid(chart, plot) + marked.guides + lines.edges +
                 target(chart, plot) + benchmarks(chart, plot) + breaks(chart, plot) +
                 line(chart, plot) + points(chart, plot) + flags_of(chart, plot) +
                 letters_of(chart, plot) + words(chart, plot);
  if (!has_values(chart)) {
    drawing += text({(plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2},
                    "No figure can be drawn", "text-anchor=\"middle\"");
  }
  // What has links in it may not be an image: nobody would find them there.
  if (!marked.linked) drawing += marked.signs;
  drawing = group("aria-hidden=\"true\"", drawing);
  if (marked.linked) drawing += marked.signs;

  const auto id = chart.id + (width == Width::wide ? "" : "-narrow");
  const bool described = !chart.description.empty();
  return "<svg class=\"" + std::string(width == Width::wide ? "wide-chart" : "narrow-chart") +
         "\" viewBox=\"0 0 " + std::to_string(plot.width) + " " + std::to_string(plot.height) +
         "\" role=\"" + (marked.linked ? "group" : "img") + "\" aria-labelledby=\"" + id + "-t" +
         (described ? " " + id + "-d" : "") +
         "\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"" + std::to_string(letters) +
         "\" fill=\"#0b0c0c\"><title id=\"" + id + "-t\">" + escaped(chart.title) + "</title>" +
         (described ? "<desc id=\"" + id + "-d\">" + escaped(chart.description) + "</desc>" : "") +
         drawing + "</svg>";
}

}  // namespace closeloop::ui::charts
