#include "api/import/plans_file.h"
#include "api/import/take_plans.h"
#include "tools/closeloop/board_directory.h"
#include "tools/closeloop/import.h"
#include "tools/closeloop/progress_bar.h"

namespace closeloop::tools {
namespace {

using imports::CsvPlan;
using imports::ImportReport;
using imports::PlansFormat;

struct Options : ImportOptions {
  std::string format = "auto";
  CsvPlan plan;
};

PlansFormat format_of(const Options& options, std::string_view content) {
  if (options.format == "auto") return imports::format_of(options.file, content);
  return options.format == "json" ? PlansFormat::json : PlansFormat::csv;
}

Exit import_file(const Options& options, const Terminal& terminal) {
  const auto content = imported_file(options.file);
  if (!content) return terminal.fail(content.error());
  ImportReport report;
  report.dry_run = options.dry_run;
  const auto plans =
      read_plans(content.value(), format_of(options, content.value()), options.plan, report);

  auto board = BoardDirectory::open(options.board.data, terminal.clock);
  if (!board) return terminal.fail(board.error());
  const auto actor = actor_of(*board.value()->projector().live(), options.as);
  if (!actor) return terminal.fail(actor.error());
  if (!report.refused.empty()) return report_on(report, options, terminal);

  std::uint64_t records = 0;
  for (const auto& plan : plans) records += 1 + plan.findings.size() + 2 * plan.actions.size();
  ProgressBar progress{terminal.err, terminal.err_is_terminal, "import", "records", records};
  imports::Taking taking;
  taking.actor = actor.value();
  taking.dry_run = options.dry_run;
  taking.progress = [&](std::uint64_t done) { progress.at(done); };
  const auto taken = take_plans(board.value()->log(), terminal.clock, plans, taking, report);
  if (!taken) return terminal.fail(taken.error());
  board.value()->settle();
  return report_on(report, options, terminal);
}

}  // namespace

void add_import_plans(Program& program, CLI::App& importing) {
  auto* command = importing.add_subcommand(
      "plans", "Take in published action plans from JSON or CSV: all of a file, or nothing");
  const auto options = std::make_shared<Options>();
  options->add_to(command);
  command
      ->add_option("--format", options->format,
                   "json, csv, or auto: by the file's name, then by how it begins")
      ->check(CLI::IsMember({"auto", "json", "csv"}))
      ->capture_default_str();
  command->add_option("--plan-id", options->plan.id, "CSV without a review column: the plan's id");
  command->add_option("--title", options->plan.title, "CSV without a review column: its title");
  program.on(command,
             "  closeloop import plans plans.json --dry-run\n"
             "  closeloop import plans plans.json\n"
             "  closeloop import plans actions.csv --plan-id SCR-7 --title \"Review of case 7\"\n",
             [options, &program] { return import_file(*options, program.terminal); });
}

}  // namespace closeloop::tools
