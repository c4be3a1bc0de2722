#pragma once

#include <optional>
#include <string_view>

#include "eventstore/core/decimal.h"

namespace closeloop::imports {

/// A number as a file has it.
struct WrittenNumber {
  std::optional<eventstore::Decimal> number;  ///< Nothing: it is none, or it is ambiguous.
  bool ambiguous = false;  ///< It could be one number or a thousand times as much.
};

/// Whether the text is a number whose comma stands before its decimals: "5,3", "1.234,5".
[[nodiscard]] bool has_decimal_comma(std::string_view text);

/// Reads "18.0", "1,234", "1,234.5", "14.8%", "5,3" and "1.234,5". A comma with three digits behind
/// it is of thousands, unless the file has numbers with decimal commas: there neither "1,234" nor
/// "1.234" can be told.
[[nodiscard]] WrittenNumber read_number(std::string_view text, bool decimal_commas_in_file);

}  // namespace closeloop::imports
