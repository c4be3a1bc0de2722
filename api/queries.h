#pragma once

#include <atomic>

#include "api/router.h"
#include "api/search/search.h"
#include "eventstore/core/clock.h"
#include "eventstore/log/event_log.h"
#include "projections/projector.h"

namespace closeloop::api {

/// What questions are answered from. All of it outlives the router.
struct Shelf {
  const eventstore::EventLog& log;
  const Projector& projector;
  const eventstore::Clock& clock;
  Search* search = nullptr;  ///< Null if nothing can be looked up by its words.
};

/// A route for each question to the board: lists, records, loops, gaps, measures. Each answers
/// with the view model of the projections, its position and the moment it was asked as at.
void add_query_routes(Router& router, const Shelf& shelf);

/// Lets go of those who wait for events, and lets no one wait any more.
class Waiting {
 public:
  static constexpr int waiters_max = 16;

  void stop() { stopped_ = true; }
  [[nodiscard]] bool stopped() const { return stopped_; }

  /// False if too many wait already. Each success is followed by `leave`.
  [[nodiscard]] bool enter() {
    if (++waiters_ <= waiters_max) return true;
    --waiters_;
    return false;
  }
  void leave() { --waiters_; }

 private:
  std::atomic<bool> stopped_{false};
  std::atomic<int> waiters_{0};
};

/// Routes for what happened: activity, the history of a record, one event, and the feed, which
/// can wait for what is to come.
void add_event_routes(Router& router, const Shelf& shelf, Waiting& waiting);

}  // namespace closeloop::api
