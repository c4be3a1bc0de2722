#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

namespace closeloop::ui {

/// A Mustache template, read once and filled in straight from a view model, of which nothing is
/// copied. Knows variables (escaped or not), sections and inverted sections, and names with dots;
/// a line that holds nothing but the tags of a section that is shown is left out. Safe from any
/// thread.
class Mustache {
 public:
  /// Throws std::logic_error, which says where, if the text is none or asks for more.
  explicit Mustache(std::string_view text);

  /// Appends the text to `out`, with what page_value says of its names.
  void fill(const boost::json::object& model, std::string& out) const;

  struct Piece {
    enum class Kind { text, line_end, variable, raw_variable, section, inverted, section_end };
    Kind kind;
    std::string text;               ///< What is written, or the name as it stands in the template.
    std::vector<std::string> path;  ///< The parts of the name.
    std::size_t end = 0;            ///< Of a section: where the piece that ends it lies.
  };

 private:
  std::vector<Piece> pieces_;
};

}  // namespace closeloop::ui
