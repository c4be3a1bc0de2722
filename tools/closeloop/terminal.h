#pragma once

#include <iosfwd>
#include <string>

#include <boost/json/value.hpp>

#include "eventstore/core/clock.h"
#include "eventstore/core/error.h"
#include "tools/closeloop/exit_code.h"

namespace closeloop::tools {

/// Where a subcommand reads the time and writes to. Data goes to `out`, everything else to
/// `err`. Lent by main, or by a test.
struct Terminal {
  std::ostream& out;
  std::ostream& err;
  const eventstore::Clock& clock;
  bool err_is_terminal = false;  ///< Progress may be drawn over itself.

  /// The sentence, then each problem on a line of its own; the exit code that fits.
  Exit fail(const eventstore::Error& error) const;
  /// A usage error or the like, in one sentence.
  Exit fail(Exit exit, const std::string& sentence) const;
  /// One JSON value and a new line to `out`.
  void print(const boost::json::value& value) const;

  [[nodiscard]] eventstore::Day today() const;
};

}  // namespace closeloop::tools
