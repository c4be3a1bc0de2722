#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "domain/schema/event.capnp.h"
#include "eventstore/core/clock.h"
#include "eventstore/log/event_log.h"
#include "eventstore/schema/message.h"

namespace closeloop::bench {

/// Records events of one person, a thousand in a commit. The last are sent when it ends.
class Recorder {
 public:
  /// `log` must outlive it.
  explicit Recorder(eventstore::EventLog& log) : log_{log} {}
  ~Recorder() { send(); }
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  [[nodiscard]] std::uint64_t events() const { return events_; }
  [[nodiscard]] eventstore::Day today() const { return today_; }
  /// What comes from here on was true that day.
  void on(eventstore::Day day) { today_ = day; }

  /// Records one event, made by `fill` in the payload.
  template <typename Fill>
  void record(std::string stream, const char* type, Fill&& fill) {
    eventstore::Draft<Event> payload;
    fill(*payload);
    commit_.events.push_back({std::move(stream), type, 1, today_, {}, payload.bytes()});
    ++events_;
    if (commit_.events.size() >= commit_events) send();
  }

 private:
  static constexpr std::size_t commit_events = 1'000;

  void send() {
    if (commit_.events.empty()) return;
    commit_.command_id = eventstore::new_uuid(clock_.now());
    commit_.actor = "P-1";
    if (!log_.append(std::exchange(commit_, {}))) std::abort();
  }

  eventstore::EventLog& log_;
  eventstore::SystemClock clock_;
  eventstore::Commit commit_;
  std::uint64_t events_ = 0;
  eventstore::Day today_ = eventstore::Day{std::chrono::year{2016} / 4 / 1};
};

/// The one who recorded everything, so that somebody can sign in and ask.
inline void record_manager(Recorder& recorder) {
  recorder.record("people/P-1", "PersonAdded", [](Event::Builder event) {
    auto added = event.initPerson().initAdded();
    added.setName("Max Manager");
    added.setRole(person::Role::BOARD_MANAGER);
  });
}

}  // namespace closeloop::bench
