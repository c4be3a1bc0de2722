#include <fstream>
#include <ostream>
#include <sstream>

#include "api/import/plans_file.h"
#include "api/import/take_plans.h"
#include "tools/closeloop/board_directory.h"
#include "tools/closeloop/options.h"
#include "tools/closeloop/program.h"
#include "tools/closeloop/progress_bar.h"

namespace closeloop::tools {
namespace {

using imports::CsvPlan;
using imports::ImportReport;
using imports::PlansFormat;

constexpr std::uintmax_t file_bytes_max = 64U * 1024 * 1024;

struct Options {
  BoardOptions board;
  std::string file;
  std::string as;
  std::string format = "auto";
  CsvPlan plan;
  bool dry_run = false;
};

Result<std::string> content_of(const std::string& file) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(file, failed);
  if (failed) return not_found(file + " can't be read: " + failed.message() + ".");
  if (size > file_bytes_max) {
    return invalid("import.size", file + " is too large: " + std::to_string(size) +
                                      " bytes, and the most is 67108864. Split it.");
  }
  std::ifstream from{file, std::ios::binary};
  std::ostringstream content;
  if (size > 0) content << from.rdbuf();
  if (!from) return not_found(file + " can't be read.");
  return std::move(content).str();
}

PlansFormat format_of(const Options& options, std::string_view content) {
  if (options.format == "auto") return imports::format_of(content);
  return options.format == "json" ? PlansFormat::json : PlansFormat::csv;
}

Exit report_on(const ImportReport& report, const Options& options, const Terminal& terminal) {
  if (options.board.json) {
    terminal.print(to_json(report));
  } else {
    print(terminal.out, report);
  }
  return report.refused.empty() ? Exit::ok : Exit::answer_is_no;
}

Exit import_file(const Options& options, const Terminal& terminal) {
  const auto content = content_of(options.file);
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

void add_import(Program& program) {
  auto* importing = program.app.add_subcommand("import", "Take in what was published elsewhere");
  importing->require_subcommand(1);
  importing->footer("  closeloop import plans plan.json --dry-run\n");
  auto* command = importing->add_subcommand(
      "plans", "Take in published action plans from JSON or CSV: all of a file, or nothing");
  const auto options = std::make_shared<Options>();
  options->board.add_to(command);
  command->add_option("file", options->file, "The file")->required();
  command->add_flag("-n,--dry-run", options->dry_run, "Say what would be taken, and take nothing");
  command->add_option("--format", options->format, "json, csv, or auto: by how the file begins")
      ->check(CLI::IsMember({"auto", "json", "csv"}))
      ->capture_default_str();
  command->add_option("--plan-id", options->plan.id, "CSV without a review column: the plan's id");
  command->add_option("--title", options->plan.title, "CSV without a review column: its title");
  command->add_option("--as", options->as,
                      "Who imports: a person's id (the first board manager, if left out)");
  program.on(command,
             "  closeloop import plans plans.json --dry-run\n"
             "  closeloop import plans plans.json\n"
             "  closeloop import plans actions.csv --plan-id SCR-7 --title \"Review of case 7\"\n",
             [options, &program] { return import_file(*options, program.terminal); });
}

}  // namespace closeloop::tools
