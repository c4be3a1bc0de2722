#include "tools/closeloop/import/take_plans.h"

#include <set>

#include <boost/json/serialize.hpp>

#include "eventstore/core/uuid.h"
#include "eventstore/log/admission.h"
#include "eventstore/schema/recorded.h"
#include "tools/closeloop/import/imported_plan.h"
#include "tools/closeloop/import/plan_events.h"

namespace closeloop::tools {
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

bool is_about_the_file(const Error& error) {
  return error.code == Errc::invalid ||
         (error.code == Errc::refused && !error.rule.starts_with("permission"));
}

Result<std::set<std::string>> priority_areas(const eventstore::EventLog& log) {
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

}  // namespace

Result<void> take_plans(BoardDirectory& board, const Actor& actor,
                        const std::vector<PlanDraft>& plans, bool dry_run, ProgressBar* progress,
                        ImportReport& report) {
  report.dry_run = dry_run;
  auto& log = board.log();
  const auto today = std::chrono::floor<std::chrono::days>(board.clock().now());
  BOOST_OUTCOME_TRY(const auto areas, priority_areas(log));
  const auto planned = events_of(plans, today, areas);

  Deciding deciding{actor, today};
  std::uint64_t decided = 0;
  for (const auto& plan : planned) {
    BOOST_OUTCOME_TRY(const auto before, find_imported_plan(log, plan.review));
    Deciding again{actor, today};  // Of a plan that is there already, only to compare.
    auto& to = before ? again : deciding;
    for (const auto& event : plan.events) {
      if (progress) progress->at(++decided);
      if (!before) {
        const auto stream = event.asked.resource + "/" + event.asked.id;
        BOOST_OUTCOME_TRY(const auto version, log.stream_version(stream));
        if (version) {
          report.refuse(event.place, "id", "There is " + stream + " already, from elsewhere.");
          continue;
        }
      }
      if (const auto asked = to.ask(event.asked); !asked) {
        if (!is_about_the_file(asked.error())) return asked.error();
        refuse(event, asked.error(), report);
      } else if (event.kind && !before) {
        ++report.taken[event.kind];
      }
    }
    if (before) {
      const auto differences = differences_from(*before, std::move(again).events());
      if (differences.empty()) report.unchanged.push_back(plan.review);
      for (const auto& difference : differences) {
        report.refuse(plan.events.front().place, "",
                      "Plan " + plan.review +
                          " was imported before and said otherwise: " + difference +
                          " What was recorded stays; correct it by the command 'correct'.");
      }
    }
  }
  if (!report.refused.empty()) report.taken.clear();
  if (!report.refused.empty() || report.taken.empty()) return allowed();

  auto commit = std::move(deciding).commit(eventstore::new_uuid(board.clock().now()),
                                           "Imported from a published plan.");
  report.taken["events"] = commit.events.size();
  if (const auto form = eventstore::check_form(commit); !form) {
    report.taken.clear();
    report.refuse("", "", form.error().message + " Import fewer plans at a time.");
    return allowed();
  }
  if (dry_run) return allowed();
  BOOST_OUTCOME_TRY(const auto committed, log.append(std::move(commit)));
  report.position = committed.last.number();
  board.settle();
  return allowed();
}

}  // namespace closeloop::tools
