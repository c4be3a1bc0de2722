#include "ui-minimal/charts/svg.h"

#include "ui-minimal/charts/scale.h"
#include "ui-minimal/component.h"

namespace closeloop::ui::charts {
namespace {

std::string spaced(std::string_view attributes) {
  return attributes.empty() ? std::string() : " " + std::string(attributes);
}

}  // namespace

std::string level_line(double x1, double x2, double y) {
  return "M" + coordinate(x1) + " " + coordinate(y) + "H" + coordinate(x2);
}

std::string upright_line(double x, double y1, double y2) {
  return "M" + coordinate(x) + " " + coordinate(y1) + "V" + coordinate(y2);
}

std::string path(std::string_view attributes, std::string_view data) {
  if (data.empty()) return {};
  return "<path" + spaced(attributes) + " d=\"" + std::string(data) + "\"/>";
}

std::string group(std::string_view attributes, std::string_view content) {
  if (content.empty()) return {};
  return "<g" + spaced(attributes) + ">" + std::string(content) + "</g>";
}

std::string text(Place place, std::string_view words, std::string_view attributes) {
  return "<text" + spaced(attributes) + " x=\"" + coordinate(place.x) + "\" y=\"" +
         coordinate(place.y) + "\">" + escaped(words) + "</text>";
}

}  // namespace closeloop::ui::charts
