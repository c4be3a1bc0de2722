#include "projections/measures/late_figures.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/balance.h"
#include "projections/measures/held_series.h"
#include "projections/measures/kept_event.h"
#include "projections/measures/measure_row.h"
#include "projections/measures/restricted.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

/// Says by which event the board came to hold of a period what it holds.
void add_cause(const Board::Records& held, const Figure& figure, object& to) {
  if (figure.held != nullptr) {
    to["event"] = event_page(figure.held->position);
    to["recordedOn"] = iso(figure.held->recorded_on);
    return;
  }
  const auto& id = figure.point->now.data_return.text();
  const auto number = held.store.find(RecordKind::DATA_RETURN, id);
  const auto* rejected =
      number == 0
          ? nullptr
          : held.last_kept(number, static_cast<std::uint16_t>(data_return::Event::REJECTED));
  if (rejected == nullptr) return;
  to["event"] = event_page(rejected->position);
  to["recordedOn"] = iso(recorded_on(*rejected));
}

std::string_view what_of(const Figure* before, const Figure& now) {
  if (before == nullptr) return "Came late";
  return now.held == nullptr ? "Its return was rejected" : "Revised";
}

bool is_same(const Figure& before, const Figure& now) {
  if (before.held == nullptr || now.held == nullptr) return before.held == now.held;
  return before.held->version == now.held->version;
}

void add_differences(const Board::Records& known, const Board::Records& held, Number series,
                     Audience audience, array& to) {
  const auto id = held.store[series].id;
  const auto earlier = known.store.find(RecordKind::SERIES, id);
  const auto before = earlier == 0 || !known.store[earlier].exists
                          ? std::vector<Figure>{}
                          : figures_of(known, earlier, audience);
  for (const auto& figure : figures_of(held, series, audience)) {
    const auto then = std::find_if(before.begin(), before.end(), [&](const Figure& one) {
      return one.point->ends == figure.point->ends;
    });
    const auto* was = then == before.end() ? nullptr : &*then;
    if (was != nullptr && is_same(*was, figure)) continue;
    object one{{"series", id},
               {"title", text_of(held, series)},
               {"page", fmt::format("/series/{}/chart", id)},
               {"period", figure.point->period},
               {"what", what_of(was, figure)},
               {"known", was == nullptr ? "nothing" : shown_of(*was)},
               {"held", shown_of(figure)}};
    add_cause(held, figure, one);
    to.push_back(std::move(one));
  }
}

Number existing(const Board::Records& records, RecordKind kind, std::string_view id) {
  const auto number = records.store.find(kind, id);
  return number != 0 && records.store[number].exists ? number : 0;
}

}  // namespace

array series_late(const Board& known, const Board& held, std::string_view series,
                  Audience audience) {
  array late;
  const auto number = existing(held.records(), RecordKind::SERIES, series);
  if (number != 0) add_differences(known.records(), held.records(), number, audience, late);
  return late;
}

array measure_late(const Board& known, const Board& held, std::string_view indicator,
                   Audience audience) {
  array late;
  const auto& records = held.records();
  const auto number = existing(records, RecordKind::INDICATOR, indicator);
  if (number == 0) return late;
  const auto own = own_area(records);
  const auto headline = headline_series(records, number);
  records.store.forward(number, [&](Number series) {
    if (records.store[series].kind != RecordKind::SERIES || !records.store[series].exists) return;
    if (series != headline && is_closed(records, series, audience)) return;
    if (!own.empty() && records.state<series::State>(series).area != own) return;
    add_differences(known.records(), records, series, audience, late);
  });
  return late;
}

array scorecard_late(const Board& known, const Board& held, std::string_view priority_area,
                     Audience audience) {
  array late;
  const auto& records = held.records();
  for (const auto number : indicators(records)) {
    if (scorecard_of(records, number) != priority_area) continue;
    const auto series = headline_series(records, number);
    if (series != 0) add_differences(known.records(), records, series, audience, late);
  }
  return late;
}

void add_late(array late, Day day, object& to) {
  if (late.empty()) return;
  to["lateSentence"] =
      fmt::format("{} up to {} {} not known like this that day: {} came late, or changed since.",
                  sentence_case(counted(late.size(), "figure", "figures")), long_form(day),
                  late.size() == 1 ? "was" : "were", late.size() == 1 ? "it" : "they");
  to["late"] = std::move(late);
}

}  // namespace closeloop
