#include "api/import/catalogue_table.h"

#include <algorithm>
#include <map>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "api/csv.h"
#include "api/import/record_ids.h"
#include "domain/schema/indicator.capnp.h"
#include "eventstore/schema/shape.h"

namespace closeloop::imports {
namespace {

namespace json = boost::json;
using eventstore::Field;
using eventstore::Kind;

const eventstore::Shape& shape() { return eventstore::shape_of<indicator::Definition>(); }

std::string lower(std::string_view text) {
  std::string lower{text};
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return lower;
}

/// What stands between bars; "\|" is a bar within.
std::vector<std::string> members_of(std::string_view cell) {
  std::vector<std::string> members(1);
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\\' && i + 1 < cell.size() && cell[i + 1] == '|') {
      members.back() += cell[++i];
    } else if (cell[i] == '|') {
      members.emplace_back();
    } else {
      members.back() += cell[i];
    }
  }
  for (auto& member : members) {
    while (member.starts_with(' ')) member.erase(0, 1);
    while (member.ends_with(' ')) member.pop_back();
  }
  std::erase(members, std::string{});
  return members;
}

/// Spreadsheets get an apostrophe before what they would take for a formula (api/csv.h).
std::string without_apostrophe(const std::string& cell) {
  constexpr std::string_view formula = "=+-@";
  const bool guarded = cell.size() > 1 && cell[0] == '\'' && formula.find(cell[1]) != formula.npos;
  return guarded ? cell.substr(1) : cell;
}

class Reader {
 public:
  Reader(const CsvTable& table, ImportReport& report) : table_{table}, report_{report} {}

  [[nodiscard]] bool understands() {
    const auto before = report_.refused.size();
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      const auto& name = table_.header[i];
      if (name.empty()) continue;
      if (!columns_.emplace(name, i).second) {
        report_.refuse(table_.header_place(), name, "Another column has the same name.");
      } else if (name != "id" && name != "reason" && shape().find(name) == nullptr) {
        report_.refuse(table_.header_place(), name,
                       "There is no such column. Known are: " + known() + ".");
      }
    }
    if (!columns_.contains("id"))
      report_.refuse(table_.header_place(), "", "There is no column 'id'.");
    if (table_.rows.empty())
      report_.refuse(table_.header_place(), "", "There is no row below the header.");
    return report_.refused.size() == before;
  }

  CatalogueEntry row(const CsvRow& cells) {
    place_ = cells.place();
    const auto before = report_.refused.size();
    CatalogueEntry entry{.place = place_,
                         .resource = "indicators",
                         .id = {},
                         .body = {},
                         .codes = {},
                         .columns = std::set<std::string, std::less<>>{},
                         .reason = {},
                         .effective_on = {},
                         .is_whole = true};
    for (const auto& [name, at] : columns_) {
      const auto cell = without_apostrophe(cells.cells[at]);
      if (name == "id") {
        entry.id = id_in(cell);
      } else if (name == "reason") {
        entry.reason = cell;
      } else {
        entry.columns->insert(name);
        if (!cell.empty()) put(*shape().find(name), cell, entry.body);
      }
    }
    entry.is_whole = report_.refused.size() == before;
    return entry;
  }

 private:
  static std::string known() {
    std::string names = "id, reason";
    for (const auto& field : shape().fields) names += ", " + field.name;
    return names;
  }

  std::string id_in(const std::string& cell) {
    if (cell.empty()) {
      report_.refuse(place_, "id", "This is left out.");
    } else if (as_id(cell) != cell) {
      report_.refuse(place_, "id", "Write an id of letters, digits and dashes, such as N31.");
    } else if (const auto [at, added] = seen_.emplace(cell, place_); !added) {
      report_.refuse(place_, "id",
                     "The table has " + cell + " twice: see also " + at->second + ".");
    }
    return cell;
  }

  void put(const Field& field, const std::string& cell, json::object& body) {
    if (!field.list) {
      if (auto value = value_in(field, cell)) body[field.name] = std::move(*value);
      return;
    }
    json::array list;
    for (const auto& member : members_of(cell)) {
      if (auto value = value_in(field, member)) list.push_back(std::move(*value));
    }
    body[field.name] = std::move(list);
  }

  /// What the schema's JSON has for it; nothing if it can't be read, which is reported.
  std::optional<json::value> value_in(const Field& field, const std::string& text) {
    switch (field.kind) {
      case Kind::choice: return choice_in(field, text);
      case Kind::flag: {
        const auto word = lower(text);
        if (word == "yes" || word == "true") return json::value(true);
        if (word == "no" || word == "false") return json::value(false);
        report_.refuse(place_, field.name, "Write yes or no, not “" + text + "”.");
        return std::nullopt;
      }
      case Kind::whole: {
        const bool digits = text.size() < 10 &&
                            std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
        if (digits) return json::value(std::stoll(text));
        report_.refuse(place_, field.name, "“" + text + "” is no whole number.");
        return std::nullopt;
      }
      default: return json::value(text);
    }
  }

  std::optional<json::value> choice_in(const Field& field, const std::string& text) {
    std::string names;
    for (const auto& choice : field.choices) {
      if (lower(choice.name) == lower(text) || lower(choice.label) == lower(text)) {
        return json::value(choice.name);
      }
      if (!names.empty()) names += ", ";
      names += choice.name;
    }
    report_.refuse(place_, field.name, "“" + text + "” is not known. Known are: " + names + ".");
    return std::nullopt;
  }

  const CsvTable& table_;
  ImportReport& report_;
  std::string place_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::map<std::string, std::string, std::less<>> seen_;
};

std::string cell_of(const json::value& value) {
  if (value.is_bool()) return value.get_bool() ? "yes" : "no";
  if (value.is_string()) return std::string{value.get_string()};
  return json::serialize(value);
}

std::string cell_of(const Field& field, const json::object& held) {
  const auto* value = held.if_contains(field.name);
  if (value == nullptr || value->is_null()) return {};
  if (!value->is_array()) return cell_of(*value);
  std::string cell;
  for (const auto& member : value->get_array()) {
    if (!cell.empty()) cell += '|';
    for (const char c : cell_of(member)) {
      if (c == '|') cell += '\\';
      cell += c;
    }
  }
  return cell;
}

}  // namespace

std::vector<CatalogueEntry> read_indicators(const CsvTable& table, ImportReport& report) {
  std::vector<CatalogueEntry> entries;
  if (!report.refused.empty()) return entries;
  Reader reader{table, report};
  if (!reader.understands()) return entries;
  for (const auto& cells : table.rows) entries.push_back(reader.row(cells));
  return entries;
}

std::string indicators_csv(const std::vector<std::pair<std::string, json::object>>& held) {
  std::vector<std::string> names{"id"};
  for (const auto& field : shape().fields) names.push_back(field.name);
  names.emplace_back("reason");
  api::CsvTable table{names};
  for (const auto& [id, said] : held) {
    std::vector<std::string> cells{id};
    for (const auto& field : shape().fields) cells.push_back(cell_of(field, said));
    cells.emplace_back();
    table.row(cells);
  }
  return std::move(table).text();
}

}  // namespace closeloop::imports
