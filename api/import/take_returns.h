#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/import/returns_events.h"
#include "api/import/take_plans.h"

namespace closeloop::imports {

/// A file of returns.
struct ReturnsFile {
  std::string content;
  std::string name;
  std::string data_return;  ///< The return that it answers; empty if it was not asked for.
};

/// Reads a file of returns: CSV, or an Excel workbook with the same columns in its first sheet.
/// What is wrong goes to the report. Pure.
[[nodiscard]] std::vector<ReturnRow> read_returns(std::string_view bytes, ImportReport& report);

/// Takes the rows into the board as one commit: all of them or, if the report refuses anything,
/// nothing. What is held already comes to nothing; a value that differs is recorded as revised,
/// and both are kept. `board` is asked for what is held, and may be asked again. Errors as those of
/// `take_plans`. Safe from any thread.
[[nodiscard]] Result<void> take_returns(
    eventstore::EventLog& log, const eventstore::Clock& clock,
    const std::function<void(const std::function<void(const KnownSeries&)>&)>& board,
    const std::vector<ReturnRow>& rows, const ReturnsFile& file, const Taking& taking,
    ImportReport& report);

}  // namespace closeloop::imports
