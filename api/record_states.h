#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tuple>

#include "api/state_cache.h"
#include "domain/aggregates.h"
#include "eventstore/log/event_log.h"
#include "eventstore/schema/message.h"

namespace closeloop::api {

/// "actions/A-31"
[[nodiscard]] inline std::string stream_of(std::string_view resource, std::string_view id) {
  std::string stream{resource};
  stream += '/';
  stream += id;
  return stream;
}

/// The state of any record, folded from its stream by the domain's own `evolve`, and kept for
/// the next command on it. Safe from any thread.
class RecordStates {
 public:
  /// `log` must outlive it.
  explicit RecordStates(const eventstore::EventLog& log) : log_{log} {}

  template <typename A>
  using Entry = typename StateCache<typename A::State>::Entry;

  /// The record's state and version; version 0 if there is no such record. `fresh` reads what
  /// the log has beyond the kept state: for after a conflict has shown that it was behind.
  template <typename A>
  Result<Entry<A>> load(const std::string& id, bool fresh) {
    auto& cache = cache_of<A>();
    const auto stream = stream_of(A::resource, id);
    auto entry = cache.find(stream);
    if (entry.state && !fresh) return entry;

    auto state = entry.state ? std::make_shared<typename A::State>(*entry.state)
                             : std::make_shared<typename A::State>();
    auto version = entry.version;
    eventstore::Opener opener;
    Result<void> folded = allowed();
    BOOST_OUTCOME_TRY(
        log_.read_stream(stream, entry.version, [&](const eventstore::RecordedEvent& event) {
          folded = opener.open<closeloop::Event>(event.payload, [&](auto payload) {
            if (payload.which() != A::member) return;
            A::Decider::evolve(*state, A::get(payload), event.effective_on, event.version);
          });
          version = event.version;
          return folded.has_value();
        }));
    BOOST_OUTCOME_TRY(std::move(folded));
    Entry<A> loaded{version, std::move(state)};
    if (version) cache.keep(stream, loaded);
    return loaded;
  }

  template <typename A>
  void keep(const std::string& id, Entry<A> entry) {
    cache_of<A>().keep(stream_of(A::resource, id), std::move(entry));
  }

 private:
  template <typename A>
  auto& cache_of() {
    return std::get<Cache<A>>(caches_);
  }

  // A type of its own for each aggregate, since two may come to have one State.
  template <typename A>
  struct Cache : StateCache<typename A::State> {};
  template <typename Tuple>
  struct CachesOf;
  template <typename... A>
  struct CachesOf<std::tuple<A...>> {
    using Type = std::tuple<Cache<A>...>;
  };

  const eventstore::EventLog& log_;
  CachesOf<Aggregates>::Type caches_;
};

}  // namespace closeloop::api
