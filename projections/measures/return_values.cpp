#include <algorithm>
#include <set>
#include <string>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/figures.h"
#include "projections/measures/owed_periods.h"
#include "projections/measures/restricted.h"
#include "projections/measures/scorecard.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using data_return::Phase;

struct Asked {
  std::string_view id;
  Day on;
  Audience audience;
};

/// What a value that is not in force any more was, as far as it may be seen.
std::string shown_earlier(const Board::Records& records, Number series, const series::Point& point,
                          const series::Value& value, Audience audience) {
  if (!audience.sees_small_numbers &&
      is_hidden(records, series, point.ends, value.version.number())) {
    return "c";
  }
  if (value.value) {
    return in_unit(value.value->value(), records.state<series::State>(series).unit);
  }
  if (!value.numerator) return "no value";
  return value.denominator ? value.numerator->text() + " of " + value.denominator->text()
                           : value.numerator->text();
}

object row_of(const Board::Records& records, Number number, const Figure& figure,
              const series::Value& value, Audience audience) {
  const bool counts = figure.held == &value;
  object row{{"series", reference_json(records, number)},
             {"chart", fmt::format("/series/{}/chart", records.store[number].id)},
             {"period", figure.point->period},
             {"counts", counts},
             {"shown", counts ? shown_of(figure)
                              : shown_earlier(records, number, *figure.point, value, audience)}};
  if (!counts) return row;
  if (value.numerator && figure.shows_numerator) row["numerator"] = value.numerator->text();
  if (value.denominator && figure.shows_denominator) row["denominator"] = value.denominator->text();
  return row;
}

/// The last value of the point that came with the return; null if none did.
const series::Value* came_with(const series::Point& point, std::string_view id) {
  if (point.now.data_return.text() == id) return &point.now;
  const auto earlier =
      std::find_if(point.earlier.rbegin(), point.earlier.rend(),
                   [&](const series::Value& value) { return value.data_return.text() == id; });
  return earlier == point.earlier.rend() ? nullptr : &*earlier;
}

/// Each value that came; `indicators` are those that it is of.
array rows_of(const Board::Records& records, const Asked& asked,
              std::set<std::string>& indicators) {
  array rows;
  records.lists(list_of(RecordKind::SERIES)).visit_from(0, [&](std::uint64_t key) {
    const auto number = number_in(key);
    const auto& series = records.state<series::State>(number);
    const bool any = std::any_of(
        series.points.begin(), series.points.end(),
        [&](const series::Point& point) { return came_with(point, asked.id) != nullptr; });
    if (!any) return true;
    indicators.insert(series.indicator.text());
    if (is_closed(records, number, asked.audience)) return true;
    for (const auto& figure : figures_of(records, number, asked.audience)) {
      const auto* value = came_with(*figure.point, asked.id);
      if (value != nullptr) {
        rows.push_back(row_of(records, number, figure, *value, asked.audience));
      }
    }
    return true;
  });
  return rows;
}

std::string sentence_of(const data_return::State& state, std::size_t values, Day asked_on) {
  const auto came = counted(values, "value", "values");
  const auto late = state.first_received_on && *state.first_received_on > state.due_on
                        ? fmt::format(" It came late: it was due on {}.", long_form(state.due_on))
                        : std::string{};
  switch (state.phase) {
    case Phase::accepted: return fmt::format("Accepted, with {}.{}", came, late);
    case Phase::received:
      return fmt::format("Received, with {}, and not judged yet.{}", came, late);
    case Phase::rejected:
      return fmt::format(
          "Rejected: its {} {} no more. Until it is sent again, its period is not "
          "supplied.",
          came, values == 1 ? "counts" : "count");
    default:
      return is_missing(state, asked_on)
                 ? fmt::format("Not supplied: it was due on {}.", long_form(state.due_on))
                 : fmt::format("Nothing came yet. It is due on {}.", long_form(state.due_on));
  }
}

}  // namespace

Result<object> return_values(const Board& board, std::string_view id, Day asked_on,
                             Audience audience) {
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto number, must_find(records, "returns", id));
  const auto& state = records.state<data_return::State>(number);
  std::set<std::string> came;
  auto rows = rows_of(records, {id, asked_on, audience}, came);
  array missing;
  for (const auto& indicator : state.indicators) {
    const auto of = records.store.find(RecordKind::INDICATOR, indicator.text());
    if (!came.contains(indicator.text()) && of != 0 && records.store[of].exists) {
      missing.push_back(reference_json(records, of));
    }
  }
  return object{{"id", id},
                {"title", "What came with " + text_of(records, number)},
                {"page", fmt::format("/returns/{}/values", id)},
                {"self", fmt::format("/api/v1/returns/{}/values", id)},
                {"record", page_of(records, number)},
                {"agency", agency_name(records, state.agency.text())},
                {"period", state.period},
                {"due", iso(state.due_on)},
                {"askedOn", iso(asked_on)},
                {"sentence", sentence_of(state, rows.size(), asked_on)},
                {"values", std::move(rows)},
                {"missing", std::move(missing)}};
}

}  // namespace closeloop
