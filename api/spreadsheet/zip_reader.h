#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "eventstore/core/error.h"

namespace closeloop::spreadsheet {

/// Reads a zip archive that may be damaged or hostile. At most 1,000 entries, 64 MiB unpacked of
/// one and 128 MiB of all that are read, counted while unpacking: what an archive says of its sizes
/// is not believed. The bytes must stay until the reader has gone.
class ZipReader {
 public:
  /// `invalid` with plain words if it is no zip archive or has too many entries.
  [[nodiscard]] static eventstore::Result<ZipReader> open(std::string_view bytes);

  /// In capitals or not.
  [[nodiscard]] bool has(const std::string& name) const;
  /// `invalid` if there is no such entry, if it is damaged, locked or too large.
  [[nodiscard]] eventstore::Result<std::string> read(const std::string& name);

 private:
  struct Archive;
  struct Close {
    void operator()(Archive* archive) const;
  };
  explicit ZipReader(std::unique_ptr<Archive, Close> archive);

  std::unique_ptr<Archive, Close> archive_;
  std::size_t left_;
};

}  // namespace closeloop::spreadsheet
