#pragma once

#include <functional>

#include "api/import/returns_events.h"
#include "projections/measures/held_series.h"
#include "projections/projector.h"

namespace closeloop::tools {

/// What returns are held against, as the live board has it. The projector must outlive it.
[[nodiscard]] inline auto as_held_by(const Projector& projector) {
  return [&projector](const std::function<void(const imports::KnownSeries&)>& use) {
    const auto live = projector.live();
    use({.series = [&](std::string_view id) { return held_series(*live, id); },
         .indicator = [&](std::string_view title) { return indicator_called(*live, title); }});
  };
}

}  // namespace closeloop::tools
