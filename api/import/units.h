#pragma once

#include <string>
#include <string_view>

#include "api/import/import_report.h"
#include "api/import/returns_table.h"
#include "domain/schema/measures.capnp.h"
#include "domain/series.h"

namespace closeloop::imports {

/// What figures are in, and what one of a count is.
struct Units {
  std::string word;  ///< As the file has it; empty if it says nothing.
  measures::Unit unit = measures::Unit::COUNT;
  measures::CountingUnit counting_unit = measures::CountingUnit::UNSET;
};

/// What a file's word for a unit means: "%", "rate per 10,000", "episodes". What is so much for
/// each of so many, or a length of time, is a ratio; any other word that is not known is of a count
/// of something, of whom few may be known by it. The word is kept beside it.
[[nodiscard]] Units units_of(std::string_view word);

/// Those of a series as it is held.
[[nodiscard]] Units units_held(const series::State& held);

/// Refuses a row that is in another unit than its series, or counts something else; a row that says
/// nothing of its unit is in that of the series. `whose` says where the series' own is from. A word
/// that is not known, beside a series that does say what it counts, is only remarked upon. Pure.
void must_be_in(const ReturnRow& row, const std::string& series, const Units& of_series,
                const char* whose, ImportReport& report);

}  // namespace closeloop::imports
