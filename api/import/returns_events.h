#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "api/import/deciding.h"
#include "api/import/import_report.h"
#include "api/import/returns_table.h"
#include "domain/series.h"

namespace closeloop::imports {

/// What the rows are held against: the board as it is.
struct KnownSeries {
  /// The series of that id; null if there is none.
  std::function<const series::State*(std::string_view id)> series;
  /// The id of the indicator that goes by that title, or by another name of it; empty if none.
  std::function<std::string(std::string_view title)> indicator;
};

/// An event that a row comes to; `kind` is what it counts as in the report, null if as nothing.
struct ReturnedEvent {
  Asked asked;
  std::string place;
  const char* kind;
};

/// The events that the rows come to, in order: series opened, values measured or, where another
/// value is held, revised. What is held as it is comes to nothing. Periods of different kinds are
/// never in one series: the kind with the most rows keeps the source's id ("L01"), others have
/// their kind behind it ("L01-year"). A series of that id that is of another area, title or kind
/// is refused. Pure; what is wrong goes to the report.
[[nodiscard]] std::vector<ReturnedEvent> events_of(const std::vector<ReturnRow>& rows,
                                                   const KnownSeries& known,
                                                   const std::string& data_return,
                                                   ImportReport& report);

}  // namespace closeloop::imports
