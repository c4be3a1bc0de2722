#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "projections/suppression/ledger.h"

/// The protection of small numbers (domain 3.4, trust 2.4, R11, R28, R68): of everything that is
/// known of one measure, what an audience without leave to see small numbers may be shown.
///
/// - A count of 1 to 5 is hidden; nought is shown.
/// - A percentage or rate is hidden if its numerator, its denominator or its complement
///   (denominator less numerator) is 1 to 5, or if its numerator or denominator is hidden. So a
///   percentage that is shown says nothing that the two counts beside it do not say.
/// - Then as much more is hidden as is needed, so that no hidden number can be worked out from
///   anything the same audience can reach: other categories, totals, other breakdowns of the same
///   total, the periods that make up a longer one, the complement, and every earlier date of
///   knowledge. Categories are hidden before denominators, those before headlines. Decision 24 says
///   where this falls short.
///
/// The views show a hidden number as `c`. Nothing else may be made from numbers that are hidden:
/// no mean, limit, order of rows, height of a bar, or remark by how much a total is out
/// (chart_values).
namespace closeloop::suppression {

enum class Kind : std::uint8_t { COUNT, PERCENT, RATE };

/// A count, or a fraction. None: not supplied, whatever flag its source gave instead.
struct Cell {
  std::optional<std::int64_t> numerator;
  std::optional<std::int64_t> denominator = {};
  /// Of a percentage or rate whose source gives it without both counts: as published.
  std::optional<double> value = {};

  friend bool operator==(const Cell&, const Cell&) = default;
};

using Breakdown = std::vector<Cell>;

/// What is said of one period. The categories of each breakdown add up to the total, numerators and
/// denominators each; where they do not, or some are not supplied, that is taken into account.
struct Table {
  Cell total;
  std::vector<Breakdown> breakdowns = {};
};

/// A table as it is known from this position of the log on: whole, with what has not changed.
struct Version {
  std::uint64_t position = 0;
  Table table;
};

struct Point {
  std::vector<Version> versions;  ///< In order of position.
  /// The points it is the sum of: a year's four quarters; and in another way its twelve months.
  std::vector<std::vector<std::size_t>> parts = {};
};

struct Measure {
  Kind kind = Kind::COUNT;
  /// The denominators are known from elsewhere, such as a population: hiding one hides nothing.
  bool denominator_is_known = false;
  double per = 100;  ///< What a value is out of: a percentage of 100, a rate of 10,000.
  int decimals = 1;  ///< To which a value given without both counts was rounded by its source.
  std::vector<Point> points;
};

/// What becomes of a cell; of what is not supplied nothing is said (SHOWN: show its flag).
struct CellVerdict {
  Verdict numerator = Verdict::SHOWN;
  Verdict denominator = Verdict::SHOWN;
  Verdict value = Verdict::SHOWN;  ///< Of its percentage or rate.

  friend bool operator==(const CellVerdict&, const CellVerdict&) = default;
};

/// Of the same shape as the table it is about.
struct TableVerdict {
  CellVerdict total;
  std::vector<std::vector<CellVerdict>> breakdowns = {};

  friend bool operator==(const TableVerdict&, const TableVerdict&) = default;
};

/// For each point, what may be shown of its latest version at that position; empty tables for
/// points not known by then. Decided position by position, so that what was shown at an earlier one
/// is reckoned with and nothing after the one asked for is; the same for the same versions, always.
/// Costs next to nothing for a measure without a small number, and else some microseconds a table.
/// Pure; any thread.
///
/// The audience is taken to reach all of the measure. A filter that makes other categories (an
/// agency's children by age) is another breakdown, and must be among those given here.
[[nodiscard]] std::vector<TableVerdict> verdicts(const Measure& measure, std::uint64_t position);

/// The same for every version of each point, as it was decided at that version's position. No
/// later one changes it: what was shown can't be taken back, and what was hidden stays so.
[[nodiscard]] std::vector<std::vector<TableVerdict>> verdicts_of_versions(const Measure& measure);

/// The values that a chart for the audience is drawn from, and from which alone its mean, its
/// limits and its signals are computed: a hidden value is a gap, as one that was not supplied is.
/// Limits that had seen a hidden value would give it away.
[[nodiscard]] std::vector<std::optional<double>> chart_values(
    std::span<const std::optional<double>> values, std::span<const Verdict> verdicts);

}  // namespace closeloop::suppression
