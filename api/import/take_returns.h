#pragma once

#include <string>
#include <vector>

#include "api/import/returns_events.h"
#include "api/import/take_plans.h"

namespace closeloop::imports {

/// A file of returns, or what was typed in place of one.
struct ReturnsFile {
  std::string content;
  std::string name;         ///< Empty: it was typed.
  std::string data_return;  ///< The return that it answers; empty if it was not asked for.
};

/// Reads a file of returns: CSV, or an Excel workbook with the same columns in its first sheet.
/// What is wrong goes to the report. Pure.
[[nodiscard]] std::vector<ReturnRow> read_returns(std::string_view bytes, ImportReport& report);

/// Takes the rows into the board as one commit: all of them or, if the report refuses anything,
/// nothing. What is held already comes to nothing, and of a value for a figure that is not
/// shown the report never says whether it is; a value that differs is recorded as revised,
/// and both are kept. A return that is answered is received with it, also if all of it is held, as
/// when a rejected one is sent again as it was. Who leads an agency gives only figures that their
/// agency was asked for; a series that these need is opened for them. `board` is asked for what is
/// held, and may be asked again. Errors as those of `take_plans`. Safe from any thread.
[[nodiscard]] Result<void> take_returns(eventstore::EventLog& log, const eventstore::Clock& clock,
                                        const LookAt& board, const std::vector<ReturnRow>& rows,
                                        const ReturnsFile& file, const Taking& taking,
                                        ImportReport& report);

/// `refused` with a rule "permission…" unless the actor may send figures: in answer to that return,
/// or, if it is empty, as they come. Who leads an agency may answer the returns of their own.
[[nodiscard]] Result<void> must_be_permitted_to_return(const Actor& actor,
                                                       const std::string& data_return,
                                                       const LookAt& board);

}  // namespace closeloop::imports
