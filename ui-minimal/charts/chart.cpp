#include "ui-minimal/charts/chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/charts/scale.h"
#include "ui-minimal/component.h"

namespace closeloop::ui::charts {
namespace {

namespace json = boost::json;

std::string_view text_of(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

std::optional<double> number_of(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (value == nullptr || !value->is_number()) return {};
  constexpr double largest = 1e15;  // Beyond it sums and differences of doubles lose their sense.
  const auto number = value->to_number<double>();
  return std::isfinite(number) ? std::clamp(number, -largest, largest) : std::optional<double>();
}

/// An index or a count that is below the limit.
std::optional<std::size_t> index_of(const json::object& object, std::string_view name,
                                    std::size_t limit) {
  const auto number = number_of(object, name);
  if (!number || *number < 0 || *number >= static_cast<double>(limit)) return {};
  return static_cast<std::size_t>(*number);
}

/// A numerator or a denominator: a number, or words for one.
std::string part_of(const json::object& object, std::string_view name) {
  const auto number = number_of(object, name);
  if (!number) return std::string(text_of(object, name));
  return grouped(*number, *number == std::floor(*number) ? 0 : 1);
}

bool truth_of(const json::object& object, std::string_view name, bool otherwise) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_bool() ? value->get_bool() : otherwise;
}

const json::object* object_of(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value == nullptr ? nullptr : value->if_object();
}

template <typename Function>
void for_each_of(const json::object& model, std::string_view name, Function take) {
  const auto* value = model.if_contains(name);
  const auto* list = value == nullptr ? nullptr : value->if_array();
  if (list == nullptr) return;
  for (const auto& item : *list) {
    if (const auto* object = item.if_object()) take(*object);
  }
}

/// Other bytes than letters, digits and "-" become "_" and two digits: ids that differ stay so.
std::string as_html_id(std::string_view id) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result = "chart-";
  for (const char c : id) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (plain || c == '-') {
      result += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      result += '_';
      result += digits[byte >> 4U];
      result += digits[byte & 15U];
    }
  }
  return result;
}

Kind kind_of(std::string_view name) {
  if (name == "xmr") return Kind::xmr;
  return name == "run" ? Kind::run : Kind::dots;
}

Type type_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Type>, 6> names = {
      {{"commonCause", Type::common_cause},
       {"improvement", Type::improvement},
       {"looksBetter", Type::looks_better},
       {"concern", Type::concern},
       {"neutralHigh", Type::neutral},
       {"neutralLow", Type::neutral}}};
  for (const auto& [known, type] : names) {
    if (known == name) return type;
  }
  return Type::not_judged;
}

Cause cause_of(const json::object& object) {
  return {.what = text_of(object, "what"),
          .reason = text_of(object, "reason"),
          .event = text_of(object, "event"),
          .text = text_of(object, "text"),
          .href = text_of(object, "href"),
          .breaks = text_of(object, "kind") == "break"};
}

Point point_of(const json::object& object) {
  Point point;
  point.period = text_of(object, "period");
  point.label = text_of(object, "label");
  if (point.label.empty()) point.label = point.period;
  if (point.period.empty()) point.period = point.label;
  point.shown = text_of(object, "shown");
  point.flag = text_of(object, "flag");
  point.rule = text_of(object, "rule");
  point.numerator = part_of(object, "numerator");
  point.denominator = part_of(object, "denominator");
  point.href = text_of(object, "href");
  point.target = text_of(object, "target");
  point.value = number_of(object, "value");
  point.type = type_of(text_of(object, "type"));
  point.high = text_of(object, "type") == "neutralHigh";
  return point;
}

}  // namespace

Chart chart_of(const json::object& model) {
  Chart chart;
  chart.id = as_html_id(text_of(model, "id"));
  chart.title = text_of(model, "title");
  chart.description = text_of(model, "description");
  chart.unit = text_of(model, "unit");
  chart.direction = text_of(model, "direction");
  chart.source = text_of(model, "source");
  chart.caption = text_of(model, "caption");
  chart.at = text_of(model, "at");
  chart.kind = kind_of(text_of(model, "kind"));
  chart.median = number_of(model, "median");
  for_each_of(model, "points", [&](const auto& item) { chart.points.push_back(point_of(item)); });

  const auto count = chart.points.size();
  for_each_of(model, "segments", [&](const json::object& item) {
    const auto first = index_of(item, "first", count);
    const auto wanted = index_of(item, "count", count + 1);
    if (!first || !wanted || *wanted == 0) return;
    Segment segment;
    segment.first = *first;
    segment.count = std::min(*wanted, count - *first);
    const auto kind = text_of(item, "kind");
    segment.kind = kind.empty() ? chart.kind : kind_of(kind);
    if (segment.kind != Kind::dots) {
      segment.mean = number_of(item, "mean");
      segment.upper = number_of(item, "upper");
      if (truth_of(item, "lowerShown", true)) segment.lower = number_of(item, "lower");
    }
    segment.trial = truth_of(item, "trial", false);
    if (const auto* cause = object_of(item, "cause")) segment.cause = cause_of(*cause);
    chart.segments.push_back(segment);
  });
  for_each_of(model, "markers", [&](const json::object& item) {
    const auto index = index_of(item, "index", count);
    if (!index) return;
    const auto number = static_cast<int>(index_of(item, "number", 10'000).value_or(0));
    chart.markers.push_back({*index, number, text_of(item, "label"), text_of(item, "href")});
  });
  for_each_of(model, "breaks", [&](const json::object& item) {
    if (const auto index = index_of(item, "index", count); index && *index > 0) {
      chart.breaks.push_back({*index, cause_of(item)});
    }
  });
  std::stable_sort(chart.markers.begin(), chart.markers.end(),
                   [](const auto& a, const auto& b) { return a.index < b.index; });
  if (const auto* target = object_of(model, "target")) {
    if (const auto value = number_of(*target, "value")) {
      const auto label = text_of(*target, "label");
      chart.target = Target{*value, text_of(*target, "shown"), label.empty() ? "Target" : label,
                            text_of(*target, "source")};
    }
  }
  for_each_of(model, "benchmarks", [&](const json::object& item) {
    const auto value = number_of(item, "value");
    if (!value) return;
    chart.benchmarks.push_back({*value, text_of(item, "area"), text_of(item, "period"),
                                text_of(item, "shown"), text_of(item, "source"),
                                text_of(item, "publishedOn")});
  });
  return chart;
}

bool has_values(const Chart& chart) {
  return std::any_of(chart.points.begin(), chart.points.end(),
                     [](const auto& point) { return point.value.has_value(); });
}

Kind kind_at(const Chart& chart, std::size_t index) {
  for (const auto& segment : chart.segments) {
    if (index >= segment.first && index < segment.end()) return segment.kind;
  }
  return chart.kind;
}

bool is_broken_before(const Chart& chart, std::size_t index) {
  if (index == 0 || kind_at(chart, index) == Kind::dots ||
      kind_at(chart, index - 1) == Kind::dots) {
    return true;
  }
  return std::any_of(chart.breaks.begin(), chart.breaks.end(),
                     [&](const auto& place) { return place.index == index; });
}

std::string href_of(const Chart& chart, std::string_view href) {
  if (href.starts_with('#')) return escaped(href);
  if (!href.starts_with('/') || href.starts_with("//")) return {};
  return escaped(std::string(href).append(chart.at));
}

}  // namespace closeloop::ui::charts
