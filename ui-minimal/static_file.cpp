#include "ui-minimal/static_file.h"

#include <cstdint>

namespace closeloop::ui {

std::string_view embedded_static(std::string_view name);  // Made by CMake from static/.
std::string_view embedded_gzip(std::string_view name);    // The same, compressed.

namespace {

constexpr std::string_view files_of_pages[] = {"govuk.css", "app.css", "app.js"};

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  return "text/plain; charset=utf-8";
}

/// FNV-1a: told apart must be two releases, not two enemies.
std::string edition() {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const auto name : files_of_pages) {
    for (const char c : embedded_static(name)) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
  }
  std::string text;
  for (; hash != 0; hash >>= 5) text += "0123456789abcdefghijklmnopqrstuv"[hash & 31U];
  return text;
}

}  // namespace

std::optional<StaticFile> static_file(std::string_view name) {
  const auto content = embedded_static(name);
  if (content.empty()) return std::nullopt;
  return StaticFile{type_of(name), content, embedded_gzip(name)};
}

const std::string& static_edition() {
  static const auto name = edition();
  return name;
}

}  // namespace closeloop::ui
