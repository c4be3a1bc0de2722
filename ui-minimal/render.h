#pragma once

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

/// View model in, page out. Knows nothing of the board: every word and number on a page is in
/// the JSON it is given, the same that the API serves. README.md in this folder says what each
/// page reads.
namespace closeloop::ui {

/// A whole HTML page: the template of that name ("loops", "finding", "record", "event",
/// "problem") inside the frame that all pages share. Text from the model is always escaped.
/// A model that lacks something gives a page that lacks it, never an error. Safe from any
/// thread. Throws std::out_of_range for a page that there is not: a bug of the caller.
[[nodiscard]] std::string render_page(std::string_view page, boost::json::object model);

}  // namespace closeloop::ui
