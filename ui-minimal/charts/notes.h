#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui-minimal/charts/chart.h"

/// What a chart says in signs and the text beneath it in words: letters at its top where a line is
/// broken or limits begin anew, letters on its axis in place of a figure, numbers of actions.
namespace closeloop::ui::charts {

/// A capital letter above the boundary before a point.
struct Lettered {
  std::size_t index;
  std::string letter;
};

/// In the order of the axis; one letter for what happens at the same place.
[[nodiscard]] std::vector<Lettered> lettered(const Chart& chart);

/// What stands on the axis for a flag: "c", "x", "z", "u", "h" (not held), "n" (not supplied);
/// "?" if a figure is not there and no flag says why.
[[nodiscard]] std::string_view sign_of_flag(std::string_view flag);

/// "suppressed: one to five, or could reveal one"; what is not known stands as it is.
[[nodiscard]] std::string_view words_for_flag(std::string_view flag);

/// What happened before the point of that index, as HTML: why the line is broken, why limits begin
/// anew. Empty if nothing did.
[[nodiscard]] std::string steps_html(const Chart& chart, std::size_t index);

/// The list of all signs that occur in the chart, as HTML; empty if there are none.
[[nodiscard]] std::string notes_html(const Chart& chart);

}  // namespace closeloop::ui::charts
