#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/places.h"

/// Golden files are written once, when what they hold is new, and never changed: they are the
/// bytes that lie on people's disks. CLOSELOOP_WRITE_GOLDEN=1 adds what is missing.
namespace closeloop::golden {

[[nodiscard]] inline std::filesystem::path folder() {
  return std::filesystem::path{CLOSELOOP_SOURCE_DIR} / "tests" / "golden";
}

[[nodiscard]] inline bool may_write() {
  const char* value = std::getenv("CLOSELOOP_WRITE_GOLDEN");
  return value && std::string{value} == "1";
}

[[nodiscard]] inline std::string read(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

inline void write(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream{path, std::ios::binary} << text;
}

}  // namespace closeloop::golden
