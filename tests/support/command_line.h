#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "eventstore/core/clock.h"
#include "tests/places.h"
#include "tools/closeloop/program.h"

namespace closeloop::tools {

/// A directory of the test's own, gone with it.
class OwnDirectory {
 public:
  OwnDirectory() {
    auto name = (std::filesystem::temp_directory_path() / "closeloop-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error{"no temporary directory"};
    path_ = name;
  }
  ~OwnDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  OwnDirectory(const OwnDirectory&) = delete;
  OwnDirectory& operator=(const OwnDirectory&) = delete;

  [[nodiscard]] std::string operator/(const std::string& name) const {
    return (path_ / name).string();
  }
  std::string write(const std::string& name, const std::string& content) const {
    std::ofstream{path_ / name, std::ios::binary} << content;
    return *this / name;
  }

 private:
  std::filesystem::path path_;
};

/// What a command said and how it ended.
struct Said {
  Exit exit{};
  std::string out;
  std::string err;

  [[nodiscard]] boost::json::object json() const { return boost::json::parse(out).as_object(); }
};

/// Runs `closeloop words...` in this process.
inline Said closeloop(const std::vector<std::string>& words) {
  const eventstore::SystemClock clock;
  std::ostringstream out;
  std::ostringstream err;
  const auto exit = run(words, {out, err, clock, false});
  return {exit, out.str(), err.str()};
}

inline const char* published_plans() {
  return CLOSELOOP_SOURCE_DIR "/tools/closeloop/demo/plans.json";
}

inline std::string content_of(const std::string& file) {
  std::ostringstream content;
  content << std::ifstream{file, std::ios::binary}.rdbuf();
  return content.str();
}

/// A fresh board.
class ABoard : public testing::Test {
 protected:
  void SetUp() override {
    const auto made = on_board({"init", "--name", "Anytown", "--json"});
    ASSERT_EQ(made.exit, Exit::ok) << made.err;
    token_ = made.json().at("token").as_string();
  }

  /// `closeloop words... --data <the board>`
  Said on_board(std::vector<std::string> words) {
    words.insert(words.end(), {"--data", data_});
    return closeloop(words);
  }

  OwnDirectory directory_;
  std::string data_ = directory_ / "board";
  std::string token_;
};

}  // namespace closeloop::tools
