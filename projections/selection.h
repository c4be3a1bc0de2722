#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>

#include "projections/board_records.h"
#include "projections/page.h"

namespace closeloop {

/// The records of a list that a filter lets through. One facet is answered from its own index;
/// of several, the rarest is walked and the others are looked at record by record, for no more
/// than a fixed number of records. So nothing here grows with the board.
class Selection {
 public:
  Selection(const Board::Records& records, List list, const Filter& filter);
  /// Of just these records, in the order of their numbers.
  Selection(const Board::Records& records, const std::vector<Number>& numbers,
            const Filter& filter);

  /// Lets through only what belongs to a loop at that stage.
  void only_loops_at(LoopStage stage) { stage_ = stage; }
  /// Lets through only what is of that facet too; `list` as it was given.
  void only(FacetNumber facet, List list);
  /// Lets through only what passes a test. Each record is then looked at.
  void only_if(std::function<bool(Number)> test) { test_ = std::move(test); }

  struct Count {
    std::size_t count = 0;
    bool exact = true;  ///< If not, there are at least so many.
  };
  /// Of those before a day; without a day, of all.
  [[nodiscard]] Count count() const;
  [[nodiscard]] Count count_between(std::int32_t from, std::int32_t before) const;

  /// Visits the keys from one on, in order, until `visit` returns false. Returns the key to go
  /// on from if it left off before the end of the list; else 0.
  template <typename Visit>
  std::uint64_t visit_from(std::uint64_t from, Visit&& visit) const {
    if (impossible_) return 0;
    const auto look_at_most = test_ ? kTestedMax : kLookedAtMax;
    std::size_t looked_at = 0;
    std::uint64_t go_on = 0;
    index_->visit_from(from, [&](std::uint64_t key) {
      if (looked_at++ == look_at_most || (lets_through(number_in(key)) && !visit(key))) {
        go_on = key;
        return false;
      }
      return true;
    });
    return go_on;
  }

 private:
  static constexpr std::size_t kLookedAtMax = 20'000;
  static constexpr std::size_t kTestedMax = 2'000;  // A test may look at a whole loop.
  [[nodiscard]] bool lets_through(Number number) const;
  [[nodiscard]] bool is_at_stage(Number number) const;
  void add_facets(const Filter& filter);
  void choose(List list);
  [[nodiscard]] bool is_index_alone() const {
    return others_.empty() && stage_ == LoopStage::none && !test_;
  }

  const Board::Records& records_;
  const OrderedIndex* index_ = nullptr;
  std::shared_ptr<OrderedIndex> own_index_;  ///< If it is of no list.
  FacetNumber index_facet_ = 0;
  std::vector<FacetNumber> others_;  ///< The facets that the index does not answer.
  LoopStage stage_ = LoopStage::none;
  std::function<bool(Number)> test_;
  bool impossible_ = false;  ///< A facet that nothing has.
};

/// A cursor is the place to go on from. `invalid` if it is none of ours.
[[nodiscard]] Result<std::uint64_t> place_of(const Page& page);
[[nodiscard]] std::string cursor_of(std::uint64_t place);
/// `invalid` unless it is 1 to 200.
[[nodiscard]] Result<std::size_t> limit_of(const Page& page);

/// Fills `rows` and `next` of a view model with one page of a selection, from `first` or where
/// the cursor says, up to the keys before `end`. `row(number)` makes one row.
template <typename Row>
[[nodiscard]] Result<void> add_page(const Selection& selection, const Page& page,
                                    std::uint64_t first, std::uint64_t end, boost::json::object& to,
                                    Row&& row) {
  BOOST_OUTCOME_TRY(const auto limit, limit_of(page));
  BOOST_OUTCOME_TRY(const auto place, place_of(page));
  boost::json::array rows;
  bool ended = false;
  const auto go_on = selection.visit_from(place > first ? place : first, [&](std::uint64_t key) {
    ended = key >= end;
    if (ended || rows.size() == limit) return false;
    rows.push_back(row(number_in(key)));
    return true;
  });
  to["rows"] = std::move(rows);
  if (go_on != 0 && !ended) to["next"] = cursor_of(go_on);
  return boost::outcome_v2::success();
}

/// What was filtered by, for the page to show; only what was given.
[[nodiscard]] boost::json::object filter_json(const Filter& filter);

}  // namespace closeloop
