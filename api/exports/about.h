#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>

#include "api/exports/definitions.h"
#include "api/spreadsheet/sheet.h"
#include "projections/measures/audience.h"

namespace closeloop::exports {

/// What a file says of itself: what it holds, for whom, as known when, and by which rules. Nothing
/// of it is read from a clock, so the same question gives the same file.
struct About {
  std::string board;
  std::string title;                                       ///< "Scorecard: Childhood neglect"
  std::string sentence;                                    ///< As the page says it.
  std::string address;                                     ///< Where the same is asked of the API.
  std::vector<std::pair<std::string, std::string>> asked;  ///< With which parameters.
  Day asked_on;  ///< What depends on a date is worked out for this day.
  Audience audience;
  std::uint64_t position = 0;
  std::optional<eventstore::Timestamp> recorded_at;  ///< The event at that position.
  std::vector<Definition> definitions;
};

/// "Scorecard: Childhood neglect", "Measure N04: Neglect as a factor"
[[nodiscard]] std::string title_of(std::string_view label, const boost::json::object& model);

/// The member `about` of an answer that comes as a file.
[[nodiscard]] boost::json::object about_json(const About& about);

/// A workbook of these tables. It begins with what is said of them, and ends with the definitions
/// of what was measured and what the flags mean.
[[nodiscard]] spreadsheet::Workbook workbook_of(const About& about,
                                                std::vector<spreadsheet::Sheet> tables);

/// The table as CSV: one row of names, then the rows, and at the end of each row for whom and as
/// known when it is, so that it says so wherever it is pasted. The rest is in the JSON of the same
/// address.
[[nodiscard]] std::string csv_of(const About& about, const spreadsheet::Sheet& table);

/// "neglect-scorecard_known-2017-11-14_pos-812_board.csv"
[[nodiscard]] std::string file_name(const About& about, std::string_view noun, std::string_view id,
                                    std::string_view ending);

}  // namespace closeloop::exports
