#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "api/command_table.h"
#include "projections/projector.h"

namespace closeloop::api {

/// Gives out the numbers behind ids: "A-31" after "A-30". Safe from any thread.
class RecordNumbers {
 public:
  explicit RecordNumbers(const Projector& projector) : projector_{projector} {}

  /// The next of that resource. `fresh`: after those that the board has by now, which people may
  /// have chosen ahead of ours.
  [[nodiscard]] std::uint64_t take(const ResourceKind& resource, bool fresh);
  /// A number that was not used; it is given out again if it is still the last.
  void give_back(std::string_view resource, std::uint64_t number);

 private:
  const Projector& projector_;
  std::mutex mutex_;
  std::map<std::string, std::uint64_t, std::less<>> last_;  // By resource.
};

/// The id that a command is about: the one it names, or the next number, which is given back if it
/// was not spent.
class RecordId {
 public:
  RecordId(RecordNumbers& numbers, const std::string& named, const ResourceKind& resource,
           bool fresh);
  ~RecordId();
  RecordId(const RecordId&) = delete;
  RecordId& operator=(const RecordId&) = delete;

  [[nodiscard]] const std::string& text() const { return text_; }
  void spend() { spent_ = true; }

 private:
  RecordNumbers& numbers_;
  std::string_view resource_;
  std::string text_;
  std::uint64_t number_ = 0;
  bool spent_ = false;
};

}  // namespace closeloop::api
