#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/status.h"
#include "projections/ordered_index.h"
#include "projections/record_store.h"

namespace closeloop {

/// The lists a record can be in: what pages and counts are served from. Each is in the order of
/// a day, and then of the records' numbers.
enum class List : std::uint8_t {
  records = 0,                       ///< Every record of a kind; + RecordKind. No day.
  stages = records + kind_count,     ///< Findings at a stage; + LoopStage. No day.
  gaps = stages + loop_stage_count,  ///< Records with a gap; + Gap. Since when.
  with_gap = gaps + gap_count,       ///< Records with any gap, each once. No day.
  concerns,                          ///< Findings that open a loop. Raised on.
  learned_in_time,                   ///< Of these, with learning in 28 days. Raised on.
  closed_once,                       ///< Loops ever closed. Closed on.
  not_found_again,                   ///< Of these, theme not found again in 24 months.
  found_again,                       ///< Of these, theme found again. Closed on.
  closed_on_outcome,                 ///< Closed, on outcome evidence. Closed on.
  improved,                          ///< Judged met. Days from finding to judgement.
  voiced,                            ///< Loops with somebody's own view. Raised on.
  open_actions,                      ///< Still to be done. Due on; without a date last.
  live_actions,                      ///< Open, delivered or verified. Due on.
  awaiting_evidence,                 ///< Delivered, and no outcome shown. Since when.
  awaiting_verification,             ///< Delivered, not verified. Delivered on.
  with_first_due,                    ///< Live, not ended at the source. Originally due on.
  on_time,                           ///< Of these, delivered by then. Originally due on.
  date_moved,                        ///< Of these, the date was moved. No day.
  judged_met,                        ///< Loops judged met, not closed. No day.
  look_again,                        ///< Closed loops with a prompt. From when it prompts.
  count,
};
inline constexpr std::size_t list_count = static_cast<std::size_t>(List::count);
static_assert(list_count < 64);
inline constexpr std::uint64_t all_lists = (std::uint64_t{1} << list_count) - 1;

/// A set of lists is a mask.
[[nodiscard]] constexpr std::uint64_t bit(List list) {
  return std::uint64_t{1} << static_cast<unsigned>(list);
}

[[nodiscard]] constexpr List list_of(RecordKind kind) {
  return static_cast<List>(static_cast<std::size_t>(List::records) +
                           static_cast<std::size_t>(kind));
}
[[nodiscard]] constexpr List list_of(LoopStage stage) {
  return static_cast<List>(static_cast<std::size_t>(List::stages) +
                           static_cast<std::size_t>(stage));
}
[[nodiscard]] constexpr List list_of(Gap gap) {
  return static_cast<List>(static_cast<std::size_t>(List::gaps) + static_cast<std::size_t>(gap));
}

inline constexpr std::int32_t no_day = 0;
inline constexpr std::int32_t never = 0x7fffffff;  ///< Behind every day.

[[nodiscard]] inline std::int32_t number_of_day(Day day) {
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

/// Which of a record's four days orders it in a list; -1 if none does.
[[nodiscard]] int day_slot(std::size_t list);

/// A record's place in a list.
[[nodiscard]] inline std::uint64_t key_of(std::int32_t day, Number number) {
  return std::uint64_t{static_cast<std::uint32_t>(day) ^ 0x80000000U} << 32 | number;
}
[[nodiscard]] inline Number number_in(std::uint64_t key) { return static_cast<Number>(key); }
[[nodiscard]] inline std::int32_t day_in(std::uint64_t key) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(key >> 32) ^ 0x80000000U);
}
[[nodiscard]] inline std::uint64_t key_in(std::size_t list, const Listed& listed, Number number) {
  const auto slot = day_slot(list);
  return key_of(slot < 0 ? no_day : listed.days[static_cast<std::size_t>(slot)], number);
}

/// All lists, each as a whole and by facet.
class Lists {
 public:
  /// The index of a list, of one facet or (0) of all; an empty one if nothing is in it.
  [[nodiscard]] const OrderedIndex& operator()(List list, FacetNumber facet = 0) const;

  /// Fills these lists from all records at once.
  void rebuild(const RecordStore& store, std::uint64_t lists);
  /// Moves one record from where `was` said to where `is` says.
  void move(Number number, const Listed& was, std::span<const FacetNumber> facets_were,
            const Listed& is, std::span<const FacetNumber> facets_are);

  /// Of a list that is not filtered by facets, no page is asked for by facet.
  [[nodiscard]] static bool has_facets(std::size_t list);

 private:
  OrderedIndex& at(std::size_t list, FacetNumber facet);
  std::array<std::vector<OrderedIndex>, list_count> indexes_;
};

/// Calls `use(list)` with the number of each list in the mask.
template <typename Use>
void for_each_list(std::uint64_t lists, Use&& use) {
  for (; lists != 0; lists &= lists - 1) {
    use(static_cast<std::size_t>(__builtin_ctzll(lists)));
  }
}

}  // namespace closeloop
