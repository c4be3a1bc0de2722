#pragma once

#include <string>
#include <string_view>

/// Pieces of SVG. Numbers are in tenths; text is escaped; no style attribute, which the policy of
/// our pages refuses, but attributes of presentation: a picture looks the same on its own.
namespace closeloop::ui::charts {

struct Place {
  double x, y;
};

/// "M12 40.5H80" and "M12 40V80", as the data of a path.
[[nodiscard]] std::string level_line(double x1, double x2, double y);
[[nodiscard]] std::string upright_line(double x, double y1, double y2);

/// <path ATTRIBUTES d="DATA"/>; empty if there are no data.
[[nodiscard]] std::string path(std::string_view attributes, std::string_view data);

/// <g ATTRIBUTES>CONTENT</g>; empty if there is no content.
[[nodiscard]] std::string group(std::string_view attributes, std::string_view content);

/// A text at a place, by its baseline.
[[nodiscard]] std::string text(Place place, std::string_view words,
                               std::string_view attributes = "");

}  // namespace closeloop::ui::charts
