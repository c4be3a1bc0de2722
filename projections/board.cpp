#include "projections/board.h"

#include <algorithm>
#include <cstring>

#include "projections/board_links.h"
#include "projections/board_records.h"
#include "projections/derive.h"

namespace closeloop {
namespace {

using eventstore::RecordedEvent;

/// The id in "actions/A-31"; empty unless it is of that resource.
std::string_view id_in(std::string_view stream, std::string_view resource) {
  if (stream.size() <= resource.size() + 1 || !stream.starts_with(resource) ||
      stream[resource.size()] != '/') {
    return {};
  }
  return stream.substr(resource.size() + 1);
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
  return hash ^ hash >> 32;
}

std::uint64_t mixed(std::uint64_t hash, std::string_view bytes) {
  hash = mixed(hash, bytes.size());
  for (; bytes.size() >= sizeof(std::uint64_t); bytes.remove_prefix(sizeof(std::uint64_t))) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof word);
    hash = mixed(hash, word);
  }
  std::uint64_t rest = 0;
  if (!bytes.empty()) std::memcpy(&rest, bytes.data(), bytes.size());
  return mixed(hash, rest);
}

/// Folds events of any aggregate into the records.
class Folder {
 public:
  Folder(Board::Records& records, const RecordedEvent& event) : records_{records}, event_{event} {}

  template <typename Aggregate>
  Result<void> fold(Event::Reader payload) {
    const auto id = id_in(event_.stream, Aggregate::resource);
    if (id.empty()) {
      return eventstore::corrupt("The event at position " +
                                 std::to_string(event_.position.number()) +
                                 " does not belong to its stream.");
    }
    const auto inner = Aggregate::get(payload);
    const auto which = static_cast<std::uint16_t>(inner.which());
    const auto number = records_.store.number_of(Aggregate::member, id);
    auto& record = records_.store[number];
    auto& state = state_of<typename Aggregate::State>(record);
    const bool spreads = matters_to_others(state, inner);
    Aggregate::Decider::evolve(state, inner, event_.effective_on, event_.version);
    note_commit();

    record.version = static_cast<std::uint32_t>(event_.version.number());
    record.exists = record.exists || which == 0;  // The first member of each union creates.
    note_links(records_.store, number, inner, event_.effective_on);
    note_more(number, state, inner);
    records_.store.touch(number, spreads);
    note_history(is_shown(inner), record, which);
    return allowed();
  }

 private:
  /// Whether what is derived of linked records may differ after this event. Those that are
  /// frequent or linked to much are told apart; of others it is asked by deriving.
  template <typename State, typename Reader>
  static bool matters_to_others(const State& before, Reader event) {
    if constexpr (std::is_same_v<State, review::State>) return event.isOpened();
    if constexpr (std::is_same_v<State, action::State>) {
      return !(event.isProgressed() && before.phase == action::Phase::in_progress);
    }
    if constexpr (std::is_same_v<State, series::State>) return false;
    return true;
  }

  /// States of different kinds lie apart; a record gets its own when its first event comes.
  template <typename State>
  State& state_of(Record& record) {
    auto& states = std::get<Segmented<State>>(records_.states);
    if (record.version == 0) {
      record.slot = static_cast<std::uint32_t>(states.size());
      return states.emplace_back();
    }
    return states[record.slot];
  }

  template <typename State, typename Reader>
  void note_more(Number number, State& state, Reader event) {
    if constexpr (std::is_same_v<State, action::State>) {
      if (event.isCorrected()) note_agencies(records_.store, number, state);
      if (event.isDelivered()) {
        for (const auto id : event.getDelivered().getEvidence()) {
          // Evidence given with a delivery is about it, whatever it says itself.
          records_.store.link(
              records_.store.number_of(RecordKind::EVIDENCE, eventstore::view(id.getText())),
              number);
        }
      }
    }
    if constexpr (std::is_same_v<State, evidence::State>) {
      if (event.isWithdrawn() && state.kind == evidence::Kind::OUTCOME) {
        note_outcome_withdrawn(records_.store, number, event_.effective_on);
      }
    }
    if constexpr (std::is_same_v<State, series::State>) {
      if (event.isMeasured()) note_when(state, event.getMeasured());
      if (event.isRemeasured()) note_when(state, event.getRemeasured());
      if (event.isNarrativeWritten()) {
        records_.authors[event_.position.number()] = {std::string{event_.actor},
                                                      std::string{event_.on_behalf_of}};
      }
    }
    if constexpr (std::is_same_v<State, indicator::State>) {
      if (event.isSmallNumbersOpened()) {
        records_.openings.push_back(
            {number, std::string{event_.actor}, event_.recorded_at, event_.position.number()});
      }
    }
    if constexpr (std::is_same_v<State, person::State>) {
      if (event.isTokenIssued()) {
        records_.tokens[eventstore::str(event.getTokenIssued().getSha256())] = number;
      }
    }
  }

  void note_when(series::State& state, series::Measured::Reader said) {
    auto& value = state.find(day(said.getEnds()))->now;
    value.position = event_.position.number();
    value.recorded_on = std::chrono::floor<std::chrono::days>(event_.recorded_at);
    value.known_from = records_.commit.number();
  }

  void note_commit() {
    if (event_.command_id == records_.command && event_.command_id != eventstore::Uuid{}) return;
    records_.command = event_.command_id;
    records_.commit = event_.position;
  }

  void note_history(bool shown, Record& record, std::uint16_t which) {
    auto hash = mixed(records_.history, event_.position.number());
    hash = mixed(hash, event_.version.number() << 32 ^
                           static_cast<std::uint64_t>(number_of_day(event_.effective_on)));
    hash = mixed(hash, static_cast<std::uint64_t>(event_.recorded_at.time_since_epoch().count()));
    hash = mixed(hash, event_.actor);
    if (shown) {
      records_.store.keep(record, event_, which);  // And comes into the digest from there.
    } else {
      hash = mixed(hash, eventstore::text_of(event_.payload));
    }
    records_.history = hash;
    records_.position = event_.position;
    records_.recorded_at = event_.recorded_at;
  }

  Board::Records& records_;
  const RecordedEvent& event_;
};

}  // namespace

Board::Board() : records_{std::make_unique<Records>()} {}
Board::~Board() = default;
Board::Board(Board&&) noexcept = default;
Board& Board::operator=(Board&&) noexcept = default;

eventstore::Result<void> Board::apply(const RecordedEvent& event) {
  Folder folder{*records_, event};
  Result<void> folded = allowed();
  const auto opened = records_->opener.open<Event>(event.payload, [&](Event::Reader payload) {
    with_aggregate(payload.which(), [&](auto aggregate) {
      folded = folder.template fold<decltype(aggregate)>(payload);
    });
  });
  if (!opened) {
    return eventstore::corrupt("The event at position " + std::to_string(event.position.number()) +
                               " cannot be read. " + opened.error().message);
  }
  return folded;
}

void Board::set_amid_commit(const eventstore::Uuid& next_command) {
  records_->amid_commit = next_command != eventstore::Uuid{} && next_command == records_->command;
  if (records_->all_known) records_->all_known->set_amid_commit(next_command);
  records_->concerns.forget();
}

eventstore::Result<void> Board::note_for_protection(const RecordedEvent& event) {
  if (!records_->all_known) records_->all_known = std::make_unique<Board>();
  const bool matters =
      event.stream.starts_with("series/") || event.stream.starts_with("indicators/");
  return matters ? records_->all_known->apply(event) : boost::outcome_v2::success();
}

eventstore::Position Board::position() const { return records_->position; }

std::optional<eventstore::Timestamp> Board::recorded_at() const {
  if (!records_->position) return std::nullopt;
  return records_->recorded_at;
}

std::optional<Actor> Board::bearer(std::string_view token_sha256, Day today) const {
  const auto found = records_->tokens.find(std::string{token_sha256});
  if (found == records_->tokens.end()) return std::nullopt;
  const auto& state = records_->state<person::State>(found->second);
  const auto usable =
      std::any_of(state.tokens.begin(), state.tokens.end(), [&](const person::Token& token) {
        return token.sha256 == token_sha256 && state.may_use(token, today);
      });
  if (!usable) return std::nullopt;
  return person(records_->store[found->second].id);
}

std::optional<Actor> Board::person(std::string_view id) const {
  const auto number = records_->store.find(RecordKind::PERSON, id);
  if (number == 0 || !records_->store[number].exists) return std::nullopt;
  const auto& state = records_->state<person::State>(number);
  if (state.ended) return std::nullopt;
  return Actor{Id<PersonId>{std::string{id}}, state.role, state.agency, state.post};
}

bool Board::exists(std::string_view resource, std::string_view id) const {
  Number number = 0;
  with_aggregate(resource,
                 [&](auto aggregate) { number = records_->store.find(aggregate.member, id); });
  return number != 0 && records_->store[number].exists;
}

std::string Board::next_id(std::string_view resource, std::string_view prefix) const {
  std::uint64_t highest = 0;
  with_aggregate(resource,
                 [&](auto aggregate) { highest = records_->store.highest_id(aggregate.member); });
  return std::string{prefix} + "-" + std::to_string(highest + 1);
}

Board::LoopStreams Board::loop_streams(std::string_view finding) const {
  LoopStreams streams;
  const auto number = records_->store.find(RecordKind::FINDING, finding);
  if (number == 0) return streams;
  Loop loop;
  records_->loop_of(number, loop);
  for (const auto action : loop.actions) {
    streams.actions.push_back("actions/" + std::string{records_->store[action].id});
  }
  for (const auto evidence : loop.evidence) {
    streams.evidence.push_back("evidence/" + std::string{records_->store[evidence].id});
  }
  return streams;
}

}  // namespace closeloop
