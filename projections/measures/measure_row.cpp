#include "projections/measures/measure_row.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/availability.h"
#include "projections/measures/headline.h"
#include "projections/measures/narratives.h"
#include "projections/measures/pattern.h"
#include "projections/measures/quality.h"
#include "projections/measures/restricted.h"
#include "projections/measures/target.h"

namespace closeloop {
namespace {

using boost::json::object;

/// Only what a small picture needs: a scorecard has thirty of them.
object trend_of(const Board::Records& records, Number indicator, const Headline& headline,
                Audience audience) {
  auto model = chart_of(records, indicator, headline, audience);
  for (auto& point : model.at("points").as_array()) {
    auto& members = point.as_object();
    for (const auto* name : {"ends", "numerator", "denominator", "written", "version", "target"}) {
      members.erase(name);
    }
  }
  return model;
}

/// The newest figure with what it is out of, how good it is and what was said of it; and the trend.
void add_figures(const Board::Records& records, Number indicator, const Headline& headline,
                 Audience audience, object& row) {
  const auto& judged = headline.judged;
  const auto& terms = records.state<indicator::State>(indicator).terms;
  if (headline.series != 0) row["series"] = records.store[headline.series].id;
  row["points"] = judged.places.size();
  row["quality"] = quality_of(records, terms, headline);
  if (auto assurance = target_assurance(records, headline.state(records), judged);
      !assurance.empty()) {
    row["assurance"] = std::move(assurance);
  }
  if (auto said = newest_narrative(records, headline, audience))
    row["narrative"] = std::move(*said);
  if (headline.series != 0 && !is_closed(records, headline.series, audience)) {
    auto wanted = narrative_wanted(records, headline.series, judged, headline.signal);
    if (!wanted.empty()) row["narrativeWanted"] = std::move(wanted);
  }
  if (!judged.figures.empty()) {
    const auto& newest = judged.figures.back();
    object latest{{"period", newest.point->period}, {"shown", shown_of(newest)}};
    if (newest.held != nullptr && newest.held->denominator && newest.shows_denominator) {
      latest["outOf"] = newest.held->denominator->text();
    }
    row["latest"] = std::move(latest);
  }
  row["chart"] = trend_of(records, indicator, headline, audience);
}

struct Said {
  std::string_view name;
  std::string_view one, many;  // "is improving", "are improving"
};

constexpr Said said[] = {
    {"improvement", "is improving", "are improving"},
    {"noChange", "shows no real change", "show no real change"},
    {"concern", "is a concern", "are a concern"},
    {"cannotTell", "looks better but can't be told", "look better but can't be told"},
    {"high", "is higher than usual", "are higher than usual"},
    {"low", "is lower than usual", "are lower than usual"},
    {"shift", "shows a shift", "show a shift"},
    {"tooFew", "has too few points to judge", "have too few points to judge"},
    {"noData", "has no data", "have no data"}};

}  // namespace

object measure_row(const Board::Records& records, Number number, Audience audience,
                   std::optional<Day> asked_on) {
  const auto& state = records.state<indicator::State>(number);
  const auto id = records.store[number].id;
  object row{{"id", id},
             {"title", state.terms.title},
             {"page", fmt::format("/indicators/{}/measure", id)},
             {"self", fmt::format("/api/v1/indicators/{}/measure", id)}};
  const auto& terms = state.terms;
  if (!terms.group.empty()) row["group"] = terms.group;
  if (!terms.source_agency.empty()) row["source"] = terms.source_agency;
  if (!terms.denominator.empty()) row["base"] = terms.denominator;
  if (terms.restricted) {
    // MARAC and MAPPA (R28): only this headline is for everyone; see restricted.h.
    row["restricted"] = true;
  }
  auto signal = no_data();
  bool has_figures = false;
  if (auto pattern = pattern_of(records, number, audience, asked_on)) {
    signal = std::move(pattern->signal);
    has_figures = true;
  } else if (const auto headline = headline_of(records, number, audience, asked_on)) {
    signal = headline->signal;
    has_figures = headline->holds_figures();
    add_figures(records, number, *headline, audience, row);
  }
  row["signal"] = signal_json(signal);
  row["availability"] = availability_of(records, number, has_figures, asked_on).label;
  return row;
}

void SignalCount::add(const object& row) {
  ++counts_[std::string{row.at("signal").as_object().at("name").as_string()}];
  ++all_;
  unsaid_ += row.contains("narrativeWanted") ? 1U : 0U;
}

std::string SignalCount::sentence() const {
  if (all_ == 0) return "No measure is defined for this scorecard yet.";
  std::string text;
  for (const auto& each : said) {
    const auto found = counts_.find(each.name);
    if (found == counts_.end()) continue;
    if (text.empty()) {
      text = fmt::format("{} of {} {} {}", found->second, all_, all_ == 1 ? "measure" : "measures",
                         found->second == 1 ? each.one : each.many);
    } else {
      text += fmt::format(", {} {}", found->second, found->second == 1 ? each.one : each.many);
    }
  }
  text += '.';
  if (unsaid_ > 0) {
    text +=
        fmt::format(" Of {} nobody has said yet what {}.", counted(unsaid_, "signal", "signals"),
                    unsaid_ == 1 ? "it means" : "they mean");
  }
  return text;
}

object SignalCount::json() const {
  object counts;
  for (const auto& [name, count] : counts_) counts[name] = count;
  return counts;
}

std::vector<Number> indicators(const Board::Records& records) {
  std::vector<Number> found;
  records.lists(list_of(RecordKind::INDICATOR)).visit_from(0, [&](std::uint64_t key) {
    const auto number = number_in(key);
    if (!records.state<indicator::State>(number).retired) found.push_back(number);
    return true;
  });
  // N2 before N10: by the letters, then by the length of what follows, then by itself.
  std::sort(found.begin(), found.end(), [&](Number left, Number right) {
    const auto key = [&](Number of) {
      const auto id = records.store[of].id;
      const auto digits = std::min(id.find_first_of("0123456789"), id.size());
      return std::tuple{id.substr(0, digits), id.size(), id};
    };
    return key(left) < key(right);
  });
  return found;
}

std::string scorecard_of(const Board::Records& records, Number indicator) {
  const auto& area = records.state<indicator::State>(indicator).terms.priority_area.text();
  return area.empty() ? "loops" : area;
}

}  // namespace closeloop
