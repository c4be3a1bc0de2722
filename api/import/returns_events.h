#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "api/import/deciding.h"
#include "api/import/import_report.h"
#include "api/import/returns_table.h"
#include "domain/code_list.h"
#include "domain/data_return.h"
#include "domain/indicator.h"
#include "domain/series.h"

namespace closeloop::imports {

/// What the rows are held against: the board as it is.
struct KnownSeries {
  /// The series of that id; null if there is none.
  std::function<const series::State*(std::string_view id)> series;
  /// The id of the indicator of that id or title, or of which it is another name; empty if none.
  std::function<std::string(std::string_view title)> indicator;
  std::function<const indicator::State*(std::string_view id)> definition;
  std::function<bool(std::string_view indicator)> is_by_agency;  ///< Broken down by agency.
  /// Whether something of what is held for the period is hidden, as a small number is.
  std::function<bool(std::string_view series, Day ends)> is_hidden;
  std::function<const code_list::State*(std::string_view id)> code_list;
  std::function<const data_return::State*(std::string_view id)> data_return;
  /// The id of the agency of that id or name; empty if none.
  std::function<std::string(std::string_view named)> agency;
  /// The id of the series that holds an indicator's figures of that row; empty if none.
  std::function<std::string(std::string_view indicator, std::string_view agency,
                            const ReturnRow& row)>
      series_of;
};

/// Lends what is known, as it is now, for the length of one call.
using LookAt = std::function<void(const std::function<void(const KnownSeries&)>&)>;

/// The return that rows answer, and for whom they may speak.
struct Answering {
  std::string data_return;  ///< Empty: they were not asked for.
  /// The only agency whose figures may be given; empty: any. Its lead answers what it was asked.
  std::string only_agency;
};

/// An event that a row comes to; `kind` is what it counts as in the report.
struct ReturnedEvent {
  Asked asked;
  std::string place;
  const char* kind;
  std::string why = {};  ///< Of what needs a reason.
  /// A value for a figure that is held and not shown. Whether it is the same must be told to
  /// nobody: it would say what is hidden.
  bool of_hidden = false;
  bool is_held = false;  ///< Of such a value only: it is the same, so it need not be recorded.
};

/// The events that the rows come to, in order: series opened, values measured or, where another
/// value is held, revised. What is held as it is comes to nothing, unless it is hidden. Periods of
/// different kinds are never in one series: the kind with the most rows keeps the source's id
/// ("L01"), others have their kind behind it ("L01-year"). Rows without an id are of the series
/// that holds these figures, or of a new one. A series of that id that is of another area, title,
/// agency, kind, unit or breakdown is refused; where the code of its area changes, it breaks.
/// Refused is also a category that none of the indicator's code lists has on the last day of the
/// period. Pure; what is wrong goes to the report.
[[nodiscard]] std::vector<ReturnedEvent> events_of(const std::vector<ReturnRow>& rows,
                                                   const KnownSeries& known,
                                                   const Answering& answering,
                                                   ImportReport& report);

}  // namespace closeloop::imports
