#pragma once

#include <string>
#include <vector>

#include "projections/board_records.h"

namespace closeloop {

/// What the two counts of an indicator count: where two indicators have the same name, they count
/// the same.
struct CountNames {
  std::string numerator, denominator;
};

/// As its definition says it. A count is the same as another indicator's if it is defined in the
/// same words (a small or capital letter, or an "All" before them, aside), or if its definition
/// says whose it is: "(the count of N04)" is the numerator of N04.
[[nodiscard]] CountNames count_names(const Board::Records& records, Number indicator);

/// The indicators that protect small numbers and count the same children as this one does, or as
/// another of them does; itself among them. By number.
[[nodiscard]] std::vector<Number> counted_together(const Board::Records& records, Number indicator);

}  // namespace closeloop
