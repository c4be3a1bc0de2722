#pragma once

#include <string_view>

#include <boost/json/value.hpp>

#include "eventstore/schema/shape.h"

namespace eventstore {

/// An HTML form as the JSON it stands for, so that both are checked by the same
/// code and errors point to the same places. Nothing is judged here: what does
/// not look like a number stays text, and what is given twice but is no list becomes one:
/// both are refused later.
///
///   title=Train+leads              {"title": "Train leads"}
///   findings=F-1&findings=F-2      {"findings": ["F-1", "F-2"]}
///   findings=F-1%0D%0AF-2          the same: one on each line of a box
///   due-day=31&due-month=3&due-year=2017     {"due": "2017-03-31"}
///   evidence.0.title=Register      {"evidence": [{"title": "Register"}]}; empty ones are left out
///   urgent=true                    {"urgent": true}
///
/// Names that begin with "_" belong to the page, not to the event.
[[nodiscard]] boost::json::object form_to_json(const Shape& shape, std::string_view body);

}  // namespace eventstore
