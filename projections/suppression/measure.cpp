#include "projections/suppression/measure.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "projections/suppression/percentage.h"

namespace closeloop::suppression {
namespace {

using Id = Ledger::Id;
using MaybeId = std::optional<Id>;
using Parts = Ledger::Parts;

const Version* latest(const Point& point, std::uint64_t position) {
  const auto after = std::upper_bound(
      point.versions.begin(), point.versions.end(), position,
      [](std::uint64_t asked, const Version& version) { return asked < version.position; });
  return after == point.versions.begin() ? nullptr : &*(after - 1);
}

/// Whether there is nothing in it to protect: the usual case of a series that stands alone, and so
/// the quick one.
bool is_plain(const Point& point, const Measure& measure, std::uint64_t position) {
  if (!point.parts.empty()) return false;
  return std::all_of(point.versions.begin(), point.versions.end(), [&](const Version& version) {
    if (version.position > position) return true;
    const auto& [total, breakdowns] = version.table;
    return breakdowns.empty() && !has_small_count(total) &&
           (measure.kind == Kind::COUNT || !is_small_percentage(total, measure));
  });
}

/// The numbers of a measure, entered into the ledger position by position.
class Entries {
 public:
  explicit Entries(const Measure& measure) : measure_{measure}, points_(measure.points.size()) {}

  void enter(std::uint64_t position) {
    first_new_ = ledger_.size();
    std::vector<bool> renewed(points_.size());
    for (std::size_t i = 0; i < points_.size(); ++i) {
      const auto* version = latest(measure_.points[i], position);
      if (version == nullptr || version->position != position) continue;
      renewed[i] = true;
      enter(version->table, points_[i]);
    }
    for (std::size_t i = 0; i < points_.size(); ++i) {
      for (const auto& parts : measure_.points[i].parts) {
        const auto is_renewed = [&](std::size_t part) { return renewed[part]; };
        if (is_renewed(i) || std::any_of(parts.begin(), parts.end(), is_renewed)) add_up(i, parts);
      }
    }
    ledger_.settle();
  }

  [[nodiscard]] TableVerdict verdict(std::size_t point) const {
    const auto& table = points_[point];
    TableVerdict verdict{.total = of(table.total)};
    for (const auto& breakdown : table.breakdowns) {
      auto& cells = verdict.breakdowns.emplace_back();
      for (const auto& entry : breakdown) cells.push_back(of(entry));
    }
    return verdict;
  }

 private:
  /// A cell as it was entered last.
  struct Entry {
    Cell cell;
    MaybeId numerator;
    MaybeId denominator;
  };
  struct Entered {
    Entry total;
    std::vector<std::vector<Entry>> breakdowns;
  };
  using Side = MaybeId Entry::*;
  static constexpr Side sides[] = {&Entry::numerator, &Entry::denominator};

  void enter(const Table& table, Entered& to) {
    enter(table.total, to.total, Worth::HEADLINE, Worth::DENOMINATOR);
    to.breakdowns.resize(table.breakdowns.size());
    for (std::size_t b = 0; b < table.breakdowns.size(); ++b) {
      const auto& cells = table.breakdowns[b];
      to.breakdowns[b].resize(cells.size());
      for (std::size_t c = 0; c < cells.size(); ++c) {
        enter(cells[c], to.breakdowns[b][c], Worth::CATEGORY, Worth::CATEGORY);
      }
    }
    for (const auto side : sides) {
      if (side == &Entry::denominator && measure_.denominator_is_known) continue;
      add_up(to, side);
    }
  }

  /// What has not changed is the same number still.
  void enter(const Cell& cell, Entry& to, Worth numerator, Worth denominator) {
    const bool renewed = cell != to.cell;
    if (cell.numerator != to.cell.numerator) {
      to.numerator = cell.numerator ? enter_numerator(cell, numerator) : MaybeId{};
    }
    if (measure_.kind != Kind::COUNT && cell.denominator != to.cell.denominator) {
      to.denominator =
          cell.denominator ? enter_denominator(*cell.denominator, denominator) : MaybeId{};
    }
    to.cell = cell;
    if (!renewed || !to.numerator || !to.denominator) return;
    if (const auto rest = complement(cell)) {
      ledger_.add_sum(*to.denominator, std::vector{*to.numerator, ledger_.add_unseen(*rest)},
                      Parts::ALL);
    }
  }

  MaybeId enter_numerator(const Cell& cell, Worth worth) {
    // Of nobody there is nobody: no secret where the denominators are known.
    const bool of_nobody = measure_.kind != Kind::COUNT && measure_.denominator_is_known &&
                           cell.denominator == 0 && cell.numerator == 0;
    return of_nobody ? ledger_.add_known(0) : ledger_.add(*cell.numerator, worth);
  }
  MaybeId enter_denominator(std::int64_t value, Worth worth) {
    return measure_.denominator_is_known ? ledger_.add_known(value) : ledger_.add(value, worth);
  }

  /// Each breakdown makes up the total. Of a total that is not supplied, or at fault: complete
  /// breakdowns that come to the same have the same sum all the same.
  void add_up(const Entered& table, Side side) {
    const auto& total = table.total.*side;
    std::map<std::int64_t, Id> implied;
    for (const auto& breakdown : table.breakdowns) {
      std::vector<MaybeId> ids;
      std::int64_t sum = 0;
      for (const auto& entry : breakdown) {
        const auto& id = ids.emplace_back(entry.*side);
        if (id) sum += ledger_.value(*id);
      }
      const bool complete = std::find(ids.begin(), ids.end(), MaybeId{}) == ids.end();
      const auto short_by = total ? ledger_.value(*total) - sum : 0;
      if (!complete || (total && (short_by == 0 || is_small(short_by)))) {
        add_up(total, ids, Parts::ALL_SO_FAR);
      } else {
        if (!implied.contains(sum)) implied.emplace(sum, ledger_.add_unseen(sum));
        add_up(implied.at(sum), ids, Parts::ALL);
      }
    }
  }

  /// The point is the sum of its parts: its total, and each category of its breakdowns.
  void add_up(std::size_t point, const std::vector<std::size_t>& parts) {
    const auto each = [&](const auto& id_in) {
      std::vector<MaybeId> ids;
      for (const auto part : parts) ids.push_back(id_in(points_[part]));
      add_up(id_in(points_[point]), ids, Parts::ALL);
    };
    for (const auto side : sides) {
      if (side == &Entry::denominator && measure_.denominator_is_known) continue;
      each([&](const Entered& table) { return table.total.*side; });
      for (std::size_t b = 0; b < points_[point].breakdowns.size(); ++b) {
        for (std::size_t c = 0; c < points_[point].breakdowns[b].size(); ++c) {
          each([&](const Entered& table) {
            if (b >= table.breakdowns.size() || c >= table.breakdowns[b].size()) return MaybeId{};
            return table.breakdowns[b][c].*side;
          });
        }
      }
    }
  }

  void add_up(MaybeId total, const std::vector<MaybeId>& parts, Parts known) {
    if (!total) return;
    std::vector<Id> supplied;
    for (const auto& part : parts) {
      if (part) supplied.push_back(*part);
    }
    const auto is_new = [&](Id id) { return id >= first_new_; };
    if (supplied.empty()) return;
    if (is_new(*total) || std::any_of(supplied.begin(), supplied.end(), is_new)) {
      ledger_.add_sum(*total, supplied, supplied.size() < parts.size() ? Parts::SOME : known);
    }
  }

  [[nodiscard]] Verdict of(MaybeId id) const { return id ? ledger_.verdict(*id) : Verdict::SHOWN; }

  [[nodiscard]] CellVerdict of(const Entry& entry) const {
    CellVerdict verdict{of(entry.numerator), of(entry.denominator)};
    verdict.value = std::max(verdict.numerator, verdict.denominator);
    if (measure_.kind != Kind::COUNT && is_small_percentage(entry.cell, measure_)) {
      verdict.value = std::max(verdict.value, Verdict::HIDDEN);
    }
    return verdict;
  }

  const Measure& measure_;
  Ledger ledger_;
  std::vector<Entered> points_;
  Id first_new_ = 0;
};

std::set<std::uint64_t> positions_up_to(const Measure& measure, std::uint64_t position) {
  std::set<std::uint64_t> positions;
  for (const auto& point : measure.points) {
    for (const auto& version : point.versions) {
      if (version.position <= position) positions.insert(version.position);
    }
  }
  return positions;
}

TableVerdict all_shown(const Version* version) {
  TableVerdict shown;
  if (version == nullptr) return shown;
  for (const auto& breakdown : version->table.breakdowns) {
    shown.breakdowns.emplace_back(breakdown.size());
  }
  return shown;
}

}  // namespace

std::vector<TableVerdict> verdicts(const Measure& measure, std::uint64_t position) {
  std::vector<TableVerdict> all;
  const auto& points = measure.points;
  if (std::all_of(points.begin(), points.end(),
                  [&](const auto& point) { return is_plain(point, measure, position); })) {
    for (const auto& point : points) all.push_back(all_shown(latest(point, position)));
    return all;
  }
  Entries entries{measure};
  for (const auto at : positions_up_to(measure, position)) entries.enter(at);
  for (std::size_t i = 0; i < points.size(); ++i) all.push_back(entries.verdict(i));
  return all;
}

std::vector<std::vector<TableVerdict>> verdicts_of_versions(const Measure& measure) {
  std::vector<std::vector<TableVerdict>> all(measure.points.size());
  constexpr auto whole = std::numeric_limits<std::uint64_t>::max();
  const auto& points = measure.points;
  if (std::all_of(points.begin(), points.end(),
                  [&](const auto& point) { return is_plain(point, measure, whole); })) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      for (const auto& version : points[i].versions) all[i].push_back(all_shown(&version));
    }
    return all;
  }
  Entries entries{measure};
  for (const auto at : positions_up_to(measure, whole)) {
    entries.enter(at);
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto* version = latest(points[i], at);
      if (version != nullptr && version->position == at) all[i].push_back(entries.verdict(i));
    }
  }
  return all;
}

std::vector<std::optional<double>> chart_values(std::span<const std::optional<double>> values,
                                                std::span<const Verdict> verdicts) {
  std::vector<std::optional<double>> shown(values.begin(), values.end());
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (i >= verdicts.size() || verdicts[i] != Verdict::SHOWN) shown[i].reset();
  }
  return shown;
}

}  // namespace closeloop::suppression
