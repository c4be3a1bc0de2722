#include <iostream>

#include "eventstore/core/clock.h"
#include "tools/closeloop/program.h"
#include "tools/closeloop/progress_bar.h"

int main(int count, char** words) {
  const eventstore::SystemClock clock;
  const closeloop::tools::Terminal terminal{std::cout, std::cerr, clock,
                                            closeloop::tools::may_draw_on_stderr()};
  return static_cast<int>(closeloop::tools::run({words + 1, words + count}, terminal));
}
