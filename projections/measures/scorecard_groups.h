#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "projections/board_records.h"

namespace closeloop {

/// The groups of a scorecard, such as Identified, Helped and Protected (R10): those of the Board's
/// questions in their order, then those of its indicators. An indicator may be in several. A group
/// that nothing is in any more has the words "No data agreed". With its questions come what
/// children, parents and practitioners say of them (R26).
class ScorecardGroups {
 public:
  ScorecardGroups(const Board::Records& records, std::string_view area);

  /// Puts a row of the scorecard into each group of its indicator.
  void add(const indicator::Terms& terms, const boost::json::object& row);
  [[nodiscard]] boost::json::array json() &&;

 private:
  struct Group {
    std::string name;
    boost::json::array measures, voices;
  };
  Group& group(const std::string& name);

  std::vector<Group> groups_;
};

/// How many findings and measures of the area there are at each stage of the child's journey (R08,
/// R38): name, label, findings, measures, and `selected` for the one asked for. Stages with neither
/// are left out. `atLeast` if there are more findings than are looked at.
[[nodiscard]] boost::json::array journey_of(const Board::Records& records, std::string_view area,
                                            std::string_view selected);

}  // namespace closeloop
