#include "tools/closeloop/import.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace closeloop::tools {
namespace {

constexpr std::uintmax_t file_bytes_max = 64U * 1024 * 1024;

}  // namespace

void ImportOptions::add_to(CLI::App* command, const char* what, bool required) {
  board.add_to(command);
  command->add_option("file", file, what)->required(required);
  command->add_flag("-n,--dry-run", dry_run, "Say what would be taken, and take nothing");
  command->add_option("--as", as,
                      "Who imports: a person's id (the first board manager, if left out)");
}

eventstore::Result<std::string> imported_file(const std::string& file) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(file, failed);
  if (failed) return eventstore::not_found(file + " can't be read: " + failed.message() + ".");
  if (size > file_bytes_max) {
    return eventstore::invalid("import.size", file + " is too large: " + std::to_string(size) +
                                                  " bytes, and the most is 67108864. Split it.");
  }
  std::ifstream from{file, std::ios::binary};
  std::ostringstream content;
  if (size > 0) content << from.rdbuf();
  if (!from) return eventstore::not_found(file + " can't be read.");
  return std::move(content).str();
}

Exit report_on(const imports::ImportReport& report, const ImportOptions& options,
               const Terminal& terminal) {
  if (options.board.json) {
    terminal.print(to_json(report));
  } else {
    print(terminal.out, report);
  }
  return report.refused.empty() ? Exit::ok : Exit::answer_is_no;
}

void add_import(Program& program) {
  auto* importing = program.app.add_subcommand("import", "Take in what was published elsewhere");
  importing->require_subcommand(1);
  importing->footer(
      "  closeloop import plans plan.json --dry-run\n"
      "  closeloop import returns returns.csv --dry-run\n");
  add_import_plans(program, *importing);
  add_import_returns(program, *importing);
  add_import_catalogue(program, *importing);
}

}  // namespace closeloop::tools
