#include "projections/lists.h"

#include <utility>

namespace closeloop {
namespace {

// Counted as a whole only. `concerns` and those after it have facets for their themes: the
// question whether a theme was found again.
constexpr std::uint64_t kWithoutFacets = bit(List::learned_in_time) | bit(List::closed_once) |
                                         bit(List::closed_on_outcome) | bit(List::improved) |
                                         bit(List::voiced) | bit(List::with_first_due) |
                                         bit(List::on_time) | bit(List::date_moved);

}  // namespace

int day_slot(std::size_t list) {
  static constexpr auto slots = [] {
    std::array<std::int8_t, list_count> found{};
    for (auto& slot : found) slot = -1;
    const auto set = [&](List l, std::int8_t slot) { found[static_cast<std::size_t>(l)] = slot; };
    // Findings: raised, closed, without learning since, days to improvement.
    set(List::concerns, 0);
    set(List::learned_in_time, 0);
    set(List::closed_once, 1);
    set(List::not_found_again, 1);
    set(List::found_again, 1);
    set(List::closed_on_outcome, 1);
    set(List::voiced, 0);
    set(List::improved, 3);
    // Of closed findings, which lack no learning: from when they are to be looked at again.
    set(List::look_again, 2);
    // Actions: due, first due, without a finding since, stuck since.
    set(List::open_actions, 0);
    set(List::live_actions, 0);
    set(List::with_first_due, 1);
    set(List::on_time, 1);
    set(List::awaiting_evidence, 3);
    set(List::awaiting_verification, 3);
    set(list_of(Gap::finding_without_learning), 2);
    set(list_of(Gap::learning_without_action), 2);
    set(list_of(Gap::action_without_finding), 2);
    set(list_of(Gap::delivered_without_verification), 3);
    set(list_of(Gap::verified_without_outcome_evidence), 3);
    set(list_of(Gap::complete_at_source_without_outcome), 3);
    return found;
  }();
  return slots[list];
}

bool Lists::has_facets(std::size_t list) { return (kWithoutFacets >> list & 1U) == 0; }

const OrderedIndex& Lists::operator()(List list, FacetNumber facet) const {
  static const OrderedIndex empty;
  const auto& by_facet = indexes_[static_cast<std::size_t>(list)];
  return facet < by_facet.size() ? by_facet[facet] : empty;
}

OrderedIndex& Lists::at(std::size_t list, FacetNumber facet) {
  auto& by_facet = indexes_[list];
  if (by_facet.size() <= facet) by_facet.resize(std::size_t{facet} + 1);
  return by_facet[facet];
}

void Lists::rebuild(const RecordStore& store, std::uint64_t lists) {
  for_each_list(lists, [&](std::size_t list) { indexes_[list].clear(); });
  for (Number number = 1; number <= store.count(); ++number) {
    const auto& record = store[number];
    for_each_list(record.listed.lists & lists, [&](std::size_t list) {
      const auto key = key_in(list, record.listed, number);
      at(list, 0).append(key);
      if (!has_facets(list)) return;
      for (const auto facet : store.facets(record.facets)) at(list, facet).append(key);
    });
  }
  std::vector<std::uint64_t> scratch;
  for_each_list(lists, [&](std::size_t list) {
    for (auto& index : indexes_[list]) index.arrange(scratch);
  });
}

void Lists::move(Number number, const Listed& was, std::span<const FacetNumber> facets_were,
                 const Listed& is, std::span<const FacetNumber> facets_are) {
  for_each_list(was.lists, [&](std::size_t list) {
    const auto key = key_in(list, was, number);
    at(list, 0).erase(key);
    if (!has_facets(list)) return;
    for (const auto facet : facets_were) at(list, facet).erase(key);
  });
  for_each_list(is.lists, [&](std::size_t list) {
    const auto key = key_in(list, is, number);
    at(list, 0).insert(key);
    if (!has_facets(list)) return;
    for (const auto facet : facets_are) at(list, facet).insert(key);
  });
}

}  // namespace closeloop
