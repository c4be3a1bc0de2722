#pragma once

#include "eventstore/core/error.h"

namespace closeloop::tools {

/// What the shell is told. docs/reference/command-line.md lists them for people.
enum class Exit : int {
  ok = 0,
  answer_is_no = 1,  ///< It was looked into, and the answer is no: refused input, differences.
  usage = 2,         ///< The command line, or a value in it, is wrong.
  not_found = 3,
  conflict = 4,
  unreachable = 5,  ///< The board can't be opened: held by another process, damaged, no disk.
  refused = 6,      ///< A rule or a role forbids it.
  bug = 70,
  interrupted = 130,
};

[[nodiscard]] Exit exit_of(const eventstore::Error& error);

}  // namespace closeloop::tools
