#include "eventstore/log/envelope.h"

#include <cstring>

#include "eventstore/schema/values.h"

namespace eventstore {
namespace {

capnp::Text::Reader text(const std::string& value) { return {value.data(), value.size()}; }

capnp::Data::Reader octets(BytesView bytes) {
  return {reinterpret_cast<const kj::byte*>(bytes.data()), bytes.size()};
}

BytesView bytes_in(capnp::Data::Reader stored) {
  return {reinterpret_cast<const std::byte*>(stored.begin()), stored.size()};
}

}  // namespace

Bytes encode_envelope(const Commit& commit, const NewEvent& event, const Placement& placement) {
  Draft<schema::Envelope> draft;
  auto envelope = *draft;
  envelope.setPosition(placement.position.number());
  envelope.setStream(text(event.stream));
  envelope.setVersion(placement.version.number());
  envelope.setType(text(event.type));
  envelope.setSchemaVersion(event.schema_version);
  envelope.setRecordedAt(placement.recorded_at.time_since_epoch().count());
  envelope.setEffectiveOn(static_cast<std::int32_t>(event.effective_on.time_since_epoch().count()));
  envelope.setActor(text(commit.actor));
  if (!commit.on_behalf_of.empty()) envelope.setOnBehalfOf(text(commit.on_behalf_of));
  if (!commit.reason.empty()) envelope.setReason(text(commit.reason));
  envelope.setCommandId(octets(commit.command_id.bytes));
  if (!commit.correlation.empty()) envelope.setCorrelation(text(commit.correlation));
  envelope.setCausation(event.causation.number());
  envelope.setPayload(octets(event.payload));
  return draft.bytes();
}

Result<void> EnvelopeReader::view(schema::Envelope::Reader stored, RecordedEvent& event) {
  event.position = Position{stored.getPosition()};
  event.stream = eventstore::view(stored.getStream());
  event.version = Version{stored.getVersion()};
  event.type = eventstore::view(stored.getType());
  event.schema_version = stored.getSchemaVersion();
  event.recorded_at = Timestamp{std::chrono::milliseconds{stored.getRecordedAt()}};
  event.effective_on = Day{std::chrono::days{stored.getEffectiveOn()}};
  event.actor = eventstore::view(stored.getActor());
  event.on_behalf_of = eventstore::view(stored.getOnBehalfOf());
  event.reason = eventstore::view(stored.getReason());
  event.correlation = eventstore::view(stored.getCorrelation());
  event.causation = Position{stored.getCausation()};
  event.payload = bytes_in(stored.getPayload());
  const auto command = stored.getCommandId();
  if (!event.position || !event.version || event.stream.empty() || event.type.empty() ||
      event.payload.empty() || command.size() != event.command_id.bytes.size()) {
    return corrupt("An envelope lacks what every event has.");
  }
  std::memcpy(event.command_id.bytes.data(), command.begin(), command.size());
  return allowed();
}

}  // namespace eventstore
