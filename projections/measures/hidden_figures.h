#pragma once

#include <boost/json/object.hpp>

#include "projections/board.h"

namespace closeloop {

/// Puts `c` in the place of a small number in what is shown of an event of a series, as every view
/// of its figures does (domain 3.4): in its `data` and its `lines`. Other events stay as they are.
void hide_small_figures(const Board& board, boost::json::object& event);

}  // namespace closeloop
