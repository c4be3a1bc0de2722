#include "ui-minimal/charts/signs.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "ui-minimal/charts/notes.h"
#include "ui-minimal/charts/scale.h"
#include "ui-minimal/charts/svg.h"
#include "ui-minimal/component.h"
#include "ui-minimal/text_width.h"

namespace closeloop::ui::charts {
namespace {

/// Neighbours that have the same letter.
struct Run {
  std::size_t first, end;
  std::string_view sign;
};

std::vector<Run> runs_of(const Chart& chart) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    const auto& point = chart.points[i];
    if (point.value && point.flag.empty()) continue;
    const auto sign = sign_of_flag(point.flag);
    if (!runs.empty() && runs.back().end == i && runs.back().sign == sign) {
      ++runs.back().end;
    } else {
      runs.push_back({i, i + 1, sign});
    }
  }
  return runs;
}

}  // namespace

std::string flags_of(const Chart& chart, const Plot& plot) {
  const auto runs = runs_of(chart);
  std::string lines;
  std::vector<double> wanted;
  for (const auto& run : runs) {
    wanted.push_back((plot.edge(run.first) + plot.edge(run.end)) / 2);
    if (run.end - run.first == 1) continue;
    lines += level_line(plot.edge(run.first) + 1, plot.edge(run.end) - 1, plot.bottom + 2.5);
  }
  const auto places = spread(wanted, letters, plot.left, plot.right);
  std::string drawn;
  auto free_from = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto half = text_width(runs[i].sign, letters) / 2;
    if (places[i] - half < free_from) continue;
    drawn += text({places[i], plot.flags_y}, runs[i].sign);
    free_from = places[i] + half;
  }
  return path("stroke=\"#0b0c0c\" stroke-width=\"2\"", lines) +
         group("class=\"flags\" text-anchor=\"middle\"", drawn);
}

std::string letters_of(const Chart& chart, const Plot& plot) {
  const auto notes = lettered(chart);
  std::vector<double> wanted;
  for (const auto& note : notes) wanted.push_back(plot.edge(note.index));
  const auto unit = cut_to(unit_shown(chart), plot.width / 2, letters);
  const auto free_from = std::max(plot.left, text_width(unit, letters) + 10);
  const auto places = spread(wanted, letters + 3, free_from, plot.right);
  std::string drawn;
  for (std::size_t i = 0; i < places.size(); ++i) {
    drawn += text({places[i], plot.top - 6}, notes[i].letter);
  }
  return group("class=\"notes\" text-anchor=\"middle\" font-weight=\"700\"", drawn);
}

Markers markers_of(const Chart& chart, const Plot& plot) {
  constexpr double gap = 24;  // The least that a finger or a shaking hand needs (WCAG 2.5.8).
  Markers drawn;
  std::vector<double> wanted;
  for (const auto& marker : chart.markers) wanted.push_back(plot.x(marker.index));
  const auto places = spread(wanted, gap, plot.left + 6, plot.right - 6);
  std::string guides;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& marker = chart.markers[i];
    const auto at = places[i];
    const auto tip = plot.markers_y - 12;
    guides += upright_line(wanted[i], plot.top, plot.bottom);
    if (plot.flags_y > 0 || at != wanted[i]) {
      guides += "M" + coordinate(wanted[i]) + " " + coordinate(plot.bottom) + "L" + coordinate(at) +
                " " + coordinate(tip);
    }
    auto sign = path("", "M" + coordinate(at) + " " + coordinate(tip) + "l5.5 10h-11z");
    const bool roomy = i + 1 == places.size() || places[i + 1] - at > gap - 1;
    if (marker.number > 0 && roomy) {
      sign += text({at + 6, plot.markers_y}, std::to_string(marker.number));
    }
    const auto href = href_of(chart, marker.href);
    if (!href.empty()) {
      drawn.linked = true;
      sign = "<a href=\"" + href + "\" aria-label=\"Action " + std::to_string(marker.number) +
             ": " + escaped(marker.label) + ", " + escaped(chart.points[marker.index].period) +
             "\"><rect fill=\"none\" pointer-events=\"all\" x=\"" + coordinate(at - 8) + "\" y=\"" +
             coordinate(plot.markers_y - 15) + "\" width=\"24\" height=\"24\"/>" + sign + "</a>";
    }
    drawn.signs += sign;
  }
  drawn.guides = path("class=\"guides\" stroke=\"#8a8f93\"", guides);
  return drawn;
}

}  // namespace closeloop::ui::charts
