#include <boost/json/value.hpp>

#include "projections/queries.h"
#include "tools/closeloop/board_directory.h"
#include "tools/closeloop/catalogue.h"
#include "tools/closeloop/import.h"

namespace closeloop::ui {
std::string_view embedded_catalogue(std::string_view name);  // Generated.
}

namespace closeloop::tools {
namespace {

Exit import_file(const ImportOptions& options, const Terminal& terminal) {
  imports::ImportReport report;
  std::vector<imports::CatalogueEntry> entries;
  if (options.file.empty()) {
    entries = shipped_catalogue(report);
  } else {
    const auto content = imported_file(options.file);
    if (!content) return terminal.fail(content.error());
    entries = imports::read_catalogue(content.value(), report);
  }
  auto board = BoardDirectory::open(options.board.data, terminal.clock);
  if (!board) return terminal.fail(board.error());
  const auto actor = actor_of(*board.value()->projector().live(), options.as);
  if (!actor) return terminal.fail(actor.error());
  imports::Taking taking;
  taking.actor = actor.value();
  taking.dry_run = options.dry_run;
  const auto taken = take_catalogue(*board.value(), entries, taking, report);
  if (!taken) return terminal.fail(taken.error());
  return report_on(report, options, terminal);
}

}  // namespace

std::vector<imports::CatalogueEntry> shipped_catalogue(imports::ImportReport& report) {
  auto entries = imports::read_catalogue(ui::embedded_catalogue("questions.json"), report);
  auto indicators = imports::read_catalogue(ui::embedded_catalogue("indicators.json"), report);
  entries.insert(entries.end(), indicators.begin(), indicators.end());
  return entries;
}

eventstore::Result<void> take_catalogue(BoardDirectory& board,
                                        const std::vector<imports::CatalogueEntry>& entries,
                                        const imports::Taking& taking,
                                        imports::ImportReport& report) {
  const auto held = [&](std::string_view resource,
                        std::string_view id) -> std::optional<boost::json::object> {
    const auto live = board.projector().live();
    const auto found = record(*live, resource, id, Day{});
    if (!found) return std::nullopt;
    return found.value().at("data").as_object();
  };
  BOOST_OUTCOME_TRY(
      imports::take_catalogue(board.log(), board.clock(), held, entries, taking, report));
  board.settle();
  return boost::outcome_v2::success();
}

void add_import_catalogue(Program& program, CLI::App& importing) {
  auto* command = importing.add_subcommand(
      "catalogue", "Take in definitions of indicators and questions of the Board");
  const auto options = std::make_shared<ImportOptions>();
  options->add_to(command, "The file (the catalogue that comes with the program, if left out)",
                  false);
  program.on(command,
             "  closeloop import catalogue --dry-run\n"
             "  closeloop import catalogue\n"
             "  closeloop import catalogue our-indicators.json\n",
             [options, &program] { return import_file(*options, program.terminal); });
}

}  // namespace closeloop::tools
