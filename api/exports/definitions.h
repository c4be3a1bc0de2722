#pragma once

#include <string>
#include <vector>

#include <boost/json/array.hpp>

#include "api/spreadsheet/sheet.h"
#include "projections/board.h"

namespace closeloop::exports {

/// What a file says of the definition of a measure whose figures it holds.
struct Definition {
  std::string id;
  std::string title;
  std::string numerator;
  std::string denominator;
  Day valid_from;
  std::string agency;   ///< That holds the figures.
  std::string system;   ///< They come from.
  std::string dataset;  ///< National, and its code there.
};

/// The definitions in force of those indicators, in their order, each once. An id that is none
/// says nothing.
[[nodiscard]] std::vector<Definition> definitions_of(const Board& board,
                                                     const std::vector<std::string>& indicators);

[[nodiscard]] boost::json::array definitions_json(const std::vector<Definition>& definitions);
[[nodiscard]] spreadsheet::Sheet definitions_sheet(const std::vector<Definition>& definitions);

}  // namespace closeloop::exports
