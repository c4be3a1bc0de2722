#include "projections/found_records.h"

#include "projections/describe.h"
#include "projections/measures/restricted.h"

namespace closeloop {
namespace {

/// Whose it is; empty of a record that is no agency's.
std::string_view agency_of(const Board::Records& records, Number number) {
  switch (records.store[number].kind) {
    case RecordKind::ACTION: return records.action(number).lead_agency.text();
    case RecordKind::PERSON: return records.state<person::State>(number).agency.text();
    default: return {};
  }
}

}  // namespace

std::optional<boost::json::object> found_record(const Board& board, std::string_view resource,
                                                std::string_view id, Day asked_on,
                                                Audience audience) {
  const auto& records = board.records();
  const auto found = must_find(records, resource, id);
  if (!found || is_closed(records, found.value(), audience)) return std::nullopt;
  const auto number = found.value();
  const auto& record = records.store[number];
  boost::json::object row{{"kind", word_of(record.kind)},
                          {"id", record.id},
                          {"title", text_of(records, number)},
                          {"self", self_of(records, number)},
                          {"page", page_of(records, number)}};
  if (record.kind == RecordKind::ACTION) add_action_status(records, number, asked_on, row);
  if (record.kind == RecordKind::FINDING) add_loop_status(records, number, asked_on, row);
  if (const auto agency = agency_of(records, number); !agency.empty()) {
    row["agency"] = boost::json::object{{"id", agency}, {"label", agency_name(records, agency)}};
  }
  if (record.first_event != nullptr) row["on"] = iso(record.first_event->effective());
  return row;
}

}  // namespace closeloop
