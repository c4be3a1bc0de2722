#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "api/form_body.h"
#include "api/import/csv.h"
#include "api/import/import_report.h"
#include "projections/board.h"
#include "projections/measures/asked_return.h"

/// The form in which a return is answered by typing: for each of its indicators the boxes that its
/// unit needs. What is typed becomes the table that a file would have held, so that one set of
/// rules reads both.
namespace closeloop::api {

/// The form as the page `command` reads it, with what was typed and, of a report, what is wrong
/// with it: each mistake in the summary and at its box.
[[nodiscard]] boost::json::object return_form(const Board& board, std::string_view id,
                                              const AskedReturn& asked, const FormBody& given,
                                              const imports::ImportReport& report);

/// What was typed, as a table with a row for each indicator, in their order.
[[nodiscard]] imports::CsvTable table_of(const AskedReturn& asked, const FormBody& given);

}  // namespace closeloop::api
