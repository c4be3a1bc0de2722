#pragma once

#include <string>
#include <vector>

#include <pugixml.hpp>

#include "api/spreadsheet/number_format.h"
#include "api/spreadsheet/sheet.h"
#include "eventstore/core/error.h"

namespace closeloop::spreadsheet {

/// What the sheets of a workbook share.
struct SharedParts {
  std::vector<std::string> strings;
  std::vector<NumberFormat> formats;
  bool from_1904 = false;
};

/// The text of an element with runs of text (`si`, `is`), without what tells its pronunciation.
[[nodiscard]] std::string rich_text(pugi::xml_node node);

/// How much there may be yet in a workbook. A short file can name one long text a million times.
struct Allowance {
  std::size_t cells = 2'000'000;
  std::size_t bytes_of_text = std::size_t{128} << 20;
};

/// The rows of a part `worksheet`, which use up of what is allowed. `invalid` if there are more, or
/// if the sheet contradicts itself.
[[nodiscard]] eventstore::Result<std::vector<std::vector<Cell>>> read_rows(
    pugi::xml_node worksheet, const SharedParts& shared, Allowance& left);

}  // namespace closeloop::spreadsheet
