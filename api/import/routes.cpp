#include "api/import/routes.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "api/idempotency_key.h"
#include "api/import/file_imports.h"
#include "api/import/import_answers.h"
#include "api/import/plans_file.h"
#include "api/import/take_plans.h"
#include "api/problem.h"

namespace closeloop::api {
namespace {

using imports::ImportReport;
using imports::PlansFormat;

std::optional<PlansFormat> format_of(const Request& request) {
  const auto type = request.header("content-type");
  const auto name = type.substr(0, type.find(';'));
  if (name == "application/json") return PlansFormat::json;
  return name == "text/csv" ? std::optional{PlansFormat::csv} : std::nullopt;
}

Result<Response> import_plans(const Call& call, const Shelf& shelf, eventstore::EventLog& log,
                              bool dry_run) {
  BOOST_OUTCOME_TRY(imports::must_be_permitted_to_import(call.actor.role));
  const auto format = format_of(call.request);
  if (!format) {
    return to_response(problem("media-type", "Send plans as application/json or text/csv."));
  }
  imports::Taking taking;
  taking.actor = call.actor;
  taking.dry_run = dry_run;
  taking.correlation = call.trace;
  const imports::CsvPlan plan{std::string{call.parameters.text("plan_id")},
                              std::string{call.parameters.text("title")}};
  if (!dry_run) {
    const auto id = command_id(call.request, call.actor);
    if (!id) return no_idempotency_key();
    taking.command = {*id, eventstore::sha256(fmt::format(
                               "import plans\n{}\n{}\n{}\n{}\n{}", call.actor.person.text(),
                               static_cast<int>(*format), plan.id, plan.title, call.request.body))};
  }
  ImportReport report;
  const auto plans = imports::read_plans(call.request.body, *format, plan, report);
  BOOST_OUTCOME_TRY(take_plans(log, shelf.clock, plans, taking, report));
  return report.refused.empty() || dry_run ? told(report, log.head()) : refused_file(report);
}

/// Tables: what they hold is told by their bytes.
Result<Response> import_table(const Call& call, const Shelf& shelf, eventstore::EventLog& log,
                              const FileImport& kind, bool dry_run) {
  imports::HeldFile file{.content = call.request.body, .name = {}, .answers = {}, .report = {}};
  std::string asked = fmt::format("import {}\n{}", kind.name, call.actor.person.text());
  for (const auto name : kind.answers) {
    file.answers.emplace(name, call.parameters.text(name));
    asked += fmt::format("\n{}", call.parameters.text(name));
  }
  BOOST_OUTCOME_TRY(kind.may(call.actor, file, shelf));
  const auto type = call.request.header("content-type");
  if (std::ranges::find(kind.media, type.substr(0, type.find(';'))) == kind.media.end()) {
    return to_response(problem(
        "media-type", fmt::format("Send the file as one of: {}.", fmt::join(kind.media, ", "))));
  }
  imports::Taking taking;
  taking.actor = call.actor;
  taking.dry_run = dry_run;
  taking.correlation = call.trace;
  if (!dry_run) {
    const auto id = command_id(call.request, call.actor);
    if (!id) return no_idempotency_key();
    taking.command = {*id, eventstore::sha256(asked + "\n" + call.request.body)};
  }
  ImportReport report;
  BOOST_OUTCOME_TRY(kind.take(file, shelf, log, taking, report));
  return report.refused.empty() || dry_run ? told(report, log.head()) : refused_file(report);
}

struct Words {
  std::string_view operation, tried, summary;
};

Words words_of(std::string_view kind) {
  if (kind == "plans") return {"Plans", "published plans", "Published plans from a file"};
  if (kind == "returns") {
    return {"Returns", "figures", "Figures from a table, perhaps in answer to a return"};
  }
  return {"Catalogue", "definitions", "Definitions of indicators, and code lists, from a file"};
}

}  // namespace

void add_import_routes(Router& router, const Shelf& shelf, eventstore::EventLog& log) {
  for (const auto& kind : file_imports()) {
    const auto words = words_of(kind.name);
    for (const bool dry_run : {true, false}) {
      router.add(
          {.method = "POST",
           .pattern = fmt::format("/api/v1/imports/{}{}", kind.name, dry_run ? "/dry-run" : ""),
           .operation = fmt::format("{}{}", dry_run ? "tryImportOf" : "import", words.operation),
           .tag = "Imports",
           .summary = dry_run ? fmt::format("What an import of {} would take, keep as text "
                                            "and refuse, by row; nothing is taken",
                                            words.tried)
                              : fmt::format("{}: all of it, or nothing", words.summary),
           .access = Access::bearer,
           .parameters = kind.answers,
           .handler =
               [shelf, &log, &kind, dry_run](const Call& call) {
                 return kind.name == "plans" ? import_plans(call, shelf, log, dry_run)
                                             : import_table(call, shelf, log, kind, dry_run);
               },
           .answer = "ImportReport",
           .body_bytes_max = plans_file_bytes_max,
           .media = kind.media});
    }
  }
}

}  // namespace closeloop::api
