#pragma once

#include <boost/json/object.hpp>

/// What the pages of lists have beside their model: links and fields to filter by.
namespace closeloop::ui {

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
