#include "ui-minimal/charts/point_table.h"

#include <algorithm>
#include <string_view>

#include "ui-minimal/charts/notes.h"
#include "ui-minimal/charts/shapes.h"
#include "ui-minimal/component.h"

namespace closeloop::ui::charts {
namespace {

std::string heading(std::string_view words) {
  return "<th scope=\"col\" class=\"govuk-table__header\">" + std::string(words) + "</th>";
}

std::string cell(std::string_view html, std::string_view also = "") {
  return "<td class=\"govuk-table__cell" + std::string(also) + "\">" + std::string(html) + "</td>";
}

std::string value_of(const Chart& chart, const Point& point) {
  auto words = escaped(point.value ? point.shown : words_for_flag(point.flag));
  const auto href = href_of(chart, point.href);
  if (!href.empty()) words = "<a class=\"govuk-link\" href=\"" + href + "\">" + words + "</a>";
  if (point.value && !point.flag.empty()) {
    words += " (" + escaped(words_for_flag(point.flag)) + ")";
  }
  return words;
}

std::string part_of(const Point& point) {
  if (point.numerator.empty() && point.denominator.empty()) return {};
  if (point.denominator.empty()) return escaped(point.numerator);
  if (point.numerator.empty()) return "of " + escaped(point.denominator);
  return escaped(point.numerator) + " of " + escaped(point.denominator);
}

std::string_view words_for_rule(Kind kind, std::string_view rule) {
  if (rule == "outsideLimits") return "outside the limits";
  if (rule == "trend") return "seven or more in a row going one way";
  if (rule == "twoInThree") return "two of three near a limit";
  if (rule == "shift") {
    return kind == Kind::run ? "a long run on one side of the median"
                             : "seven or more in a row on one side of the average";
  }
  return {};
}

std::string signal_of(Kind kind, const Point& point) {
  if (!point.value) return std::string(words_for(Type::not_judged));
  auto words = std::string(words_for(point.type));
  if (point.type == Type::neutral) words = point.high ? "Higher than usual" : "Lower than usual";
  const auto rule = words_for_rule(kind, point.rule);
  return rule.empty() ? words : words + ": " + std::string(rule);
}

}  // namespace

std::string point_table(const Chart& chart) {
  const bool parts = std::any_of(chart.points.begin(), chart.points.end(),
                                 [](const auto& point) { return !part_of(point).empty(); });
  const bool targets = std::any_of(chart.points.begin(), chart.points.end(),
                                   [](const auto& point) { return !point.target.empty(); });
  const bool steps = !lettered(chart).empty();
  std::string rows;
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    const auto& point = chart.points[i];
    rows += "<tr class=\"govuk-table__row\"><th scope=\"row\" class=\"govuk-table__header\">" +
            escaped(point.period) + "</th>" + cell(value_of(chart, point)) +
            (parts ? cell(part_of(point), " nowrap") : "") +
            (targets ? cell(escaped(point.target), " nowrap") : "") +
            cell(signal_of(kind_at(chart, i), point), " nowrap") +
            (steps ? cell(steps_html(chart, i), " steps") : "") + "</tr>";
  }
  const auto name = chart.title.empty() ? std::string("Figures") : escaped(chart.title);
  return "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
         "class=\"govuk-details__summary-text\">View as a table</span></summary><div "
         "class=\"govuk-details__text\"><section class=\"wide\" aria-label=\"" +
         name +
         ", as a table\" tabindex=\"0\"><table class=\"govuk-table\"><caption "
         "class=\"govuk-table__caption\">" +
         name + "</caption><thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">" +
         heading("Period") + heading("Value") + (parts ? heading("Number") : "") +
         (targets ? heading("Target") : "") + heading("Signal") +
         (steps ? heading("What changed") : "") +
         "</tr></thead><tbody class=\"govuk-table__body\">" + rows +
         "</tbody></table></section></div></details>";
}

}  // namespace closeloop::ui::charts
