#include "api/import/imported_plan.h"

#include <algorithm>
#include <map>

#include <boost/json/serialize.hpp>

#include "api/import/deciding.h"
#include "eventstore/schema/recorded.h"

namespace closeloop::imports {
namespace {

namespace json = boost::json;
using eventstore::NewEvent;
using eventstore::RecordedEvent;
using eventstore::Result;

json::object said_by(const NewEvent& event) {
  auto view = eventstore::view_payload(catalogue(), event.payload, eventstore::KeylessSealer{});
  if (!view) return {};
  // These come from the board as it was then: of the file, and of its priority areas.
  for (const auto* derived : {"sourceDigest", "priorityAreas"}) view.value().data.erase(derived);
  return std::move(view.value().data);
}

std::string shown(const json::value* value) { return value ? json::serialize(*value) : "nothing"; }

void compare(const NewEvent& before, const NewEvent& now, std::vector<std::string>& differences) {
  const auto was = said_by(before);
  const auto is = said_by(now);
  std::map<std::string, bool, std::less<>> names;
  for (const auto& [name, value] : was) names[std::string{name}];
  for (const auto& [name, value] : is) names[std::string{name}];
  for (const auto& [name, unused] : names) {
    const auto* old = was.if_contains(name);
    const auto* fresh = is.if_contains(name);
    if (old && fresh && *old == *fresh) continue;
    differences.push_back(before.stream + ": " + name + " was " + shown(old) + ", is " +
                          shown(fresh) + ".");
  }
}

}  // namespace

Result<std::optional<ImportedPlan>> find_imported_plan(const eventstore::EventLog& log,
                                                       const std::string& review) {
  eventstore::Position opened;
  eventstore::Uuid command;
  BOOST_OUTCOME_TRY(log.read_stream("reviews/" + review, {}, [&](const RecordedEvent& event) {
    opened = event.position;
    command = event.command_id;
    return false;
  }));
  if (!opened) return std::optional<ImportedPlan>{};
  ImportedPlan plan;
  BOOST_OUTCOME_TRY(log.read_all(
      eventstore::Position{opened.number() - 1}, log.head(), [&](const RecordedEvent& event) {
        const bool next_plan = event.type == "ReviewOpened" && event.position != opened;
        if (event.command_id != command || next_plan) return false;
        plan.on = std::chrono::floor<std::chrono::days>(event.recorded_at);
        plan.events.push_back({std::string{event.stream},
                               std::string{event.type},
                               event.schema_version,
                               event.effective_on,
                               {},
                               {event.payload.begin(), event.payload.end()}});
        return true;
      }));
  return std::optional{std::move(plan)};
}

std::vector<std::string> differences_from(const ImportedPlan& before,
                                          const std::vector<NewEvent>& now) {
  std::vector<std::string> differences;
  const auto same = [](const NewEvent& one) {
    return [&one](const NewEvent& other) {
      return other.stream == one.stream && other.type == one.type;
    };
  };
  for (const auto& event : before.events) {
    const auto found = std::find_if(now.begin(), now.end(), same(event));
    if (found == now.end()) {
      differences.push_back(event.stream + " is not in the file any more (" + event.type + ").");
    } else {
      compare(event, *found, differences);
    }
  }
  for (const auto& event : now) {
    if (std::none_of(before.events.begin(), before.events.end(), same(event))) {
      differences.push_back(event.stream + " is new (" + event.type + ").");
    }
  }
  return differences;
}

}  // namespace closeloop::imports
