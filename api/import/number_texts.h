#pragma once

#include <map>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

namespace closeloop::imports {

/// The numbers of a JSON document as it writes them: what was read of "62.50" or "1e400" is another
/// number, or none. Lends both the text and what was read of it. Pure.
class NumberTexts {
 public:
  /// `root` must be all that `text` says, with no member left out.
  NumberTexts(std::string_view text, const boost::json::value& root);

  /// A value of the document as JSON, with its numbers as they are written there.
  [[nodiscard]] std::string written(const boost::json::value& value) const;

 private:
  std::map<const boost::json::value*, std::string_view> texts_;
};

}  // namespace closeloop::imports
