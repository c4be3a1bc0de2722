#pragma once

#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <kainjow/mustache.hpp>

namespace closeloop::ui {

/// A view model as the templates see it: empty values count as absent; beside a date or time
/// `x` stands `xWords`, beside a list `xAny` (whether it has anything), beside `brag` `bragTag`.
[[nodiscard]] kainjow::mustache::data page_data(const boost::json::object& model);

/// "2017-02-03" → "3 February 2017", "2017-02-03T14:02:11.5Z" → "3 February 2017, 14:02 UTC";
/// empty for anything else.
[[nodiscard]] std::string date_in_words(std::string_view text);

}  // namespace closeloop::ui
