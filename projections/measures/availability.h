#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "projections/board_records.h"
#include "projections/page.h"

namespace closeloop {

/// Whether there are data of a measure (R65): what was recorded of it; while nothing was, what its
/// figures and the returns that ask for it show.
struct Availability {
  std::string_view name;        ///< One of `availabilities`.
  std::string label;            ///< "Not supplied: it was due on 20 April 2017"
  std::optional<Day> asked_on;  ///< When an agency was first asked.
};

struct AvailabilityName {
  std::string_view name;
  std::string_view label;
};

/// All there are: the data reach the Board already, or do not, or are not known of.
inline constexpr std::array<AvailabilityName, 9> availabilities{
    {{"onScorecard", "Already on an existing scorecard"},
     {"elsewhere", "Available to the Board elsewhere"},
     {"held", "Figures are held here"},
     {"requested", "Asked for, not due yet"},
     {"notSupplied", "Asked for, not supplied"},
     {"heldNotSupplied", "Held by the agency, not supplied"},
     {"notCollected", "Not collected"},
     {"notCollectable", "Can't be collected"},
     {"notAsked", "Not asked yet"}}};

/// `has_figures`: whether something stands for the measure, be it late or hidden. `on` is the day
/// by which returns are owed; without it none is overdue.
[[nodiscard]] Availability availability_of(const Board::Records& records, Number indicator,
                                           bool has_figures, std::optional<Day> on);

}  // namespace closeloop
