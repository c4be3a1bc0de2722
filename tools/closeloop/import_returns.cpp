#include <filesystem>

#include "api/import/known_series.h"
#include "api/import/take_returns.h"
#include "tools/closeloop/board_directory.h"
#include "tools/closeloop/import.h"
#include "tools/closeloop/progress_bar.h"

namespace closeloop::tools {
namespace {

struct Options : ImportOptions {
  std::string data_return;
};

Exit import_file(const Options& options, const Terminal& terminal) {
  const auto content = imported_file(options.file);
  if (!content) return terminal.fail(content.error());
  imports::ImportReport report;
  report.dry_run = options.dry_run;
  const imports::ReturnsFile file{.content = content.value(),
                                  .name = std::filesystem::path{options.file}.filename().string(),
                                  .data_return = options.data_return};
  const auto rows = imports::read_returns(file.content, report);

  auto board = BoardDirectory::open(options.board.data, terminal.clock);
  if (!board) return terminal.fail(board.error());
  const auto& projector = board.value()->projector();
  const auto actor = actor_of(*projector.live(), options.as);
  if (!actor) return terminal.fail(actor.error());

  ProgressBar progress{terminal.err, terminal.err_is_terminal, "import", "values", rows.size()};
  imports::Taking taking;
  taking.actor = actor.value();
  taking.dry_run = options.dry_run;
  taking.progress = [&](std::uint64_t done) { progress.at(done); };
  const auto taken = take_returns(board.value()->log(), terminal.clock,
                                  imports::as_held_by(projector), rows, file, taking, report);
  if (!taken) return terminal.fail(taken.error());
  board.value()->settle();
  return report_on(report, options, terminal);
}

}  // namespace

void add_import_returns(Program& program, CLI::App& importing) {
  auto* command = importing.add_subcommand(
      "returns", "Take in figures from a CSV or Excel file of returns: all of it, or nothing");
  const auto options = std::make_shared<Options>();
  options->add_to(command);
  command->add_option("--return", options->data_return,
                      "The return that the file answers, such as DR-3");
  program.on(command,
             "  closeloop import returns returns-annual.csv --dry-run\n"
             "  closeloop import returns returns-annual.csv\n"
             "  closeloop import returns quarter-3.xlsx --return DR-3\n",
             [options, &program] { return import_file(*options, program.terminal); });
}

}  // namespace closeloop::tools
