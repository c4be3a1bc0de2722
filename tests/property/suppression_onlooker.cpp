#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "tests/property/suppression_attacker.h"

namespace closeloop::suppression::testing {
namespace {

using Value = std::optional<std::int64_t>;
using Unknown = Puzzle::Unknown;

bool small(std::int64_t value) { return value >= 1 && value <= 5; }

/// One place of a table, through its versions: it is the same number until it changes.
struct Place {
  Value value = {};
  std::optional<Unknown> unknown = {};
  std::uint64_t since = 0;
};

constexpr auto never = std::numeric_limits<std::uint64_t>::max();

/// Turns everything that is seen into a puzzle. From the position `blind_from` on nothing new is
/// seen, as if the program withheld every number that came there.
class Onlooker {
 public:
  explicit Onlooker(const Measures& measures, const Sight& sight, std::uint64_t blind_from = never)
      : blind_from_{blind_from} {
    for (std::size_t m = 0; m < measures.size(); ++m) {
      const auto first = points_.size();
      const auto& points = measures[m].measure->points;
      for (std::size_t i = 0; i < points.size(); ++i) {
        const auto& counts = measures[m].counts;
        points_.push_back({measures[m].measure, &points[i], m, i, first,
                           i < counts.size() ? counts[i] : NamedMeasure::Counts{}});
      }
    }
    places_.resize(points_.size());
    name_counts();
    for (const auto& [position, verdicts] : sight) look(position, verdicts);
  }

  Attack attack() {
    Attack done;
    done.shown = static_cast<int>(shown_.size());
    for (const auto& [unknown, secret] : secrets_) {
      ++done.hidden;
      switch (puzzle_.attack(unknown)) {
        case Puzzle::Outcome::OPEN: break;
        case Puzzle::Outcome::DERIVED: done.derived.push_back(secret); break;
        case Puzzle::Outcome::GIVEN_UP: done.given_up.push_back(secret); break;
      }
    }
    return done;
  }

  /// Whether that number, as it was met in a puzzle of the same tables, can be worked out.
  [[nodiscard]] bool works_out(Unknown unknown) {
    return puzzle_.attack(unknown) == Puzzle::Outcome::DERIVED;
  }

 private:
  struct Places {
    std::vector<std::vector<Place>> numerators;  ///< [0] is the total; then each breakdown.
    std::vector<std::vector<Place>> denominators;
  };
  using Side = std::vector<std::vector<Place>> Places::*;
  using Count = std::vector<std::pair<std::size_t, Side>>;  ///< Those that count the same.
  using Way = std::vector<Place>;

  struct SeenPoint {
    const Measure* of;
    const Point* point;
    std::size_t measure, place;  ///< Which of the measures, and which of its points.
    std::size_t first;           ///< Where the points of its measure begin.
    NamedMeasure::Counts names;
  };

  [[nodiscard]] std::string name_of(std::size_t point, Side side) const {
    const auto& names = points_[point].names;
    const auto& name = side == &Places::numerators ? names.numerators : names.denominators;
    if (name) return "count " + std::to_string(*name);
    return std::to_string(point) + (side == &Places::numerators ? "n" : "d");
  }
  [[nodiscard]] bool is_open(std::size_t point, Side side) const {
    const auto& of = *points_[point].of;
    return side == &Places::numerators || (of.kind != Kind::COUNT && !of.denominator_is_known);
  }

  void name_counts() {
    for (std::size_t i = 0; i < points_.size(); ++i) {
      for (const auto side : {&Places::numerators, &Places::denominators}) {
        if (is_open(i, side)) counts_[name_of(i, side)].emplace_back(i, side);
      }
    }
  }

  [[nodiscard]] std::size_t rows_of(const Count& count) const {
    std::size_t most = 0;
    for (const auto& [point, side] : count) most = std::max(most, (places_[point].*side).size());
    return most;
  }
  [[nodiscard]] std::size_t cells_of(const Count& count, std::size_t row) const {
    std::size_t most = 0;
    for (const auto& [point, side] : count) {
      const auto& rows = places_[point].*side;
      if (row < rows.size()) most = std::max(most, rows[row].size());
    }
    return most;
  }
  template <typename Use>
  void for_each_place(const Count& count, Use&& use) const {
    for (std::size_t row = 0; row < rows_of(count); ++row) {
      for (std::size_t cell = 0; cell < cells_of(count, row); ++cell) use(row, cell);
    }
  }
  [[nodiscard]] std::vector<Place> all_held(const Count& count, std::size_t row,
                                            std::size_t cell) const {
    std::vector<Place> found;
    for (const auto& [point, side] : count) {
      const auto& rows = places_[point].*side;
      if (row >= rows.size() || cell >= rows[row].size()) continue;
      if (rows[row][cell].unknown) found.push_back(rows[row][cell]);
    }
    return found;
  }
  /// Each value once: those of the same value are known to be equal.
  [[nodiscard]] std::vector<Place> held(const Count& count, std::size_t row,
                                        std::size_t cell) const {
    std::vector<Place> found;
    for (const auto& place : all_held(count, row, cell)) {
      const bool is_new = std::none_of(found.begin(), found.end(), [&](const Place& other) {
        return other.value == place.value;
      });
      if (is_new) found.push_back(place);
    }
    const auto implied = implied_now_.find(&count);
    const bool is_total = row == 0 && cell == 0;
    if (found.empty() && is_total && implied != implied_now_.end()) return implied->second;
    return found;
  }
  [[nodiscard]] static std::vector<Way> ways(const std::vector<std::vector<Place>>& choices) {
    std::vector<Way> all{{}};
    for (const auto& choice : choices) {
      std::vector<Way> longer;
      for (const auto& way : all) {
        for (const auto& place : choice.empty() ? std::vector<Place>{{}} : choice) {
          longer.push_back(way);
          longer.back().push_back(place);
        }
      }
      all = std::move(longer);
    }
    return all;
  }
  [[nodiscard]] std::vector<Way> ways(const Count& count, std::size_t row) const {
    std::vector<std::vector<Place>> choices;
    for (std::size_t cell = 0; cell < cells_of(count, row); ++cell) {
      choices.push_back(held(count, row, cell));
    }
    return choices.empty() ? std::vector<Way>{} : ways(choices);
  }

  void look(std::uint64_t position, const std::vector<std::vector<TableVerdict>>& all) {
    position_ = position;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      const auto* version = known_at(*points_[i].point, position);
      if (version == nullptr) continue;
      const auto& verdict = all[points_[i].measure][points_[i].place];
      const auto& [total, breakdowns] = version->table;
      auto& places = places_[i];
      places.numerators.resize(breakdowns.size() + 1);
      places.denominators.resize(breakdowns.size() + 1);
      const auto name = std::to_string(position) + "/" + std::to_string(i);
      const auto& form = *points_[i].of;
      look_at({total}, {verdict.total}, places, 0, form, name);
      for (std::size_t b = 0; b < breakdowns.size(); ++b) {
        look_at(breakdowns[b], verdict.breakdowns[b], places, b + 1, form,
                name + "/" + std::to_string(b));
      }
    }
    for (const auto& [name, count] : counts_) {
      tie_copies(count);
      look_at_categories(count, std::to_string(position) + "/" + name);
    }
    for (std::size_t i = 0; i < points_.size(); ++i) {
      for (const auto& parts : points_[i].point->parts) look_at_sum(i, parts, position);
    }
  }

  /// Who counts the same may have the same number, and then it is known to be.
  void tie_copies(const Count& count) {
    for_each_place(count, [&](std::size_t row, std::size_t cell) {
      const auto copies = all_held(count, row, cell);
      for (std::size_t i = 0; i < copies.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          const auto one = *copies[i].unknown;
          const auto other = *copies[j].unknown;
          if (copies[i].value != copies[j].value || !equal_.emplace(one, other).second) continue;
          puzzle_.tie({{one, 1}, {other, -1}}, 0, 0);
        }
      }
    });
  }

  /// Every total is held against every way to take the categories from the copies.
  void look_at_categories(const Count& count, const std::string& name) {
    const auto totals = all_held(count, 0, 0).empty() ? Way{} : held(count, 0, 0);
    implied_now_[&count].clear();
    for (std::size_t row = 1; row < rows_of(count); ++row) {
      for (const auto& way : ways(count, row)) {
        for (const auto& total : totals) add_up(total, way, name);
        const bool all = std::all_of(way.begin(), way.end(),
                                     [](const Place& place) { return place.unknown.has_value(); });
        if (all && totals.empty()) imply(count, way);
      }
    }
  }

  void look_at(const std::vector<Cell>& cells, const std::vector<CellVerdict>& verdicts,
               Places& places, std::size_t row, const Measure& form, const std::string& name) {
    auto& numerators = places.numerators[row];
    auto& denominators = places.denominators[row];
    numerators.resize(cells.size());
    denominators.resize(cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const auto here = name + "/" + std::to_string(c);
      const auto& [numerator, denominator, value] = verdicts[c];
      see(numerators[c], cells[c].numerator, numerator, here + " numerator");
      if (form.kind == Kind::COUNT) continue;
      see(denominators[c], cells[c].denominator,
          form.denominator_is_known ? Verdict::SHOWN : denominator, here + " denominator");
      if (!numerators[c].unknown || !denominators[c].unknown) continue;
      const auto n = *cells[c].numerator;
      const auto d = *cells[c].denominator;
      if (d > 0 && value == Verdict::SHOWN && !is_unseen(numerators[c]) &&
          !is_unseen(denominators[c])) {
        puzzle_.tie_percentage(
            *numerators[c].unknown, *denominators[c].unknown,
            std::llround(1000.0 * static_cast<double>(n) / static_cast<double>(d)));
      }
      if (n > d) continue;
      const auto rest = puzzle_.add(0, Puzzle::no_limit, d - n);
      puzzle_.tie({{rest, 1}, {*numerators[c].unknown, 1}, {*denominators[c].unknown, -1}}, 0, 0);
      if (small(d - n)) keep(rest, here + " complement");
    }
  }

  void see(Place& place, const Value& value, Verdict verdict, const std::string& name) {
    if (value != place.value) {
      place = {value,
               value ? std::optional{puzzle_.add(0, Puzzle::no_limit, *value)}
                     : std::optional<Unknown>{},
               position_};
    }
    if (!value) return;
    const auto unknown = *place.unknown;
    switch (is_unseen(place) ? Verdict::WITHHELD : verdict) {
      case Verdict::SHOWN:
        puzzle_.narrow(unknown, *value, *value);
        shown_.insert(unknown);
        break;
      case Verdict::HIDDEN:  // Gossip has told whether it is small itself.
        if (*value == 0) puzzle_.narrow(unknown, 0, 0);
        if (small(*value)) puzzle_.narrow(unknown, 1, 5);
        if (*value > 5) puzzle_.narrow(unknown, 6, Puzzle::no_limit);
        keep(unknown, name);
        break;
      case Verdict::WITHHELD: keep(unknown, name); break;
    }
  }

  [[nodiscard]] bool is_unseen(const Place& place) const { return place.since >= blind_from_; }

  void keep(Unknown unknown, const std::string& name) {
    secrets_.try_emplace(unknown, Secret{name, unknown, position_});
  }

  template <typename Range>
  void add_up(const Place& total, const Range& parts, const std::string& name) {
    if (!total.unknown) return;
    std::vector<std::pair<Unknown, int>> terms{{*total.unknown, 1}};
    auto left = *total.value;
    bool missing = false;
    for (const auto& part : parts) {
      if (!part.unknown) {
        missing = true;
        continue;
      }
      terms.emplace_back(*part.unknown, -1);
      left -= *part.value;
    }
    if (terms.size() == 1) return;
    if (!missing) {  // It was said whether they add up.
      if (left == 0) puzzle_.tie(terms, 0, 0);
    } else if (left >= 0) {
      const auto rest = puzzle_.add(0, Puzzle::no_limit, left);
      terms.emplace_back(rest, -1);
      puzzle_.tie(terms, 0, 0);
      if (small(left)) keep(rest, name + " what is missing");
    }
  }

  /// A total that is not supplied follows from a complete breakdown; those that come to the same
  /// have the same.
  void imply(const Count& count, const Way& way) {
    std::int64_t sum = 0;
    for (const auto& place : way) sum += *place.value;
    auto& implied = implied_[{&count, sum}];
    if (!implied.unknown) implied = {sum, puzzle_.add(0, Puzzle::no_limit, sum), position_};
    add_up(implied, way, "implied");
    auto& now = implied_now_[&count];
    const bool is_new = std::none_of(now.begin(), now.end(),
                                     [&](const Place& other) { return other.value == sum; });
    if (is_new) now.push_back(implied);
  }

  void look_at_sum(std::size_t point, const std::vector<std::size_t>& parts,
                   std::uint64_t position) {
    const auto name = std::to_string(position) + "/sum of " + std::to_string(point);
    for (const auto side : {&Places::numerators, &Places::denominators}) {
      if (!is_open(point, side)) continue;
      const auto& whole = counts_.at(name_of(point, side));
      for_each_place(whole, [&](std::size_t row, std::size_t cell) {
        std::vector<std::vector<Place>> choices;
        for (const auto part : parts) {
          choices.push_back(
              held(counts_.at(name_of(points_[point].first + part, side)), row, cell));
        }
        for (const auto& total : held(whole, row, cell)) {
          for (const auto& way : ways(choices)) {
            add_up(total, way, name + "/" + std::to_string(row) + "/" + std::to_string(cell));
          }
        }
      });
    }
  }

  const std::uint64_t blind_from_;
  std::uint64_t position_ = 0;
  Puzzle puzzle_;
  std::vector<SeenPoint> points_;
  std::vector<Places> places_;
  std::map<std::string, Count> counts_;
  std::set<std::pair<Unknown, Unknown>> equal_;
  std::map<std::pair<const Count*, std::int64_t>, Place> implied_;
  std::map<const Count*, std::vector<Place>> implied_now_;
  std::set<Unknown> shown_;
  std::map<Unknown, Secret> secrets_;
};

}  // namespace

Attack attack(const Measures& measures, const Sight& sight) {
  auto done = Onlooker{measures, sight}.attack();
  std::erase_if(done.derived, [&](const Secret& secret) {
    const bool was_lost = Onlooker{measures, sight, secret.since}.works_out(secret.unknown);
    done.lost_before += was_lost ? 1 : 0;
    return was_lost;
  });
  return done;
}

}  // namespace closeloop::suppression::testing
