#pragma once

#include <string>
#include <string_view>

#include "domain/schema/measures.capnp.h"
#include "projections/board.h"

namespace closeloop {

/// Whether the definition in force of an indicator breaks it down so.
[[nodiscard]] bool is_broken_down_by(const Board::Records& records, std::string_view indicator,
                                     measures::Breakdown breakdown);

/// Which figures of an indicator a series holds. Empty texts: not of one agency or category only.
struct SeriesWanted {
  std::string_view indicator;
  std::string_view agency;
  std::string_view area;
  std::string_view category;
  measures::PeriodKind period_kind = measures::PeriodKind::UNSET;
};

/// The id of the first series that holds them; empty if none does.
[[nodiscard]] std::string series_of(const Board& board, const SeriesWanted& wanted);

/// The agency that has this id or name; empty if there is none.
[[nodiscard]] std::string agency_called(const Board& board, std::string_view named);

}  // namespace closeloop
