#include "projections/measures/restricted.h"

#include "projections/measures/held_series.h"

namespace closeloop {

bool is_closed(const Board::Records& records, Number number, Audience audience) {
  if (audience.sees_restricted || records.store[number].kind != RecordKind::SERIES ||
      !records.store[number].exists) {
    return false;
  }
  const auto& series = records.state<series::State>(number);
  const auto indicator = records.store.find(RecordKind::INDICATOR, series.indicator.text());
  if (indicator == 0 || !records.store[indicator].exists ||
      !records.state<indicator::State>(indicator).terms.restricted) {
    return false;
  }
  return audience.own_agency.empty() || series.agency.text() != audience.own_agency;
}

bool is_closed(const Board::Records& records, std::string_view stream, Audience audience) {
  constexpr std::string_view before = "series/";
  if (audience.sees_restricted || !stream.starts_with(before)) return false;
  const auto number = records.store.find(RecordKind::SERIES, stream.substr(before.size()));
  return number != 0 && is_closed(records, number, audience);
}

Audience audience_of_answer(const Board& board, std::string_view indicator, Audience reader) {
  const auto* defined = held_indicator(board, indicator);
  if (defined != nullptr && defined->terms.restricted) return reader;
  return {.sees_small_numbers = reader.sees_small_numbers};
}

Result<void> must_be_open(const Board::Records& records, Number record, Audience audience) {
  if (!is_closed(records, record, audience)) return allowed();
  return refused("permission.restricted", std::string{restricted_sentence});
}

}  // namespace closeloop
