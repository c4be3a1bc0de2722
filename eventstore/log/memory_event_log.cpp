#include "eventstore/log/memory_event_log.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "eventstore/log/admission.h"
#include "eventstore/log/envelope.h"
#include "eventstore/log/head_listeners.h"

namespace eventstore {
namespace {

class MemoryEventLog final : public EventLog {
 public:
  explicit MemoryEventLog(const Clock& clock) : clock_{clock} {}

  Result<Committed> append(Commit commit) override {
    BOOST_OUTCOME_TRY(check_form(commit));
    Position head;
    Committed committed;
    {
      const std::lock_guard lock{mutex_};
      BOOST_OUTCOME_TRY(const auto before, find(commit.command_id, commit.request_digest));
      if (before) return *before;
      const auto recorded_at = std::max(clock_.now(), last_recorded_at_);
      BOOST_OUTCOME_TRY(const auto placements,
                        admit(commit, Position{events_.size()}, recorded_at,
                              [this](const std::string& stream) -> Result<Version> {
                                return Version{stream_size(stream)};
                              }));
      last_recorded_at_ = recorded_at;
      committed = {placements.front().position, placements.back().position};
      for (std::size_t i = 0; i < placements.size(); ++i) {
        events_.push_back(encode_envelope(commit, commit.events[i], placements[i]));
        streams_[commit.events[i].stream].push_back(placements[i].position);
      }
      commands_.emplace(commit.command_id, std::pair{commit.request_digest, committed});
      head = committed.last;
    }
    listeners_.tell(head);
    return committed;
  }

  Result<std::optional<Committed>> find_command(const Uuid& id,
                                                const Digest& digest) const override {
    const std::lock_guard lock{mutex_};
    return find(id, digest);
  }

  Result<void> read_stream(std::string_view stream, Version after,
                           const EventVisitor& visit) const override {
    std::vector<Position> positions;
    {
      const std::lock_guard lock{mutex_};
      if (const auto found = streams_.find(stream); found != streams_.end()) {
        positions = found->second;
      }
    }
    EnvelopeReader reader;
    for (auto i = after.number(); i < positions.size(); ++i) {
      BOOST_OUTCOME_TRY(const auto more, show(reader, positions[i], visit));
      if (!more) break;
    }
    return allowed();
  }

  Result<void> read_all(Position after, Position last, const EventVisitor& visit) const override {
    EnvelopeReader reader;
    const auto end = std::min(last, head());
    for (auto position = after; position < end;) {
      position = position.next();
      BOOST_OUTCOME_TRY(const auto more, show(reader, position, visit));
      if (!more) break;
    }
    return allowed();
  }

  Result<Version> stream_version(std::string_view stream) const override {
    const std::lock_guard lock{mutex_};
    return Version{stream_size(stream)};
  }

  Position head() const override {
    const std::lock_guard lock{mutex_};
    return Position{events_.size()};
  }

  std::shared_ptr<void> on_head_moved(HeadListener listener) override {
    return listeners_.add(std::move(listener));
  }

 private:
  [[nodiscard]] std::size_t stream_size(std::string_view stream) const {
    const auto found = streams_.find(stream);
    return found == streams_.end() ? 0 : found->second.size();
  }

  [[nodiscard]] Result<std::optional<Committed>> find(const Uuid& id, const Digest& digest) const {
    const auto found = commands_.find(id);
    if (found == commands_.end()) return std::optional<Committed>{};
    if (found->second.first != digest) return command_reused();
    auto committed = found->second.second;
    committed.repeated = true;
    return std::optional{committed};
  }

  Result<bool> show(EnvelopeReader& reader, Position position, const EventVisitor& visit) const {
    Bytes bytes;
    {
      const std::lock_guard lock{mutex_};
      bytes = events_[position.number() - 1];
    }
    bool more = true;
    BOOST_OUTCOME_TRY(reader.read(bytes, [&](const RecordedEvent& event) { more = visit(event); }));
    return more;
  }

  const Clock& clock_;
  mutable std::mutex mutex_;
  std::vector<Bytes> events_;
  std::map<std::string, std::vector<Position>, std::less<>> streams_;
  std::map<Uuid, std::pair<Digest, Committed>> commands_;
  Timestamp last_recorded_at_{};
  HeadListeners listeners_;
};

}  // namespace

std::unique_ptr<EventLog> make_memory_event_log(const Clock& clock) {
  return std::make_unique<MemoryEventLog>(clock);
}

}  // namespace eventstore
