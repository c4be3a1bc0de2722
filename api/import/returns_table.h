#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/import/csv.h"
#include "api/import/import_report.h"
#include "domain/period.h"
#include "domain/schema/series.capnp.h"
#include "eventstore/core/decimal.h"

namespace closeloop::imports {

/// One row of a table of returns, understood. Empty texts were not given.
struct ReturnRow {
  std::string place;  ///< "row 4"
  std::string series_id, theme, indicator, area, area_code, period, unit, target, source, note;
  std::string breakdown, category;
  std::string definition;  ///< The version of the definition, or of the scale, that was in force.
  std::string agency;      ///< Whose figures they are: its id or name.
  measures::PeriodKind period_kind = measures::PeriodKind::UNSET;
  Period days;
  std::optional<eventstore::Decimal> numerator, denominator, value;
  series::Measured::Flag flag = series::Measured::Flag::UNSET;
  series::Measured::Worked worked = series::Measured::Worked::UNSET;
};

/// Understands a table of returns: a row for each period of each series, with the columns
/// `series_id`, `indicator`, `area` and `period`, and of `numerator`, `denominator`, `value` and
/// `flag` what there is; besides `theme`, `area_code`, `period_kind`, `unit`, `target`, `value_is`,
/// `breakdown`, `category`, `definition`, `agency`, `source_url`, `note`. Without `period_kind` a
/// period is a year, or a snapshot if the indicator's title says "at 31 March". Flags are c, x, z,
/// u, p, not_held and not_supplied; one that stands in the place of the value is taken too. What
/// can't be understood goes to the report, with its row and column, and its row is left out. Pure.
[[nodiscard]] std::vector<ReturnRow> read_returns(const CsvTable& table, ImportReport& report);

}  // namespace closeloop::imports
