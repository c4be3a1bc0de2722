#pragma once

#include <memory>
#include <string>
#include <vector>

#include "projections/measures/figures.h"

namespace closeloop {

/// A series that nobody supplies: its figures are made of two others' counts.
struct WorkedOut {
  series::State series;         ///< Which owns the points that the figures name.
  std::vector<Figure> figures;  ///< One for each period of the count above.
};

/// An indicator that is worked out as the count of one indicator by the count of another (R07), of
/// the same periods; a quarter is divided by its three months where those are supplied. The two are
/// set against each other, never added. Shown only where both counts are; ":" where the count
/// below is missing or nought. Null if the indicator is no such ratio, or nothing is above.
[[nodiscard]] std::shared_ptr<const WorkedOut> ratio_of(const Board::Records& records,
                                                        Number indicator, Audience audience);

/// What share the count of one series is of that of another, in percent to one decimal: the same
/// way, of two series that measure the same indicator.
[[nodiscard]] std::shared_ptr<const WorkedOut> share_of(const Board::Records& records,
                                                        std::string title, Number part,
                                                        Number whole, Audience audience);

}  // namespace closeloop
