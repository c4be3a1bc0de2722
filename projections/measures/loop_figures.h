#pragma once

#include <memory>

#include "projections/measures/ratio.h"

namespace closeloop {

/// The board's own figures about its loops and returns, by quarter, worked out from what is
/// recorded (domain 2.4). Of L01 and L07 by the day on which a finding was raised, L02 by the first
/// due date, L03 and L05 by the day of closing, L04 by the day of judgement, L11 by the day on
/// which a return was due. A quarter is there once all of it can be judged: L01 28 days after its
/// end, L05 24 months. Null if the indicator is none of these or there is no such quarter yet.
[[nodiscard]] std::shared_ptr<const WorkedOut> loop_figures_of(const Board::Records& records,
                                                               Number indicator, Day asked_on);

}  // namespace closeloop
