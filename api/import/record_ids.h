#pragma once

#include <string>
#include <string_view>

namespace closeloop::imports {

/// The id, which an address can hold, of a record that a source calls `source` within the record
/// `within` (empty: within nothing): "P01" and "A1" make "P01-A1", "P01" and "REC-1" make
/// "P01--REC-1". The same words always make the same id, and others another one: what no id can
/// hold becomes a dash, and a few digits made of the words tell the result apart ("SCR-7-x0b7c19aa"
/// for "SCR 7"). It is none of the ids that the system gives by itself. Pure.
[[nodiscard]] std::string record_id(std::string_view resource, std::string_view within,
                                    std::string_view source);

/// What a source calls something, as an id: as it is where it may be one; else with dashes, and a
/// mark that keeps "L 1" and "L-1" apart.
[[nodiscard]] std::string source_id(std::string_view source);

/// The text with a dash for each run of what no id holds; "x" if nothing is left.
[[nodiscard]] std::string as_id(std::string_view text);

}  // namespace closeloop::imports
