#include "projections/measures/part_sums.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using measures::CountingUnit;
using measures::Unit;

CountingUnit counted_in(const Board::Records& records, Number indicator, Number series) {
  const auto said = records.state<series::State>(series).counting_unit;
  return said != CountingUnit::UNSET
             ? said
             : records.state<indicator::State>(indicator).terms.counting_unit;
}

/// Parts of one whole: each category once, all of them counts of the same thing.
bool can_be_added(const Board::Records& records, Number indicator, const BreakdownTable& table) {
  if (table.total.series == 0 || table.rows.empty()) return false;
  const auto unit = counted_in(records, indicator, table.total.series);
  return std::all_of(table.rows.begin(), table.rows.end(),
                     [&](const BreakdownRow& row) {
                       if (row.series == 0) return true;
                       const auto& series = records.state<series::State>(row.series);
                       const bool crossed =
                           !series.agency.text().empty() && !series.category.empty();
                       return series.unit == Unit::COUNT && !crossed &&
                              counted_in(records, indicator, row.series) == unit;
                     }) &&
         records.state<series::State>(table.total.series).unit == Unit::COUNT;
}

std::optional<double> shown(const BreakdownRow& row, Day ends) {
  const auto* figure = row.at(ends);
  return figure == nullptr || figure->hidden ? std::nullopt : figure->value;
}

}  // namespace

array part_sums(const Board::Records& records, Number indicator, const BreakdownTable& table) {
  array differences;
  if (!can_be_added(records, indicator, table)) return differences;
  for (const auto& column : table.columns) {
    const auto total = shown(table.total, column.ends);
    double parts = 0;
    const bool whole = std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
      const auto part = shown(row, column.ends);
      parts += part.value_or(0);
      return part.has_value();
    });
    if (!total || !whole || std::abs(parts - *total) < 0.5) continue;
    const auto sum = in_unit(parts, Unit::COUNT);
    const auto published = in_unit(*total, Unit::COUNT);
    differences.push_back(object{
        {"period", column.period},
        {"parts", sum},
        {"total", published},
        {"sentence", fmt::format("{}: the parts come to {}, the published total is {}. Categories "
                                 "may overlap, leave some out, or come from another count.",
                                 column.period, sum, published)}});
  }
  return differences;
}

}  // namespace closeloop
