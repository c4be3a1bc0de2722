#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>

#include "projections/measures/data_shift.h"

/// What the figures say of actions: proposed as evidence where they show something, else with why
/// not. Nothing of it is recorded: a person judges it, and records it.
namespace closeloop {

/// The indicators that an action is meant to move, but for retired ones.
[[nodiscard]] std::vector<Number> indicators_moved_by(const Board::Records& records, Number action);

/// One for each indicator that a live action of the loop is meant to move, from the loop's latest
/// delivery on: evidence from before can't close it (domain 1.7 b). None once it is closed.
[[nodiscard]] boost::json::array figures_on_loop(const Board::Records& records, const Loop& loop);
/// One for each indicator that the action is meant to move.
[[nodiscard]] boost::json::array figures_on_action(const Board::Records& records, Number action);
/// One for each live action that is meant to move the indicator.
[[nodiscard]] boost::json::array figures_on_indicator(const Board::Records& records,
                                                      Number indicator);

/// "The figures of N15 may show an outcome." Empty if those of no indicator do.
[[nodiscard]] std::string proposal_line(const Board::Records& records, Number action);

/// What the rule of recording is told of a series, for evidence about these actions that was
/// observed from one day to another.
[[nodiscard]] evidence::FiguresSaid figures_said(const Board& board,
                                                 const std::vector<Id<ActionId>>& actions,
                                                 std::string_view series, Day from, Day to);

}  // namespace closeloop
