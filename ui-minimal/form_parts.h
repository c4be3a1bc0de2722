#pragma once

#include <string>

#include <boost/json/object.hpp>

/// What the pages with forms of a few fixed fields have beside their model: `fields` (`html`),
/// `button`, and `errorSummary` if there is an `error` (`sentence`, `field`).
namespace closeloop::ui {

void add_sign_in_parts(boost::json::object& model);
void add_password_parts(boost::json::object& model);

}  // namespace closeloop::ui
