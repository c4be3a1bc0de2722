#include <set>
#include <sstream>

#include "tests/property/suppression_attacker.h"

namespace closeloop::suppression::testing {
namespace {

using Value = std::optional<std::int64_t>;

bool small(std::int64_t value) { return value >= 1 && value <= 5; }

std::set<std::uint64_t> positions(const Measures& measures) {
  std::set<std::uint64_t> found;
  for (const auto& named : measures) {
    for (const auto& point : named.measure->points) {
      for (const auto& version : point.versions) found.insert(version.position);
    }
  }
  return found;
}

CellVerdict naive(const Cell& cell) {
  const auto hidden = [](const Value& count) {
    return count && small(*count) ? Verdict::HIDDEN : Verdict::SHOWN;
  };
  return {hidden(cell.numerator), hidden(cell.denominator), Verdict::SHOWN};
}

std::string told(const Cell& cell, const CellVerdict& verdict, Kind kind) {
  std::ostringstream out;
  const auto count = [&](const Value& of, Verdict as) {
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

const Version* known_at(const Point& point, std::uint64_t position) {
  const Version* found = nullptr;
  for (const auto& version : point.versions) {
    if (version.position <= position) found = &version;
  }
  return found;
}

Sight sight_of(const Measures& measures) {
  Sight sight;
  for (const auto position : positions(measures)) sight[position] = verdicts(measures, position);
  return sight;
}

Sight naive_sight_of(const Measures& measures) {
  Sight sight;
  for (const auto position : positions(measures)) {
    for (const auto& named : measures) {
      auto& tables = sight[position].emplace_back();
      for (const auto& point : named.measure->points) {
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
  }
  return sight;
}

std::string describe(const Measures& measures, const Sight& sight) {
  std::ostringstream out;
  for (std::size_t m = 0; m < measures.size(); ++m) {
    const auto& of = *measures[m].measure;
    out << "measure " << m << ": " << (of.kind == Kind::COUNT ? "count" : "percentage")
        << (of.denominator_is_known ? ", known denominators" : "") << "\n";
    for (std::size_t i = 0; i < measures[m].counts.size(); ++i) {
      const auto& [numerators, denominators] = measures[m].counts[i];
      if (numerators) out << "  point " << i << " counts " << *numerators;
      if (denominators) out << " of " << *denominators;
      out << "\n";
    }
  }
  for (const auto& [position, all] : sight) {
    for (std::size_t m = 0; m < measures.size(); ++m) {
      const auto& [kind, is_known, per, decimals, points] = *measures[m].measure;
      for (std::size_t i = 0; i < points.size(); ++i) {
        const auto* version = known_at(points[i], position);
        if (version == nullptr) continue;
        const auto& table = version->table;
        out << "at " << position << ", point " << m << "/" << i << ": "
            << told(table.total, all[m][i].total, kind);
        for (std::size_t b = 0; b < table.breakdowns.size(); ++b) {
          out << " =";
          for (std::size_t c = 0; c < table.breakdowns[b].size(); ++c) {
            out << " " << told(table.breakdowns[b][c], all[m][i].breakdowns[b][c], kind);
          }
        }
        for (const auto& parts : points[i].parts) out << " (sum of " << parts.size() << ")";
        out << "\n";
      }
    }
  }
  return out.str();
}

}  // namespace closeloop::suppression::testing
