#pragma once

#include <optional>

#include "projections/board_records.h"
#include "projections/selection.h"

/// Closed loops that somebody should look at again: what `add_prompts` says of one, as a list.
namespace closeloop {

/// The day from which something recorded so far prompts a look at that closed loop: a check or a
/// review falls due, its theme was found again, or what it was closed on does not hold. Nothing of
/// an open loop. What figures say is not asked.
[[nodiscard]] std::optional<Day> look_again_from(const Board::Records& records, const Loop& loop);

/// The closed loops with a prompt on a day, in two parts.
struct LookAgain {
  Selection prompted;  ///< By the day from which they are, as List::look_again has them.
  Selection figures;   ///< Prompted by nothing but figures that give concern.
  Day on;

  [[nodiscard]] Selection::Count count() const;
};
[[nodiscard]] LookAgain look_again(const Board::Records& records, const Filter& filter, Day on);

/// Adds to the row of such a loop its `prompts`, what they come to in a few words (`status`) and,
/// unless it is only figures that prompt, `since` when they do.
void add_look_again(const Board::Records& records, Number finding, Day on,
                    boost::json::object& row);

}  // namespace closeloop
