#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <sstream>

#include "tests/property/suppression_attacker.h"

namespace closeloop::suppression::testing {
namespace {

using Count = std::optional<std::int64_t>;
using Unknown = Puzzle::Unknown;

bool small(std::int64_t value) { return value >= 1 && value <= 5; }

std::set<std::uint64_t> positions(const Measure& measure) {
  std::set<std::uint64_t> found;
  for (const auto& point : measure.points) {
    for (const auto& version : point.versions) found.insert(version.position);
  }
  return found;
}

const Version* known_at(const Point& point, std::uint64_t position) {
  const Version* found = nullptr;
  for (const auto& version : point.versions) {
    if (version.position <= position) found = &version;
  }
  return found;
}

CellVerdict naive(const Cell& cell) {
  const auto hidden = [](const Count& count) {
    return count && small(*count) ? Verdict::HIDDEN : Verdict::SHOWN;
  };
  return {hidden(cell.numerator), hidden(cell.denominator), Verdict::SHOWN};
}

/// One place of a table, through its versions: it is the same number until it changes.
struct Place {
  Count value = {};
  std::optional<Unknown> unknown = {};
  std::uint64_t since = 0;
};

constexpr auto never = std::numeric_limits<std::uint64_t>::max();

/// Turns everything that is seen into a puzzle. From the position `blind_from` on nothing new is
/// seen, as if the program withheld every number that came there.
class Onlooker {
 public:
  explicit Onlooker(const Measure& measure, const Sight& sight, std::uint64_t blind_from = never)
      : measure_{measure}, blind_from_{blind_from} {
    places_.resize(measure.points.size());
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

  void look(std::uint64_t position, const std::vector<TableVerdict>& verdicts) {
    position_ = position;
    for (std::size_t i = 0; i < measure_.points.size(); ++i) {
      const auto* version = known_at(measure_.points[i], position);
      if (version == nullptr) continue;
      const auto& [total, breakdowns] = version->table;
      auto& places = places_[i];
      places.numerators.resize(breakdowns.size() + 1);
      places.denominators.resize(breakdowns.size() + 1);
      const auto name = std::to_string(position) + "/" + std::to_string(i);
      look_at({total}, {verdicts[i].total}, places, 0, name);
      for (std::size_t b = 0; b < breakdowns.size(); ++b) {
        look_at(breakdowns[b], verdicts[i].breakdowns[b], places, b + 1,
                name + "/" + std::to_string(b));
      }
      for (auto* side : {&places.numerators, &places.denominators}) {
        if (side == &places.denominators && measure_.denominator_is_known) continue;
        for (std::size_t b = 1; b < side->size(); ++b) add_up((*side)[0][0], (*side)[b], name);
        compare(*side);
      }
    }
    for (std::size_t i = 0; i < measure_.points.size(); ++i) {
      for (const auto& parts : measure_.points[i].parts) look_at_sum(i, parts, position);
    }
  }

  void look_at(const std::vector<Cell>& cells, const std::vector<CellVerdict>& verdicts,
               Places& places, std::size_t row, const std::string& name) {
    auto& numerators = places.numerators[row];
    auto& denominators = places.denominators[row];
    numerators.resize(cells.size());
    denominators.resize(cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const auto here = name + "/" + std::to_string(c);
      const auto& [numerator, denominator, value] = verdicts[c];
      see(numerators[c], cells[c].numerator, numerator, here + " numerator");
      if (measure_.kind == Kind::COUNT) continue;
      see(denominators[c], cells[c].denominator,
          measure_.denominator_is_known ? Verdict::SHOWN : denominator, here + " denominator");
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

  void see(Place& place, const Count& value, Verdict verdict, const std::string& name) {
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

  /// Complete breakdowns of a total that is not supplied have the same sum, if they come to it.
  void compare(const std::vector<std::vector<Place>>& rows) {
    if (rows[0][0].unknown) return;
    std::map<std::int64_t, const std::vector<Place>*> first;
    for (std::size_t b = 1; b < rows.size(); ++b) {
      std::int64_t sum = 0;
      bool complete = !rows[b].empty();
      for (const auto& place : rows[b]) {
        complete = complete && place.unknown.has_value();
        sum += place.value.value_or(0);
      }
      if (!complete) continue;
      const auto [found, is_first] = first.emplace(sum, &rows[b]);
      if (is_first) continue;
      std::vector<std::pair<Unknown, int>> terms;
      for (const auto& place : rows[b]) terms.emplace_back(*place.unknown, 1);
      for (const auto& place : *found->second) terms.emplace_back(*place.unknown, -1);
      puzzle_.tie(terms, 0, 0);
    }
  }

  void look_at_sum(std::size_t point, const std::vector<std::size_t>& parts,
                   std::uint64_t position) {
    const auto name = std::to_string(position) + "/sum of " + std::to_string(point);
    for (const auto side : {&Places::numerators, &Places::denominators}) {
      if (side == &Places::denominators && measure_.denominator_is_known) continue;
      const auto& rows = places_[point].*side;
      for (std::size_t b = 0; b < rows.size(); ++b) {
        for (std::size_t c = 0; c < rows[b].size(); ++c) {
          std::vector<Place> of_parts;
          for (const auto part : parts) {
            const auto& theirs = places_[part].*side;
            const bool there = b < theirs.size() && c < theirs[b].size();
            of_parts.push_back(there ? theirs[b][c] : Place{});
          }
          add_up(rows[b][c], of_parts, name + "/" + std::to_string(b) + "/" + std::to_string(c));
        }
      }
    }
  }

  const Measure& measure_;
  const std::uint64_t blind_from_;
  std::uint64_t position_ = 0;
  Puzzle puzzle_;
  std::vector<Places> places_;
  std::set<Unknown> shown_;
  std::map<Unknown, Secret> secrets_;
};

std::string told(const Cell& cell, const CellVerdict& verdict, Kind kind) {
  std::ostringstream out;
  const auto count = [&](const Count& of, Verdict as) {
    out << (of ? std::to_string(*of) : "-");
    if (as != Verdict::SHOWN) out << (as == Verdict::HIDDEN ? "c" : "w");
  };
  count(cell.numerator, verdict.numerator);
  if (kind == Kind::COUNT) return out.str();
  out << "/";
  count(cell.denominator, verdict.denominator);
  if (verdict.value != Verdict::SHOWN) out << "%c";
  return out.str();
}

}  // namespace

Sight sight_of(const Measure& measure) {
  Sight sight;
  for (const auto position : positions(measure)) sight[position] = verdicts(measure, position);
  return sight;
}

Sight naive_sight_of(const Measure& measure) {
  Sight sight;
  for (const auto position : positions(measure)) {
    auto& tables = sight[position];
    for (const auto& point : measure.points) {
      auto& verdict = tables.emplace_back();
      const auto* version = known_at(point, position);
      if (version == nullptr) continue;
      verdict.total = naive(version->table.total);
      for (const auto& breakdown : version->table.breakdowns) {
        auto& cells = verdict.breakdowns.emplace_back();
        for (const auto& cell : breakdown) cells.push_back(naive(cell));
      }
    }
  }
  return sight;
}

Attack attack(const Measure& measure, const Sight& sight) {
  auto done = Onlooker{measure, sight}.attack();
  std::erase_if(done.derived, [&](const Secret& secret) {
    const bool was_lost = Onlooker{measure, sight, secret.since}.works_out(secret.unknown);
    done.lost_before += was_lost ? 1 : 0;
    return was_lost;
  });
  return done;
}

std::string describe(const Measure& measure, const Sight& sight) {
  std::ostringstream out;
  out << (measure.kind == Kind::COUNT ? "count" : "percentage")
      << (measure.denominator_is_known ? ", known denominators" : "") << "\n";
  for (const auto& [position, verdicts] : sight) {
    for (std::size_t i = 0; i < measure.points.size(); ++i) {
      const auto* version = known_at(measure.points[i], position);
      if (version == nullptr) continue;
      const auto& table = version->table;
      out << "at " << position << ", point " << i << ": "
          << told(table.total, verdicts[i].total, measure.kind);
      for (std::size_t b = 0; b < table.breakdowns.size(); ++b) {
        out << " =";
        for (std::size_t c = 0; c < table.breakdowns[b].size(); ++c) {
          out << " " << told(table.breakdowns[b][c], verdicts[i].breakdowns[b][c], measure.kind);
        }
      }
      for (const auto& parts : measure.points[i].parts) out << " (sum of " << parts.size() << ")";
      out << "\n";
    }
  }
  return out.str();
}

}  // namespace closeloop::suppression::testing
