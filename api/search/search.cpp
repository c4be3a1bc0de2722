#include "api/search/search.h"

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <thread>
#include <unordered_map>

#include <spdlog/spdlog.h>

namespace closeloop::api {
namespace {

using eventstore::Errc;
using eventstore::Position;
using eventstore::RecordedEvent;

constexpr std::uint64_t batch_events = 5000;
/// After a failure, such as a full disk, it is tried again.
constexpr std::chrono::seconds pause{10};
/// Little by little would cost more than a few events at once, and nobody sees the difference.
constexpr std::chrono::milliseconds gathering{20};

/// A log that can't be read is no fault of the index: to make that anew would not help.
Result<void> read_log(const eventstore::EventLog& log, Position after, Position last,
                      const eventstore::EventVisitor& visit) {
  const auto read = log.read_all(after, last, visit);
  if (!read) return eventstore::unavailable("search.index", read.error().message);
  return eventstore::allowed();
}

}  // namespace

struct Search::State {
  State(eventstore::EventLog& l, std::filesystem::path f) : log{l}, file{std::move(f)} {}

  void follow();
  Result<void> open();
  Result<void> read_on(Position to);
  [[nodiscard]] Result<bool> is_of_this_log(const SearchMark& mark) const;
  /// False if it is time to stop.
  bool sleep(std::chrono::milliseconds time);

  eventstore::EventLog& log;
  const std::filesystem::path file;
  std::shared_ptr<void> listening;

  mutable std::mutex mutex;
  std::condition_variable head_moved;
  mutable std::condition_variable index_moved;
  std::shared_ptr<SearchIndex> index;  ///< Null until it is open.
  Position head;
  Position done;
  bool damaged = false;  ///< As somebody found who looked for something.
  bool stopping = false;

  std::thread thread;
};

Search::Search(eventstore::EventLog& log, std::filesystem::path file)
    : state_{std::make_unique<State>(log, std::move(file))} {
  auto& state = *state_;
  state.listening = log.on_head_moved([&state](Position head) {
    {
      const std::lock_guard lock{state.mutex};
      state.head = std::max(state.head, head);
    }
    state.head_moved.notify_one();
  });
  {
    const std::lock_guard lock{state.mutex};
    state.head = std::max(state.head, log.head());
  }
  state.thread = std::thread{[&state] { state.follow(); }};
}

Search::~Search() {
  state_->listening.reset();
  {
    const std::lock_guard lock{state_->mutex};
    state_->stopping = true;
  }
  state_->head_moved.notify_all();
  state_->index_moved.notify_all();
  state_->thread.join();
}

bool Search::State::sleep(std::chrono::milliseconds time) {
  std::unique_lock lock{mutex};
  return !head_moved.wait_for(lock, time, [&] { return stopping; });
}

void Search::State::follow() {
  Result<void> went = open();
  while (true) {
    if (!went) {
      const bool spoilt = went.error().code == Errc::corrupt;
      spdlog::warn("search: {} {}", went.error().message,
                   spoilt ? "It is made anew from the log." : "It is tried again soon.");
      if (!sleep(spoilt ? std::chrono::milliseconds{1000} : pause)) return;
    }
    Position to;
    bool anew = false;
    {
      std::unique_lock lock{mutex};
      head_moved.wait(lock, [&] { return stopping || damaged || !went || head > done; });
      if (stopping) return;
      to = head;
      anew = std::exchange(damaged, false) || (!went && went.error().code == Errc::corrupt);
    }
    went = [&]() -> Result<void> {
      if (!index) return open();
      if (anew) {
        BOOST_OUTCOME_TRY(index->renew());
        const std::lock_guard lock{mutex};
        done = {};
      }
      return read_on(to);
    }();
    if (went && !sleep(gathering)) return;
  }
}

Result<void> Search::State::open() {
  BOOST_OUTCOME_TRY(auto opened, SearchIndex::open(file));
  auto mark = opened->mark();
  bool usable = false;
  if (mark) {
    BOOST_OUTCOME_TRY(usable, is_of_this_log(mark.value()));
  }
  if (!usable) {
    BOOST_OUTCOME_TRY(opened->renew());
    mark = SearchMark{};
  }
  {
    const std::lock_guard lock{mutex};
    index = std::move(opened);
    done = mark.value().position;
  }
  index_moved.notify_all();
  return eventstore::allowed();
}

/// A log that was brought back from a copy is another one from some place on.
Result<bool> Search::State::is_of_this_log(const SearchMark& mark) const {
  if (!mark.position) return true;
  if (mark.position > log.head()) return false;
  bool same = false;
  BOOST_OUTCOME_TRY(read_log(log, Position{mark.position.number() - 1}, mark.position,
                             [&](const RecordedEvent& event) {
                               same = to_string(event.command_id) == mark.command;
                               return true;
                             }));
  return same;
}

Result<void> Search::State::read_on(Position to) {
  while (done < to) {
    {
      const std::lock_guard lock{mutex};
      if (stopping || damaged) return eventstore::allowed();
    }
    const Position last{std::min(to.number(), done.number() + batch_events)};
    std::vector<RecordTexts> records;  // In the order of the log, by which they are numbered.
    std::unordered_map<std::string, std::size_t> places;
    SearchMark mark;
    BOOST_OUTCOME_TRY(read_log(log, done, last, [&](const RecordedEvent& event) {
      auto texts = texts_of(event);
      if (!texts) {
        // One event that can't be read is the log's affair: here it says nothing.
        spdlog::warn("search: event {}: {}", event.position.number(), texts.error().message);
        texts = std::vector<SearchText>{};
      }
      const auto [place, anew] = places.try_emplace(std::string{event.stream}, records.size());
      if (anew) records.push_back({place->first, {}});
      std::ranges::move(texts.value(), std::back_inserter(records[place->second].texts));
      mark = {event.position, to_string(event.command_id)};
      return true;
    }));
    BOOST_OUTCOME_TRY(index->add(records, mark));
    {
      const std::lock_guard lock{mutex};
      done = last;
    }
    index_moved.notify_all();
  }
  return eventstore::allowed();
}

Result<SearchHits> Search::find(const SearchQuestion& question) {
  std::shared_ptr<SearchIndex> index;
  {
    const std::lock_guard lock{state_->mutex};
    index = state_->index;
  }
  if (!index) {
    return eventstore::unavailable("search.index",
                                   "Search is being made ready. Try again in a few seconds.");
  }
  auto found = index->find(question);
  if (!found && found.error().code == Errc::corrupt) {
    spdlog::warn("search: {}", found.error().message);
    {
      const std::lock_guard lock{state_->mutex};
      state_->damaged = true;
    }
    state_->head_moved.notify_one();
    return eventstore::unavailable(
        "search.index",
        "The search index was damaged and is made anew from the log. Nothing recorded is lost. "
        "Try again in a few seconds.");
  }
  return found;
}

Position Search::position() const {
  const std::lock_guard lock{state_->mutex};
  return state_->done;
}

bool Search::wait_for(Position position, std::chrono::milliseconds timeout) const {
  std::unique_lock lock{state_->mutex};
  return state_->index_moved.wait_for(lock, timeout, [&] {
    return state_->stopping || state_->done >= position;
  }) && state_->done >= position;
}

}  // namespace closeloop::api
