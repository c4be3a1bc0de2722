#pragma once

#include <set>
#include <string>
#include <string_view>

namespace closeloop::imports {

/// Gives records of a file ids that an address can hold: the source's own, with dashes for what
/// can't stand in one, and never the same twice for one resource. The same file gives the same
/// ids every time.
class RecordIds {
 public:
  /// "P01" and "A 1" make "P01-A-1". `within` may be empty.
  [[nodiscard]] std::string make(std::string_view resource, std::string_view within,
                                 std::string_view source);

 private:
  std::set<std::string> taken_;
};

/// The text with a dash for each run of what no id holds; "x" if nothing is left.
[[nodiscard]] std::string as_id(std::string_view text);

}  // namespace closeloop::imports
