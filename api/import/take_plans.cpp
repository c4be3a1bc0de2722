#include "api/import/take_plans.h"

#include <set>

#include "api/import/fitting.h"
#include "api/import/imported_plan.h"
#include "api/import/plan_events.h"
#include "domain/permissions.h"
#include "eventstore/log/admission.h"
#include "eventstore/schema/recorded.h"

namespace closeloop::imports {
namespace {

using eventstore::Commit;
using eventstore::Committed;
using eventstore::Errc;
using eventstore::EventLog;

constexpr int attempts_max = 3;  // Before records that others keep making are given up.

/// What is wrong with an event, at the place it comes from.
void refuse(const PlannedEvent& event, const Error& error, ImportReport& report) {
  if (error.problems.empty()) report.refuse(event.place, "", error.message);
  for (const auto& problem : error.problems) {
    const std::string_view pointer = problem.pointer;
    const auto field = pointer.empty() ? pointer : pointer.substr(1, pointer.find('/', 1) - 1);
    report.refuse(event.place, source_of(field), problem.message);
  }
}

bool is_about_the_file(const Error& error) {
  return error.code == Errc::invalid ||
         (error.code == Errc::refused && !error.rule.starts_with("permission"));
}

Result<std::set<std::string>> priority_areas(const EventLog& log) {
  std::set<std::string> areas;
  eventstore::Opener opener;
  Result<void> opened = allowed();
  BOOST_OUTCOME_TRY(log.read_stream("boards/B-1", {}, [&](const eventstore::RecordedEvent& event) {
    opened = opener.open<closeloop::Event>(event.payload, [&](closeloop::Event::Reader payload) {
      if (payload.isBoard() && payload.getBoard().isPriorityAreaSet()) {
        areas.insert(Id{payload.getBoard().getPriorityAreaSet().getPriorityArea()}.text());
      }
    });
    return opened.has_value();
  }));
  BOOST_OUTCOME_TRY(std::move(opened));
  return areas;
}

std::string stream_of(const PlannedEvent& event) {
  return event.asked.resource + "/" + event.asked.id;
}

void name_records(const PlanEvents& plan, ImportReport& report) {
  report.reviews.push_back(plan.review);
  for (const auto& event : plan.events) {
    if (event.asked.resource == "findings") report.findings.push_back(event.asked.id);
  }
}

/// Decides on the plans against the log as it is now.
class Preparing {
 public:
  Preparing(const EventLog& log, const Taking& taking, Day today, ImportReport& report)
      : log_{log},
        taking_{taking},
        today_{today},
        report_{report},
        deciding_{taking.actor, today} {}

  Result<void> add(const PlanEvents& plan) {
    BOOST_OUTCOME_TRY(const auto before, find_imported_plan(log_, plan.review));
    Deciding again{taking_.actor, today_};  // Of a plan that is there already, only to compare.
    auto& to = before ? again : deciding_;
    for (const auto& event : plan.events) {
      if (taking_.progress) taking_.progress(++decided_);
      if (!before) {
        BOOST_OUTCOME_TRY(const auto version, log_.stream_version(stream_of(event)));
        if (version) {
          report_.refuse(event.place, "id",
                         "There is " + stream_of(event) + " already, from elsewhere.");
          continue;
        }
      }
      const auto asked = event.is_part ? to.ask_as_part(event.asked) : to.ask(event.asked);
      if (!asked) {
        if (!is_about_the_file(asked.error())) return asked.error();
        refuse(event, asked.error(), report_);
      } else if (event.kind && !before) {
        ++report_.taken[event.kind];
      } else if (event.is_part && !before) {
        moves_dates_ = true;
      }
    }
    if (before) {
      compare(plan, *before, std::move(again).events());
    } else {
      name_records(plan, report_);
    }
    return allowed();
  }

  /// Nothing if there is nothing to take.
  std::optional<Commit> commit(const eventstore::Uuid& id) && {
    if (!report_.refused.empty()) report_.forget_taken();
    if (report_.taken.empty()) return std::nullopt;
    auto commit = std::move(deciding_).commit(
        id, moves_dates_ ? "Imported from a published plan. Due dates were moved as the plan says."
                         : "Imported from a published plan.");
    report_.taken["events"] = commit.events.size();
    report_.events = commit.request_digest;
    commit.correlation = taking_.correlation;
    if (taking_.command) commit.request_digest = taking_.command->request;
    const auto form = eventstore::check_form(commit);
    if (form) return commit;
    report_.forget_taken();
    report_.refuse("", "", form.error().message + " Import fewer plans at a time.");
    return std::nullopt;
  }

 private:
  void compare(const PlanEvents& plan, const ImportedPlan& before,
               const std::vector<eventstore::NewEvent>& now) {
    const auto differences = differences_from(before, now);
    if (differences.empty()) report_.unchanged.push_back(plan.review);
    for (const auto& difference : differences) {
      report_.refuse(plan.events.front().place, "",
                     "Plan " + plan.review +
                         " was imported before and said otherwise: " + difference +
                         " What was recorded stays; correct it by the command 'correct'.");
    }
  }

  const EventLog& log_;
  const Taking& taking_;
  Day today_;
  ImportReport& report_;
  Deciding deciding_;
  std::uint64_t decided_ = 0;
  bool moves_dates_ = false;  // Then the commit says why.
};

Result<void> changed() {
  return eventstore::conflict("import.changed",
                              "The board has changed since the report was made, so nothing was "
                              "taken. Look at the report as it is now.",
                              0);
}

/// Reports a commit that was recorded before, from the file that it was made of.
Result<void> report_again(const EventLog& log, const Committed& before,
                          const std::vector<PlanEvents>& planned, ImportReport& report) {
  std::set<std::string> streams;
  const eventstore::Position start{before.first.number() - 1};
  BOOST_OUTCOME_TRY(log.read_all(start, before.last, [&](const eventstore::RecordedEvent& event) {
    streams.emplace(event.stream);
    return true;
  }));
  for (const auto& plan : planned) {
    if (!streams.contains("reviews/" + plan.review)) {
      report.unchanged.push_back(plan.review);
      continue;
    }
    name_records(plan, report);
    for (const auto& event : plan.events) {
      if (event.kind) ++report.taken[event.kind];
    }
  }
  report.taken["events"] = before.last.number() - before.first.number() + 1;
  report.position = before.last.number();
  return allowed();
}

}  // namespace

Result<void> take_plans(EventLog& log, const eventstore::Clock& clock,
                        const std::vector<PlanDraft>& asked, const Taking& taking,
                        ImportReport& report) {
  report.dry_run = taking.dry_run;
  if (!report.refused.empty()) return taking.exactly ? changed() : allowed();
  const auto today = std::chrono::floor<std::chrono::days>(clock.now());
  auto plans = asked;
  fit(plans, today, report);
  const auto read = report;  // What the file itself says; each attempt adds to it.
  BOOST_OUTCOME_TRY(const auto areas, priority_areas(log));
  const auto planned = events_of(plans, today, areas);
  if (taking.command && !taking.dry_run) {
    BOOST_OUTCOME_TRY(const auto before,
                      log.find_command(taking.command->id, taking.command->request));
    if (before) return report_again(log, *before, planned, report);
  }
  for (int attempt = 1;; ++attempt) {
    report = read;
    const auto head = log.head();
    Preparing preparing{log, taking, today, report};
    for (const auto& plan : planned) {
      BOOST_OUTCOME_TRY(preparing.add(plan));
    }
    const auto id = taking.command ? taking.command->id : eventstore::new_uuid(clock.now());
    auto commit = std::move(preparing).commit(id);
    // What was refused may be of a plan that came to be while we looked.
    if (!report.refused.empty() && log.head() != head && attempt < attempts_max) continue;
    if (taking.exactly && taking.exactly != report.events) {
      return changed();
    }
    if (!commit || taking.dry_run) return allowed();
    const auto committed = log.append(std::move(*commit));
    if (committed) {
      report.position = committed.value().last.number();
      return allowed();
    }
    // Someone made one of these records meanwhile: the report must say so.
    if (committed.error().rule != "log.version" || attempt == attempts_max) {
      return committed.error();
    }
  }
}

Result<void> must_be_permitted_to_import(person::Role role) {
  for (const auto& type : types_of_plans()) {
    const auto* kind = catalogue().of_type(type);
    BOOST_OUTCOME_TRY(must_be_permitted(role, kind->resource(), kind->event->intent));
  }
  return allowed();
}

}  // namespace closeloop::imports
