#pragma once

#include "projections/board_records.h"
#include "projections/measures/audience.h"

namespace closeloop {

/// Why, and who sees it.
inline constexpr std::string_view restricted_sentence =
    "These are figures of MARAC or MAPPA, which your role sees only as the headline of their "
    "measure. Auditors of cases, analysts, the chair and the board manager see more, and agency "
    "leads those of their own agency.";

/// Whether a record is a series of a restricted indicator, MARAC or MAPPA, that this audience sees
/// only in the headline of its measure (R28): not its page, its parts or its events.
[[nodiscard]] bool is_closed(const Board::Records& records, Number record, Audience audience);
/// The same of a stream, "series/S001".
[[nodiscard]] bool is_closed(const Board::Records& records, std::string_view stream,
                             Audience audience);

/// For whom an answer about an indicator is: without the leave to see what is restricted, unless
/// the indicator is. `indicator` may be empty: the answer is about several, of which everyone sees
/// the same.
[[nodiscard]] Audience audience_of_answer(const Board& board, std::string_view indicator,
                                          Audience reader);

/// `refused` with the rule "permission.restricted" if it is.
[[nodiscard]] Result<void> must_be_open(const Board::Records& records, Number record,
                                        Audience audience);

}  // namespace closeloop
