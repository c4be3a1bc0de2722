#pragma once

#include <string>

#include <boost/json/object.hpp>

namespace closeloop::ui::charts {

/// A chart as a page shows it (ui 3.3), as HTML: its finding and its sentence, the picture for a
/// desk and the one for a phone, of which the style sheet shows one, what its signs mean, source
/// and method, and all of it as a table. Reads the model that README.md of ui-minimal describes;
/// what the model lacks the figure lacks. Everything from the model is escaped; links lead only to
/// pages of the board. Only sentences if there are no points. Two charts of one page have
/// different ids.
[[nodiscard]] std::string figure(const boost::json::object& model);

}  // namespace closeloop::ui::charts
