#pragma once

#include <optional>
#include <string_view>

#include <boost/json/object.hpp>

#include "projections/board.h"
#include "projections/measures/audience.h"
#include "projections/measures/breakdowns.h"
#include "projections/page.h"

namespace closeloop {

/// The scorecards there are: one for each priority area of the board, and one of the loops and the
/// system (`loops`). Each with its sentence.
[[nodiscard]] boost::json::object scorecards(const Board& board, Day asked_on,
                                             Audience audience = {});

/// One scorecard (R22, R24, R26): the sentence that counts its signals, then under each question of
/// the Board its measures with signal, newest figure, how many it is out of, and trend. Measures
/// under no question stand under their group. `stage` lets through only measures of that stage of
/// the child's journey ("earlyHelp"); empty: all.
[[nodiscard]] Result<boost::json::object> scorecard(const Board& board,
                                                    std::string_view priority_area,
                                                    std::string_view stage, Day asked_on,
                                                    Audience audience = {});

/// A measure: its definition, signal and chart, what else is known of it (other areas, categories,
/// benchmarks published by then), the actions meant to move it, and what is said of it.
/// With a table for each breakdown, by all agencies or only by some.
[[nodiscard]] Result<boost::json::object> measure(const Board& board, std::string_view indicator,
                                                  Day asked_on, Audience audience = {},
                                                  Agencies agencies = Agencies::all);

/// A question of the Board with its three panels (R42, R66): numbers, what audits judged, and what
/// children, parents and practitioners say. A panel with nothing in it says so. And the answers.
[[nodiscard]] Result<boost::json::object> question_panels(const Board& board, std::string_view id,
                                                          Day asked_on, Audience audience = {});

/// Who owes what: returns with their agency, period and due day, and whether they came in time; and
/// how many of those that were due came in time and were accepted at grade A or B (L11). What is
/// owed comes first, by the day on which it is due, then the newest. `status` is one of "owed",
/// "overdue", "received" (and not judged yet) and "accepted", or empty: all. Without a page all
/// are there. `invalid` for another status or cursor.
[[nodiscard]] Result<boost::json::object> data_returns(const Board& board, Day asked_on,
                                                       std::string_view status = {},
                                                       const std::optional<Page>& page = {});

/// What came with a return, value by value, as its audience may see it, and what that counts for:
/// values of a return that was rejected count no more. What was asked for and did not come is among
/// them. `not_found` if there is no such return.
[[nodiscard]] Result<boost::json::object> return_values(const Board& board, std::string_view id,
                                                        Day asked_on, Audience audience = {});

}  // namespace closeloop
