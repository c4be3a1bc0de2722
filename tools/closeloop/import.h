#pragma once

#include <string>

#include "api/import/import_report.h"
#include "eventstore/core/error.h"
#include "tools/closeloop/options.h"
#include "tools/closeloop/program.h"

/// What `closeloop import plans`, `returns` and the like have in common.
namespace closeloop::tools {

struct ImportOptions {
  BoardOptions board;
  std::string file;
  std::string as;
  bool dry_run = false;

  void add_to(CLI::App* command, const char* what = "The file", bool required = true);
};

/// The whole of a file, or of what comes through a pipe ("/dev/stdin"): 64 MiB at most.
[[nodiscard]] eventstore::Result<std::string> imported_file(const std::string& file);

/// Prints what came of it. `answer_is_no` if the file was refused.
[[nodiscard]] Exit report_on(const imports::ImportReport& report, const ImportOptions& options,
                             const Terminal& terminal);

void add_import_plans(Program& program, CLI::App& importing);
void add_import_returns(Program& program, CLI::App& importing);
void add_import_catalogue(Program& program, CLI::App& importing);

}  // namespace closeloop::tools
