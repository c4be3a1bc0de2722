#include <algorithm>

#include <gtest/gtest.h>

#include "tests/property/suppression_attacker.h"
#include "tests/support/random.h"

/// Whatever the tables: nobody can work out a hidden number.
namespace closeloop::suppression::testing {
namespace {

using eventstore::testing::Random;

class RandomMeasure {
 public:
  explicit RandomMeasure(std::uint64_t seed) : random_{seed} {
    measure_.kind = random_.once_in(3) ? Kind::PERCENT : Kind::COUNT;
    measure_.denominator_is_known = random_.once_in(4);
    const std::size_t breakdowns = 1 + random_.below(3);
    for (std::size_t b = 0; b < breakdowns; ++b) categories_.push_back(2 + random_.below(5));
    const bool year = random_.once_in(6);
    measure_.points.resize(year ? 5 : 1);
    for (std::size_t i = 0; i < (year ? 4 : 1); ++i) add(i, 1, a_table());
    if (year) {
      measure_.points[4].parts = {{0, 1, 2, 3}};
      add(4, 1, sum());
    }
    const std::size_t dates = 1 + random_.below(3);
    for (std::uint64_t position = 2; position <= dates; ++position) {
      for (std::size_t i = 0; i < (year ? 4 : 1); ++i) {
        if (random_.once_in(year ? 3 : 1)) add(i, position, revised(now(i)));
      }
      if (year && !random_.once_in(3)) add(4, position, sum());
    }
  }

  [[nodiscard]] const Measure& measure() const { return measure_; }

 private:
  std::int64_t a_count() {
    switch (random_.below(5)) {
      case 0: return 0;
      case 1: return static_cast<std::int64_t>(1 + random_.below(5));
      case 2: return static_cast<std::int64_t>(random_.below(13));
      default: return static_cast<std::int64_t>(6 + random_.below(60));
    }
  }

  std::int64_t others() {
    return a_count() + (measure_.denominator_is_known ? 1000 : 0);  // A population.
  }

  Cell a_cell() {
    Cell cell{a_count()};
    if (measure_.kind != Kind::COUNT) cell.denominator = *cell.numerator + others();
    return cell;
  }

  /// The same count, spread over so many categories.
  Breakdown spread(Cell total, std::size_t categories) {
    Breakdown cells(categories);
    const auto deal = [&](std::int64_t count, auto member) {
      for (auto& cell : cells) cell.*member = 0;
      while (count > 0) {
        const auto some = std::min<std::int64_t>(count, 1 + a_count());
        *(cells[random_.below(categories)].*member) += some;
        count -= some;
      }
    };
    deal(*total.numerator, &Cell::numerator);
    if (!total.denominator) return cells;
    deal(*total.denominator - *total.numerator, &Cell::denominator);
    for (auto& cell : cells) {
      *cell.denominator += *cell.numerator + (measure_.denominator_is_known ? 1000 : 0);
    }
    return cells;
  }

  static Cell sum_of(const Breakdown& cells) {
    Cell sum{0};
    for (const auto& cell : cells) {
      *sum.numerator += cell.numerator.value_or(0);
      if (cell.denominator) sum.denominator = sum.denominator.value_or(0) + *cell.denominator;
    }
    return sum;
  }

  Table a_table() {
    Table table;
    Breakdown first(categories_[0]);
    for (auto& cell : first) cell = a_cell();
    table.total = sum_of(first);
    table.breakdowns.push_back(first);
    for (std::size_t b = 1; b < categories_.size(); ++b) {
      table.breakdowns.push_back(spread(table.total, categories_[b]));
    }
    if (random_.once_in(12)) any_cell(table) = {};
    if (random_.once_in(12)) *table.total.numerator += static_cast<std::int64_t>(random_.below(4));
    if (random_.once_in(20)) table.total = {};
    return table;
  }

  Cell& any_cell(Table& table) {
    auto& breakdown = table.breakdowns[random_.below(table.breakdowns.size())];
    return breakdown[random_.below(breakdown.size())];
  }

  /// Some categories counted anew, and the total with them or not.
  Table revised(Table table) {
    auto& cell = any_cell(table);
    const auto before = cell;
    cell = a_cell();
    if (random_.once_in(5) || !table.total.numerator) return table;
    *table.total.numerator += cell.numerator.value_or(0) - before.numerator.value_or(0);
    *table.total.numerator = std::max<std::int64_t>(*table.total.numerator, 0);
    if (table.total.denominator) {
      *table.total.denominator += cell.denominator.value_or(0) - before.denominator.value_or(0);
      *table.total.denominator = std::max(*table.total.denominator, *table.total.numerator);
    }
    return table;
  }

  [[nodiscard]] const Table& now(std::size_t point) const {
    return measure_.points[point].versions.back().table;
  }

  Table sum() {
    auto year = now(0);
    const auto add_to = [](Cell& to, const Cell& more) {
      if (more.numerator) to.numerator = to.numerator.value_or(0) + *more.numerator;
      if (more.denominator) to.denominator = to.denominator.value_or(0) + *more.denominator;
    };
    for (std::size_t i = 1; i < 4; ++i) {
      add_to(year.total, now(i).total);
      for (std::size_t b = 0; b < categories_.size(); ++b) {
        for (std::size_t c = 0; c < categories_[b]; ++c) {
          add_to(year.breakdowns[b][c], now(i).breakdowns[b][c]);
        }
      }
    }
    return year;
  }

  void add(std::size_t point, std::uint64_t position, Table table) {
    measure_.points[point].versions.push_back({position, std::move(table)});
  }

  Random random_;
  Measure measure_;
  std::vector<std::size_t> categories_;
};

TEST(SmallNumbers, CannotBeWorkedOutFromAnythingThatIsShown) {
  const auto from = eventstore::testing::seed();
  int tables = 0;
  int hidden = 0;
  int shown = 0;
  int lost_before = 0;
  int failed = 0;
  for (auto seed = from; tables < 10'000; ++seed) {
    const RandomMeasure random{seed};
    for (const auto& point : random.measure().points)
      tables += static_cast<int>(point.versions.size());
    const auto sight = sight_of(random.measure());
    const auto attacked = attack(random.measure(), sight);
    hidden += attacked.hidden;
    shown += attacked.shown;
    lost_before += attacked.lost_before;
    for (const auto* found : {&attacked.derived, &attacked.given_up}) {
      if (found->empty()) continue;
      ADD_FAILURE() << "CLOSELOOP_SEED=" << seed << ": " << found->front().name
                    << (found == &attacked.derived ? " can be worked out\n" : " was not settled\n")
                    << describe(random.measure(), sight);
      if (++failed == 5) return;
    }
  }
  EXPECT_GT(hidden, tables) << "too few to show anything";
  EXPECT_GT(shown, hidden) << "more is hidden than shown";
  EXPECT_LT(lost_before, hidden / 1000) << "more is lost than late corrections explain";
  RecordProperty("hidden", hidden);
  RecordProperty("shown", shown);
}

TEST(SmallNumbers, AreWorkedOutByTheSameAttackerWhereOnlyTheyAreHidden) {
  int broken = 0;
  for (auto seed = eventstore::testing::seed(); seed < eventstore::testing::seed() + 500; ++seed) {
    const RandomMeasure random{seed};
    if (!attack(random.measure(), naive_sight_of(random.measure())).derived.empty()) ++broken;
  }
  EXPECT_GT(broken, 250);
}

}  // namespace
}  // namespace closeloop::suppression::testing
