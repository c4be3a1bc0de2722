#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "ui-minimal/links.h"

/// What the pages of lists have beside their model: links and fields to filter by.
namespace closeloop::ui {

/// `href` of each item of a list, which leads to the page with the item's `name` for that
/// parameter; of the item that is `selected`, to the page without.
void add_filter_links(boost::json::object& model, std::string_view list, std::string_view parameter,
                      const Query& query);

/// For the loops: `href` of each stage and gap, `filterFields` and `filterKept` of the form,
/// `shownOnly`, the words for what is filtered by.
void add_loops_parts(boost::json::object& model);

/// For the work lists: `lists` (`label`, `href`, `count`, `current`), `filters` (`label`,
/// `options`) and `chosen` as links, `statusTag` of each row, what to do if the list is empty,
/// `csvHref`.
void add_now_parts(boost::json::object& model);

/// For a list of records: a heading, and the status of each in words.
void add_records_parts(boost::json::object& model);

/// For looking back: the `fields` of the moment, `href` of each step and figure.
void add_looking_back_parts(boost::json::object& model);

}  // namespace closeloop::ui
