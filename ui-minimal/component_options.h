#pragma once

#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

/// Options of components: what is said of them, and what follows for the templates. A template
/// looks further out for a name that an item lacks, so each item is given all that is looked for.
namespace closeloop::ui {

/// Said, and neither false, empty nor 0.
[[nodiscard]] bool is_said(const boost::json::object&, std::string_view name);
/// The text of an option; a number as it is written; else empty.
[[nodiscard]] std::string said(const boost::json::object&, std::string_view name);
/// The object of that name, or an empty one.
[[nodiscard]] boost::json::object part(const boost::json::object&, std::string_view name);
/// The list of that name with only the objects in it, or an empty one.
[[nodiscard]] boost::json::array parts(const boost::json::object&, std::string_view name);

/// Adds `content` (its html, or its text escaped) and `attributesHtml`.
void add_content(boost::json::object&);
/// Takes `text` for a name that is not said.
void default_to(boost::json::object&, std::string_view name, std::string_view text);
/// " name=\"value\"" of each attribute.
[[nodiscard]] std::string attributes_html(const boost::json::object& attributes);
/// As a yes or no that is shown in words: "true", "false", or nothing.
[[nodiscard]] std::string yes_or_no(const boost::json::object&, std::string_view name);

/// What follows from a component's options, in place. Null if nothing does.
using Prepare = void (*)(boost::json::object&);
[[nodiscard]] Prepare preparation(std::string_view component);

/// Options of fields: label, hint and error as HTML, and the ids that describe the field.
void prepare_text_field(boost::json::object&);
void prepare_select(boost::json::object&);
void prepare_choices(boost::json::object&);  ///< Radios and checkboxes.
void prepare_date(boost::json::object&);

/// True for those that stand in a fieldset and a group of their own.
[[nodiscard]] bool is_grouped(std::string_view component);
/// A grouped component's HTML in its fieldset and group.
[[nodiscard]] std::string grouped(const boost::json::object& options, std::string inner);

}  // namespace closeloop::ui
