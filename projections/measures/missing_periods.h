#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "projections/measures/figures.h"

namespace closeloop {

/// Puts a gap, "notSupplied", in the place of each period between two figures for which nothing was
/// supplied: of months, quarters, half-years and years. Snapshots and audits have no fixed
/// distance, and what is not a whole number of periods apart stays as it is. `figures` is in order
/// of time.
void add_missing_periods(measures::PeriodKind kind, std::vector<Figure>& figures);

/// A gap for a period that nothing was supplied for.
[[nodiscard]] Figure not_supplied(std::string period, Day starts, Day ends);

/// The name of a period of that kind, written as another of the series is: "2017-18 Q3",
/// "Q3 2017/18", "2017 Q3".
[[nodiscard]] std::string name_like(std::string_view other, Day other_ends,
                                    measures::PeriodKind kind, Day ends);

}  // namespace closeloop
