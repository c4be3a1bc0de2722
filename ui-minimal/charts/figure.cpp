#include "ui-minimal/charts/figure.h"

#include <algorithm>

#include "ui-minimal/charts/chart.h"
#include "ui-minimal/charts/notes.h"
#include "ui-minimal/charts/point_table.h"
#include "ui-minimal/charts/shapes.h"
#include "ui-minimal/charts/svg.h"
#include "ui-minimal/charts/xmr_chart.h"
#include "ui-minimal/component.h"
#include "ui-minimal/page_data.h"

namespace closeloop::ui::charts {
namespace {

std::string paragraph(std::string_view css_class, std::string_view html) {
  if (html.empty()) return {};
  return "<p class=\"" + std::string(css_class) + "\">" + std::string(html) + "</p>";
}

std::string sentences(const Chart& chart) {
  auto words = escaped(chart.description);
  if (chart.direction == "higher") words += " Higher is better.";
  if (chart.direction == "lower") words += " Lower is better.";
  return words;
}

/// What the dotted line is: the picture for a phone has no words in it.
std::string target_key(const Chart& chart) {
  if (!chart.target || chart.target->shown.empty()) return {};
  return "<span class=\"narrow-only\"><svg viewBox=\"0 0 24 16\" width=\"24\" height=\"16\" "
         "aria-hidden=\"true\">" +
         path(target_paint, "M3 8H23") + "</svg> " + escaped(chart.target->label) + " " +
         escaped(chart.target->shown) + "</span>";
}

/// Where the lines to compare with come from; which line is whose, the picture says at its end, and
/// on a phone its own sign here.
std::string comparisons(const Chart& chart) {
  std::string items;
  if (chart.target && !chart.target->source.empty()) {
    items += "<li>" + escaped(chart.target->label) + " " + escaped(chart.target->shown) + ": " +
             escaped(chart.target->source) + "</li>";
  }
  for (const auto& benchmark : chart.benchmarks) {
    items +=
        "<li><span class=\"narrow-only\"><svg viewBox=\"0 0 24 16\" width=\"24\" "
        "height=\"16\" aria-hidden=\"true\">" +
        path(benchmark_paint, "M1 8H23") + "</svg> </span>Benchmark " + escaped(benchmark.area) +
        ", " + escaped(benchmark.period) + ": " + escaped(benchmark.shown) + " (" +
        escaped(benchmark.source) + ", published " + escaped(date_in_words(benchmark.published)) +
        ")</li>";
  }
  return items.empty() ? items : "<ul class=\"govuk-list chart-notes\">" + items + "</ul>";
}

/// What the shapes mean, once a point stands out; without signals there is nothing to tell apart.
std::string key(const Chart& chart) {
  const auto occurs = [&](Type type) {
    return std::any_of(chart.points.begin(), chart.points.end(),
                       [&](const auto& point) { return point.value && point.type == type; });
  };
  auto items = target_key(chart);
  const auto is_signal = [](Type type) {
    return type != Type::common_cause && type != Type::not_judged;
  };
  if (std::none_of(types.begin(), types.end(),
                   [&](Type type) { return is_signal(type) && occurs(type); })) {
    return items;
  }
  for (auto type = types.rbegin(); type != types.rend(); ++type) {
    if (!occurs(*type)) continue;
    items +=
        (items.empty() ? "<span><svg" : " <span><svg") +
        std::string(" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\">") +
        group(paint_of(*type), shape(*type, {8, 8}, 5)) + "</svg> " +
        std::string(words_for(*type)) + "</span>";
  }
  return items;
}

std::string caption(const Chart& chart) {
  auto words = escaped(chart.caption);
  if (!chart.source.empty()) {
    words += (words.empty() ? "Source: " : " Source: ") + escaped(chart.source);
  }
  return words.empty() ? words : "<figcaption class=\"quiet\">" + words + "</figcaption>";
}

}  // namespace

std::string figure(const boost::json::object& model) {
  const auto chart = chart_of(model);
  const auto head =
      paragraph("chart-title", escaped(chart.title)) + paragraph("govuk-body", sentences(chart));
  if (chart.points.empty()) {
    return head + paragraph("govuk-body", "There are no figures in this series yet.");
  }
  return "<figure class=\"chart\">" + head + xmr_chart(chart, Width::wide) +
         xmr_chart(chart, Width::narrow) + paragraph("chart-key", key(chart)) + notes_html(chart) +
         comparisons(chart) + caption(chart) + "</figure>" + point_table(chart);
}

}  // namespace closeloop::ui::charts
