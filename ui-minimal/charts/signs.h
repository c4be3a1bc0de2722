#pragma once

#include <string>

#include "ui-minimal/charts/chart.h"
#include "ui-minimal/charts/plot.h"

/// The small signs of a chart's picture: what they mean stands in the text beneath (notes.h).
namespace closeloop::ui::charts {

/// A letter for each figure that is not there or is doubtful; one for all neighbours that have the
/// same, under a line as long as they are. Letters keep clear of each other; of more than fit only
/// some are drawn.
[[nodiscard]] std::string flags_of(const Chart& chart, const Plot& plot);

/// Capital letters above what happens between points: breaks, and limits that begin anew.
[[nodiscard]] std::string letters_of(const Chart& chart, const Plot& plot);

struct Markers {
  std::string guides;   ///< Upright lines, which show what was before and what after.
  std::string signs;    ///< Triangles with numbers, as links if they lead anywhere.
  bool linked = false;  ///< Whether any of them does.
};

[[nodiscard]] Markers markers_of(const Chart& chart, const Plot& plot);

}  // namespace closeloop::ui::charts
