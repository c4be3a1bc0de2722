#include "projections/suppression/exchange.h"

#include <algorithm>
#include <tuple>

namespace closeloop::suppression {
namespace {

// Proofs take a handful of steps; what takes more is given up, and more is hidden instead.
constexpr int steps_most = 400;

int cost_of(const Number& number) { return number.state == Number::State::open ? number.cost : 0; }

}  // namespace

struct Exchange::Candidate {
  std::size_t number;
  std::int64_t by;
  /// What is tried first: cheap, mends the sum at once, breaks few others. Never by its value:
  /// whoever knows the order must not learn from it which number was chosen.
  std::tuple<int, bool, std::size_t> order;
};

std::optional<std::vector<Exchange::Change>> Exchange::find(std::size_t number, std::int64_t by,
                                                            int cost_most) {
  if (room(number, by) != by) return std::nullopt;
  steps_ = 0;
  change(number, by);
  std::optional<std::vector<Change>> found;
  if (mend(cost_most)) found = changes_;
  while (!changes_.empty()) undo();
  return found;
}

std::int64_t Exchange::room(std::size_t number, std::int64_t wanted) const {
  const auto& [least, most] = numbers_[number].bounds;
  const auto value = numbers_[number].value;
  return std::clamp(wanted, least - value, most - value);
}

std::vector<Exchange::Candidate> Exchange::candidates(std::size_t sum, int cost_most) const {
  std::vector<Candidate> found;
  for (const auto& [id, sign] : sums_[sum].terms) {
    const auto& number = numbers_[id];
    if (number.state == Number::State::shown || changed_[id] != 0) continue;
    const auto cost = cost_of(number);
    if (cost > cost_most) continue;
    const auto wanted = -sign * excess_[sum];
    const auto by = room(id, wanted);
    if (by != 0) found.push_back({id, by, {cost, by != wanted, number.sums.size()}});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.order < b.order; });
  return found;
}

bool Exchange::mend(int cost_most) {
  if (++steps_ > steps_most) return false;
  // The broken sum that leaves least choice.
  std::optional<std::vector<Candidate>> choice;
  for (const auto& changed : changes_) {
    for (const auto& [sum, sign] : numbers_[changed.number].sums) {
      if (excess_[sum] == 0) continue;
      auto found = candidates(sum, cost_most);
      if (found.empty()) return false;
      if (!choice || found.size() < choice->size()) choice = std::move(found);
    }
  }
  if (!choice) return true;
  for (const auto& candidate : *choice) {
    change(candidate.number, candidate.by);
    if (mend(cost_most - cost_of(numbers_[candidate.number]))) return true;
    undo();
  }
  return false;
}

void Exchange::change(std::size_t number, std::int64_t by) {
  changes_.push_back({number, by});
  changed_[number] = by;
  for (const auto& [sum, sign] : numbers_[number].sums) excess_[sum] += sign * by;
}

void Exchange::undo() {
  const auto [number, by] = changes_.back();
  changes_.pop_back();
  changed_[number] = 0;
  for (const auto& [sum, sign] : numbers_[number].sums) excess_[sum] -= sign * by;
}

}  // namespace closeloop::suppression
