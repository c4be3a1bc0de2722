#include "projections/suppression/measure.h"

#include <algorithm>
#include <limits>
#include <set>

#include "projections/suppression/entries.h"
#include "projections/suppression/percentage.h"

namespace closeloop::suppression {
namespace {

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

bool is_plain(std::span<const NamedMeasure> measures, std::uint64_t position) {
  return std::all_of(measures.begin(), measures.end(), [&](const NamedMeasure& named) {
    const auto& points = named.measure->points;
    return std::all_of(points.begin(), points.end(), [&](const Point& point) {
      return is_plain(point, *named.measure, position);
    });
  });
}

std::set<std::uint64_t> positions_up_to(std::span<const NamedMeasure> measures,
                                        std::uint64_t position) {
  std::set<std::uint64_t> positions;
  for (const auto& named : measures) {
    for (const auto& point : named.measure->points) {
      for (const auto& version : point.versions) {
        if (version.position <= position) positions.insert(version.position);
      }
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

std::vector<std::vector<TableVerdict>> verdicts(std::span<const NamedMeasure> measures,
                                                std::uint64_t position) {
  std::vector<std::vector<TableVerdict>> all(measures.size());
  const bool plain = is_plain(measures, position);
  Entries entries{measures};
  if (!plain) {
    for (const auto at : positions_up_to(measures, position)) entries.enter(at);
  }
  for (std::size_t m = 0; m < measures.size(); ++m) {
    const auto& points = measures[m].measure->points;
    for (std::size_t i = 0; i < points.size(); ++i) {
      all[m].push_back(plain ? all_shown(latest(points[i], position)) : entries.verdict(m, i));
    }
  }
  return all;
}

std::vector<std::vector<std::vector<TableVerdict>>> verdicts_of_versions(
    std::span<const NamedMeasure> measures) {
  std::vector<std::vector<std::vector<TableVerdict>>> all;
  for (const auto& named : measures) all.emplace_back(named.measure->points.size());
  constexpr auto whole = std::numeric_limits<std::uint64_t>::max();
  if (is_plain(measures, whole)) {
    for (std::size_t m = 0; m < measures.size(); ++m) {
      const auto& points = measures[m].measure->points;
      for (std::size_t i = 0; i < points.size(); ++i) {
        for (const auto& version : points[i].versions) all[m][i].push_back(all_shown(&version));
      }
    }
    return all;
  }
  Entries entries{measures};
  for (const auto at : positions_up_to(measures, whole)) {
    for (const auto& [m, i] : entries.enter(at)) all[m][i].push_back(entries.verdict(m, i));
  }
  return all;
}

std::vector<TableVerdict> verdicts(const Measure& measure, std::uint64_t position) {
  const NamedMeasure alone{&measure};
  return verdicts(std::span{&alone, 1}, position).front();
}

std::vector<std::vector<TableVerdict>> verdicts_of_versions(const Measure& measure) {
  const NamedMeasure alone{&measure};
  return verdicts_of_versions(std::span{&alone, 1}).front();
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
