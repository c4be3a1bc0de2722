#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

#include "eventstore/core/error.h"

/// Elements and attributes by their names without prefix: programs choose prefixes as they like.
namespace closeloop::spreadsheet {

/// What is said of a file that does not hold what it should.
[[nodiscard]] eventstore::Error damaged_workbook();
[[nodiscard]] eventstore::Error workbook_too_large();

/// `invalid` if it is not well-formed, or has more than 6 million tags and attributes, each of
/// which takes more memory than it has text. Declares nothing and fetches nothing.
[[nodiscard]] eventstore::Result<pugi::xml_document> parse_xml(const std::string& text);

[[nodiscard]] std::string_view local_name(const char* name);
[[nodiscard]] bool is(pugi::xml_node node, std::string_view name);
[[nodiscard]] pugi::xml_node child(pugi::xml_node parent, std::string_view name);
/// Empty if there is none.
[[nodiscard]] std::string_view attribute(pugi::xml_node node, std::string_view name);
[[nodiscard]] bool is_true(std::string_view attribute);
/// `otherwise` if it is no whole number that is 0 or more.
[[nodiscard]] int whole_number(std::string_view text, int otherwise);

}  // namespace closeloop::spreadsheet
