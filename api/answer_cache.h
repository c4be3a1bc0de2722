#pragma once

#include <compare>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "api/http.h"
#include "eventstore/core/strong.h"
#include "eventstore/core/time.h"

namespace closeloop::api {

/// What an answer rests on beside the question and who asks it: later of either, and it may be
/// another.
struct BoardMoment {
  eventstore::Position position;  ///< Of the live board.
  eventstore::Day today;

  friend auto operator<=>(const BoardMoment&, const BoardMoment&) = default;
};

/// Answers that can be given again as they are, ready to be sent, for as long as the board does
/// not move. Those of an earlier moment are forgotten with the first of a later. Bounded; safe
/// from any thread.
class AnswerCache {
 public:
  /// Null if it was not asked at this moment. `question` must tell apart who asks, too.
  [[nodiscard]] std::shared_ptr<const Response> find(const BoardMoment& moment,
                                                     const std::string& question) const;
  void keep(const BoardMoment& moment, const std::string& question, const Response& answer);

 private:
  static constexpr std::size_t bytes_max = 32 * 1024 * 1024;

  mutable std::mutex mutex_;
  BoardMoment moment_{};
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, std::shared_ptr<const Response>> answers_;
};

}  // namespace closeloop::api
