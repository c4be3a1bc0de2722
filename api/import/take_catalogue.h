#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "api/import/take_plans.h"
#include "domain/code_list.h"

namespace closeloop::imports {

/// A definition of an indicator, a question of the Board or a code list, as a catalogue has it.
struct CatalogueEntry {
  std::string place;     ///< "/4", or "row 4" of a table.
  std::string resource;  ///< "indicators", "questions" or "code-lists"
  std::string id;
  boost::json::object body;                ///< The members of the event that defines it.
  std::vector<boost::json::object> codes;  ///< Of a code list: the members of each CodeAdded.
  /// Of a row: the columns of its table. What they don't say stays as it is held.
  std::optional<std::set<std::string, std::less<>>> columns;
  std::string reason;               ///< Why it is revised, as its row says.
  std::optional<Day> effective_on;  ///< From when it holds, if its body doesn't say.
  bool is_whole = true;             ///< Not if some of it could not be read, which was reported.
};

/// Reads a catalogue: a JSON list of {"id", "event"} and, if there is one, "effectiveOn"; of a code
/// list also "codes". Or a table, CSV
/// or an Excel workbook, of indicators: the columns are `id`, `reason` and the members of
/// IndicatorDefined, with | between what is a list. What is wrong goes to the report. Pure.
[[nodiscard]] std::vector<CatalogueEntry> read_catalogue(std::string_view bytes,
                                                         ImportReport& report);

/// What is held, for a catalogue to be compared with. May be asked from any thread.
struct HeldCatalogue {
  /// Of a record, as its events say it; nothing if there is no such record.
  std::function<std::optional<boost::json::object>(std::string_view resource, std::string_view id)>
      fields;
  std::function<std::optional<code_list::State>(std::string_view id)> codes;
};

/// Takes a catalogue into the board as one commit: all of it or, if the report refuses anything,
/// nothing. What is held as it is comes to nothing; what differs is revised. What is new is true
/// from the day that it says it is valid from, so that views of earlier days have it; so is a
/// revision that says another day than before. A row that revises needs a reason, its own or
/// `taking.reason`. Codes are added and ended, never changed. Errors as those of `take_plans`. Safe
/// from any thread.
[[nodiscard]] Result<void> take_catalogue(eventstore::EventLog& log, const eventstore::Clock& clock,
                                          const HeldCatalogue& held,
                                          const std::vector<CatalogueEntry>& entries,
                                          const Taking& taking, ImportReport& report);

/// `refused` with the rule "permission" unless the role may define, revise and list what a
/// catalogue holds.
[[nodiscard]] Result<void> must_be_permitted_to_define(person::Role role);

}  // namespace closeloop::imports
