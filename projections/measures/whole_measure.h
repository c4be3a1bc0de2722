#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "domain/series.h"
#include "projections/measures/count_names.h"
#include "projections/measures/protection_memo.h"
#include "projections/suppression/measures.h"

namespace closeloop {

/// The series that say something of the same children, as one measure for the rules of
/// projections/suppression: for each indicator and unit the points are the periods, of every kind;
/// the tables the total with each breakdown; the versions what came to be known together.
class WholeMeasure {
 public:
  struct Member {
    std::uint32_t number;
    const series::State* series;
    std::uint32_t indicator;  ///< 0: none.
    CountNames counts;
  };

  /// All of one area. Lent for as long as it lives.
  explicit WholeMeasure(std::vector<Member> members);

  /// What may be shown of each.
  [[nodiscard]] MeasureVerdicts verdicts() const;

 private:
  /// Which number of a table a series holds: those of the same key in another kind of period add up
  /// to it.
  struct Key {
    measures::Breakdown breakdown = measures::Breakdown::UNSET;
    std::string category, agency, service;

    [[nodiscard]] bool is_total() const {
      return breakdown == measures::Breakdown::UNSET && category.empty() && agency.empty() &&
             service.empty();
    }
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  /// A category as one indicator has it: its place in the tables.
  struct Column {
    std::uint64_t known_from;  ///< Before that it is not there.
    std::size_t breakdown, cell;
  };
  /// The tables of an indicator grow by a column when a category comes to be known.
  struct Layout {
    std::map<Key, Column> columns;
    std::vector<std::size_t> breakdowns;
    std::vector<std::vector<std::size_t>> categories;
  };
  struct Place {
    std::size_t measure, point;
  };
  struct Held {
    Member member;
    Key key = {};
    std::vector<Place> places = {};  ///< That of each of its points.
  };
  struct Period {
    std::uint32_t indicator;
    measures::Unit unit;
    std::size_t copy;  ///< Further series of the same key are told apart.
    measures::PeriodKind kind;
    Day starts, ends;

    friend auto operator<=>(const Period&, const Period&) = default;
  };
  /// What is held for a period, and by whom.
  struct Holding {
    Held* by;
    const series::Point* point;
  };

  using Holdings = std::map<Period, std::vector<Holding>>;

  void lay_out();
  [[nodiscard]] Holdings hold();
  [[nodiscard]] static bool is_part(const std::tuple<measures::PeriodKind, Day, Day>& part,
                                    const Period& whole);
  void add_measures(const Holdings& holdings);
  void add_parts(const std::vector<Period>& periods, suppression::Measure& measure);
  void name_counts(const std::vector<Period>& periods, suppression::NamedMeasure& named);
  [[nodiscard]] suppression::Table table_at(const Period& period,
                                            const std::vector<Holding>& holdings,
                                            std::uint64_t position) const;
  [[nodiscard]] suppression::CellVerdict find(const suppression::TableVerdict& in,
                                              const Held& held) const;

  std::vector<Held> held_;
  std::map<std::uint32_t, Layout> layouts_;  ///< By indicator.
  std::map<std::tuple<std::string, measures::PeriodKind, Day, Day>, std::size_t> count_numbers_;
  std::deque<suppression::Measure> measures_;  ///< One for each indicator and unit.
  std::vector<suppression::NamedMeasure> named_;
};

/// Percent, rates, ratios, so many of so many: what has a numerator and a denominator.
[[nodiscard]] bool is_share(measures::Unit unit);

}  // namespace closeloop
