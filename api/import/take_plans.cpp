#include "api/import/take_plans.h"

#include <set>

#include "api/import/asking_plans.h"
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
using eventstore::EventLog;

constexpr int attempts_max = 3;  // Before records that others keep making are given up.

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

void name_records(const PlanEvents& plan, ImportReport& report) {
  report.reviews.push_back(plan.review);
  for (const auto& event : plan.events) {
    if (event.asked.resource == "findings") report.findings.push_back(event.asked.id);
  }
}

/// What the plan comes to if it is read on that day.
PlanEvents planned(PlanDraft plan, Day today, const std::set<std::string>& areas,
                   ImportReport& report) {
  fit(plan, today, report);
  return events_of(plan, today, areas);
}

/// Decides on the plans against the log as it is now.
class Preparing {
 public:
  Preparing(const EventLog& log, const Taking& taking, Day today,
            const std::set<std::string>& areas, ImportReport& report)
      : log_{log},
        taking_{taking},
        today_{today},
        areas_{areas},
        report_{report},
        asking_{taking.actor, today, report} {}

  Result<void> add(const PlanDraft& plan) {
    BOOST_OUTCOME_TRY(const auto before, find_imported_plan(log_, review_of(plan)));
    return before ? compare(plan, *before) : take(plan);
  }

  /// Nothing if there is nothing to take.
  std::optional<Commit> commit(const eventstore::Uuid& id) && {
    auto commit = std::move(asking_).commit(
        id, moves_dates_ ? "Imported from a published plan. Due dates were moved as the plan says."
                         : "Imported from a published plan.");
    if (!report_.refused.empty()) report_.forget_taken();
    if (report_.taken.empty()) return std::nullopt;
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
  Result<void> take(const PlanDraft& draft) {
    const auto plan = planned(draft, today_, areas_, report_);
    for (const auto& event : plan.events) {
      count();
      BOOST_OUTCOME_TRY(const auto version, log_.stream_version(stream_of(event)));
      if (version) {
        asking_.refuse_record(event, "There is " + stream_of(event) + " already, from elsewhere.");
        continue;
      }
      BOOST_OUTCOME_TRY(const bool taken, asking_.ask(event));
      if (!taken) continue;
      if (event.kind) ++report_.taken[event.kind];
      moves_dates_ |= event.is_part;
    }
    name_records(plan, report_);
    return allowed();
  }

  /// The plan as it was read then: what had not come yet on that day is not taken for news today.
  Result<void> compare(const PlanDraft& draft, const ImportedPlan& before) {
    ImportReport then;
    const auto plan = planned(draft, before.on, areas_, then);
    AskingPlans again{taking_.actor, before.on, then};
    for (const auto& event : plan.events) {
      count();
      BOOST_OUTCOME_TRY(again.ask(event));
    }
    report_.refused.insert(report_.refused.end(), then.refused.begin(), then.refused.end());
    if (!then.refused.empty()) return allowed();
    const auto differences = differences_from(before, std::move(again).events());
    if (differences.empty()) report_.unchanged.push_back(plan.review);
    for (const auto& difference : differences) {
      report_.refuse(draft.place, "",
                     "Plan " + plan.review +
                         " was imported before and said otherwise: " + difference +
                         " What was recorded stays; correct it by the command 'correct'.");
    }
    return allowed();
  }

  void count() {
    if (taking_.progress) taking_.progress(++decided_);
  }

  const EventLog& log_;
  const Taking& taking_;
  Day today_;
  const std::set<std::string>& areas_;
  ImportReport& report_;
  AskingPlans asking_;
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
                          const std::vector<PlanDraft>& plans, const std::set<std::string>& areas,
                          ImportReport& report) {
  std::set<std::string> streams;
  Day on;
  const eventstore::Position start{before.first.number() - 1};
  BOOST_OUTCOME_TRY(log.read_all(start, before.last, [&](const eventstore::RecordedEvent& event) {
    streams.emplace(event.stream);
    on = std::chrono::floor<std::chrono::days>(event.recorded_at);
    return true;
  }));
  for (const auto& draft : plans) {
    if (!streams.contains("reviews/" + review_of(draft))) {
      report.unchanged.push_back(review_of(draft));
      continue;
    }
    const auto plan = planned(draft, on, areas, report);
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
                        const std::vector<PlanDraft>& plans, const Taking& taking,
                        ImportReport& report) {
  report.dry_run = taking.dry_run;
  if (!report.refused.empty()) return taking.exactly ? changed() : allowed();
  const auto today = std::chrono::floor<std::chrono::days>(clock.now());
  const auto read = report;  // What the file itself says; each attempt adds to it.
  BOOST_OUTCOME_TRY(const auto areas, priority_areas(log));
  if (taking.command && !taking.dry_run) {
    BOOST_OUTCOME_TRY(const auto before,
                      log.find_command(taking.command->id, taking.command->request));
    if (before) return report_again(log, *before, plans, areas, report);
  }
  for (int attempt = 1;; ++attempt) {
    report = read;
    const auto head = log.head();
    Preparing preparing{log, taking, today, areas, report};
    for (const auto& plan : plans) {
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
