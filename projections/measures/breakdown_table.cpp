#include "projections/measures/breakdown_table.h"

#include <algorithm>
#include <array>

#include "projections/describe.h"
#include "projections/measures/balance.h"
#include "projections/measures/held_series.h"
#include "projections/measures/owed_periods.h"
#include "projections/measures/restricted.h"

namespace closeloop {
namespace {

using measures::Breakdown;

constexpr std::size_t columns_most = 8;

/// Whom awareness work is for (R80); each is shown, also with nothing recorded.
constexpr std::array<std::string_view, 5> audiences{"Children and young people", "Parents",
                                                    "Professionals", "Wider community",
                                                    "Relevant business"};

Breakdown breakdown_of(const series::State& series) {
  if (series.breakdown != Breakdown::UNSET) return series.breakdown;
  return series.agency.text().empty() ? Breakdown::UNSET : Breakdown::AGENCY;
}

Number agency_called(const Board::Records& records, const Id<AgencyId>& id) {
  if (id.text().empty()) return 0;
  const auto number = records.store.find(RecordKind::AGENCY, id.text());
  return number != 0 && records.store[number].exists ? number : 0;
}

std::string category_of(const Board::Records& records, const series::State& series) {
  const bool by_agency = breakdown_of(series) == Breakdown::AGENCY;
  if (series.agency.text().empty()) return series.category;
  const auto agency = agency_name(records, series.agency.text());
  return by_agency || series.category.empty() ? agency : series.category + ", " + agency;
}

BreakdownTable& table_of(std::vector<BreakdownTable>& tables, Breakdown breakdown,
                         measures::PeriodKind kind) {
  for (auto& table : tables) {
    if (table.breakdown == breakdown && table.kind == kind) return table;
  }
  auto& table = tables.emplace_back();
  table.breakdown = breakdown;
  table.kind = kind;
  return table;
}

void add_column(BreakdownTable& table, const std::string& period, Day ends) {
  const auto after =
      std::find_if(table.columns.begin(), table.columns.end(),
                   [&](const BreakdownColumn& column) { return column.ends >= ends; });
  if (after != table.columns.end() && after->ends == ends) return;
  table.columns.insert(after, {period, ends});
}

bool has_row(const BreakdownTable& table, std::string_view category) {
  return std::any_of(table.rows.begin(), table.rows.end(),
                     [&](const BreakdownRow& row) { return row.category == category; });
}

/// Rows of the codes that a list of the indicator has for this breakdown, in the order of the list.
/// A series may write the code or what it means.
bool add_codes(const Board::Records& records, const indicator::Terms& terms, Day on,
               BreakdownTable& table) {
  bool found = false;
  std::vector<BreakdownRow> ordered;
  for (const auto& id : terms.code_lists) {
    const auto number = records.store.find(RecordKind::CODE_LIST, id.text());
    if (number == 0 || !records.store[number].exists) continue;
    const auto& list = records.state<code_list::State>(number);
    if (list.breakdown != table.breakdown) continue;
    found = true;
    for (const auto& code : list.codes) {
      if (code.valid_from > on || (code.valid_to && *code.valid_to < on)) continue;
      const auto held =
          std::find_if(table.rows.begin(), table.rows.end(), [&](const BreakdownRow& row) {
            return row.category == code.label || row.category == code.code;
          });
      auto& row = ordered.emplace_back();
      if (held != table.rows.end()) {
        row = std::move(*held);
        table.rows.erase(held);
      }
      row.category = code.label;
    }
  }
  std::move(table.rows.begin(), table.rows.end(), std::back_inserter(ordered));
  table.rows = std::move(ordered);
  return found;
}

void add_audiences(BreakdownTable& table) {
  std::vector<BreakdownRow> ordered;
  for (const auto name : audiences) {
    const auto held = std::find_if(table.rows.begin(), table.rows.end(),
                                   [&](const BreakdownRow& row) { return row.category == name; });
    auto& row = ordered.emplace_back();
    if (held != table.rows.end()) {
      row = std::move(*held);
      table.rows.erase(held);
    }
    row.category = name;
  }
  std::move(table.rows.begin(), table.rows.end(), std::back_inserter(ordered));
  table.rows = std::move(ordered);
}

/// Agencies that owe the figures, and the periods that they owe them for.
void add_owed(const Board::Records& records, std::string_view indicator, BreakdownTable& table) {
  records.lists(list_of(RecordKind::DATA_RETURN)).visit_from(0, [&](std::uint64_t key) {
    const auto& owed = records.state<data_return::State>(number_in(key));
    const bool of_it = std::any_of(owed.indicators.begin(), owed.indicators.end(),
                                   [&](const auto& id) { return id.text() == indicator; });
    const auto agency = of_it ? agency_called(records, owed.agency) : 0;
    if (agency == 0) return true;
    const auto name = agency_name(records, owed.agency.text());
    if (!has_row(table, name)) table.rows.push_back({name, agency, 0, {}});
    add_column(table, owed.period, owed.ends);
    return true;
  });
}

/// A period that is overdue has its column also if nobody has answered for it.
void add_overdue(const Board::Records& records, Number indicator, Day asked_on,
                 BreakdownTable& table) {
  for (const auto& owed : owed_of(records, indicator, asked_on)) {
    if (owed.kind == table.kind) add_column(table, owed.period, owed.ends);
  }
}

void add_expected(const Board::Records& records, Number indicator, Day asked_on,
                  BreakdownTable& table) {
  const auto& terms = records.state<indicator::State>(indicator).terms;
  const auto on = table.columns.empty() ? asked_on : table.columns.back().ends;
  const bool listed = add_codes(records, terms, on, table);
  if (table.breakdown == Breakdown::AUDIENCE && !listed) add_audiences(table);
  if (table.breakdown == Breakdown::AGENCY && table.kind == terms.frequency) {
    add_owed(records, records.store[indicator].id, table);
  }
  if (!table.rows.empty()) add_overdue(records, indicator, asked_on, table);
}

}  // namespace

const Figure* BreakdownRow::at(Day ends) const {
  const auto found = std::find_if(figures.begin(), figures.end(),
                                  [&](const Figure& figure) { return figure.point->ends == ends; });
  return found == figures.end() ? nullptr : &*found;
}

std::vector<BreakdownTable> breakdown_tables(const Board::Records& records, Number indicator,
                                             Day asked_on, Audience audience) {
  const auto& terms = records.state<indicator::State>(indicator).terms;
  const auto area = own_area(records);
  std::vector<BreakdownTable> tables;
  for (const auto breakdown : terms.breakdowns) table_of(tables, breakdown, terms.frequency);
  records.store.forward(indicator, [&](Number number) {
    if (records.store[number].kind != RecordKind::SERIES || !records.store[number].exists) return;
    const auto& series = records.state<series::State>(number);
    const auto breakdown = breakdown_of(series);
    if (breakdown == Breakdown::UNSET || (!area.empty() && series.area != area)) return;
    auto& table = table_of(tables, breakdown, series.period_kind);
    if (is_closed(records, number, audience)) {
      table.is_closed = true;
      return;
    }
    table.rows.push_back({category_of(records, series), agency_called(records, series.agency),
                          number, figures_of(records, number, audience)});
    for (const auto& point : series.points) add_column(table, point.period, point.ends);
  });
  const auto headline = headline_series(records, indicator);
  for (auto& table : tables) {
    std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& left, const auto& right) {
      return left.category < right.category;
    });
    // Nobody is said not to have supplied what is only not shown.
    if (!table.is_closed) add_expected(records, indicator, asked_on, table);
    if (table.columns.size() > columns_most) {
      table.columns.erase(table.columns.begin(), table.columns.end() - columns_most);
    }
    if (headline != 0 && records.state<series::State>(headline).period_kind == table.kind) {
      table.total = {"All", 0, headline, figures_of(records, headline, audience)};
    }
  }
  return tables;
}

}  // namespace closeloop
