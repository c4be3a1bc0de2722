#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/series.h"
#include "projections/board_records.h"
#include "projections/measures/audience.h"

namespace closeloop {

/// What is to be shown of one period of a series.
struct Figure {
  const series::Point* point = nullptr;
  const series::Value* held = nullptr;  ///< Null: what came was rejected, so nothing is supplied.
  std::optional<double> value;          ///< None: a gap, for which `flag` says why.
  std::string flag;                     ///< "", "c", "x", "z", "u", "p", "notHeld", "notSupplied"
  std::string shown;                    ///< "27.5%"; empty without a value.
  bool hidden = false;                  ///< By us: a small number, or what would give one away.
  bool shows_numerator = true;
  bool shows_denominator = true;
  std::shared_ptr<const series::Point> owed;  ///< The point itself, if nothing is held for it.
};

/// The figures of a series, in order of time, as those may see them who have no leave to see small
/// numbers (domain 3.4; protection.h): counts of 1 to 5 and what would give them away are hidden. A
/// value that came with a return that was rejected is not in force; what was held before is. A
/// value that was not given is worked out from its counts, to one decimal. Of a day, periods that
/// were due by then and did not come are gaps in it, "notSupplied".
[[nodiscard]] std::vector<Figure> figures_of(const Board::Records& records, Number series,
                                             Audience audience = {},
                                             std::optional<Day> asked_on = {});

/// What stands for a figure in a table: its value, or why there is none ("not supplied", "c").
[[nodiscard]] std::string shown_of(const Figure& figure);

/// Whether anything of the value that this version of the series recorded for the period that ends
/// that day is hidden.
[[nodiscard]] bool is_hidden(const Board::Records& records, Number series, Day ends,
                             std::uint64_t version);

/// "27.5%", "112", "41 days"
[[nodiscard]] std::string in_unit(double value, measures::Unit unit);
/// The name of a choice as JSON has it: "percent".
[[nodiscard]] std::string_view name_of(measures::Unit unit);
[[nodiscard]] std::string_view name_of(measures::Direction direction);

}  // namespace closeloop
