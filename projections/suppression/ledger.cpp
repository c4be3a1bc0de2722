#include "projections/suppression/ledger.h"

#include <algorithm>

#include "projections/suppression/exchange.h"

namespace closeloop::suppression {
namespace {

// Costs tried in turn, so that what is cheapest together is found first.
constexpr int costs[] = {0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 40};
constexpr std::int64_t differences[] = {1, -1, 2, -2};
constexpr std::size_t other_values_wanted = 2;

using State = Number::State;

}  // namespace

Ledger::Id Ledger::put(Number number) {
  if (number.is_guarded()) to_secure_.push_back(numbers_.size());
  numbers_.push_back(std::move(number));
  return numbers_.size() - 1;
}

Ledger::Id Ledger::add(std::int64_t value, Worth worth) {
  return put({.value = value,
              .bounds = Bounds::of_class(value),
              .state = is_small(value) ? State::hidden : State::open,
              .cost = static_cast<int>(worth)});
}

Ledger::Id Ledger::add_known(std::int64_t value) {
  return put({.value = value, .bounds = {value, value}, .state = State::shown});
}

Ledger::Id Ledger::add_unseen(std::int64_t value) {
  return put({.value = value, .bounds = {}, .state = State::unseen});
}

void Ledger::add_sum(Id total, std::span<const Id> parts, Parts known) {
  Sum sum{{{total, -1}}};
  auto difference = numbers_[total].value;
  for (const auto part : parts) {
    sum.terms.push_back({part, 1});
    difference -= numbers_[part].value;
  }
  // A published total that is at fault ties nothing. What little it has more than its parts may be
  // a part that is still to come, or children of none of the categories: it is small, too.
  const bool may_be_missing = known == Parts::ALL_SO_FAR && is_small(difference);
  const bool missing = known == Parts::SOME || may_be_missing;
  if (difference < 0 || (difference > 0 && !missing)) return;
  if (missing) sum.terms.push_back({add_unseen(difference), 1});
  put_sum(std::move(sum));
}

void Ledger::put_sum(Sum sum) {
  for (const auto& [number, sign] : sum.terms) {
    numbers_[number].sums.emplace_back(sums_.size(), sign);
  }
  sums_.push_back(std::move(sum));
}

void Ledger::settle() {
  ask_what_news_reach();
  // Grows: what is hidden to protect another is protected itself.
  for (std::size_t i = 0; i < to_secure_.size(); ++i) secure(to_secure_[i]);
  to_secure_.clear();
  bool all_else_safe = true;
  for (Id id = 0; id < numbers_.size(); ++id) {
    const auto& number = numbers_[id];
    const bool open = number.is_guarded() && number.other_values.empty();
    if (open && (!is_new(id) || is_small(number.value))) all_else_safe = false;
  }
  for (auto id = settled_numbers_; id < numbers_.size(); ++id) {
    auto& number = numbers_[id];
    // No proof changes a number that has no other value: so it can be shown, and may as well be.
    const bool in_vain = all_else_safe && number.state == State::hidden &&
                         number.other_values.empty() && !is_small(number.value);
    if (number.state == State::open || in_vain) number.state = State::shown;
  }
  settled_numbers_ = numbers_.size();
  settled_sums_ = sums_.size();
}

/// What was proved of a hidden number may not hold with a new sum that it, or a number hidden with
/// it, stands in.
void Ledger::ask_what_news_reach() {
  std::vector<bool> seen(sums_.size());
  std::vector<std::size_t> sums;
  const auto reach = [&](std::size_t sum) {
    if (seen[sum]) return;
    seen[sum] = true;
    sums.push_back(sum);
  };
  for (auto sum = settled_sums_; sum < sums_.size(); ++sum) reach(sum);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    for (const auto& [id, sign] : sums_[sums[i]].terms) {
      auto& number = numbers_[id];
      if (is_new(id) || number.state == State::shown) continue;
      number.other_values.clear();
      if (number.is_guarded()) to_secure_.push_back(id);
      for (const auto& [sum, its_sign] : number.sums) reach(sum);
    }
  }
  std::sort(to_secure_.begin(), to_secure_.end());
  to_secure_.erase(std::unique(to_secure_.begin(), to_secure_.end()), to_secure_.end());
}

void Ledger::secure(Id id) {
  std::size_t reached = 0;
  for (std::size_t steps = 0; !has_other_values(id); ++steps) {
    const auto near = around(id, steps);
    if (steps > 1 && near.size() == reached) return;  // There is nothing more to withhold.
    reached = near.size();
    // First a breakdown, then totals too.
    for (const auto other : near) {
      if (steps > 0 || numbers_[other].cost <= static_cast<int>(Worth::CATEGORY)) withhold(other);
    }
  }
}

bool Ledger::has_other_values(Id id) {
  const auto done = [&] { return numbers_[id].other_values.size() >= other_values_wanted; };
  if (done()) return true;
  Exchange exchange{numbers_, sums_};
  for (const auto cost : costs) {
    for (const auto by : differences) {
      if (done()) return true;
      const auto& known = numbers_[id].other_values;
      if (std::find(known.begin(), known.end(), by) != known.end()) continue;
      const auto found = exchange.find(id, by, cost);
      if (!found) continue;
      for (const auto& change : *found) accept(change.number, change.by);
    }
  }
  return done();
}

/// A number may be changed by so much, with others: so it is one of those that must be hidden.
void Ledger::accept(Id id, std::int64_t by) {
  auto& number = numbers_[id];
  if (number.state == State::open) {
    number.state = State::hidden;
    to_secure_.push_back(id);
  }
  auto& known = number.other_values;
  if (known.size() < other_values_wanted &&
      std::find(known.begin(), known.end(), by) == known.end())
    known.push_back(by);
}

/// What sums tie to this number, by way of so many numbers that are not shown.
std::vector<Ledger::Id> Ledger::around(Id id, std::size_t by_way_of) const {
  std::vector<bool> seen(numbers_.size());
  std::vector<Id> found{id};
  seen[id] = true;
  std::size_t begin = 0;
  for (std::size_t step = 0; step <= by_way_of; ++step) {
    const auto end = found.size();
    for (; begin < end; ++begin) {
      const auto from = found[begin];
      for (const auto& [sum, its_sign] : numbers_[from].sums) {
        for (const auto& [other, sign] : sums_[sum].terms) {
          if (seen[other] || numbers_[other].state == State::shown) continue;
          seen[other] = true;
          found.push_back(other);
        }
      }
    }
  }
  return found;
}

void Ledger::withhold(Id id) {
  auto& number = numbers_[id];
  if (!is_new(id) || number.withheld) return;
  number.withheld = true;
  number.bounds = {};
  if (number.state != State::open) return;
  number.state = State::hidden;
  to_secure_.push_back(id);
}

Verdict Ledger::verdict(Id id) const {
  const auto& number = numbers_[id];
  if (number.state != State::hidden) return Verdict::SHOWN;
  return number.withheld ? Verdict::WITHHELD : Verdict::HIDDEN;
}

bool Ledger::is_safe() const {
  return std::all_of(numbers_.begin(), numbers_.end(), [](const auto& number) {
    return !number.is_guarded() || !number.other_values.empty();
  });
}

}  // namespace closeloop::suppression
