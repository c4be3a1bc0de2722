#include "ui-minimal/charts/shapes.h"

#include "ui-minimal/charts/scale.h"

namespace closeloop::ui::charts {
namespace {

std::string closed(std::string_view element, std::string_view attributes, std::string_view inside) {
  auto tag = "<" + std::string(element) + std::string(attributes);
  if (inside.empty()) return tag + "/>";
  return tag + ">" + std::string(inside) + "</" + std::string(element) + ">";
}

std::string circle(Place middle, double radius, std::string_view attributes,
                   std::string_view inside) {
  return closed("circle",
                " cx=\"" + coordinate(middle.x) + "\" cy=\"" + coordinate(middle.y) + "\" r=\"" +
                    coordinate(radius) + "\"" + std::string(attributes),
                inside);
}

}  // namespace

std::string_view class_of(Type type) {
  switch (type) {
    case Type::improvement: return "improvement";
    case Type::looks_better: return "looks-better";
    case Type::concern: return "concern";
    case Type::neutral: return "neutral";
    case Type::common_cause: return "ordinary";
    default: return "unjudged";
  }
}

std::string paint_of(Type type, double outline) {
  const auto paint = [&](std::string_view fill, std::string_view stroke) {
    return " fill=\"" + std::string(fill) + "\" stroke=\"" + std::string(stroke) +
           "\" stroke-width=\"" + coordinate(outline) + "\"";
  };
  auto attributes = "class=\"" + std::string(class_of(type)) + "\"";
  switch (type) {
    case Type::improvement: return attributes + paint("#12436d", "#fff");
    case Type::looks_better: return attributes + paint("#fff", "#12436d");
    case Type::concern: return attributes + paint("#f46a25", "#0b0c0c");
    case Type::neutral: return attributes + paint("#fff", "#801650");
    case Type::common_cause: return attributes + paint("#fff", "#3d3d3d");
    default: return attributes + " fill=\"#3d3d3d\"";
  }
}

std::string shape(Type type, Place middle, double size, std::string_view inside) {
  switch (type) {
    case Type::improvement:
    case Type::looks_better: {
      const auto half = coordinate(size * 1.25);
      const auto top = middle.y - size * 1.25;
      return closed("path",
                    " d=\"M" + coordinate(middle.x) + " " + coordinate(top) + "l" + half + " " +
                        half + "-" + half + " " + half + "-" + half + "-" + half + "z\"",
                    inside);
    }
    case Type::concern: {
      const auto side = coordinate(size * 1.8);
      return closed("rect",
                    " x=\"" + coordinate(middle.x - size * 0.9) + "\" y=\"" +
                        coordinate(middle.y - size * 0.9) + "\" width=\"" + side + "\" height=\"" +
                        side + "\"",
                    inside);
    }
    case Type::neutral:
      return circle(middle, size * 1.15, "", inside) +
             circle(middle, size * 0.5, " fill=\"#801650\"", "");
    case Type::common_cause: return circle(middle, size * 0.8, "", inside);
    default: return circle(middle, size * 0.6, "", inside);
  }
}

std::string_view words_for(Type type) {
  switch (type) {
    case Type::improvement: return "Improvement";
    case Type::looks_better: return "Looks better, can't be told";
    case Type::concern: return "Concern";
    case Type::neutral: return "Higher or lower than usual";
    case Type::common_cause: return "No real change";
    default: return "Not judged";
  }
}

}  // namespace closeloop::ui::charts
