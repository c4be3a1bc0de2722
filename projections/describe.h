#pragma once

#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "projections/board_records.h"
#include "projections/page.h"

/// Records and what is derived of them, in words and as JSON: what the questions share.
namespace closeloop {

/// Calls `use(event, kept)` with each event kept of a record of that aggregate, oldest first.
/// What `use` is given dies with the call.
template <typename Aggregate, typename Use>
void for_each_kept(const Board::Records& records, Number number, Use&& use) {
  eventstore::Opener opener;
  for (auto kept = records.store[number].first_event; kept != nullptr; kept = kept->next) {
    // It was read when it was folded, so it can be read again.
    (void)opener.open<Event>(kept->payload(), [&](Event::Reader payload) {
      if (payload.which() == Aggregate::member) use(Aggregate::get(payload), *kept);
    });
  }
}

/// What a record says: a finding's statement, a review's title, a person's name, as corrected
/// last.
[[nodiscard]] std::string text_of(const Board::Records&, Number);
/// The name of an agency, or its id if nothing else is known of it.
[[nodiscard]] std::string agency_name(const Board::Records&, std::string_view id);
/// The name of a facet as people call it.
[[nodiscard]] std::string facet_label(const Board::Records&, FacetNumber);
/// The record's own id in the source it was imported from; ours if there is none.
[[nodiscard]] std::string reference_of(const Board::Records&, Number);

[[nodiscard]] std::string page_of(const Board::Records&, Number);  ///< "/findings/F-12"
[[nodiscard]] std::string self_of(const Board::Records&, Number);  ///< "/api/v1/findings/F-12"

/// A person by name; who is no person of the board, such as an import, by what it is called.
[[nodiscard]] boost::json::object somebody_json(const Board::Records&, std::string_view id);
[[nodiscard]] boost::json::object json_of(Words words);  ///< name, label
/// kind, id, label (what it says), self, page.
[[nodiscard]] boost::json::object reference_json(const Board::Records&, Number);
[[nodiscard]] boost::json::array references_json(const Board::Records&, const std::vector<Number>&);

/// stage, brag, due, overdue, times moved, and what the source says beside it.
void add_action_status(const Board::Records&, Number, Day asked_on, boost::json::object& to);
/// stage and brag of a finding's loop.
void add_loop_status(const Board::Records&, Number, Day asked_on, boost::json::object& to);
/// gaps: name, label, since, ageDays of each.
void add_gaps(const Board::Records&, Number, Day asked_on, boost::json::object& to);
[[nodiscard]] boost::json::array gaps_json(const Board::Records&, Number, Day asked_on);

/// What an action's colour needs to know.
[[nodiscard]] ActionImpact impact_of(const Board::Records&, Number action);
/// What the source last said of an action: status, in its words, completed. Empty if nothing.
[[nodiscard]] boost::json::object source_status_json(const Board::Records&, Number action);

/// The record of that resource and id, if it exists.
[[nodiscard]] Result<Number> must_find(const Board::Records&, std::string_view resource,
                                       std::string_view id);

[[nodiscard]] std::int64_t days_between(Day from, Day to);  ///< Never less than 0.
[[nodiscard]] Day day_of(std::int32_t days);                ///< Since 1970.
[[nodiscard]] std::string counted(std::size_t count, std::string_view one,
                                  std::string_view many);   ///< "1 action", "no actions"
[[nodiscard]] std::string sentence_case(std::string text);  ///< "No actions"

}  // namespace closeloop
