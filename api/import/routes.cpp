#include "api/import/routes.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "api/idempotency_key.h"
#include "api/import/plans_file.h"
#include "api/import/take_plans.h"
#include "api/problem.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using imports::ImportReport;
using imports::PlansFormat;

constexpr std::size_t errors_shown_max = 200;  // The report has all of them.

std::optional<PlansFormat> format_of(const Request& request) {
  const auto type = request.header("content-type");
  const auto name = type.substr(0, type.find(';'));
  if (name == "application/json") return PlansFormat::json;
  return name == "text/csv" ? std::optional{PlansFormat::csv} : std::nullopt;
}

Response refused(const ImportReport& report) {
  eventstore::Problems problems;
  for (const auto& each : report.refused) {
    if (problems.size() == errors_shown_max) break;
    problems.push_back({where(each), "refused", each.text});
  }
  auto document = problem_of(eventstore::invalid(std::move(problems)));
  document.detail =
      "Nothing was taken: the file has " +
      (report.refused.size() == 1 ? std::string{"one mistake."}
                                  : fmt::format("{} mistakes.", report.refused.size())) +
      " Mend what 'errors' names, and send it again.";
  document.more["report"] = to_json(report);
  return to_response(document);
}

Response told(const ImportReport& report) {
  const bool taken = report.position != 0;
  Response response{taken ? 201 : 200, "application/json", json::serialize(to_json(report)), {}};
  if (taken) {
    response.headers.emplace_back("Closeloop-Position", std::to_string(report.position));
    if (report.reviews.size() == 1) {
      response.headers.emplace_back("Location", "/api/v1/reviews/" + report.reviews.front());
    }
  }
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
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
  return report.refused.empty() || dry_run ? told(report) : refused(report);
}

}  // namespace

void add_import_routes(Router& router, const Shelf& shelf, eventstore::EventLog& log) {
  for (const bool dry_run : {true, false}) {
    router.add(
        {.method = "POST",
         .pattern = dry_run ? "/api/v1/imports/plans/dry-run" : "/api/v1/imports/plans",
         .operation = dry_run ? "tryImportOfPlans" : "importPlans",
         .tag = "Imports",
         .summary = dry_run ? "What an import of published plans would take, keep as text "
                              "and refuse, by row; nothing is taken"
                            : "Published plans from a file: all of it, or nothing",
         .access = Access::bearer,
         .parameters = {"plan_id", "title"},
         .handler = [shelf, &log,
                     dry_run](const Call& call) { return import_plans(call, shelf, log, dry_run); },
         .answer = "ImportReport",
         .body_bytes_max = plans_file_bytes_max,
         .media = {"application/json", "text/csv"}});
  }
}

}  // namespace closeloop::api
