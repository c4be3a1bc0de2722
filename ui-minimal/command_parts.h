#pragma once

#include <boost/json/object.hpp>

namespace closeloop::ui {

/// What the pages about a command have beside their model: `fieldsHtml`, `moreHtml`,
/// `errorSummary`, `buttonHtml`, `changeHtml`, `backLink`, `sentHtml`, `nowHtml`.
void add_command_parts(boost::json::object& model);

}  // namespace closeloop::ui
