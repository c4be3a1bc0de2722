#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace closeloop::ui {

struct StaticFile {
  std::string_view content_type;
  std::string_view content;
  std::string_view gzip;  ///< The same content, compressed.
};

/// What pages refer to as /static/NAME. Nothing if there is no such file.
[[nodiscard]] std::optional<StaticFile> static_file(std::string_view name);

/// A short name for what all static files say together. Pages ask for a file with it, so that a
/// new release is never shown with the styles that a browser kept of the last one, and a browser
/// may keep a file for as long as it likes.
[[nodiscard]] const std::string& static_edition();

}  // namespace closeloop::ui
