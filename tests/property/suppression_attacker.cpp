#include "tests/property/suppression_attacker.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <set>
#include <sstream>

namespace closeloop::suppression::testing {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}
std::int64_t ceil_div(std::int64_t a, std::int64_t b) { return -floor_div(-a, b); }

}  // namespace

Puzzle::Unknown Puzzle::add(std::int64_t least, std::int64_t most, std::int64_t truth) {
  spans_.push_back({least, most});
  truth_.push_back(truth);
  open_.push_back(false);
  ties_of_.emplace_back();
  return spans_.size() - 1;
}

void Puzzle::tie(std::vector<std::pair<Unknown, int>> terms, std::int64_t least,
                 std::int64_t most) {
  for (const auto& [unknown, sign] : terms) ties_of_[unknown].push_back(ties_.size());
  ties_.push_back({std::move(terms), least, most});
}

void Puzzle::tie_percentage(Unknown numerator, Unknown denominator, std::int64_t per_mille) {
  percentages_.push_back({numerator, denominator, per_mille});
}

void Puzzle::narrow(Unknown unknown, std::int64_t least, std::int64_t most) {
  spans_[unknown].least = std::max(spans_[unknown].least, least);
  spans_[unknown].most = std::min(spans_[unknown].most, most);
}

bool Puzzle::propagate(Spans& spans, std::vector<std::size_t> ties) const {
  std::deque<std::size_t> queue(ties.begin(), ties.end());
  std::vector<bool> queued(ties_.size());
  for (const auto tie : ties) queued[tie] = true;
  int rounds = 0;
  while (!queue.empty()) {
    if (++rounds > 20'000) return true;  // Bounds that creep: leave them wide.
    const auto at = queue.front();
    queue.pop_front();
    queued[at] = false;
    const auto& [terms, least, most] = ties_[at];
    std::int64_t low = 0;
    std::int64_t high = 0;
    for (const auto& [unknown, sign] : terms) {
      low += sign > 0 ? spans[unknown].least : -spans[unknown].most;
      high += sign > 0 ? spans[unknown].most : -spans[unknown].least;
    }
    if (low > most || high < least) return false;
    for (const auto& [unknown, sign] : terms) {
      auto& span = spans[unknown];
      const auto own_low = sign > 0 ? span.least : -span.most;
      const auto own_high = sign > 0 ? span.most : -span.least;
      const auto new_low = std::max(own_low, least - (high - own_high));
      const auto new_high = std::min(own_high, most - (low - own_low));
      if (new_low > new_high) return false;
      if (new_low == own_low && new_high == own_high) continue;
      span = sign > 0 ? Span{new_low, new_high} : Span{-new_high, -new_low};
      low += new_low - own_low;
      high += new_high - own_high;
      for (const auto other : ties_of_[unknown]) {
        if (queued[other]) continue;
        queued[other] = true;
        queue.push_back(other);
      }
    }
  }
  return true;
}

bool Puzzle::narrow_percentages(Spans& spans) const {
  // |1000 n - p d| <= d / 2, with d > 0.
  for (const auto& [n, d, p] : percentages_) {
    auto& top = spans[n];
    auto& bottom = spans[d];
    top.least = std::max(top.least, ceil_div((2 * p - 1) * bottom.least, 2000));
    top.most = std::min(top.most, floor_div((2 * p + 1) * bottom.most, 2000));
    bottom.least = std::max(bottom.least, ceil_div(2000 * top.least, 2 * p + 1));
    if (p > 0) bottom.most = std::min(bottom.most, floor_div(2000 * top.most, 2 * p - 1));
    if (top.least > top.most || bottom.least > bottom.most) return false;
  }
  return true;
}

bool Puzzle::propagate_all(Spans& spans) const {
  std::vector<std::size_t> all(ties_.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  for (int i = 0; i < 3; ++i) {
    if (!propagate(spans, all)) return false;
    if (percentages_.empty()) return true;
    if (!narrow_percentages(spans)) return false;
  }
  return propagate(spans, all);
}

/// What can be seen to be wrong with these values: the unknowns of a tie, or of a percentage.
std::optional<std::vector<Puzzle::Unknown>> Puzzle::conflict(
    const std::vector<std::int64_t>& values) const {
  for (const auto& [terms, least, most] : ties_) {
    std::int64_t sum = 0;
    for (const auto& [unknown, sign] : terms) sum += sign * values[unknown];
    if (sum >= least && sum <= most) continue;
    std::vector<Unknown> found;
    for (const auto& [unknown, sign] : terms) found.push_back(unknown);
    return found;
  }
  for (const auto& [n, d, p] : percentages_) {
    if (values[d] > 0 && std::abs(2000 * values[n] - 2 * p * values[d]) <= values[d]) continue;
    return std::vector{n, d};
  }
  return std::nullopt;
}

/// As near to the truth as may be, mended where that does not hold.
bool Puzzle::solve(Spans spans) {
  if (++steps_ > 3000) {
    gave_up_ = true;
    return false;
  }
  std::vector<std::int64_t> values(spans.size());
  for (Unknown i = 0; i < spans.size(); ++i) {
    values[i] = std::clamp(truth_[i], spans[i].least, spans[i].most);
  }
  const auto wrong = conflict(values);
  if (!wrong) {
    for (Unknown i = 0; i < values.size(); ++i) open_[i] = open_[i] || values[i] != truth_[i];
    return true;
  }
  std::optional<Unknown> next;
  for (const auto unknown : *wrong) {
    const auto width = spans[unknown].most - spans[unknown].least;
    if (width > 0 && (!next || width < spans[*next].most - spans[*next].least)) next = unknown;
  }
  if (!next) return false;
  const auto [least, most] = spans[*next];
  const auto near = values[*next];
  for (std::int64_t away = 0; away <= most - least; ++away) {
    for (const auto value : {near - away, near + away}) {
      if (value < least || value > most || (away == 0 && value != near)) continue;
      auto fixed = spans;
      fixed[*next] = {value, value};
      if (propagate(fixed, ties_of_[*next]) && narrow_percentages(fixed) &&
          solve(std::move(fixed))) {
        return true;
      }
      if (gave_up_) return false;
      if (away == 0) break;
    }
  }
  return false;
}

/// Whether sums alone leave the unknown one value: by elimination, in the field of a large prime.
bool Puzzle::follows_from_sums(Unknown unknown) const {
  constexpr std::int64_t prime = 2'147'483'647;
  const auto inverse = [](std::int64_t of) {
    std::int64_t result = 1;
    for (auto power = prime - 2; power > 0; power /= 2, of = of * of % prime) {
      if (power % 2 == 1) result = result * of % prime;
    }
    return result;
  };
  std::vector<std::map<Unknown, std::int64_t>> rows;
  const auto reduce = [](auto& row, const auto& by, Unknown at) {
    const auto factor = row.at(at);
    for (const auto& [column, coefficient] : by) {
      auto& entry = row[column];
      entry = (entry + (prime - factor) * coefficient) % prime;
      if (entry == 0) row.erase(column);
    }
  };
  for (const auto& [terms, least, most] : ties_) {
    if (least != most) continue;
    std::map<Unknown, std::int64_t> row;
    for (const auto& [term, sign] : terms) {
      if (spans_[term].least == spans_[term].most) continue;
      row[term] = (row[term] + sign + prime) % prime;
      if (row[term] == 0) row.erase(term);
    }
    // The unknown in question is eliminated last.
    for (const auto& known : rows) {
      const auto pivot = known.begin()->first == unknown && known.size() > 1
                             ? std::next(known.begin())->first
                             : known.begin()->first;
      if (row.contains(pivot)) reduce(row, known, pivot);
    }
    if (row.empty()) continue;
    const auto pivot = row.begin()->first == unknown && row.size() > 1
                           ? std::next(row.begin())->first
                           : row.begin()->first;
    const auto scale = inverse(row.at(pivot));
    for (auto& [column, coefficient] : row) coefficient = coefficient * scale % prime;
    if (row.size() == 1 && pivot == unknown) return true;
    rows.push_back(std::move(row));
  }
  return false;
}

std::optional<bool> Puzzle::solvable(Unknown unknown, std::int64_t value) {
  auto spans = spans_;
  spans[unknown] = {value, value};
  steps_ = 0;
  gave_up_ = false;
  if (!propagate_all(spans)) return false;
  if (solve(std::move(spans))) return true;
  return gave_up_ ? std::optional<bool>{} : std::optional<bool>{false};
}

Puzzle::Outcome Puzzle::attack(Unknown unknown) {
  if (open_[unknown]) return Outcome::OPEN;
  auto spans = spans_;
  if (!propagate_all(spans)) return Outcome::GIVEN_UP;  // The truth itself must fit: a faulty test.
  spans_ = spans;
  const auto [least, most] = spans[unknown];
  if (least == most) return Outcome::DERIVED;
  bool gave_up = most - least > 40;
  for (std::int64_t away = 1; away <= 20; ++away) {
    for (const auto value : {truth_[unknown] - away, truth_[unknown] + away}) {
      if (value < least || value > most) continue;
      const auto found = solvable(unknown, value);
      if (found.value_or(false)) return Outcome::OPEN;
      gave_up = gave_up || !found;
    }
  }
  return gave_up && !follows_from_sums(unknown) ? Outcome::GIVEN_UP : Outcome::DERIVED;
}

}  // namespace closeloop::suppression::testing
