#include "api/import/take_returns.h"

#include "api/spreadsheet/csv_table.h"
#include "eventstore/log/admission.h"

namespace closeloop::imports {
namespace {

constexpr int attempts_max = 3;  // Before records that others keep changing are given up.

void refuse(const ReturnedEvent& event, const Error& error, ImportReport& report) {
  if (error.problems.empty()) report.refuse(event.place, "", error.message);
  for (const auto& problem : error.problems) {
    const std::string_view pointer = problem.pointer;
    report.refuse(event.place, std::string{pointer.empty() ? pointer : pointer.substr(1)},
                  problem.message);
  }
}

bool is_about_the_file(const Error& error) {
  return error.code == Errc::invalid || error.code == Errc::not_found ||
         (error.code == Errc::refused && !error.rule.starts_with("permission"));
}

ReturnedEvent received(const ReturnsFile& file, std::size_t values, Day today) {
  const auto digest = eventstore::sha256(file.content);
  return {{"returns",
           file.data_return,
           "DataReturnReceived",
           today,
           {{"file", file.name}, {"sha256", eventstore::hex(digest)}, {"values", values}}},
          "",
          nullptr};
}

}  // namespace

std::vector<ReturnRow> read_returns(std::string_view bytes, ImportReport& report) {
  return read_returns(spreadsheet::read_table(bytes, report), report);
}

Result<void> take_returns(
    eventstore::EventLog& log, const eventstore::Clock& clock,
    const std::function<void(const std::function<void(const KnownSeries&)>&)>& board,
    const std::vector<ReturnRow>& rows, const ReturnsFile& file, const Taking& taking,
    ImportReport& report) {
  report.dry_run = taking.dry_run;
  if (!report.refused.empty()) return allowed();
  const auto read = report;  // What the file itself says; each attempt adds to it.
  const auto today = std::chrono::floor<std::chrono::days>(clock.now());
  for (int attempt = 1;; ++attempt) {
    report = read;
    std::vector<ReturnedEvent> events;
    board([&](const KnownSeries& known) {
      events = events_of(rows, known, file.data_return, report);
    });
    if (!file.data_return.empty() && !events.empty()) {
      events.push_back(received(file, rows.size(), today));
    }
    Deciding deciding{taking.actor, today, &log};
    std::uint64_t decided = 0;
    for (const auto& event : events) {
      if (taking.progress) taking.progress(++decided);
      if (const auto asked = deciding.ask(event.asked); !asked) {
        if (!is_about_the_file(asked.error())) return asked.error();
        refuse(event, asked.error(), report);
      } else if (event.kind != nullptr) {
        ++report.taken[event.kind];
      }
    }
    if (!report.refused.empty()) report.forget_taken();
    if (report.taken.empty()) return allowed();
    const auto id = taking.command ? taking.command->id : eventstore::new_uuid(clock.now());
    auto commit = std::move(deciding).commit(id, "Taken from a return.");
    report.taken["events"] = commit.events.size();
    report.events = commit.request_digest;
    commit.correlation = taking.correlation;
    if (const auto form = eventstore::check_form(commit); !form) {
      report.forget_taken();
      report.refuse("", "", form.error().message + " Import fewer rows at a time.");
      return allowed();
    }
    if (taking.exactly && taking.exactly != report.events) {
      return eventstore::conflict("import.changed",
                                  "The board has changed since the report was made, so nothing "
                                  "was taken. Look at the report as it is now.",
                                  0);
    }
    if (taking.dry_run) return allowed();
    const auto committed = log.append(std::move(commit));
    if (committed) {
      report.position = committed.value().last.number();
      return allowed();
    }
    if (committed.error().rule != "log.version" || attempt == attempts_max) {
      return committed.error();
    }
  }
}

}  // namespace closeloop::imports
