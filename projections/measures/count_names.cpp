#include "projections/measures/count_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "projections/describe.h"

namespace closeloop {
namespace {

using measures::Unit;
using IndicatorAggregate =
    std::tuple_element_t<static_cast<std::size_t>(RecordKind::INDICATOR), Aggregates>;

constexpr std::string_view reference = "(the count of ";
constexpr std::string_view all_of = "all ";

/// What the definition in force says of its two counts.
CountNames words_of(const Board::Records& records, Number indicator) {
  CountNames said;
  const auto look = [&](indicator::Definition::Reader definition) {
    said = {std::string{eventstore::view(definition.getNumerator())},
            std::string{eventstore::view(definition.getDenominator())}};
  };
  for_each_kept<IndicatorAggregate>(records, indicator, [&](auto event, auto&) {
    if (event.isDefined()) look(event.getDefined());
    if (event.isRevised()) look(event.getRevised());
  });
  return said;
}

std::string_view referred_to(std::string_view words) {
  const auto at = words.find(reference);
  if (at == std::string_view::npos) return {};
  words.remove_prefix(at + reference.size());
  return words.substr(0, words.find(')'));
}

/// Words of one count, whatever they begin with. Of none: of the indicator alone.
std::string plain(std::string words, std::string_view if_none) {
  std::ranges::transform(words, words.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  if (words.starts_with(all_of)) words.erase(0, all_of.size());
  while (!words.empty() && (words.back() == '.' || words.back() == ' ')) words.pop_back();
  return words.empty() ? std::string{if_none} : words;
}

std::string name_of(const Board::Records& records, std::string words, std::string_view if_none,
                    std::set<Number>& seen) {
  const auto other = records.store.find(RecordKind::INDICATOR, referred_to(words));
  if (other == 0 || !records.store[other].exists || !seen.insert(other).second) {
    return plain(std::move(words), if_none);
  }
  const auto alone = std::string{records.store[other].id} + "/numerator";
  return name_of(records, words_of(records, other).numerator, alone, seen);
}

bool is_protected(const Board::Records& records, Number indicator) {
  return records.store[indicator].exists &&
         records.state<indicator::State>(indicator).terms.hides_small_counts;
}

}  // namespace

CountNames count_names(const Board::Records& records, Number indicator) {
  const std::string id{records.store[indicator].id};
  auto [numerator, denominator] = words_of(records, indicator);
  std::set<Number> of_numerator{indicator};
  std::set<Number> of_denominator;
  CountNames names{name_of(records, std::move(numerator), id + "/numerator", of_numerator), {}};
  // What a rate is out of, such as a population, is known from elsewhere and ties nothing.
  const bool is_rate = records.state<indicator::State>(indicator).terms.unit == Unit::PER10000;
  names.denominator =
      is_rate ? id + "/denominator"
              : name_of(records, std::move(denominator), id + "/denominator", of_denominator);
  return names;
}

std::vector<Number> counted_together(const Board::Records& records, Number indicator) {
  std::map<std::string, std::vector<Number>> by_name;
  std::map<Number, CountNames> names;
  records.lists(list_of(RecordKind::INDICATOR)).visit_from(0, [&](std::uint64_t key) {
    const auto number = number_in(key);
    if (!is_protected(records, number)) return true;
    const auto& of = names[number] = count_names(records, number);
    by_name[of.numerator].push_back(number);
    by_name[of.denominator].push_back(number);
    return true;
  });
  std::vector<Number> found{indicator};
  std::set<Number> seen{indicator};
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto of = names.find(found[i]);
    if (of == names.end()) continue;
    for (const auto& name : {of->second.numerator, of->second.denominator}) {
      for (const auto other : by_name.at(name)) {
        if (seen.insert(other).second) found.push_back(other);
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace closeloop
