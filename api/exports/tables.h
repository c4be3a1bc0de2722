#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "api/seen.h"
#include "api/spreadsheet/sheet.h"
#include "projections/measures/audience.h"

namespace closeloop::exports {

/// How the answers of one schema are laid out and called.
struct Layout {
  std::string_view answers;  ///< The schema: "Scorecard".
  std::string_view label;    ///< Before the title: "Scorecard"
  std::string_view noun;     ///< In the name of a file: "scorecard"
};

/// Null if answers of that schema do not come as files.
[[nodiscard]] const Layout* find_layout(std::string_view answers);

/// The tables of an answer: first its main one, the only one that CSV holds. Beside an answer that
/// has only the trends of its measures stand their figures, as the chart of each series gives them
/// to the same audience.
[[nodiscard]] Result<std::vector<spreadsheet::Sheet>> tables_of(const Layout& layout,
                                                                const boost::json::object& model,
                                                                const api::Seen& seen,
                                                                Audience audience);

/// The ids of the indicators that an answer is about.
[[nodiscard]] std::vector<std::string> indicators_in(const Layout& layout,
                                                     const boost::json::object& model);

}  // namespace closeloop::exports
