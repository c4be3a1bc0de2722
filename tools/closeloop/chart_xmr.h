#pragma once

#include "tools/closeloop/program.h"

namespace closeloop::tools {

/// `closeloop chart xmr`: a series of the board by the rules of the XmR chart.
void add_chart_xmr(Program& program, CLI::App& chart);

}  // namespace closeloop::tools
