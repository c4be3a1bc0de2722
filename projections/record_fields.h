#pragma once

#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "projections/board_records.h"

namespace closeloop {

/// The fields of a record as corrected last, as JSON in the names of its schema: what it was
/// created with, and over it what each correction says.
[[nodiscard]] boost::json::object fields_of(const Board::Records&, Number);

/// The same in words: label, value, and the page of what a value refers to.
[[nodiscard]] boost::json::array fields_json(const Board::Records&, Number);

/// Adds to a line in words the page of what its value refers to (empty if it refers to nothing),
/// and the name of an agency or a person.
void add_reference(const Board::Records&, std::string_view refers_to, const std::string& value,
                   boost::json::object& line);

/// Each correction beside what it corrects (R88): version, corrects, effectiveOn, reason, and
/// for each field what it was and what it is.
[[nodiscard]] boost::json::array corrections_json(const Board::Records&, Number);

}  // namespace closeloop
