#include "api/import/take_catalogue.h"

#include <boost/json/parse.hpp>

#include "api/import/deciding.h"
#include "domain/schema/indicator.capnp.h"
#include "domain/schema/question.capnp.h"
#include "eventstore/log/admission.h"
#include "eventstore/schema/json.h"
#include "eventstore/schema/sealer.h"

namespace closeloop::imports {
namespace {

namespace json = boost::json;

bool is_about_the_file(const Error& error) {
  return error.code == Errc::invalid || error.code == Errc::not_found ||
         (error.code == Errc::refused && !error.rule.starts_with("permission"));
}

void refuse(const CatalogueEntry& entry, const Error& error, ImportReport& report) {
  if (error.problems.empty()) report.refuse(entry.place, "event", error.message);
  for (const auto& problem : error.problems) {
    report.refuse(entry.place, "event" + problem.pointer, problem.message);
  }
}

/// The body as it would be held: with what the schema fills in.
template <typename T>
json::object as_held(const json::object& body) {
  const eventstore::KeylessSealer sealer;
  const auto& shape = eventstore::shape_of<T>();
  Draft<T> draft;
  // What is wrong with it is said when the event is asked for.
  (void)eventstore::from_json(shape, json::value(body), eventstore::Source::record, sealer, *draft);
  return eventstore::to_json(shape, draft.reader(), sealer);
}

bool says_the_same(const CatalogueEntry& entry, const json::object& held) {
  return held == (entry.resource == "questions" ? as_held<question::Asked>(entry.body)
                                                : as_held<indicator::Definition>(entry.body));
}

Asked asked_of(const CatalogueEntry& entry, bool anew, Day today) {
  const bool question = entry.resource == "questions";
  const auto* type = question ? (anew ? "QuestionReworded" : "QuestionAsked")
                              : (anew ? "IndicatorRevised" : "IndicatorDefined");
  return {entry.resource, entry.id, type, today, entry.body};
}

}  // namespace

std::vector<CatalogueEntry> read_catalogue(std::string_view bytes, ImportReport& report) {
  std::vector<CatalogueEntry> entries;
  boost::system::error_code failed;
  const auto file = json::parse(bytes, failed);
  const auto* list = failed ? nullptr : file.if_array();
  if (list == nullptr) {
    report.refuse("", "", "A catalogue is a JSON list of objects with the members id and event.");
    return entries;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto place = "/" + std::to_string(i);
    const auto* object = (*list)[i].if_object();
    const auto* id = object == nullptr ? nullptr : object->if_contains("id");
    const auto* event = object == nullptr ? nullptr : object->if_contains("event");
    if (id == nullptr || !id->is_string() || event == nullptr || !event->is_object()) {
      report.refuse(place, "", "An entry has a text `id` and an object `event`.");
      continue;
    }
    entries.push_back({place, event->get_object().contains("question") ? "questions" : "indicators",
                       std::string{id->get_string()}, event->get_object()});
  }
  return entries;
}

Result<void> take_catalogue(eventstore::EventLog& log, const eventstore::Clock& clock,
                            const HeldFields& held, const std::vector<CatalogueEntry>& entries,
                            const Taking& taking, ImportReport& report) {
  report.dry_run = taking.dry_run;
  if (!report.refused.empty()) return allowed();
  const auto today = std::chrono::floor<std::chrono::days>(clock.now());
  Deciding deciding{taking.actor, today, &log};
  for (const auto& entry : entries) {
    const auto before = held(entry.resource, entry.id);
    if (before && says_the_same(entry, *before)) {
      report.unchanged.push_back(entry.id);
      continue;
    }
    if (const auto asked = deciding.ask(asked_of(entry, before.has_value(), today)); !asked) {
      if (!is_about_the_file(asked.error())) return asked.error();
      refuse(entry, asked.error(), report);
    } else {
      ++report.taken[before ? "revised definitions" : entry.resource];
    }
  }
  if (!report.refused.empty()) report.forget_taken();
  if (report.taken.empty()) return allowed();
  auto commit =
      std::move(deciding).commit(eventstore::new_uuid(clock.now()), "Taken from a catalogue.");
  report.taken["events"] = commit.events.size();
  if (const auto form = eventstore::check_form(commit); !form) {
    report.forget_taken();
    report.refuse("", "", form.error().message + " Take fewer at a time.");
    return allowed();
  }
  if (taking.dry_run) return allowed();
  BOOST_OUTCOME_TRY(const auto committed, log.append(std::move(commit)));
  report.position = committed.last.number();
  return allowed();
}

}  // namespace closeloop::imports
