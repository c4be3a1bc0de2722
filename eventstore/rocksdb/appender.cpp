#include "eventstore/rocksdb/appender.h"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eventstore/log/envelope.h"
#include "eventstore/rocksdb/options.h"

namespace eventstore {
namespace {

rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }

/// Putting into a batch in memory fails only if the program is wrong.
void must(const rocksdb::Status& status) {
  if (!status.ok()) std::abort();
}

void put(rocksdb::WriteBatch& rows, const Database& database, const Commit& commit,
         const std::vector<Placement>& placements) {
  for (std::size_t i = 0; i < placements.size(); ++i) {
    const auto bytes = encode_envelope(commit, commit.events[i], placements[i]);
    const auto position = layout::log_key(placements[i].position);
    must(rows.Put(database.log, position, slice(text_of(bytes))));
    must(rows.Put(database.stream,
                  layout::stream_key(commit.events[i].stream, placements[i].version), position));
  }
  const Committed committed{placements.front().position, placements.back().position};
  must(rows.Put(database.command, slice(layout::command_key(commit.command_id)),
                layout::command_value(commit.request_digest, committed)));
}

/// What a command that was recorded before is answered.
Result<Committed> again(const layout::Command& before, const Digest& digest) {
  if (before.digest != digest) return command_reused();
  auto committed = before.committed;
  committed.repeated = true;
  return committed;
}

}  // namespace

Appender::Appender(Database& database, HeadFile head_file, LogEnd end, const Clock& clock,
                   HeadListeners& listeners)
    : database_{database},
      head_file_{std::move(head_file)},
      clock_{clock},
      listeners_{listeners},
      end_{end},
      head_{end.position.number()},
      group_{[this](const Commit& commit, Batch& open, const Batch* written) {
               return accept(commit, open, written);
             },
             [this](Batch& batch) { return write(batch); }} {}

Result<Committed> Appender::append(const Commit& commit) {
  BOOST_OUTCOME_TRY(check_form(commit));
  return group_.submit(commit);
}

Result<Committed> Appender::accept(const Commit& commit, Batch& open, const Batch* written) {
  if (failed_.load()) return out_of_order();
  for (const auto* batch : {static_cast<const Batch*>(&open), written}) {
    if (!batch) continue;
    const auto found = batch->commands.find(commit.command_id);
    if (found != batch->commands.end()) return again(found->second, commit.request_digest);
  }
  BOOST_OUTCOME_TRY(const auto before, stored_command(database_, commit.command_id));
  if (before) return again(*before, commit.request_digest);

  versions_.forget_old(end_.position, head());
  const auto recorded_at = std::max(clock_.now(), end_.recorded_at);
  BOOST_OUTCOME_TRY(const auto placements,
                    admit(commit, end_.position, recorded_at,
                          [this](const std::string& stream) { return version_of(stream); }));
  for (std::size_t i = 0; i < placements.size(); ++i) {
    versions_.set(commit.events[i].stream, placements[i].version);
  }
  put(open.rows, database_, commit, placements);
  const Committed committed{placements.front().position, placements.back().position};
  open.commands.emplace(commit.command_id, layout::Command{commit.request_digest, committed});
  end_ = open.end = {committed.last, recorded_at};
  return committed;
}

Result<Version> Appender::version_of(const std::string& stream) {
  if (const auto known = versions_.find(stream)) return *known;
  BOOST_OUTCOME_TRY(const auto version, stored_version(database_, stream));
  versions_.set(stream, version);
  return version;
}

Result<void> Appender::write(Batch& batch) {
  static const auto durable_options = durable();
  if (failed_.load()) return out_of_order();
  if (batch.empty()) return allowed();
  if (const auto status = database_.db->Write(durable_options, &batch.rows); !status.ok()) {
    fail(fmt::format("The disk refused: {}.", status.ToString()));
    return out_of_order();
  }
  head_.store(batch.end.position.number(), std::memory_order_release);
  // What is written stays acknowledged, even if the head can no longer be noted beside it.
  if (auto noted = head_file_.note(batch.end.position); !noted) fail(noted.error().message);
  listeners_.tell(batch.end.position);
  return allowed();
}

/// After a failed write nobody knows what the disk holds: no more is written until the log is
/// opened again, which finds out.
void Appender::fail(std::string why) {
  const std::lock_guard lock{why_mutex_};
  why_failed_ = std::move(why);
  failed_.store(true);
}

Error Appender::out_of_order() const {
  const std::lock_guard lock{why_mutex_};
  return unavailable("log.disk", why_failed_ + " Nothing more is recorded until a restart.");
}

}  // namespace eventstore
