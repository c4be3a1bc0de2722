#pragma once

#include <string>

#include "api/import/returns_events.h"

namespace closeloop::imports {

/// What a row of a return is about, once it is held against the board. Empty texts: unknown, or of
/// none.
struct RowAbout {
  std::string indicator;
  std::string agency;
  std::string series;  ///< The id that its series has or will have, before its kind of period.
};

/// Says what a row is about. Its agency is the one that it names; without one, that of the return
/// it answers, if the indicator is broken down by agency. An agency that is not known goes to the
/// report. Pure.
[[nodiscard]] RowAbout about(const ReturnRow& row, const KnownSeries& known,
                             const Answering& answering, ImportReport& report);

/// Refuses what the one who answers may not give: figures of another agency, of what was not asked
/// for, or in the place of what came otherwise. Asks nothing of who may speak for any agency. Pure.
void must_be_own(const ReturnRow& row, const RowAbout& about, const series::State* held,
                 const KnownSeries& known, const Answering& answering, ImportReport& report);

/// Refuses a category that none of the indicator's code lists has on the last day of the period,
/// and says which they have. Lists of another breakdown than the row's are not asked. Pure.
void must_be_in_lists(const ReturnRow& row, std::string_view indicator,
                      measures::Breakdown breakdown, const KnownSeries& known,
                      ImportReport& report);

/// The breakdown that a file names in its own way ("Age band"); nothing if there is none.
[[nodiscard]] std::optional<measures::Breakdown> breakdown_called(std::string_view named);

}  // namespace closeloop::imports
