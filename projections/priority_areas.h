#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "projections/board.h"

namespace closeloop {

struct PriorityArea {
  std::string id;    ///< "neglect"
  std::string name;  ///< "Childhood neglect"
};

/// Those that the board has set, in the order in which it set them.
[[nodiscard]] std::vector<PriorityArea> priority_areas(const Board::Records&);

/// The name of one; its id if the board has not set it.
[[nodiscard]] std::string priority_area_name(const Board::Records&, std::string_view id);

/// A name inside a sentence: "domestic abuse", but "CSE and missing".
[[nodiscard]] std::string inside_a_sentence(std::string_view name);

}  // namespace closeloop
