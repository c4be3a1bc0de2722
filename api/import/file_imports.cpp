#include "api/import/file_imports.h"

#include "api/import/held_catalogue.h"
#include "api/import/known_series.h"
#include "api/import/plans_file.h"
#include "api/import/take_returns.h"

namespace closeloop::api {
namespace {

using imports::HeldFile;
using imports::ImportReport;
using imports::Taking;

Result<void> take_plans_file(const HeldFile& held, const Shelf& shelf, eventstore::EventLog& log,
                             const Taking& taking, ImportReport& report) {
  const imports::CsvPlan plan{held.answer("plan_id"), held.answer("title")};
  const auto plans =
      imports::read_plans(held.content, imports::format_of(held.name, held.content), plan, report);
  return take_plans(log, shelf.clock, plans, taking, report);
}

Result<void> take_returns_file(const HeldFile& held, const Shelf& shelf, eventstore::EventLog& log,
                               const Taking& taking, ImportReport& report) {
  const auto rows = imports::read_returns(held.content, report);
  const imports::ReturnsFile file{held.content, held.name.empty() ? "Sent by API" : held.name,
                                  held.answer("return")};
  return take_returns(log, shelf.clock, imports::as_held_by(shelf.projector), rows, file, taking,
                      report);
}

Result<void> take_catalogue_file(const HeldFile& held, const Shelf& shelf,
                                 eventstore::EventLog& log, const Taking& asked,
                                 ImportReport& report) {
  auto taking = asked;
  taking.reason = held.answer("reason");
  const auto entries = imports::read_catalogue(held.content, report);
  return take_catalogue(log, shelf.clock, imports::catalogue_held_by(shelf.projector), entries,
                        taking, report);
}

}  // namespace

std::span<const FileImport> file_imports() {
  static const FileImport kinds[] = {
      {.name = "plans",
       .title = "Import plans",
       .done = "Plans are imported",
       .choose = "Choose the file that holds the plans.",
       .page = "import",
       .resource = "reviews",
       .answers = {"plan_id", "title"},
       .media = {"application/json", csv_media},
       .may = [](const Actor& actor, const HeldFile&,
                 const Shelf&) { return imports::must_be_permitted_to_import(actor.role); },
       .take = take_plans_file},
      {.name = "returns",
       .title = "Import returns",
       .done = "Figures are taken",
       .choose = "Choose the file that holds the figures.",
       .page = "import_returns",
       .resource = "series",
       .answers = {"return"},
       .media = {csv_media, xlsx_media},
       .may =
           [](const Actor& actor, const HeldFile& held, const Shelf& shelf) {
             return imports::must_be_permitted_to_return(actor, held.answer("return"),
                                                         imports::as_held_by(shelf.projector));
           },
       .take = take_returns_file},
      {.name = "catalogue",
       .title = "Import indicators",
       .done = "Indicators are taken",
       .choose = "Choose the file that holds the indicators.",
       .page = "import_catalogue",
       .resource = "indicators",
       .answers = {"reason"},
       .media = {csv_media, xlsx_media, "application/json"},
       .may = [](const Actor& actor, const HeldFile&,
                 const Shelf&) { return imports::must_be_permitted_to_define(actor.role); },
       .take = take_catalogue_file},
  };
  return kinds;
}

}  // namespace closeloop::api
