#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "api/import/held_files.h"
#include "api/import/take_plans.h"
#include "api/queries.h"

namespace closeloop::api {

/// A kind of file that is taken in, by the API and by page: all of it or nothing, and first tried.
struct FileImport {
  std::string_view name;                  ///< "returns", of /imports/returns
  std::string_view title;                 ///< "Import returns"
  std::string_view done;                  ///< "Returns are imported"
  std::string_view choose;                ///< What to do if no file was chosen.
  std::string_view page;                  ///< The template of the form.
  std::string_view resource;              ///< What the report names as unchanged: "series".
  std::vector<std::string_view> answers;  ///< What is asked beside the file.
  std::vector<std::string_view> media;    ///< What the API takes.

  /// A "permission…" refusal unless the actor may import that. `held` has the answers, and perhaps
  /// no file yet.
  Result<void> (*may)(const Actor& actor, const imports::HeldFile& held, const Shelf& shelf);
  /// Takes the file as `taking` says; what is wrong with it goes to the report.
  Result<void> (*take)(const imports::HeldFile& held, const Shelf& shelf, eventstore::EventLog& log,
                       const imports::Taking& taking, imports::ImportReport& report);
};

/// Plans, returns and catalogues.
[[nodiscard]] std::span<const FileImport> file_imports();

/// Media types of the files that hold tables.
inline constexpr std::string_view csv_media = "text/csv";
inline constexpr std::string_view xlsx_media =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

}  // namespace closeloop::api
