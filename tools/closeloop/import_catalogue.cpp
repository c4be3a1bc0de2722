#include "api/import/held_catalogue.h"
#include "tools/closeloop/board_directory.h"
#include "tools/closeloop/catalogue.h"
#include "tools/closeloop/import.h"

namespace closeloop::ui {
std::string_view embedded_catalogue(std::string_view name);  // Generated.
}

namespace closeloop::tools {
namespace {

struct Options : ImportOptions {
  std::string reason;
};

Exit import_file(const Options& options, const Terminal& terminal) {
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
  taking.reason = options.reason;
  const auto taken = take_catalogue(*board.value(), entries, taking, report);
  if (!taken) return terminal.fail(taken.error());
  return report_on(report, options, terminal);
}

}  // namespace

std::vector<imports::CatalogueEntry> shipped_catalogue(imports::ImportReport& report) {
  std::vector<imports::CatalogueEntry> entries;
  for (const auto* file : {"questions.json", "code_lists.json", "indicators.json"}) {
    auto more = imports::read_catalogue(ui::embedded_catalogue(file), report);
    entries.insert(entries.end(), more.begin(), more.end());
  }
  return entries;
}

eventstore::Result<void> take_catalogue(BoardDirectory& board,
                                        const std::vector<imports::CatalogueEntry>& entries,
                                        const imports::Taking& taking,
                                        imports::ImportReport& report) {
  BOOST_OUTCOME_TRY(imports::take_catalogue(board.log(), board.clock(),
                                            imports::catalogue_held_by(board.projector()), entries,
                                            taking, report));
  board.settle();
  return boost::outcome_v2::success();
}

void add_import_catalogue(Program& program, CLI::App& importing) {
  auto* command = importing.add_subcommand(
      "catalogue", "Take in definitions of indicators, code lists and questions of the Board");
  const auto options = std::make_shared<Options>();
  options->add_to(command, "The file (the catalogue that comes with the program, if left out)",
                  false);
  command->add_option("--reason", options->reason,
                      "Why indicators are revised, where their rows don't say");
  program.on(command,
             "  closeloop import catalogue --dry-run\n"
             "  closeloop import catalogue\n"
             "  closeloop import catalogue our-indicators.csv --dry-run\n"
             "  closeloop import catalogue our-indicators.csv --reason \"Agreed in March\"\n",
             [options, &program] { return import_file(*options, program.terminal); });
}

}  // namespace closeloop::tools
