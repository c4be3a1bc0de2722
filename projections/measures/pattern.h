#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "projections/measures/headline.h"

namespace closeloop {

/// One of the measures that a pattern is read from.
struct PatternPart {
  Number indicator = 0;
  std::string share_at;              ///< "Child protection", if the share at that stage is read.
  std::optional<Headline> headline;  ///< None: nothing is supplied of it.
};

/// What has no number of its own and is read from others (R13, D18).
struct Pattern {
  std::vector<PatternPart> parts;
  Signal signal;
};

/// An improvement only if every part gets better by the rules and nothing that balances the pattern
/// falls; a concern if one gets worse. It can't be read while a part has too few points. Nothing if
/// the indicator is no pattern.
[[nodiscard]] std::optional<Pattern> pattern_of(const Board::Records& records, Number indicator,
                                                Audience audience, std::optional<Day> asked_on);

/// sentence, parts with their charts, balancedBy
[[nodiscard]] boost::json::object pattern_json(const Board::Records& records, Number indicator,
                                               const Pattern& pattern, Audience audience,
                                               std::optional<Day> asked_on);

}  // namespace closeloop
