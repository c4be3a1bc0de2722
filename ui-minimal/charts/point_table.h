#pragma once

#include <string>

#include "ui-minimal/charts/chart.h"

namespace closeloop::ui::charts {

/// The figures of a chart as a table, folded away: period, value or why there is none, of how many
/// if any point says that, and the signal in words. It pushes sideways on a narrow screen.
[[nodiscard]] std::string point_table(const Chart& chart);

}  // namespace closeloop::ui::charts
