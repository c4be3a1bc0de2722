#include "projections/measures/breakdowns.h"

#include <algorithm>

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/breakdown_table.h"
#include "projections/measures/choice_words.h"
#include "projections/measures/part_sums.h"
#include "projections/measures/restricted.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using measures::Breakdown;

object cell_of(const BreakdownColumn& column, const BreakdownRow& row, Breakdown breakdown) {
  object cell{{"period", column.period}};
  const auto* figure = row.at(column.ends);
  if (figure == nullptr) {
    cell["shown"] = breakdown == Breakdown::AUDIENCE ? "none recorded" : "not supplied";
    cell["flag"] = "notSupplied";
    return cell;
  }
  cell["shown"] = shown_of(*figure);
  if (!figure->flag.empty()) cell["flag"] = figure->flag;
  if (figure->held == nullptr) return cell;
  if (figure->held->numerator && figure->shows_numerator) {
    cell["n"] = figure->held->numerator->text();
  }
  if (figure->held->denominator && figure->shows_denominator) {
    cell["outOf"] = figure->held->denominator->text();
  }
  return cell;
}

object row_of(const Board::Records& records, const BreakdownTable& table, const BreakdownRow& row) {
  object json{{"category", row.category}};
  if (row.agency != 0) json["agency"] = records.store[row.agency].id;
  if (row.series != 0) {
    json["page"] = fmt::format("/series/{}/chart", records.store[row.series].id);
    json["series"] = records.store[row.series].id;
    const auto& definition = records.state<series::State>(row.series).definition;
    if (!definition.empty()) json["scale"] = definition;
  }
  array cells;
  for (const auto& column : table.columns) cells.push_back(cell_of(column, row, table.breakdown));
  json["cells"] = std::move(cells);
  return json;
}

bool works_mainly_with_others(const Board::Records& records, const BreakdownRow& row) {
  return row.agency != 0 &&
         records.state<agency::State>(row.agency).focus == agency::FocusSet::Focus::OTHERS;
}

/// The versions of the scale or list by which the figures were sorted, each once.
std::string definitions_of(const Board::Records& records, const BreakdownTable& table) {
  std::vector<std::string_view> seen;
  std::string text;
  for (const auto& row : table.rows) {
    if (row.series == 0) continue;
    const auto& definition = records.state<series::State>(row.series).definition;
    if (definition.empty() || std::find(seen.begin(), seen.end(), definition) != seen.end()) {
      continue;
    }
    seen.push_back(definition);
    text += (text.empty() ? "" : "; ") + definition;
  }
  return text;
}

object json_of(const Board::Records& records, Number indicator, BreakdownTable table,
               Agencies agencies) {
  const auto name = words(table.breakdown);
  const bool by_agency = table.breakdown == Breakdown::AGENCY;
  const bool restricted = by_agency && agencies == Agencies::not_mainly_children;
  const bool can_restrict =
      by_agency && std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
        return works_mainly_with_others(records, row);
      });
  auto sums = restricted || table.is_closed ? array{} : part_sums(records, indicator, table);
  if (restricted) {
    std::erase_if(table.rows,
                  [&](const auto& row) { return !works_mainly_with_others(records, row); });
  }
  object json{
      {"name", name.name},
      {"label", name.label},
      {"counts", words(records.state<indicator::State>(indicator).terms.counting_unit).label},
      {"restricted", restricted},
      {"canRestrict", can_restrict && !restricted}};
  array periods;
  for (const auto& column : table.columns) periods.push_back(object{{"period", column.period}});
  array rows;
  for (const auto& row : table.rows) rows.push_back(row_of(records, table, row));
  if (!restricted && table.total.series != 0 && !rows.empty()) {
    json["total"] = row_of(records, table, table.total);
  }
  if (table.is_closed) {
    json["sentence"] =
        fmt::format("{}{}", rows.empty() ? "" : "Some rows are left out. ", restricted_sentence);
  } else if (rows.empty()) {
    json["sentence"] = restricted ? "No agency that does not mainly work with children owes or "
                                    "supplies these figures."
                                  : "No figures by this have been supplied.";
  }
  if (const auto definition = definitions_of(records, table); !definition.empty()) {
    json["scale"] = definition;
  }
  json["periods"] = std::move(periods);
  json["rows"] = std::move(rows);
  json["sums"] = std::move(sums);
  return json;
}

}  // namespace

array breakdowns_of(const Board::Records& records, Number indicator, Day asked_on,
                    Audience audience, Agencies agencies) {
  array all;
  for (auto& table : breakdown_tables(records, indicator, asked_on, audience)) {
    all.push_back(json_of(records, indicator, std::move(table), agencies));
  }
  return all;
}

}  // namespace closeloop
