#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "projections/measures/figures.h"
#include "projections/page.h"

namespace closeloop {

/// A line of a scorecard: an indicator, its signal, newest figure and trend. `asked_on` as
/// figures_of takes it.
[[nodiscard]] boost::json::object measure_row(const Board::Records& records, Number indicator,
                                              Audience audience = {},
                                              std::optional<Day> asked_on = {});

/// Counts signals and says them: "3 of 8 measures are improving, 4 show no real change, 1 is a
/// concern. Of 2 signals nobody has said yet what they mean."
class SignalCount {
 public:
  void add(const boost::json::object& row);
  [[nodiscard]] std::string sentence() const;
  [[nodiscard]] boost::json::object json() const;

 private:
  std::map<std::string, std::size_t, std::less<>> counts_;
  std::size_t all_ = 0;
  std::size_t unsaid_ = 0;  ///< Signals that want words and have none.
};

/// The indicators that are not retired, in the order of their ids (N2 before N10).
[[nodiscard]] std::vector<Number> indicators(const Board::Records& records);

/// The id of the scorecard that an indicator stands on: its priority area, or "loops".
[[nodiscard]] std::string scorecard_of(const Board::Records& records, Number indicator);

}  // namespace closeloop
