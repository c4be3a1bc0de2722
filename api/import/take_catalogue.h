#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/import/take_plans.h"

namespace closeloop::imports {

/// A definition of an indicator, or a question of the Board, as a catalogue has it.
struct CatalogueEntry {
  std::string place;     ///< "/4"
  std::string resource;  ///< "indicators" or "questions"
  std::string id;
  boost::json::object body;  ///< The members of the event that defines it.
};

/// Reads a catalogue: a JSON list of {"id", "event"}. An entry whose event has a `question` is a
/// question, any other an indicator. What is wrong goes to the report. Pure.
[[nodiscard]] std::vector<CatalogueEntry> read_catalogue(std::string_view bytes,
                                                         ImportReport& report);

/// What is held of a record, as its events say it; nothing if there is no such record.
using HeldFields = std::function<std::optional<boost::json::object>(std::string_view resource,
                                                                    std::string_view id)>;

/// Takes a catalogue into the board as one commit: all of it or, if the report refuses anything,
/// nothing. What is held as it is comes to nothing; what differs is revised. Errors as those of
/// `take_plans`. Safe from any thread.
[[nodiscard]] Result<void> take_catalogue(eventstore::EventLog& log, const eventstore::Clock& clock,
                                          const HeldFields& held,
                                          const std::vector<CatalogueEntry>& entries,
                                          const Taking& taking, ImportReport& report);

}  // namespace closeloop::imports
