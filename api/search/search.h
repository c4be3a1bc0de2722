#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "api/search/index.h"
#include "eventstore/log/event_log.h"

namespace closeloop::api {

/// Keeps a SearchIndex level with the log, and looks things up in it. A thread of its own reads
/// the log in batches, so that nobody who records anything waits for it. Whatever goes wrong
/// with the file, it is made anew from the log. Every function is safe from any thread.
class Search {
 public:
  /// `log` must outlive it. The file lies beside the log; ":memory:" is an index that goes with
  /// the object. Returns at once: until the index is level, less is found.
  Search(eventstore::EventLog& log, std::filesystem::path file);
  ~Search();
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  /// `unavailable` "search.index" while there is no index to look in; `invalid` "parameter" as
  /// SearchIndex::find says.
  [[nodiscard]] Result<SearchHits> find(const SearchQuestion& question);

  /// How far the log has been read.
  [[nodiscard]] eventstore::Position position() const;
  /// True once the index holds that position; false if it does not within `timeout`.
  [[nodiscard]] bool wait_for(eventstore::Position position,
                              std::chrono::milliseconds timeout) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace closeloop::api
