#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "eventstore/schema/shape.h"
#include "projections/describe.h"
#include "projections/measures/availability.h"
#include "projections/measures/benchmarks.h"
#include "projections/measures/breaches.h"
#include "projections/measures/headline.h"
#include "projections/measures/held_series.h"
#include "projections/measures/measure_row.h"
#include "projections/measures/narratives.h"
#include "projections/measures/pattern.h"
#include "projections/measures/quality.h"
#include "projections/measures/restricted.h"
#include "projections/measures/scorecard.h"
#include "projections/measures/shift_proposals.h"
#include "projections/measures/target.h"
#include "projections/record_fields.h"
#include "projections/registers/cited.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

/// The series of other areas, for comparison, and those of the board's own that stand for nothing
/// else here. Parts of the whole have their tables.
array others(const Board::Records& records, Number indicator, Number headline, Audience audience,
             Day asked_on) {
  const auto own = own_area(records);
  array all;
  records.store.forward(indicator, [&](Number number) {
    if (number == headline || records.store[number].kind != RecordKind::SERIES ||
        !records.store[number].exists || is_closed(records, number, audience)) {
      return;
    }
    const auto& series = records.state<series::State>(number);
    const bool has_table =
        (own.empty() || series.area == own) &&
        (series.breakdown != measures::Breakdown::UNSET || !series.agency.text().empty());
    if (has_table) return;
    const auto judged = judge(records, number, audience, {}, asked_on);
    object one{
        {"id", records.store[number].id},
        {"title", text_of(records, number)},
        {"page", fmt::format("/series/{}/chart", records.store[number].id)},
        {"area", series.area},
        {"category", series.category},
        {"agency",
         series.agency.text().empty() ? std::string{} : agency_name(records, series.agency.text())},
        {"signal", signal_json(signal_of(records, series, judged))}};
    if (!judged.figures.empty()) {
      const auto& newest = judged.figures.back();
      one["latest"] = object{{"period", newest.point->period}, {"shown", shown_of(newest)}};
    }
    all.push_back(std::move(one));
  });
  return all;
}

std::string lag_sentence(const indicator::Terms& terms) {
  return fmt::format(
      "Figures can be known about {} after their period ends; newer periods are not complete.",
      counted(terms.lag_days, "day", "days"));
}

/// Which way is better, in words, and what to mind about it.
object direction_of(const indicator::Terms& terms) {
  const auto name = name_of(terms.direction);
  return {{"name", name},
          {"label", name == "higher"  ? "Higher is better"
                    : name == "lower" ? "Lower is better"
                                      : "Neither way is better: it is context"}};
}

/// Of two others, which are set against each other and never added; or of what is recorded here.
object worked_out(const Board::Records& records, const indicator::Terms& terms) {
  if (terms.ratio_of.text().empty()) {
    return {
        {"sentence",
         "Nobody supplies this: it is worked out from what is recorded here, by quarter, as soon "
         "as all of a quarter can be judged."}};
  }
  object from{{"sentence",
               "Nobody supplies this: it is worked out from the counts of two other "
               "measures. Where one of them is missing it shows a colon."}};
  for (const auto& [name, id] :
       {std::pair{"of", &terms.ratio_of}, std::pair{"to", &terms.ratio_to}}) {
    const auto number = records.store.find(RecordKind::INDICATOR, id->text());
    object one{{"id", id->text()},
               {"page", fmt::format("/indicators/{}/measure", id->text())},
               {"label", number == 0 ? id->text() : text_of(records, number)}};
    from[name] = std::move(one);
  }
  return from;
}

/// Which parts of the definition record (domain 2) nobody has said, of those that every measure
/// should have; by their labels: "owner, what is left out". Empty if none.
std::string not_said(const Board::Records& records, Number number) {
  const auto said = fields_of(records, number);
  const auto& defined = *eventstore::shape_of<indicator::Event>().fields.front().record;
  std::vector<std::string> labels;
  for (const auto* name :
       {"numerator", "inclusion", "exclusion", "sourceAgency", "sourceSystem", "grade", "owner"}) {
    if (said.contains(name)) continue;
    labels.push_back(defined.find(name)->label);
    auto& first = labels.back().front();
    if (first >= 'A' && first <= 'Z') first = static_cast<char>(first - 'A' + 'a');
  }
  return fmt::format("{}", fmt::join(labels, ", "));
}

/// What is said of a measure whether or not it has figures.
object about(const Board::Records& records, Number number, Day asked_on) {
  const auto id = records.store[number].id;
  const auto& state = records.state<indicator::State>(number);
  const auto& terms = state.terms;
  object model{{"id", id},
               {"title", terms.title},
               {"page", fmt::format("/indicators/{}/measure", id)},
               {"self", fmt::format("/api/v1/indicators/{}/measure", id)},
               {"record", page_of(records, number)},
               {"askedOn", iso(asked_on)},
               {"direction", direction_of(terms)},
               {"scorecard", "/scorecards/" + scorecard_of(records, number)},
               {"definition", fields_json(records, number)},
               {"actions", cited_actions(records, state.actions, asked_on)},
               {"figures", figures_on_indicator(records, number)},
               {"benchmarks", benchmarks_of(records, number, asked_on)}};
  if (const auto missing = not_said(records, number); !missing.empty()) model["notSaid"] = missing;
  if (!terms.denominator.empty()) model["base"] = terms.denominator;
  if (!terms.source_agency.empty()) model["source"] = terms.source_agency;
  if (!terms.period_meaning.empty()) model["periodMeaning"] = terms.period_meaning;
  if (terms.lag_days > 0) model["lag"] = lag_sentence(terms);
  return model;
}

void add_availability(const Availability& availability, object& model) {
  model["availability"] = availability.label;
  if (availability.asked_on) model["availabilityAskedOn"] = iso(*availability.asked_on);
}

}  // namespace

Result<object> measure(const Board& board, std::string_view id, Day asked_on, Audience audience,
                       Agencies agencies) {
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto number, must_find(records, "indicators", id));
  const auto& state = records.state<indicator::State>(number);
  auto model = about(records, number, asked_on);
  model["breakdowns"] = breakdowns_of(records, number, asked_on, audience, agencies);
  if (auto breaches = breaches_of(records, number, audience); !breaches.empty()) {
    model["breaches"] = std::move(breaches);
  }
  const auto pattern = pattern_of(records, number, audience, asked_on);
  const auto headline = pattern ? std::nullopt : headline_of(records, number, audience, asked_on);
  const auto availability = availability_of(
      records, number, pattern || (headline && headline->holds_figures()), asked_on);
  add_availability(availability, model);
  if (pattern) {
    model["others"] = array{};
    model["signal"] = signal_json(pattern->signal);
    model["sentence"] = pattern->signal.label + ". " + pattern->signal.reason;
    model["pattern"] = pattern_json(records, number, *pattern, audience, asked_on);
    return model;
  }
  model["others"] = others(records, number, headline ? headline->series : 0, audience, asked_on);
  if (!headline) {
    model["signal"] = signal_json(no_data());
    model["sentence"] = fmt::format("No figure has been supplied. {}.", availability.label);
    return model;
  }
  const auto& signal = headline->signal;
  model["signal"] = signal_json(signal);
  model["sentence"] = signal.label + ". " + signal.reason;
  model["quality"] = quality_of(records, state.terms, *headline);
  if (auto assurance = target_assurance(records, headline->state(records), headline->judged);
      !assurance.empty()) {
    model["assurance"] = std::move(assurance);
  }
  auto chart = chart_of(records, number, *headline, audience);
  add_benchmark_lines(records, number, headline->state(records), asked_on, chart);
  model["chart"] = std::move(chart);
  if (headline->worked_out) {
    model["workedOut"] = worked_out(records, state.terms);
    return model;
  }
  const auto series = headline->series;
  if (is_closed(records, series, audience)) return model;  // Only the headline is for everyone.
  model["series"] = reference_json(records, series);
  model["chartPage"] = fmt::format("/series/{}/chart", records.store[series].id);
  model["narratives"] = narratives_json(records, series);
  if (auto wanted = narrative_wanted(records, series, headline->judged, signal); !wanted.empty()) {
    model["narrativeWanted"] = std::move(wanted);
  }
  return model;
}

}  // namespace closeloop
