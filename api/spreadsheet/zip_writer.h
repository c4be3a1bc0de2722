#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace closeloop::spreadsheet {

struct ZipEntry {
  std::string name;
  std::string content;
  bool stored = false;  ///< As it is, not compressed.
};

/// A zip archive of the entries, in their order. The same entries give the same bytes: all are
/// dated 1 January 1980. Throws std::runtime_error if there is no memory for it.
[[nodiscard]] std::string write_zip(const std::vector<ZipEntry>& entries);

}  // namespace closeloop::spreadsheet
