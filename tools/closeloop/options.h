#pragma once

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "projections/as_at.h"
#include "tools/closeloop/board_directory.h"
#include "tools/closeloop/terminal.h"

namespace closeloop::tools {

/// What every subcommand that touches a board takes.
struct BoardOptions {
  std::string data = "data";
  bool json = false;

  void add_to(CLI::App* command);
};

/// What every subcommand that reads takes: the moment from which the board is looked at.
struct AsAtOptions {
  std::string known_at;
  std::string true_on;
  std::uint64_t position = 0;

  void add_to(CLI::App* command);
  /// The options are checked while they are parsed.
  [[nodiscard]] AsAt as_at() const;
  /// The day for which "overdue" and the like are computed: that which was asked about; that on
  /// which the event at `position` was recorded; or today.
  [[nodiscard]] Result<eventstore::Day> asked_on(const eventstore::EventLog& log,
                                                 eventstore::Day today) const;
};

/// Accepts only real dates such as 2017-03-31.
[[nodiscard]] CLI::Validator real_date();

/// Whoever gives a command on the command line: the person named, or else the first board
/// manager. `not_found` if there is nobody such.
[[nodiscard]] Result<Actor> actor_of(const Board& board, const std::string& person);

}  // namespace closeloop::tools
