#pragma once

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

namespace closeloop::ui {

/// A piece of a page as govuk-frontend draws it, such as "button", "date-input" or "table": the
/// template components/NAME.mustache with the options that the macro of that name takes there
/// (design-system.service.gov.uk). What `text` and the like say is escaped; what `html` and the
/// names that end in it say is not, so only other pieces may stand there, never what a person
/// wrote. Not known here: cards of summary lists, `inputWrapper`, what `formGroup` puts before or
/// after, `day`, `month` and `year` of a date (use `items`).
/// Safe from any thread. Throws std::out_of_range for a name that there is not.
[[nodiscard]] std::string component(std::string_view name, boost::json::object options);

/// Text as HTML, in an attribute too.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace closeloop::ui
