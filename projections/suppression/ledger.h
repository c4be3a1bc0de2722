#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

/// Which numbers of a set of tables may be shown, so that no small one can be worked out from the
/// rest (domain 3.4, trust 2.4). What tables, periods and dates are is measure.h's business: here
/// are numbers, and sums that tie them.
namespace closeloop::suppression {

/// A number from 1 to 5 may point to a child.
[[nodiscard]] constexpr bool is_small(std::int64_t value) { return value >= 1 && value <= 5; }

/// What becomes of a number.
enum class Verdict : std::uint8_t {
  SHOWN,
  HIDDEN,    ///< It is small, or would give a small one away. Whoever looks may find out which.
  WITHHELD,  ///< Hidden with all around it: it may be anything, nought too.
};

/// How dear it is to hide a number: what is cheaper together is hidden first.
enum class Worth : std::uint8_t { CATEGORY = 1, DENOMINATOR = 4, HEADLINE = 8 };

/// What values a number may have in the eyes of somebody who sees only what is shown.
struct Bounds {
  static constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max() / 4;
  std::int64_t least = 0;
  std::int64_t most = no_limit;

  /// Of a hidden number it may be known whether it is nought, small, or more than that.
  [[nodiscard]] static constexpr Bounds of_class(std::int64_t value) {
    if (value == 0) return {0, 0};
    return is_small(value) ? Bounds{1, 5} : Bounds{6, no_limit};
  }
};

/// One number of the ledger, as its rule sees it.
struct Number {
  enum class State : std::uint8_t {
    open,    ///< New, and shown unless hiding it helps another.
    shown,   ///< For good: what was seen cannot be taken back.
    hidden,  ///< For good.
    unseen,  ///< Published nowhere, but it could be worked out: a complement, what is missing.
  };
  std::int64_t value = 0;
  Bounds bounds;
  State state = State::open;
  int cost = 0;
  bool withheld = false;
  std::vector<std::pair<std::size_t, int>> sums = {};  ///< In which sums, with which sign.
  std::vector<std::int64_t> other_values = {};         ///< As differences: that it could have too.

  [[nodiscard]] bool is_guarded() const {
    return state == State::hidden || (state == State::unseen && is_small(value));
  }
};

/// Numbers whose signed total is nought.
struct Sum {
  struct Term {
    std::size_t number;
    int sign;
  };
  std::vector<Term> terms;
};

/// Numbers and sums are added for one date of knowledge after the other, and settled after each.
/// After settle(), wherever is_safe(), every hidden number has another value, and two where found,
/// in tables that agree with everything shown up to then, with every sum, and with what may be
/// known of each hidden number (Bounds). Two, so that one is left to whoever knows this program and
/// strikes out tables that it would have treated otherwise. A pure function of the order of calls;
/// not for several threads at once.
class Ledger {
 public:
  using Id = std::size_t;

  /// A number that is published if it may be. Not negative.
  Id add(std::int64_t value, Worth worth);
  /// A number that everybody knows from elsewhere, such as a population.
  Id add_known(std::int64_t value);
  /// A number that nobody publishes; guarded all the same if it is small.
  Id add_unseen(std::int64_t value);
  /// Whether the parts given are all that there are.
  enum class Parts : std::uint8_t {
    ALL,
    SOME,        ///< What is not supplied is a number of its own.
    ALL_SO_FAR,  ///< So it is, if they fall short of the total by a small number.
  };
  /// The parts make up the total. Where they do not, the published total is at fault, and nothing
  /// is tied.
  void add_sum(Id total, std::span<const Id> parts, Parts known);

  /// Decides on all that was added since the last call. What was decided stays.
  void settle();

  [[nodiscard]] Verdict verdict(Id id) const;
  [[nodiscard]] Id size() const { return numbers_.size(); }
  [[nodiscard]] std::int64_t value(Id id) const { return numbers_[id].value; }
  /// Whether another value was found for every hidden number. Not so where it was given away before
  /// it was known, or where the search, which is cut short, did not find one (decision 24).
  [[nodiscard]] bool is_safe() const;

 private:
  Id put(Number number);
  void put_sum(Sum sum);
  [[nodiscard]] bool is_new(Id id) const { return id >= settled_numbers_; }
  void ask_what_news_reach();
  void secure(Id id);
  [[nodiscard]] bool has_other_values(Id id);
  void accept(Id id, std::int64_t by);
  [[nodiscard]] std::vector<Id> around(Id id, std::size_t by_way_of) const;
  void withhold(Id id);

  std::vector<Number> numbers_;
  std::vector<Sum> sums_;
  std::size_t settled_numbers_ = 0;
  std::size_t settled_sums_ = 0;
  std::vector<Id> to_secure_;
};

}  // namespace closeloop::suppression
