#include "api/import/recording.h"

#include <array>

#include "eventstore/log/admission.h"

namespace closeloop::imports {
namespace {

/// What an event counts as in a report.
constexpr std::array<std::pair<std::string_view, const char*>, 12> counted{{
    {"SeriesOpened", "series"},
    {"SeriesMeasured", "values"},
    {"SeriesRemeasured", "revised values"},
    {"SeriesBroken", "series breaks"},
    {"DataReturnReceived", "returns"},
    {"IndicatorDefined", "indicators"},
    {"IndicatorRevised", "revised definitions"},
    {"QuestionAsked", "questions"},
    {"QuestionReworded", "revised definitions"},
    {"CodeListOpened", "code lists"},
    {"CodeListCodeAdded", "codes"},
    {"CodeListCodeEnded", "codes"},
}};

Result<void> must_be_exactly(const Taking& taking, const ImportReport& report) {
  if (!taking.exactly || taking.exactly == report.events) return allowed();
  return eventstore::conflict("import.changed",
                              "The board has changed since the report was made, so nothing was "
                              "taken. Look at the report as it is now.",
                              0);
}

}  // namespace

Result<bool> was_taken_before(const eventstore::EventLog& log, const Taking& taking,
                              ImportReport& report, const CountedOrNot& counts) {
  if (!taking.command || taking.dry_run) return false;
  BOOST_OUTCOME_TRY(const auto before,
                    log.find_command(taking.command->id, taking.command->request));
  if (!before) return false;
  const eventstore::Position start{before->first.number() - 1};
  BOOST_OUTCOME_TRY(log.read_all(start, before->last, [&](const eventstore::RecordedEvent& event) {
    if (counts && !counts(event)) return true;
    for (const auto& [type, kind] : counted) {
      if (event.type == type) ++report.taken[kind];
    }
    ++report.taken["events"];
    return true;
  }));
  report.position = before->last.number();
  return true;
}

Result<void> record(eventstore::EventLog& log, const eventstore::Clock& clock, Deciding&& deciding,
                    const Taking& taking, std::string reason, ImportReport& report,
                    std::optional<Deciding> shown) {
  if (!report.refused.empty()) report.forget_taken();
  if (report.taken.empty() && report.given_again == 0) return must_be_exactly(taking, report);
  const auto id = taking.command ? taking.command->id : eventstore::new_uuid(clock.now());
  auto commit = std::move(deciding).commit(id, reason);
  const auto whole = shown ? std::move(*shown).commit(id, reason) : commit;
  if (!report.taken.empty()) report.taken["events"] = whole.events.size() - report.given_again;
  report.events = whole.request_digest;
  if (taking.command) commit.request_digest = taking.command->request;
  commit.correlation = taking.correlation;
  if (const auto form = eventstore::check_form(whole); !form) {
    report.forget_taken();
    report.refuse("", "", form.error().message + " Take fewer at a time.");
    return allowed();
  }
  BOOST_OUTCOME_TRY(must_be_exactly(taking, report));
  if (taking.dry_run || commit.events.empty()) return allowed();
  BOOST_OUTCOME_TRY(const auto committed, log.append(std::move(commit)));
  if (!report.taken.empty()) report.position = committed.last.number();
  return allowed();
}

bool is_about_the_file(const Error& error) {
  return error.code == Errc::invalid || error.code == Errc::not_found ||
         (error.code == Errc::refused && !error.rule.starts_with("permission"));
}

}  // namespace closeloop::imports
