#pragma once

#include <string>
#include <utility>
#include <vector>

#include "api/import/csv.h"
#include "api/import/take_catalogue.h"

namespace closeloop::imports {

/// Reads indicators from a table, a row for each: `id`, `reason`, and columns named as the members
/// of IndicatorDefined. A choice is its name or label, a flag yes or no, a list has | between its
/// members (\| is a | within one). An unknown column is refused. Pure.
[[nodiscard]] std::vector<CatalogueEntry> read_indicators(const CsvTable& table,
                                                          ImportReport& report);

/// The same table of indicators that are held: their ids and what their events say. With a column
/// `reason`, empty, for who changes something. CSV as RFC 4180 has it.
[[nodiscard]] std::string indicators_csv(
    const std::vector<std::pair<std::string, boost::json::object>>& held);

}  // namespace closeloop::imports
