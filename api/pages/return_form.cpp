#include "api/pages/return_form.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/pages/command_form.h"
#include "api/pages/form_fields.h"
#include "domain/schema/series.capnp.h"
#include "eventstore/core/time.h"
#include "eventstore/schema/shape.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using eventstore::Field;
using measures::Unit;

constexpr std::array<std::string_view, 4> boxes{"numerator", "denominator", "value", "flag"};

/// How tables write what the schema calls otherwise.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> flags{
    {{"suppressed", "c"},
     {"notAvailable", "x"},
     {"notApplicable", "z"},
     {"lowReliability", "u"},
     {"notHeld", "not_held"},
     {"notSupplied", "not_supplied"},
     {"provisional", "p"}}};

bool is_share(Unit unit) {
  return unit == Unit::PERCENT || unit == Unit::PER10000 || unit == Unit::RATIO ||
         unit == Unit::N_OF_N;
}

std::string unit_label(Unit unit) {
  for (const auto& choice : eventstore::shape_of<series::Opened>().find("unit")->choices) {
    if (choice.raw == static_cast<std::uint16_t>(unit)) return choice.label;
  }
  return {};
}

std::string kind_word(measures::PeriodKind kind) {
  if (kind == measures::PeriodKind::PER_AUDIT) return "audit";
  for (const auto& choice : eventstore::shape_of<series::Opened>().find("periodKind")->choices) {
    if (choice.raw == static_cast<std::uint16_t>(kind)) return choice.name;
  }
  return {};
}

std::string name_of(const AskedFigure& figure, std::string_view box) {
  return fmt::format("{}.{}", figure.indicator, box);
}

/// The boxes that a figure of its unit needs.
std::vector<std::string_view> boxes_of(const AskedFigure& figure) {
  if (is_share(figure.unit)) return {boxes.begin(), boxes.end()};
  return {"value", "flag"};
}

/// The field of the schema, in the words of this figure's definition.
Field field_of(const AskedFigure& figure, std::string_view box) {
  auto field = *eventstore::shape_of<series::Measured>().find(box);
  field.name = name_of(figure, box);
  const bool share = is_share(figure.unit);
  if (box == "numerator") field.help = figure.counted;
  if (box == "denominator") field.help = figure.out_of;
  if (box == "value") {
    const auto unit = unit_label(figure.unit);
    field.help = share ? fmt::format("In {}. {}", unit, field.help)
                       : fmt::format("{}: {}", unit, figure.counted);
  }
  // Nothing is asked of one box alone: a value or a flag is.
  field.required = box == "numerator" || box == "denominator" || (box == "value" && !share);
  return field;
}

/// The place in the table of which a remark speaks: "row 2" is of the first figure.
std::size_t index_in(const std::string& place) {
  constexpr std::string_view before = "row ";
  std::size_t row = 0;
  if (place.starts_with(before)) {
    std::from_chars(place.data() + before.size(), place.data() + place.size(), row);
  }
  return row >= 2 ? row - 2 : static_cast<std::size_t>(-1);
}

std::string anchor_of(std::string name) {
  std::ranges::replace(name, '.', '-');
  return name;
}

struct Errors {
  json::array summary;  ///< `sentence`, `anchor`
  std::map<std::string, std::string, std::less<>> by_field;
};

Errors errors_of(const AskedReturn& asked, const imports::ImportReport& report) {
  Errors errors;
  for (const auto& remark : report.refused) {
    const auto index = index_in(remark.place);
    if (index >= asked.figures.size()) {
      errors.summary.push_back(json::object{{"sentence", remark.text}, {"anchor", ""}});
      continue;
    }
    const auto& figure = asked.figures[index];
    const auto known = boxes_of(figure);
    const bool has = std::ranges::find(known, remark.column) != known.end();
    const auto name = name_of(figure, has ? std::string_view{remark.column} : known.front());
    errors.summary.push_back(
        json::object{{"sentence", fmt::format("{}: {}", figure.title, remark.text)},
                     {"anchor", anchor_of(name)}});
    errors.by_field.emplace(name, remark.text);
  }
  return errors;
}

std::string flag_in_table(std::string_view chosen) {
  const auto* found = std::ranges::find(flags, chosen, [](const auto& flag) { return flag.first; });
  return std::string{found == flags.end() ? chosen : found->second};
}

}  // namespace

json::object return_form(const Board& board, std::string_view id, const AskedReturn& asked,
                         const FormBody& given, const imports::ImportReport& report) {
  auto errors = errors_of(asked, report);
  const FieldContext context{.board = board,
                             .resource = "returns",
                             .id = id,
                             .given = given,
                             .present = {},
                             .errors = std::move(errors.by_field)};
  json::array sets;
  for (const auto& figure : asked.figures) {
    json::array fields;
    for (const auto box : boxes_of(figure)) {
      const auto field = field_of(figure, box);
      auto drawn = field_model(field, context);
      if (box != "flag") {
        drawn["control"] = "decimal";
        drawn["hint"] = field.help;
      }
      fields.push_back(std::move(drawn));
    }
    sets.push_back(json::object{{"label", fmt::format("{}: {}", figure.indicator, figure.title)},
                                {"required", true},
                                {"fields", std::move(fields)}});
  }
  const auto title = fmt::format("Figures of {} for {}", asked.agency_name, asked.period);
  return {{"title", title},
          {"pageTitle", (errors.summary.empty() ? "" : "Error: ") + title},
          {"undated", true},
          {"action", fmt::format("/records/returns/{}/answer", id)},
          {"key", given.text("_key")},
          {"button", "Send these figures"},
          {"backPage", record_page("returns", id)},
          {"about", json::object{{"id", id},
                                 {"page", record_page("returns", id)},
                                 {"label", "due on " + eventstore::long_form(asked.due)}}},
          {"intro",
           "Give each figure, or choose a flag that says why there is none. All of it is taken, or "
           "nothing."},
          {"fields", json::array{json::object{{"control", "group"}, {"sets", std::move(sets)}}}},
          {"source", json::array{}},
          {"more", json::array{}},
          {"errors", std::move(errors.summary)}};
}

imports::CsvTable table_of(const AskedReturn& asked, const FormBody& given) {
  imports::CsvTable table;
  table.header = {"indicator", "area", "period", "period_kind"};
  table.header.insert(table.header.end(), boxes.begin(), boxes.end());
  for (std::size_t i = 0; i < asked.figures.size(); ++i) {
    const auto& figure = asked.figures[i];
    std::vector<std::string> cells{figure.title, figure.area, asked.period,
                                   kind_word(asked.period_kind)};
    for (const auto box : boxes) {
      std::string answer{given.text(name_of(figure, box))};
      while (answer.starts_with(' ')) answer.erase(0, 1);
      while (answer.ends_with(' ')) answer.pop_back();
      cells.push_back(box == "flag" ? flag_in_table(answer) : std::move(answer));
    }
    table.rows.push_back({i + 2, std::move(cells)});
  }
  return table;
}

}  // namespace closeloop::api
