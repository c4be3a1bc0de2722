#pragma once

#include <string>
#include <vector>

#include "projections/measures/figures.h"

namespace closeloop {

/// A category of a breakdown, and the series that has its figures.
struct BreakdownRow {
  std::string category;
  Number agency = 0;  ///< If the figures are of one agency.
  Number series = 0;  ///< 0: nothing was ever supplied.
  std::vector<Figure> figures;

  /// That of the period that ends on that day; null if there is none.
  [[nodiscard]] const Figure* at(Day ends) const;
};

struct BreakdownColumn {
  std::string period;
  Day ends;
};

/// The figures of an indicator by one breakdown, for periods of one kind.
struct BreakdownTable {
  measures::Breakdown breakdown{};
  measures::PeriodKind kind{};
  std::vector<BreakdownRow> rows;
  std::vector<BreakdownColumn> columns;  ///< By time, the newest eight.
  BreakdownRow total;                    ///< Of the same periods, not broken down; may be none.
  bool is_closed = false;  ///< There are rows that the audience doesn't see (restricted.h).
};

/// The tables of an indicator, each with the rows that are expected of it. By its series, by code
/// lists valid on the newest period or, without one, on the day that is asked for, and by returns.
[[nodiscard]] std::vector<BreakdownTable> breakdown_tables(const Board::Records& records,
                                                           Number indicator, Day asked_on,
                                                           Audience audience);

}  // namespace closeloop
