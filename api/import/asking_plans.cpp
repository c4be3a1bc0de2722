#include "api/import/asking_plans.h"

#include <fmt/format.h>

#include "api/import/recording.h"
#include "eventstore/schema/message.h"

namespace closeloop::imports {
namespace {

/// What is wrong with an event, at the place it comes from.
void refuse(const PlannedEvent& event, const Error& error, ImportReport& report) {
  if (error.problems.empty()) report.refuse(event.place, "", error.message);
  for (const auto& problem : error.problems) {
    const std::string_view pointer = problem.pointer;
    const auto field = pointer.empty() ? pointer : pointer.substr(1, pointer.find('/', 1) - 1);
    report.refuse(event.place, source_of(field), problem.message);
  }
}

}  // namespace

std::string stream_of(const PlannedEvent& event) {
  return event.asked.resource + "/" + event.asked.id;
}

Result<bool> AskingPlans::ask(const PlannedEvent& event) {
  const auto [record, first] = places_.try_emplace(stream_of(event));
  if (!first && !record->second) return false;
  const auto asked =
      event.is_part ? deciding_.ask_as_part(event.asked) : deciding_.ask(event.asked);
  if (!asked) {
    if (!is_about_the_file(asked.error())) return asked.error();
    refuse(event, asked.error(), report_);
    return false;
  }
  if (first) record->second = event.place;
  return true;
}

void AskingPlans::refuse_record(const PlannedEvent& event, std::string why) {
  if (places_.try_emplace(stream_of(event)).second) {
    report_.refuse(event.place, "id", std::move(why));
  }
}

eventstore::Commit AskingPlans::commit(const eventstore::Uuid& id, std::string reason) && {
  auto commit = std::move(deciding_).commit(id, std::move(reason));
  for (const auto& event : commit.events) {
    if (event.payload.size() <= eventstore::payload_bytes_max) continue;
    report_.refuse(places_.at(event.stream).value_or(std::string{}), "",
                   fmt::format("What is said here comes to {} bytes, with the notes that hold what "
                               "has no other place; a record holds {} at most. Shorten the longest "
                               "texts, or leave out what need not be kept.",
                               event.payload.size(), eventstore::payload_bytes_max));
  }
  return commit;
}

}  // namespace closeloop::imports
