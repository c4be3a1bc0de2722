#pragma once

#include <string>
#include <vector>

#include "api/import/csv.h"
#include "api/import/csv_columns.h"
#include "api/import/import_report.h"
#include "api/import/plan_draft.h"

namespace closeloop::imports {

/// One row of a plan written as CSV, with its cells by what their columns mean. All is lent.
class PlanRow {
 public:
  PlanRow(const CsvTable& table, const std::vector<Column>& meanings, const CsvRow& row)
      : table_{table}, meanings_{meanings}, row_{row} {}

  [[nodiscard]] std::string place() const { return row_.place(); }
  /// The cell of the column that means this; empty if no column does.
  [[nodiscard]] const std::string& operator[](Column column) const;
  /// The column as the file calls it.
  [[nodiscard]] std::string name(Column column) const;
  /// Adds the filled cells of columns that have no meaning to us, under their names, unless they
  /// are there already. The report is told of them.
  void add_others(std::vector<NoteDraft>& notes, ImportReport& report) const;

 private:
  const CsvTable& table_;
  const std::vector<Column>& meanings_;
  const CsvRow& row_;
};

}  // namespace closeloop::imports
