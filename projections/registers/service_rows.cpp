#include "projections/registers/service_rows.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/choices.h"
#include "projections/describe.h"
#include "projections/measures/restricted.h"
#include "projections/measures/signal.h"
#include "projections/priority_areas.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

object measure_of(const Board::Records& records, Number number, Audience audience) {
  const auto& series = records.state<series::State>(number);
  const auto judged = judge(records, number, audience);
  const auto signal = signal_of(records, series, judged);
  const auto id = records.store[number].id;
  object row{{"id", id},
             {"title", text_of(records, number)},
             {"page", fmt::format("/series/{}/chart", id)},
             {"self", fmt::format("/api/v1/series/{}/chart", id)},
             {"signal", signal_json(signal)}};
  const auto indicator = records.store.find(RecordKind::INDICATOR, series.indicator.text());
  if (indicator != 0 && records.store[indicator].exists) {
    row["title"] = text_of(records, indicator);
    row["indicator"] = series.indicator.text();
  }
  if (judged.figures.empty()) return row;
  const auto& newest = judged.figures.back();
  object latest{{"period", newest.point->period},
                {"shown", newest.shown.empty() ? newest.flag : newest.shown}};
  if (newest.held != nullptr && newest.held->denominator && newest.shows_denominator) {
    latest["outOf"] = newest.held->denominator->text();
  }
  row["latest"] = std::move(latest);
  return row;
}

std::string standing(const service::State& state, Day asked_on) {
  if (asked_on < state.starts_on) return "Begins on " + long_form(state.starts_on);
  if (state.ends_on && *state.ends_on < asked_on) return "Ended on " + long_form(*state.ends_on);
  return state.ends_on ? "Runs until " + long_form(*state.ends_on) : std::string{"Runs"};
}

}  // namespace

std::vector<Number> services(const Board::Records& records) {
  std::vector<Number> found;
  records.lists(list_of(RecordKind::SERVICE)).visit_from(0, [&](std::uint64_t key) {
    found.push_back(number_in(key));
    return true;
  });
  return found;
}

bool is_for(const service::State& service, std::string_view audience) {
  return std::ranges::any_of(service.audiences, [&](service::Audience one) {
    return words_of<service::Description>("audiences", one).name == audience;
  });
}

bool is_of_area(const service::State& service, std::string_view area) {
  return std::ranges::any_of(service.priority_areas,
                             [&](const auto& one) { return one.text() == area; });
}

SeriesOfServices series_of_services(const Board::Records& records) {
  SeriesOfServices found;
  records.lists(list_of(RecordKind::SERIES)).visit_from(0, [&](std::uint64_t key) {
    const auto& service = records.state<series::State>(number_in(key)).service.text();
    if (!service.empty()) found[service].push_back(number_in(key));
    return true;
  });
  return found;
}

object service_row(const Board::Records& records, Number number, const std::vector<Number>& series,
                   Day asked_on, Audience audience) {
  const auto& state = records.state<service::State>(number);
  auto row = reference_json(records, number);
  array audiences;
  for (const auto one : state.audiences) {
    audiences.push_back(json_of(words_of<service::Description>("audiences", one)));
  }
  array areas;
  for (const auto& one : state.priority_areas) {
    areas.push_back(object{{"id", one.text()}, {"label", priority_area_name(records, one.text())}});
  }
  array waits;
  array results;
  for (const auto one : series) {
    if (is_closed(records, one, audience)) continue;
    const bool is_wait = records.state<series::State>(one).unit == measures::Unit::DAYS;
    (is_wait ? waits : results).push_back(measure_of(records, one, audience));
  }
  row["audiences"] = std::move(audiences);
  row["priorityAreas"] = std::move(areas);
  row["running"] = state.runs_on(asked_on);
  row["status"] = standing(state, asked_on);
  row["startsOn"] = iso(state.starts_on);
  if (state.ends_on) row["endsOn"] = iso(*state.ends_on);
  if (!state.provider.empty()) row["provider"] = state.provider;
  if (!state.commissioner.empty()) row["commissioner"] = state.commissioner;
  if (state.capacity) row["capacity"] = *state.capacity;
  if (!state.capacity_note.empty()) row["capacityNote"] = state.capacity_note;
  row["waits"] = std::move(waits);
  row["results"] = std::move(results);
  return row;
}

}  // namespace closeloop
