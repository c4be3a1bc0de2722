#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "projections/suppression/measures.h"

/// Somebody who tries to work out hidden numbers from all that may be seen, at every date of
/// knowledge, by constraints over whole numbers. Shares no code with what it attacks.
namespace closeloop::suppression::testing {

/// Whole numbers of which little is known, and what is known of them together.
class Puzzle {
 public:
  using Unknown = std::size_t;
  static constexpr std::int64_t no_limit = 1'000'000;

  /// `truth` is used to find a second solution soon, never to shut one out.
  Unknown add(std::int64_t least, std::int64_t most, std::int64_t truth);
  /// least <= sum of sign * unknown <= most
  void tie(std::vector<std::pair<Unknown, int>> terms, std::int64_t least, std::int64_t most);
  /// numerator / denominator, rounded to so many parts of a thousand, was seen.
  void tie_percentage(Unknown numerator, Unknown denominator, std::int64_t per_mille);
  void narrow(Unknown unknown, std::int64_t least, std::int64_t most);

  enum class Outcome : std::uint8_t { DERIVED, OPEN, GIVEN_UP };
  [[nodiscard]] Outcome attack(Unknown unknown);

 private:
  struct Span {
    std::int64_t least;
    std::int64_t most;
  };
  using Spans = std::vector<Span>;
  struct Tie {
    std::vector<std::pair<Unknown, int>> terms;
    std::int64_t least;
    std::int64_t most;
  };
  struct Percentage {
    Unknown numerator;
    Unknown denominator;
    std::int64_t per_mille;
  };

  [[nodiscard]] bool propagate(Spans& spans, std::vector<std::size_t> ties) const;
  [[nodiscard]] bool propagate_all(Spans& spans) const;
  [[nodiscard]] bool narrow_percentages(Spans& spans) const;
  [[nodiscard]] std::optional<std::vector<Unknown>> conflict(
      const std::vector<std::int64_t>& values) const;
  bool solve(Spans spans);
  [[nodiscard]] bool follows_from_sums(Unknown unknown) const;
  std::optional<bool> solvable(Unknown unknown, std::int64_t value);

  Spans spans_;
  std::vector<std::int64_t> truth_;
  std::vector<bool> open_;
  std::vector<Tie> ties_;
  std::vector<std::vector<std::size_t>> ties_of_;
  std::vector<Percentage> percentages_;
  int steps_ = 0;
  bool gave_up_ = false;
};

using Measures = std::vector<NamedMeasure>;

/// What an audience sees of each measure: the verdict on each version, position by position.
using Sight = std::map<std::uint64_t, std::vector<std::vector<TableVerdict>>>;

/// What is in force of a point at that position; null if nothing is known of it.
[[nodiscard]] const Version* known_at(const Point& point, std::uint64_t position);

/// Every position's verdicts, as the program gives them.
[[nodiscard]] Sight sight_of(const Measures& measures);
/// As if only small numbers themselves were hidden.
[[nodiscard]] Sight naive_sight_of(const Measures& measures);

/// A number that must not be worked out.
struct Secret {
  std::string name;
  Puzzle::Unknown unknown = 0;
  std::uint64_t since = 0;  ///< The position at which it came.
};

struct Attack {
  int hidden = 0;                ///< Numbers that must not be worked out.
  int shown = 0;                 ///< Numbers that are shown.
  std::vector<Secret> derived;   ///< What was worked out, and need not have been.
  std::vector<Secret> given_up;  ///< Neither worked out nor shown to be open.
  /// What was worked out, and would have been if nothing had been shown from the position on at
  /// which it came: tables shown before gave it away, and nobody can take those back.
  int lost_before = 0;
};

/// Attacks every hidden number, small complement and small remainder of what is missing.
[[nodiscard]] Attack attack(const Measures& measures, const Sight& sight);

/// The measures in words, for a test that fails.
[[nodiscard]] std::string describe(const Measures& measures, const Sight& sight);

}  // namespace closeloop::suppression::testing
