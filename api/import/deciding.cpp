#include "api/import/deciding.h"

#include <map>
#include <tuple>

#include "domain/aggregates.h"
#include "domain/permissions.h"
#include "eventstore/core/digest.h"
#include "eventstore/schema/dynamic.h"
#include "eventstore/schema/json.h"

namespace closeloop::imports {
namespace {

template <typename Aggregate>
struct Folded {
  std::map<std::string, std::pair<Version, typename Aggregate::State>, std::less<>> records;
};

template <typename Tuple>
struct AllFolded;
template <typename... A>
struct AllFolded<std::tuple<A...>> {
  std::tuple<Folded<A>...> of;
};

}  // namespace

struct Deciding::States : AllFolded<Aggregates> {};

const eventstore::Catalogue& catalogue() {
  static const eventstore::Catalogue kinds{eventstore::shape_of<Event>()};
  return kinds;
}

Deciding::Deciding(Actor actor, Day today, const eventstore::EventLog* log)
    : actor_{std::move(actor)}, today_{today}, states_{std::make_unique<States>()}, log_{log} {}
Deciding::Deciding(Deciding&&) noexcept = default;
Deciding& Deciding::operator=(Deciding&&) noexcept = default;
Deciding::~Deciding() = default;

Result<void> Deciding::ask(const Asked& asked) {
  const auto* kind = catalogue().of_type(asked.type);
  if (!kind || kind->resource() != asked.resource) {
    return not_found("There is no event " + asked.type + " of " + asked.resource + ".");
  }
  BOOST_OUTCOME_TRY(must_be_permitted(actor_.role, asked.resource, kind->event->intent));
  return ask_as_part(asked);
}

Result<void> Deciding::ask_as_part(const Asked& asked) {
  const auto* kind = catalogue().of_type(asked.type);
  if (!kind || kind->resource() != asked.resource) {
    return not_found("There is no event " + asked.type + " of " + asked.resource + ".");
  }
  Result<void> result = allowed();
  with_aggregate(asked.resource,
                 [&](auto aggregate) { result = decide<decltype(aggregate)>(asked, *kind); });
  return result;
}

/// Folds the record from the log, the first time it is asked about.
template <typename A>
Result<void> Deciding::find(const std::string& id) {
  auto& records = std::get<Folded<A>>(states_->of).records;
  if (records.contains(id)) return allowed();
  const auto stream = std::string{A::resource} + "/" + id;
  Version version;
  typename A::State state;
  if (log_ != nullptr) {
    eventstore::Opener opener;
    Result<void> folded = allowed();
    BOOST_OUTCOME_TRY(log_->read_stream(stream, {}, [&](const eventstore::RecordedEvent& event) {
      folded = opener.open<closeloop::Event>(event.payload, [&](auto payload) {
        if (payload.which() != A::member) return;
        A::Decider::evolve(state, A::get(payload), event.effective_on, event.version);
      });
      version = event.version;
      return folded.has_value();
    }));
    BOOST_OUTCOME_TRY(std::move(folded));
  }
  found_.push_back({stream, version});
  records.emplace(id, std::pair{version, std::move(state)});
  return allowed();
}

template <typename A>
Result<void> Deciding::decide(const Asked& asked, const eventstore::EventKind& kind) {
  Draft<typename A::Event> draft;
  const capnp::DynamicStruct::Builder of_union = *draft;
  auto to = capnp::DynamicStruct::Builder{of_union};
  auto event = to.init(kind.event->schema).template as<capnp::DynamicStruct>();
  auto problems =
      eventstore::from_json(*kind.event->record, boost::json::value(asked.body),
                            eventstore::Source::record, eventstore::KeylessSealer{}, event);
  if (!problems.empty()) return invalid(std::move(problems));

  BOOST_OUTCOME_TRY(find<A>(asked.id));
  auto& [version, state] = std::get<Folded<A>>(states_->of).records.find(asked.id)->second;
  const Context context{.actor = actor_,
                        .today = today_,
                        .effective_on = asked.effective_on,
                        .reason = {},
                        .record = asked.id,
                        .new_token = {}};
  BOOST_OUTCOME_TRY(const auto decided, A::Decider::decide(state, draft.reader(), context, {}));
  for (const auto& each : decided) {
    version = version.next();
    A::Decider::evolve(state, each.reader(), asked.effective_on, version);
    events_.push_back({asked.resource + "/" + asked.id,
                       asked.type,
                       1,
                       asked.effective_on,
                       {},
                       A::wrap(each.reader()).bytes()});
  }
  return allowed();
}

eventstore::Commit Deciding::commit(const eventstore::Uuid& command_id, std::string reason) && {
  std::string all;
  for (const auto& event : events_) {
    all += event.stream + '\n';
    all += eventstore::text_of(event.payload);
  }
  eventstore::Commit commit{.command_id = command_id,
                            .request_digest = eventstore::sha256(all),
                            .actor = actor_.person.text(),
                            .on_behalf_of = {},
                            .reason = std::move(reason),
                            .correlation = {},
                            .preconditions = {},
                            .events = std::move(events_)};
  commit.preconditions = std::move(found_);
  return commit;
}

}  // namespace closeloop::imports
