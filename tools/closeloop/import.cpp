#include "tools/closeloop/import.h"

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace closeloop::tools {
namespace {

constexpr std::size_t file_bytes_max = 64U * 1024 * 1024;

}  // namespace

void ImportOptions::add_to(CLI::App* command, const char* what, bool required) {
  board.add_to(command);
  command->add_option("file", file, what)->required(required);
  command->add_flag("-n,--dry-run", dry_run, "Say what would be taken, and take nothing");
  command->add_option("--as", as,
                      "Who imports: a person's id (the first board manager, if left out)");
}

eventstore::Result<std::string> imported_file(const std::string& file) {
  const auto unreadable = [&](const std::error_code& why) {
    return eventstore::not_found(file + " can't be read: " + why.message() + ".");
  };
  std::error_code failed;
  if (std::filesystem::is_directory(file, failed)) {
    return unreadable(std::make_error_code(std::errc::is_a_directory));
  }
  // Its size is not asked for: a pipe has none.
  std::ifstream from{file, std::ios::binary};
  if (!from) return unreadable({errno, std::generic_category()});
  std::string content;
  std::array<char, std::size_t{64} * 1024> part{};
  while (from.read(part.data(), part.size()) || from.gcount() > 0) {
    content.append(part.data(), static_cast<std::size_t>(from.gcount()));
    if (content.size() > file_bytes_max) {
      return eventstore::invalid("import.size", file + " is too large: the most is " +
                                                    std::to_string(file_bytes_max) +
                                                    " bytes. Split it.");
    }
  }
  if (from.bad()) return eventstore::not_found(file + " can't be read.");
  return content;
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
