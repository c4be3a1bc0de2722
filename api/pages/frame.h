#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "api/router.h"

namespace closeloop::api {

/// A page without a board around it.
[[nodiscard]] Response html(std::string_view page, boost::json::object model, int status = 200);

/// The route of a page that whoever is signed in may read.
[[nodiscard]] Route page_route(std::string pattern, std::vector<std::string_view> parameters,
                               std::function<Result<Response>(const Call&)> handler);

/// The same, of a page that shows the board and nothing else that may change: a `lasting` one.
[[nodiscard]] Route board_page(std::string pattern, std::vector<std::string_view> parameters,
                               std::function<Result<Response>(const Call&)> handler);

}  // namespace closeloop::api
