#include "projections/suppression/entries.h"

#include <algorithm>

#include "projections/suppression/percentage.h"
#include "projections/suppression/ways.h"

namespace closeloop::suppression {
namespace {

void add_once(std::vector<std::size_t>& to, std::size_t one) {
  if (std::find(to.begin(), to.end(), one) == to.end()) to.push_back(one);
}

}  // namespace

Entries::Entries(std::span<const NamedMeasure> measures) {
  for (std::size_t m = 0; m < measures.size(); ++m) {
    first_.push_back(points_.size());
    const auto& points = measures[m].measure->points;
    for (std::size_t i = 0; i < points.size(); ++i) {
      for (const auto& version : points[i].versions) {
        news_[version.position].emplace_back(points_.size(), &version.table);
      }
      points_.push_back({&measures[m], m, i, &points[i]});
    }
  }
  name_counts();
  for (std::size_t measure = 0; measure < measures.size(); ++measure) add_parts(measure);
  for (std::size_t count = 0; count < counts_.size(); ++count) {
    if (!counts_[count].parts.empty()) with_parts_.push_back(count);
  }
}

void Entries::name_counts() {
  std::map<std::size_t, std::size_t> named;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const auto& of = points_[i].of;
    const auto place = points_[i].place;
    const auto names = place < of->counts.size() ? of->counts[place] : NamedMeasure::Counts{};
    for (std::size_t side = 0; side < sides.size(); ++side) {
      const bool is_open =
          side == 0 || (of->measure->kind != Kind::COUNT && !of->measure->denominator_is_known);
      if (!is_open) continue;
      const auto& name = side == 0 ? names.numerators : names.denominators;
      auto at = counts_.size();
      if (name) at = named.emplace(*name, at).first->second;
      if (at == counts_.size()) counts_.emplace_back();
      counts_[at].members.push_back({i, side});
      points_[i].counts[side] = at;
    }
  }
}

void Entries::add_parts(std::size_t measure) {
  const auto first = first_[measure];
  for (std::size_t i = first; i < points_.size() && points_[i].measure == measure; ++i) {
    for (const auto& parts : points_[i].point->parts) {
      for (std::size_t side = 0; side < sides.size(); ++side) {
        if (points_[i].counts[side] == none) continue;
        std::vector<std::size_t> of_parts;
        for (const auto part : parts) of_parts.push_back(points_[first + part].counts[side]);
        counts_[points_[i].counts[side]].parts.insert(std::move(of_parts));
      }
    }
  }
}

std::vector<std::pair<std::size_t, std::size_t>> Entries::enter(std::uint64_t position) {
  std::vector<std::pair<std::size_t, std::size_t>> entered;
  const auto news = news_.find(position);
  if (news == news_.end()) return entered;
  std::vector<bool> renewed(counts_.size());
  for (const auto& [point, table] : news->second) {
    enter(point, *table);
    entered.emplace_back(points_[point].measure, points_[point].place);
    for (const auto count : points_[point].counts) {
      if (count != none) renewed[count] = true;
    }
  }
  for (std::size_t count = 0; count < counts_.size(); ++count) {
    if (renewed[count]) add_up_categories(count);
  }
  for (const auto count : with_parts_) {
    for (const auto& parts : counts_[count].parts) {
      const auto is_renewed = [&](std::size_t part) { return part != none && renewed[part]; };
      if (renewed[count] || std::any_of(parts.begin(), parts.end(), is_renewed)) {
        add_up_parts(count, parts);
      }
    }
  }
  ledger_.settle();
  return entered;
}

void Entries::enter(std::size_t point, const Table& table) {
  points_[point].now = &table;
  enter(point, {}, table.total, Worth::HEADLINE, Worth::DENOMINATOR);
  const auto& of = *points_[point].of;
  for (std::size_t b = 0; b < table.breakdowns.size(); ++b) {
    for (std::size_t c = 0; c < table.breakdowns[b].size(); ++c) {
      enter(point, place_of(of, b, c), table.breakdowns[b][c], Worth::CATEGORY, Worth::CATEGORY);
    }
  }
}

Entries::Place Entries::place_of(const NamedMeasure& of, std::size_t breakdown, std::size_t cell) {
  const bool is_named = breakdown < of.breakdowns.size();
  return {is_named ? of.breakdowns[breakdown] : breakdown,
          is_named ? of.categories[breakdown][cell] : cell, false};
}

/// What has not changed is the same number still.
void Entries::enter(std::size_t point, const Place& place, const Cell& cell, Worth numerator,
                    Worth denominator) {
  auto& to = points_[point].table[place];
  const bool renewed = cell != to.cell;
  if (cell.numerator != to.cell.numerator) {
    to.numerator = cell.numerator ? number(point, 0, place, cell, numerator) : MaybeId{};
  }
  if (points_[point].of->measure->kind != Kind::COUNT && cell.denominator != to.cell.denominator) {
    to.denominator = cell.denominator ? number(point, 1, place, cell, denominator) : MaybeId{};
  }
  to.cell = cell;
  if (renewed && to.numerator && to.denominator) tie_rest(cell, *to.numerator, *to.denominator);
}

Entries::Id Entries::number(std::size_t point, std::size_t side, const Place& place,
                            const Cell& cell, Worth worth) {
  const auto& measure = *points_[point].of->measure;
  const auto value = *(cell.*sides[side].value);
  const auto at = points_[point].counts[side];
  if (at == none) return ledger_.add_known(value);
  auto& count = counts_[at];
  if (const auto copy = copy_of(count, {point, side}, place, value)) return *copy;
  // Of nobody there is nobody: no secret where the denominators are known.
  const bool of_nobody = side == 0 && measure.kind != Kind::COUNT && measure.denominator_is_known &&
                         cell.denominator == 0 && value == 0;
  const auto id = of_nobody ? ledger_.add_known(0) : ledger_.add(value, worth);
  if (count.members.size() > 1) count.was_held[place].push_back(id);
  return id;
}

/// The number that another has for the same; or had, if that was hidden for another's sake: who
/// comes late with what was revised must not tell it.
Entries::MaybeId Entries::copy_of(const Count& count, const Member& of, const Place& place,
                                  std::int64_t value) const {
  for (const auto& member : count.members) {
    if (member.point == of.point && member.side == of.side) continue;
    const auto* other = entry(member.point, place);
    if (other == nullptr) continue;
    const auto& side = sides[member.side];
    if (other->*side.id && other->cell.*side.value == value) return other->*side.id;
  }
  const auto* own = entry(of.point, place);
  const auto was_held = count.was_held.find(place);
  if (is_small(value) || was_held == count.was_held.end()) return std::nullopt;
  for (const auto id : was_held->second) {
    const bool is_own = own != nullptr && own->*sides[of.side].id == id;
    if (!is_own && ledger_.value(id) == value && ledger_.verdict(id) != Verdict::SHOWN) return id;
  }
  return std::nullopt;
}

void Entries::tie_rest(const Cell& cell, Id numerator, Id denominator) {
  const auto rest = complement(cell);
  if (!rest || !rests_.emplace(numerator, denominator).second) return;
  ledger_.add_sum(denominator, std::vector{numerator, ledger_.add_unseen(*rest)}, Parts::ALL);
}

const Entries::Entry* Entries::entry(std::size_t point, const Place& place) const {
  const auto found = points_[point].table.find(place);
  return found == points_[point].table.end() ? nullptr : &found->second;
}

/// The numbers that stand there, each once; of a total that nobody published, those that follow.
std::vector<Entries::Id> Entries::held(std::size_t count, const Place& place) const {
  std::vector<Id> ids;
  if (count == none) return ids;
  for (const auto& [point, side] : counts_[count].members) {
    const auto* at = entry(point, place);
    if (at != nullptr && at->*sides[side].id) add_once(ids, *(at->*sides[side].id));
  }
  if (ids.empty() && place.is_total) ids = counts_[count].implied_now;
  return ids;
}

/// The categories of a breakdown that each table has, and those that they have together.
std::set<Entries::Layout> Entries::layouts(const Count& count) const {
  std::set<Layout> found;
  std::map<std::size_t, Layout> together;
  for (const auto& member : count.members) {
    std::map<std::size_t, Layout> own;
    for (const auto& [place, entry] : points_[member.point].table) {
      if (!place.is_total) own[place.breakdown].insert(place);
    }
    for (auto& [breakdown, layout] : own) {
      together[breakdown].insert(layout.begin(), layout.end());
      found.insert(std::move(layout));
    }
  }
  for (auto& [breakdown, layout] : together) found.insert(std::move(layout));
  return found;
}

std::set<Entries::Place> Entries::places_of(const Count& count) const {
  std::set<Place> places;
  for (const auto& member : count.members) {
    for (const auto& [place, entry] : points_[member.point].table) places.insert(place);
  }
  return places;
}

/// Each breakdown makes up the total, whichever copies one takes.
void Entries::add_up_categories(std::size_t at) {
  auto& count = counts_[at];
  count.implied_now.clear();
  const auto totals = held(at, {});
  for (const auto& layout : layouts(count)) {
    std::vector<std::vector<Id>> choices;
    for (const auto& place : layout) {
      auto ids = held(at, place);
      if (!ids.empty()) choices.push_back(std::move(ids));
    }
    if (choices.empty()) continue;
    if (choices.size() == layout.size()) {
      add_up_all(count, totals, choices);
      continue;
    }
    for_each_way(choices, [&](const Way& way) {
      for (const auto total : totals) tie(total, way, Parts::SOME);
    });
  }
}

/// Where some total is what the categories come to, that explains both. Else a total that has
/// little more is tied too. Of a total that is not supplied, or at fault: complete breakdowns that
/// come to the same have the same sum all the same.
void Entries::add_up_all(Count& count, const std::vector<Id>& totals,
                         const std::vector<std::vector<Id>>& choices) {
  const auto sum_of = [&](const Way& way) {
    std::int64_t sum = 0;
    for (const auto id : way) sum += ledger_.value(id);
    return sum;
  };
  std::set<Id> explained;
  std::vector<Way> others;
  for_each_way(choices, [&](const Way& way) {
    bool fits = false;
    for (const auto total : totals) {
      if (ledger_.value(total) != sum_of(way)) continue;
      tie(total, way, Parts::ALL);
      explained.insert(total);
      fits = true;
    }
    if (!fits) others.push_back(way);
  });
  for (const auto& way : others) {
    const auto sum = sum_of(way);
    bool fits = false;
    for (const auto total : totals) {
      if (explained.contains(total) || !is_small(ledger_.value(total) - sum)) continue;
      tie(total, way, Parts::ALL_SO_FAR);
      fits = true;
    }
    if (fits) continue;
    if (!count.implied.contains(sum)) count.implied.emplace(sum, ledger_.add_unseen(sum));
    tie(count.implied.at(sum), way, Parts::ALL);
    add_once(count.implied_now, count.implied.at(sum));
  }
}

/// The count is the sum of its parts: its total, and each category of its breakdowns.
void Entries::add_up_parts(std::size_t count, const std::vector<std::size_t>& parts) {
  for (const auto& place : places_of(counts_[count])) {
    const auto wholes = held(count, place);
    if (wholes.empty()) continue;
    std::vector<std::vector<Id>> choices;
    for (const auto part : parts) {
      auto ids = held(part, place);
      if (!ids.empty()) choices.push_back(std::move(ids));
    }
    if (choices.empty()) continue;
    const auto known = choices.size() < parts.size() ? Parts::SOME : Parts::ALL;
    for_each_way(choices, [&](const Way& way) {
      for (const auto whole : wholes) tie(whole, way, known);
    });
  }
}

void Entries::tie(Id total, const Way& parts, Parts known) {
  Way all{total};
  all.insert(all.end(), parts.begin(), parts.end());
  std::sort(all.begin() + 1, all.end());
  if (tied_.emplace(std::move(all), known).second) ledger_.add_sum(total, parts, known);
}

TableVerdict Entries::verdict(std::size_t measure, std::size_t point) const {
  const auto& entered = points_[first_[measure] + point];
  const auto& form = *entered.of->measure;
  const auto of_number = [&](MaybeId id) { return id ? ledger_.verdict(*id) : Verdict::SHOWN; };
  const auto of = [&](const Place& place) {
    const auto& entry = entered.table.at(place);
    CellVerdict verdict{of_number(entry.numerator), of_number(entry.denominator)};
    verdict.value = std::max(verdict.numerator, verdict.denominator);
    if (form.kind != Kind::COUNT && is_small_percentage(entry.cell, form)) {
      verdict.value = std::max(verdict.value, Verdict::HIDDEN);
    }
    return verdict;
  };
  TableVerdict verdict;
  if (entered.now == nullptr) return verdict;
  verdict.total = of({});
  const auto& breakdowns = entered.now->breakdowns;
  for (std::size_t b = 0; b < breakdowns.size(); ++b) {
    auto& cells = verdict.breakdowns.emplace_back();
    for (std::size_t c = 0; c < breakdowns[b].size(); ++c) {
      cells.push_back(of(place_of(*entered.of, b, c)));
    }
  }
  return verdict;
}

}  // namespace closeloop::suppression
