#include <algorithm>
#include <utility>

#include <boost/unordered/unordered_flat_set.hpp>

#include "projections/board.h"
#include "projections/board_records.h"
#include "projections/derive.h"
#include "projections/measures/protection.h"

namespace closeloop {
namespace {

/// Derives the records that were touched, and moves them in the lists. What a record is derived
/// from lies along its links, in one direction or the other; and, for a closed loop, in later
/// findings of its themes.
class Settler {
 public:
  explicit Settler(Board::Records& records) : records_{records}, deriver_{records} {}

  /// All records at once: the way after a replay.
  void all(const std::vector<Number>& dirty) {
    auto& store = records_.store;
    for (const auto number : dirty) store[number].dirty = store[number].spreads = false;
    // Whether a theme was found again is read from the list of concerns, which must stand first.
    for (Number number = 1; number <= store.count(); ++number) {
      keep_facets(number);
      take_over(store[number], deriver_.concern(number));
    }
    records_.lists.rebuild(store, bit(List::concerns));
    for (Number number = 1; number <= store.count(); ++number) {
      take_over(store[number], deriver_.derive(number));
    }
    records_.lists.rebuild(store, all_lists & ~bit(List::concerns));
  }

  void some(std::vector<Number> dirty) {
    for (const auto number : dirty) collect(number);
    for (const auto number : dirty) {
      records_.store[number].dirty = records_.store[number].spreads = false;
    }
    for (const auto number : std::exchange(affected_, {})) settle(number);
    for (const auto number : std::exchange(found_again_, {})) settle(number);
  }

 private:
  [[nodiscard]] static bool is_in(const Listed& listed, List list) {
    return (listed.lists & bit(list)) != 0;
  }

  void collect(Number number) {
    affect(number);
    if (!records_.store[number].spreads) return;
    walk(number, true);
    walk(number, false);
    // Learning looks at the actions of its findings; actions at the evidence about theirs.
    const auto kind = records_.store[number].kind;
    if (kind != RecordKind::EVIDENCE && kind != RecordKind::ACTION) return;
    records_.store.back(number, [&](Number to) {
      if (records_.store[to].kind == RecordKind::FINDING) walk(to, false);
    });
  }

  /// Everything back or forward of a record, each once.
  void walk(Number from, bool back) {
    std::vector<Number> way{from};
    boost::unordered_flat_set<Number> seen{from};
    for (std::size_t i = 0; i < way.size(); ++i) {
      const auto step = [&](Number to) {
        if (records_.store[to].kind == RecordKind::REVIEW) return;
        if (seen.insert(to).second) way.push_back(to);
      };
      if (back) {
        records_.store.back(way[i], step);
      } else {
        records_.store.forward(way[i], step);
      }
    }
    for (const auto number : way) affect(number);
  }

  void affect(Number number) {
    if (affected_set_.insert(number).second) affected_.push_back(number);
  }

  void keep_facets(Number number) {
    const auto& facets = deriver_.facets(number);
    auto& record = records_.store[number];
    const auto now = records_.store.facets(record.facets);
    if (!std::equal(now.begin(), now.end(), facets.begin(), facets.end())) {
      record.facets = records_.store.keep_facets(facets);
    }
  }

  static void take_over(Record& record, const Derived& derived) {
    record.listed = derived.listed;
    record.stage = derived.stage;
    record.gaps = derived.gaps;
  }

  void settle(Number number) {
    const auto& store = records_.store;
    auto& record = records_.store[number];
    const auto was = record.listed;
    const auto facets_were = record.facets;
    keep_facets(number);
    take_over(record, deriver_.derive(number));
    const bool same_facets =
        facets_were.first == record.facets.first && facets_were.count == record.facets.count;
    if (was == record.listed && same_facets) return;
    records_.lists.move(number, was, store.facets(facets_were), record.listed,
                        store.facets(record.facets));
    const bool same_concern = is_in(was, List::concerns) == is_in(record.listed, List::concerns) &&
                              was.days[0] == record.listed.days[0];
    if (same_concern && same_facets) return;
    look_back(was, facets_were, List::found_again);
    look_back(record.listed, record.facets, List::not_found_again);
  }

  /// A concern came, went or changed its themes: loops of these themes, closed in the 24 months
  /// before, may have been found again by it, or no longer be.
  void look_back(const Listed& listed, FacetSpan facets, List list) {
    if (!is_in(listed, List::concerns)) return;
    const auto& store = records_.store;
    for (const auto facet : store.facets(facets)) {
      if (store.kind_of_facet(facet) != FacetKind::theme) continue;
      const auto from = key_of(listed.days[0] - recurrence_days, 0);
      records_.lists(list, facet).visit_from(from, [&](std::uint64_t key) {
        if (day_in(key) >= listed.days[0]) return false;
        found_again_.push_back(number_in(key));
        return true;
      });
    }
  }

  Board::Records& records_;
  Deriver deriver_;
  std::vector<Number> affected_;
  boost::unordered_flat_set<Number> affected_set_;
  std::vector<Number> found_again_;
};

}  // namespace

void Board::settle() {
  auto dirty = records_->store.take_dirty();
  forget_protection(*records_, dirty);
  records_->concerns.forget();
  if (records_->all_known) records_->all_known->settle();
  Settler settler{*records_};
  // Beyond a part of the board, deriving all of it is cheaper than moving record by record.
  if (dirty.size() > 1000 && dirty.size() > records_->store.count() / 8) {
    settler.all(dirty);
  } else {
    settler.some(std::move(dirty));
  }
}

}  // namespace closeloop
