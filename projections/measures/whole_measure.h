#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/series.h"
#include "projections/measures/protection_memo.h"

namespace closeloop {

/// The series that say something of the same children, as one measure for the rules of
/// projections/suppression: its points are the periods, of every kind; its tables the total with
/// each breakdown; its versions what came to be known together.
class WholeMeasure {
 public:
  struct Member {
    std::uint32_t number;
    const series::State* series;
  };

  /// All of one area, and of one unit; counts may stand beside shares, whose numerators they are
  /// if they are the same. Lent for as long as it lives.
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
  struct Column {
    Key key;
    std::uint64_t known_from;  ///< Before that it is not there.
    std::size_t breakdown, cell;
  };
  struct Held {
    Member member;
    std::size_t column = 0;
    int copy = 0;  ///< Further series of the same key are told apart.
  };
  struct Period {
    bool counts;  ///< Not shares.
    int copy;
    measures::PeriodKind kind;
    Day starts, ends;

    friend auto operator<=>(const Period&, const Period&) = default;
  };

  void lay_out();
  void add_points();
  void add_parts();
  void add_shorter_periods(std::size_t whole);
  [[nodiscard]] static Period period_of(const Held& held, const series::Point& point);
  [[nodiscard]] suppression::Table table_at(std::size_t point, std::uint64_t position) const;
  [[nodiscard]] suppression::CellVerdict find(const suppression::TableVerdict& in,
                                              std::size_t column) const;

  std::vector<Held> held_;
  std::optional<std::size_t> absent_;  ///< A point of which nothing was ever supplied.
  std::vector<Column> columns_;
  std::vector<Period> periods_;  ///< Of each point.
  suppression::Measure measure_;
};

/// Percent, rates, ratios, so many of so many: what has a numerator and a denominator.
[[nodiscard]] bool is_share(measures::Unit unit);

}  // namespace closeloop
