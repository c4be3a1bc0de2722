#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/schema/measures.capnp.h"
#include "projections/board.h"
#include "projections/page.h"

namespace closeloop {

/// One figure that a return asks for.
struct AskedFigure {
  std::string indicator;
  std::string title;
  std::string counted;  ///< The definition's numerator, in words.
  std::string out_of;   ///< Its denominator; empty if it is out of nothing.
  std::string area;     ///< Of the board; if none was set, as its figures are held so far.
  measures::Unit unit = measures::Unit::UNSET;
};

/// What a return asks an agency for, and how its figures would be held.
struct AskedReturn {
  std::string agency_name;
  std::string period;
  measures::PeriodKind period_kind = measures::PeriodKind::UNSET;
  Day due;
  std::vector<AskedFigure> figures;
};

/// `not_found` if there is no such return.
[[nodiscard]] Result<AskedReturn> asked_return(const Board& board, std::string_view id);

}  // namespace closeloop
