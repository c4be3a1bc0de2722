#pragma once

#include <string>

#include "ui-minimal/charts/chart.h"
#include "ui-minimal/charts/plot.h"

namespace closeloop::ui::charts {

/// A series as one SVG picture: XmR with its limits, run chart with its median, or dots, by the
/// chart's kind (ui 3.3, domain 3.1 to 3.3). Named and described for those who do not see it; if
/// it has markers with addresses these are links. The same chart gives the same bytes. Whoever
/// shows it gives the figures as a table too: figure() does.
[[nodiscard]] std::string xmr_chart(const Chart& chart, Width width);

}  // namespace closeloop::ui::charts
