#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "projections/spc/assurance.h"
#include "projections/spc/xmr.h"
#include "tools/closeloop/charts/check.h"
#include "tools/closeloop/charts/object_reader.h"

/// The parts of a file of chart examples, each in a file of its own.
namespace closeloop::tools {

void check_worked_example(ObjectReader example, ChartCheck& check);
void check_rule_vectors(ObjectReader vectors, ChartCheck& check);
void check_assurance_vectors(ObjectReader vectors, ChartCheck& check);

/// "1.94", as short as it can be said and still mean this number.
[[nodiscard]] std::string words_of(double number);

/// "increase", "decrease" or "neutral"; a problem if it is another word.
[[nodiscard]] std::optional<spc::Direction> direction_in(ObjectReader& object,
                                                         std::string_view name);

/// The name that a file has for it: "consistent_fail"; "none".
[[nodiscard]] std::string_view name_of(spc::Assurance assurance);

/// What the source calls such a point: "Above UCL", "7 Point Trend (Increasing)", "Common Cause".
[[nodiscard]] std::string published_words(const spc::XmrPoint& point);

/// The rule that these words name, if they name one: "seven-point trend".
[[nodiscard]] std::optional<spc::Rule> rule_said(std::string_view words);

/// Whether a point is what these words say. The words of the source are known in any case and
/// with the near names that others use ("below lower limit", "shift", "two in three"), and
/// "special", "improvement" and the like. Words that say nothing we know are never as a point is.
[[nodiscard]] bool is_as_said(const spc::XmrPoint& point, std::string_view words);

}  // namespace closeloop::tools
