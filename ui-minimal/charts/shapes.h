#pragma once

#include <array>
#include <string>
#include <string_view>

#include "ui-minimal/charts/chart.h"
#include "ui-minimal/charts/svg.h"

/// The shapes of points (ui 3.3, 3.4), which differ without colour too: improvement a dark blue
/// diamond, what looks better and can't be told a hollow one, concern an orange square with a dark
/// outline, neutral signals a dot in a ring, the ordinary a hollow circle, what is not judged a
/// small dot.
namespace closeloop::ui::charts {

/// In the order of drawing: what matters lies on top.
constexpr std::array<Type, 6> types = {Type::not_judged,   Type::common_cause, Type::neutral,
                                       Type::looks_better, Type::concern,      Type::improvement};

/// The dotted line of a target.
constexpr std::string_view target_paint =
    "class=\"target\" stroke=\"#0b0c0c\" stroke-width=\"2.5\" stroke-linecap=\"round\" "
    "stroke-dasharray=\"0 6\"";

/// The line of a published figure to compare with: long strokes and dots.
constexpr std::string_view benchmark_paint =
    "class=\"benchmark\" stroke=\"#801650\" stroke-width=\"2\" stroke-dasharray=\"12 4 2 4\"";

/// "improvement", as a class of a group of shapes.
[[nodiscard]] std::string_view class_of(Type type);

/// The attributes of the group that a type's shapes stand in, with an outline of that width.
[[nodiscard]] std::string paint_of(Type type, double outline = 1.5);

/// One shape, about two sizes wide. What is inside it (a title) is HTML already.
[[nodiscard]] std::string shape(Type type, Place middle, double size, std::string_view inside = "");

/// "Improvement", "Looks better, can't be told", "Concern", "Higher or lower than usual",
/// "No real change", "Not judged".
[[nodiscard]] std::string_view words_for(Type type);

}  // namespace closeloop::ui::charts
