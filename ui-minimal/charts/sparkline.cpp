#include "ui-minimal/charts/sparkline.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui-minimal/charts/chart.h"
#include "ui-minimal/charts/scale.h"
#include "ui-minimal/charts/shapes.h"
#include "ui-minimal/component.h"

namespace closeloop::ui::charts {
namespace {

/// Half pixels: whole numbers are then fine enough, and a page has thousands of them.
constexpr double width = 240;
constexpr double height = 56;
constexpr double margin = 10;  ///< Above and below, so that shapes lie within the picture.
constexpr double side = 8;     ///< The same to the left and the right.

/// Drawn to the ends of its own figures, which is all that a picture without an axis can show.
struct Room {
  explicit Room(const Chart& chart) : count(chart.points.size()) {
    std::vector<double> values;
    for (const auto& point : chart.points) {
      if (point.value) values.push_back(*point.value);
    }
    for (const auto& segment : chart.segments) {
      for (const auto& limit : {segment.lower, segment.upper}) {
        if (limit) values.push_back(*limit);
      }
    }
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const auto axis = ticks(*least, *most, 4);
    low = std::max(axis.low, *least - (*most - *least) * 0.02);
    high = std::min(axis.high, *most + (*most - *least) * 0.02);
    if (high <= low) {
      low = axis.low;
      high = axis.high;
    }
  }
  [[nodiscard]] double edge(std::size_t index) const {
    return std::round(side +
                      (width - 2 * side) * static_cast<double>(index) / static_cast<double>(count));
  }
  [[nodiscard]] double x(std::size_t index) const {
    return std::floor((edge(index) + edge(index + 1)) / 2);
  }
  [[nodiscard]] double y(double value) const {
    return std::round(height - margin - (value - low) / (high - low) * (height - 2 * margin));
  }
  std::size_t count;
  double low, high;
};

std::string spoken(const Chart& chart) {
  const auto has_value = [](const Point& point) { return point.value.has_value(); };
  const auto count = std::count_if(chart.points.begin(), chart.points.end(), has_value);
  const auto first = std::find_if(chart.points.begin(), chart.points.end(), has_value);
  const auto last = std::find_if(chart.points.rbegin(), chart.points.rend(), has_value);
  const auto said = [](const Point& point) {
    return escaped(point.shown) + " in " + escaped(point.period);
  };
  if (count == 1) return "Trend: one figure, " + said(*first);
  return "Trend of " + std::to_string(count) + " figures: from " + said(*first) + " to " +
         said(*last);
}

std::string background(const Chart& chart, const Room& room) {
  std::string bands;
  std::string means;
  for (const auto& segment : chart.segments) {
    const auto from = room.edge(segment.first);
    const auto to = room.edge(segment.end());
    if (segment.mean) means += level_line(from, to, room.y(*segment.mean));
    if (!segment.upper) continue;
    const auto lower = segment.lower ? room.y(*segment.lower) : height - margin;
    bands += "M" + coordinate(from) + " " + coordinate(room.y(*segment.upper)) + "H" +
             coordinate(to) + "V" + coordinate(lower) + "H" + coordinate(from) + "z";
  }
  return path("fill=\"#dfe7ee\"", bands) + path("stroke=\"#6f777b\" stroke-width=\"2\"", means);
}

std::string line(const Chart& chart, const Room& room) {
  std::string data;
  bool joined = false;
  Place before{0, 0};
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    const auto& value = chart.points[i].value;
    if (is_broken_before(chart, i)) joined = false;
    joined = joined && value;
    if (value && kind_at(chart, i) != Kind::dots) {
      const Place place{room.x(i), room.y(*value)};
      // Steps from point to point are shorter than places.
      data += joined ? "l" + coordinate(place.x - before.x) + " " + coordinate(place.y - before.y)
                     : "M" + coordinate(place.x) + " " + coordinate(place.y);
      before = place;
      joined = true;
    }
  }
  return path("fill=\"none\" stroke=\"#12436d\" stroke-width=\"3\"", data);
}

/// Signals, the newest figure, and what no line leads to.
std::string points(const Chart& chart, const Room& room) {
  const auto& all = chart.points;
  const auto missing = [&](std::size_t i) { return i >= all.size() || !all[i].value; };
  std::size_t newest = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].value) newest = i;
  }
  const bool crowded = all.size() > 30;
  std::string drawn;
  for (const auto type : types) {
    std::string shapes;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!all[i].value || all[i].type != type) continue;
      const bool signal = type != Type::common_cause && type != Type::not_judged;
      const bool alone = (i == 0 || missing(i - 1) || is_broken_before(chart, i)) &&
                         (missing(i + 1) || is_broken_before(chart, i + 1));
      if (!signal && !alone && i != newest) continue;
      const auto size = i == newest ? 7.0 : crowded ? 3.0 : 4.0;
      shapes += shape(type, {room.x(i), room.y(*all[i].value)}, size);
    }
    drawn += group(paint_of(type, type == Type::improvement ? 0 : 2), shapes);
  }
  return drawn;
}

}  // namespace

std::string sparkline(const boost::json::object& model) {
  const auto chart = chart_of(model);
  if (!has_values(chart)) return "No figures";
  const Room room{chart};
  return "<svg class=\"spark\" viewBox=\"0 0 240 56\" width=\"120\" height=\"28\" role=\"img\" "
         "aria-label=\"" +
         spoken(chart) + "\">" + background(chart, room) + line(chart, room) + points(chart, room) +
         "</svg>";
}

}  // namespace closeloop::ui::charts
