#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "eventstore/core/error.h"

namespace closeloop::tools {

/// What was found of a file of published examples of charts.
struct ChartCheck {
  struct Difference {
    std::string id;        ///< The worked example's id, or a JSON pointer to the vector.
    std::string what;      ///< "mean", "point 4". Empty: all of it.
    std::string expected;  ///< As the file has it.
    std::string got;       ///< As we make it.

    friend bool operator==(const Difference&, const Difference&) = default;
  };

  std::size_t worked_examples = 0;
  std::size_t rule_vectors = 0;
  std::size_t assurance_vectors = 0;
  std::vector<Difference> differences;
  /// JSON pointers to what we don't know: expectations, rules, and what goes into an example.
  std::vector<std::string> not_checked;

  [[nodiscard]] bool all_agree() const { return differences.empty() && not_checked.empty(); }
};

/// Runs every worked example, rule vector and assurance vector of the file against our rules
/// (projections/spc). `invalid`, with a pointer to each place, if it is not JSON or not of that
/// shape, or holds nothing to run. docs/reference/chart-examples.md says what the shape is.
[[nodiscard]] eventstore::Result<ChartCheck> check_charts(std::string_view json);

}  // namespace closeloop::tools
