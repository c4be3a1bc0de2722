#include "api/exports/about.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "api/csv.h"
#include "api/exports/cells.h"
#include "api/pages/model.h"
#include "projections/spc/xmr.h"

namespace closeloop::exports {
namespace {

using boost::json::object;
using spreadsheet::Sheet;
using spreadsheet::text_cell;

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> flags = {{
    {"c",
     "Suppressed: a small number, or one that would give a small number away. Hidden here or "
     "at the source."},
    {"x", "Not available."},
    {"z", "Not applicable."},
    {"u", "Low reliability: use with care."},
    {"p", "Provisional."},
    {"notHeld", "Not held: nobody has this figure."},
    {"notSupplied", "Not supplied: it was expected and did not come. It is not nought."},
}};

constexpr std::string_view source =
    "Returns of agencies and published tables, as they are recorded on the board.";

std::string label_of(std::string_view parameter) {
  if (parameter == "known_at") return "Asked as known on";
  if (parameter == "true_on") return "Asked as true on";
  if (parameter == "position") return "Asked as at position";
  if (parameter == "journey_stage") return "Only this stage of the child's journey";
  if (parameter == "then") return "Compared with what was known on";
  if (parameter == "agencies") return "Agencies in breakdowns";
  if (parameter == "screening") return "Outliers left out of the limits";
  return std::string{parameter};
}

Sheet flags_sheet() {
  Sheet sheet{"Flags", {header({"flag", "meaning"})}};
  for (const auto& [flag, meaning] : flags) {
    sheet.rows.push_back({text_cell(std::string{flag}), text_cell(std::string{meaning})});
  }
  return sheet;
}

/// What may stand in the name of a file everywhere.
std::string plain(std::string_view text) {
  std::string kept{text};
  std::ranges::replace_if(
      kept,
      [](char c) {
        return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
      },
      '-');
  return kept;
}

}  // namespace

std::string title_of(std::string_view label, const object& model) {
  const auto title = api::text_in(model, "title");
  if (label.empty()) return std::string{title};
  if (label == "Scorecard") return fmt::format("{}: {}", label, title);
  return fmt::format("{} {}: {}", label, api::text_in(model, "id"), title);
}

object about_json(const About& about) {
  object asked;
  for (const auto& [name, value] : about.asked) asked[name] = value;
  object meanings;
  for (const auto& [flag, meaning] : flags) meanings[flag] = meaning;
  object json{{"board", about.board},
              {"title", about.title},
              {"address", about.address},
              {"asked", std::move(asked)},
              {"askedOn", eventstore::iso(about.asked_on)},
              {"audience", words(about.audience)},
              {"position", about.position},
              {"ruleset", spc::ruleset_id},
              {"source", source},
              {"definitions", definitions_json(about.definitions)},
              {"flags", std::move(meanings)}};
  if (about.recorded_at) json["recordedAt"] = eventstore::iso(*about.recorded_at);
  return json;
}

spreadsheet::Workbook workbook_of(const About& about, std::vector<Sheet> tables) {
  spreadsheet::Workbook book;
  book.title = about.title;
  book.board = about.board;
  book.audience = words(about.audience);
  book.position = about.position;
  book.known_at = about.recorded_at.value_or(eventstore::Timestamp{});
  book.source = source;
  book.notes.emplace_back("What it says", about.sentence);
  book.notes.emplace_back("Worked out for the day", eventstore::iso(about.asked_on));
  for (const auto& [name, value] : about.asked) book.notes.emplace_back(label_of(name), value);
  book.notes.emplace_back("Rules for signals", spc::ruleset_id);
  book.notes.emplace_back("The same by the API", about.address);
  book.sheets = std::move(tables);
  if (!about.definitions.empty()) book.sheets.push_back(definitions_sheet(about.definitions));
  book.sheets.push_back(flags_sheet());
  return book;
}

std::string csv_of(const About& about, const Sheet& table) {
  std::vector<std::string> names;
  for (const auto& cell : table.rows.front()) names.push_back(csv_text(cell));
  const auto width = names.size();
  names.insert(names.end(), {"audience", "position", "known_on"});
  api::CsvTable csv{names};
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    std::vector<std::string> cells;
    for (const auto& cell : table.rows[i]) cells.push_back(csv_text(cell));
    cells.resize(width);
    cells.insert(cells.end(), {std::string{words(about.audience)}, std::to_string(about.position),
                               eventstore::iso(about.asked_on)});
    csv.row(cells);
  }
  return std::move(csv).text();
}

std::string file_name(const About& about, std::string_view noun, std::string_view id,
                      std::string_view ending) {
  auto name = id.empty() ? std::string{noun} : fmt::format("{}-{}", plain(id), noun);
  for (const auto& [parameter, value] : about.asked) {
    if (parameter == "known_at" || parameter == "position") continue;
    name += fmt::format("_{}-{}", plain(parameter), plain(value));
  }
  return fmt::format("{}_known-{}_pos-{}_{}.{}", name, eventstore::iso(about.asked_on),
                     about.position, slug(about.audience), ending);
}

}  // namespace closeloop::exports
