#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "projections/suppression/measures.h"

namespace closeloop::suppression {

/// The numbers of some measures, entered into a ledger position by position, with every sum that
/// ties them: numerators and denominators alike, by what they count. Copies that are equal are
/// entered once. The measures are lent.
class Entries {
 public:
  explicit Entries(std::span<const NamedMeasure> measures);

  /// What came to be known at that position. Positions are entered in their order, each once.
  /// Gives what is new: of each, the measure and the point.
  std::vector<std::pair<std::size_t, std::size_t>> enter(std::uint64_t position);

  /// On what of that point of that measure was entered last.
  [[nodiscard]] TableVerdict verdict(std::size_t measure, std::size_t point) const;

 private:
  using Id = Ledger::Id;
  using MaybeId = std::optional<Id>;
  using Parts = Ledger::Parts;

  /// A cell as it was entered last.
  struct Entry {
    Cell cell;
    MaybeId numerator = {};
    MaybeId denominator = {};
  };
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  /// One of the two sides of a cell.
  struct Side {
    MaybeId Entry::*id;
    std::optional<std::int64_t> Cell::*value;
  };
  static constexpr std::array sides{Side{&Entry::numerator, &Cell::numerator},
                                    Side{&Entry::denominator, &Cell::denominator}};

  /// What a cell of a table is of, whichever measure has it: a category, or all.
  struct Place {
    std::size_t breakdown = 0;
    std::size_t category = 0;
    bool is_total = true;

    friend auto operator<=>(const Place&, const Place&) = default;
  };
  /// A point of one of the measures, as it was entered last.
  struct Entered {
    const NamedMeasure* of;
    std::size_t measure, place;  ///< Which of the measures, and which of its points.
    const Point* point;
    const Table* now = nullptr;
    std::map<Place, Entry> table = {};
    std::array<std::size_t, 2> counts = {none, none};  ///< By side.
  };
  struct Member {
    std::size_t point;
    std::size_t side;
  };
  /// What is counted, with all that hold copies of it.
  struct Count {
    std::vector<Member> members;
    std::set<std::vector<std::size_t>> parts;   ///< Counts that it is the sum of; `none`: missing.
    std::map<std::int64_t, Id> implied;         ///< Totals that nobody published,
    std::vector<Id> implied_now;                ///< and those of what stands there now.
    std::map<Place, std::vector<Id>> was_held;  ///< Numbers that came to stand there.
  };
  using Layout = std::set<Place>;
  using Way = std::vector<Id>;

  void name_counts();
  void add_parts(std::size_t measure);
  void enter(std::size_t point, const Table& table);
  void enter(std::size_t point, const Place& place, const Cell& cell, Worth numerator,
             Worth denominator);
  [[nodiscard]] Id number(std::size_t point, std::size_t side, const Place& place, const Cell& cell,
                          Worth worth);
  [[nodiscard]] MaybeId copy_of(const Count& count, const Member& of, const Place& place,
                                std::int64_t value) const;
  void tie_rest(const Cell& cell, Id numerator, Id denominator);

  [[nodiscard]] static Place place_of(const NamedMeasure& of, std::size_t breakdown,
                                      std::size_t cell);
  [[nodiscard]] const Entry* entry(std::size_t point, const Place& place) const;
  [[nodiscard]] std::vector<Id> held(std::size_t count, const Place& place) const;
  [[nodiscard]] std::set<Place> places_of(const Count& count) const;
  [[nodiscard]] std::set<Layout> layouts(const Count& count) const;

  void add_up_categories(std::size_t count);
  void add_up_all(Count& count, const std::vector<Id>& totals,
                  const std::vector<std::vector<Id>>& choices);
  void add_up_parts(std::size_t count, const std::vector<std::size_t>& parts);
  void tie(Id total, const Way& parts, Parts known);

  Ledger ledger_;
  std::map<std::uint64_t, std::vector<std::pair<std::size_t, const Table*>>> news_;
  std::vector<std::size_t> first_;  ///< Of each measure, the place of its first point.
  std::vector<Entered> points_;
  std::vector<Count> counts_;
  std::vector<std::size_t> with_parts_;
  std::set<std::pair<Way, Parts>> tied_;
  std::set<std::pair<Id, Id>> rests_;
};

}  // namespace closeloop::suppression
