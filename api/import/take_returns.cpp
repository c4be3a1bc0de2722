#include "api/import/take_returns.h"

#include <algorithm>
#include <utility>

#include "api/import/recording.h"
#include "api/spreadsheet/csv_table.h"
#include "domain/permissions.h"
#include "projections/measures/owed_periods.h"

namespace closeloop::imports {
namespace {

constexpr std::size_t reason_bytes_max = 3000;  // The report says it all.
constexpr int attempts_max = 3;  // Before records that others keep changing are given up.

void refuse(const ReturnedEvent& event, const Error& error, ImportReport& report) {
  if (error.problems.empty()) report.refuse(event.place, "", error.message);
  for (const auto& problem : error.problems) {
    const std::string_view pointer = problem.pointer;
    report.refuse(event.place, std::string{pointer.empty() ? pointer : pointer.substr(1)},
                  problem.message);
  }
}

ReturnedEvent received(const ReturnsFile& file, std::size_t values, Day today) {
  boost::json::object body{{"values", values}};
  if (file.name.empty()) {
    body["note"] = "Typed in.";
  } else {
    body["file"] = file.name;
    body["sha256"] = eventstore::hex(eventstore::sha256(file.content));
  }
  return {
      {"returns", file.data_return, "DataReturnReceived", today, std::move(body)}, "", "returns"};
}

/// Whether it is still to come, whatever of it is held.
bool is_awaited(const data_return::State* state) { return state == nullptr || is_owed(*state); }

/// What the rows come to on the board as it is; and that the return came, if they answer one.
std::vector<ReturnedEvent> look(const LookAt& board, const std::vector<ReturnRow>& rows,
                                const ReturnsFile& file, const Answering& answering, Day today,
                                ImportReport& report) {
  std::vector<ReturnedEvent> events;
  board([&](const KnownSeries& known) {
    events = events_of(rows, known, answering, report);
    if (file.data_return.empty()) return;
    if (!events.empty() || is_awaited(known.data_return(file.data_return))) {
      events.push_back(received(file, rows.size(), today));
    }
  });
  return events;
}

/// "row 2" before "row 10".
void in_order_of_rows(ImportReport& report) {
  const auto in_order = [](const ImportReport::Remark& remark) {
    return std::pair{remark.place.size(), remark.place};
  };
  std::ranges::stable_sort(report.refused, {}, in_order);
  std::ranges::stable_sort(report.odd, {}, in_order);
}

/// A series that a lead's figures need is opened as a part of answering, and so is it broken.
Result<void> ask(Deciding& deciding, const ReturnedEvent& event, const Answering& answering) {
  const bool part = !answering.only_agency.empty() &&
                    (event.asked.type == "SeriesOpened" || event.asked.type == "SeriesBroken");
  return part ? deciding.ask_as_part(event.asked) : deciding.ask(event.asked);
}

/// The same events without those that need not be recorded: they were decided on before.
Result<Deciding> without_held(const std::vector<ReturnedEvent>& events, Deciding deciding,
                              const Answering& answering) {
  for (const auto& event : events) {
    if (event.is_held) continue;
    BOOST_OUTCOME_TRY(ask(deciding, event, answering));
  }
  return deciding;
}

/// An import that was recorded before is told as it was then: figures that were given again are
/// counted anew, for not all of them were recorded.
Result<bool> was_taken_before(const eventstore::EventLog& log, const LookAt& board,
                              const std::vector<ReturnRow>& rows, const Answering& answering,
                              const Taking& taking, ImportReport& report) {
  Result<bool> before = false;
  board([&](const KnownSeries& known) {
    std::size_t first_given = 0;
    before = was_taken_before(log, taking, report, [&](const eventstore::RecordedEvent& event) {
      const auto id = event.stream.substr(event.stream.find('/') + 1);
      const bool measures = event.type == "SeriesMeasured" || event.type == "SeriesRemeasured";
      if (!measures || !known.is_hidden(id, event.effective_on)) return true;
      if (event.type == "SeriesMeasured") ++first_given;
      return event.type == "SeriesMeasured";
    });
    if (!before || !before.value()) return;
    ImportReport again;
    const auto events = events_of(rows, known, answering, again);
    const auto hidden = std::ranges::count_if(events, &ReturnedEvent::of_hidden);
    report.given_again = static_cast<std::size_t>(hidden) - first_given;
    if (report.taken.empty()) report.position = 0;
  });
  return before;
}

}  // namespace

std::vector<ReturnRow> read_returns(std::string_view bytes, ImportReport& report) {
  return read_returns(spreadsheet::read_table(bytes, report), report);
}

Result<void> must_be_permitted_to_return(const Actor& actor, const std::string& data_return,
                                         const LookAt& board) {
  if (data_return.empty()) {
    for (const auto* intent : {"open", "measure", "revise-value"}) {
      BOOST_OUTCOME_TRY(must_be_permitted(actor.role, "series", intent));
    }
    return allowed();
  }
  BOOST_OUTCOME_TRY(must_be_permitted(actor.role, "returns", "receive"));
  Result<void> result = not_found("There is no return " + data_return + ".");
  board([&](const KnownSeries& known) {
    const auto* state = known.data_return(data_return);
    if (state == nullptr) return;
    const bool other =
        actor.role == person::Role::AGENCY_LEAD && actor.agency.text() != state->agency.text();
    result = other ? Result<void>{refused("permission.own-agency",
                                          "You can send the returns of your own agency only.")}
                   : Result<void>{allowed()};
  });
  return result;
}

Result<void> take_returns(eventstore::EventLog& log, const eventstore::Clock& clock,
                          const LookAt& board, const std::vector<ReturnRow>& rows,
                          const ReturnsFile& file, const Taking& taking, ImportReport& report) {
  report.dry_run = taking.dry_run;
  BOOST_OUTCOME_TRY(must_be_permitted_to_return(taking.actor, file.data_return, board));
  const bool leads = taking.actor.role == person::Role::AGENCY_LEAD;
  const Answering answering{file.data_return, leads ? taking.actor.agency.text() : std::string{}};
  BOOST_OUTCOME_TRY(const auto before,
                    was_taken_before(log, board, rows, answering, taking, report));
  if (before) return allowed();
  const auto read = report;  // What the file itself says; each attempt adds to it.
  const auto today = std::chrono::floor<std::chrono::days>(clock.now());
  for (int attempt = 1;; ++attempt) {
    report = read;
    // Of a file with mistakes too, so that all of them are told at once.
    const auto events = look(board, rows, file, answering, today, report);
    Deciding deciding{taking.actor, today, &log};
    std::uint64_t decided = 0;
    std::string reason = "Taken from a return.";
    for (const auto& event : events) {
      if (taking.progress) taking.progress(++decided);
      if (const auto asked = ask(deciding, event, answering); !asked) {
        if (!is_about_the_file(asked.error())) return asked.error();
        refuse(event, asked.error(), report);
      } else {
        ++(event.of_hidden ? report.given_again : report.taken[event.kind]);
        if (!event.why.empty() && reason.size() < reason_bytes_max) reason += " " + event.why;
      }
    }
    in_order_of_rows(report);
    std::optional<Deciding> shown;
    if (report.refused.empty() && std::ranges::any_of(events, &ReturnedEvent::is_held)) {
      shown = std::move(deciding);
      BOOST_OUTCOME_TRY(deciding, without_held(events, {taking.actor, today, &log}, answering));
    }
    auto recorded = record(log, clock, std::move(deciding), taking, std::move(reason), report,
                           std::move(shown));
    if (recorded || recorded.error().rule != "log.version" || attempt == attempts_max) {
      return recorded;
    }
  }
}

}  // namespace closeloop::imports
