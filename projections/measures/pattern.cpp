#include "projections/measures/pattern.h"

#include <algorithm>
#include <string_view>

#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "projections/describe.h"
#include "projections/measures/balance.h"
#include "projections/measures/choice_words.h"
#include "projections/measures/held_series.h"
#include "projections/measures/restricted.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

enum class Course { better, worse, steady, unknown };

Number indicator_called(const Board::Records& records, const Id<IndicatorId>& id) {
  const auto number = records.store.find(RecordKind::INDICATOR, id.text());
  return number == 0 || !records.store[number].exists ? 0 : number;
}

/// The names by which a series may say that it is of a stage: what the stage is called, and the
/// code for it in the indicator's own lists.
std::vector<std::string> names_of(const Board::Records& records, const indicator::Terms& terms,
                                  std::string_view stage) {
  std::vector<std::string> names{std::string{stage}};
  for (const auto& id : terms.code_lists) {
    const auto number = records.store.find(RecordKind::CODE_LIST, id.text());
    if (number == 0 || !records.store[number].exists) continue;
    for (const auto& code : records.state<code_list::State>(number).codes) {
      if (code.label == stage) names.push_back(code.code);
    }
  }
  return names;
}

/// The series of an indicator's figures at one stage, of the board's own area.
Number series_at(const Board::Records& records, Number indicator, std::string_view stage) {
  const auto names = names_of(records, records.state<indicator::State>(indicator).terms, stage);
  const auto own = own_area(records);
  Number best = 0;
  records.store.forward(indicator, [&](Number number) {
    if (records.store[number].kind != RecordKind::SERIES || !records.store[number].exists) return;
    const auto& series = records.state<series::State>(number);
    if (series.breakdown != measures::Breakdown::JOURNEY_STAGE || !series.agency.text().empty() ||
        (!own.empty() && series.area != own) ||
        std::find(names.begin(), names.end(), series.category) == names.end()) {
      return;
    }
    const auto longer =
        best == 0 || series.points.size() > records.state<series::State>(best).points.size();
    if (longer) best = number;
  });
  return best;
}

std::optional<Headline> share_at_stage(const Board::Records& records, Number indicator,
                                       std::string_view stage, Audience audience) {
  const auto part = series_at(records, indicator, stage);
  const auto whole = headline_series(records, indicator);
  if (part == 0 || whole == 0 || is_closed(records, part, audience)) return std::nullopt;
  Headline headline;
  headline.worked_out =
      share_of(records, fmt::format("{}: the share at “{}”", text_of(records, indicator), stage),
               part, whole, audience);
  headline.judged = judge_figures(records, headline.worked_out->series,
                                  headline.worked_out->figures, std::nullopt);
  headline.signal = signal_of(records, headline.worked_out->series, headline.judged);
  return headline;
}

PatternPart part_of(const Board::Records& records, Number indicator, JourneyStage stage,
                    Audience audience, std::optional<Day> asked_on) {
  PatternPart part{indicator, {}, {}};
  const auto& breakdowns = records.state<indicator::State>(indicator).terms.breakdowns;
  const bool by_stage = std::find(breakdowns.begin(), breakdowns.end(),
                                  measures::Breakdown::JOURNEY_STAGE) != breakdowns.end();
  if (stage == JourneyStage::UNSET || !by_stage) {
    part.headline = headline_of(records, indicator, audience, asked_on);
    return part;
  }
  part.share_at = words(stage).label;
  part.headline = share_at_stage(records, indicator, part.share_at, audience);
  return part;
}

Course course_of(const PatternPart& part) {
  if (!part.headline) return Course::unknown;
  const auto& judged = part.headline->judged;
  if (judged.kind != spc::ChartKind::xmr || judged.xmr.points.empty()) return Course::unknown;
  switch (judged.xmr.points.back().type) {
    case spc::PointType::improvement: return Course::better;
    case spc::PointType::concern: return Course::worse;
    default: return Course::steady;
  }
}

/// "D03 (the share at “Child protection”)"
std::string name_of(const Board::Records& records, const PatternPart& part) {
  const std::string id{records.store[part.indicator].id};
  return part.share_at.empty() ? id : fmt::format("{} (the share at “{}”)", id, part.share_at);
}

std::string names(const Board::Records& records, const std::vector<PatternPart>& parts,
                  Course course) {
  std::vector<std::string> all;
  for (const auto& part : parts) {
    if (course_of(part) == course) all.push_back(name_of(records, part));
  }
  return fmt::format("{}", fmt::join(all, " and "));
}

Signal signal_of_parts(const Board::Records& records, const std::vector<PatternPart>& parts,
                       const std::vector<Id<IndicatorId>>& balanced_by) {
  const auto count = [&](Course course) {
    return static_cast<std::size_t>(std::count_if(
        parts.begin(), parts.end(), [&](const auto& part) { return course_of(part) == course; }));
  };
  const auto those = [&](Course course, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", names(records, parts, course), count(course) == 1 ? one : many);
  };
  if (count(Course::worse) > 0) {
    return {"concern", "Concern", those(Course::worse, "gets worse.", "get worse.")};
  }
  if (count(Course::unknown) > 0 || parts.empty()) {
    return {"tooFew", "Can't be judged yet",
            parts.empty() ? std::string{"None of the measures that it is read from is defined."}
                          : those(Course::unknown, "has no figures or too few to judge.",
                                  "have no figures or too few to judge.")};
  }
  if (count(Course::steady) > 0) {
    auto why = those(Course::steady, "shows no real change", "show no real change");
    if (count(Course::better) > 0) {
      why += fmt::format("; {}", those(Course::better, "gets better", "get better"));
    }
    return {"noChange", "No real change", why + ". It improves only if all of them do."};
  }
  const auto better = those(Course::better, "gets better", "get better");
  for (const auto& part : parts) {
    const auto& judged = part.headline->judged;
    auto doubt = doubt_of(records, balanced_by, own_area(records),
                          *judged.figures[judged.places.back()].point);
    if (doubt.empty()) continue;
    Signal signal{"cannotTell", "Cannot tell", fmt::format("{}, but {}", better, doubt)};
    signal.doubt = std::move(doubt);
    return signal;
  }
  return {"improvement", "Improving", better + ", and nothing that balances them falls."};
}

void add_newest(const Headline& headline, object& one) {
  if (headline.judged.figures.empty()) return;
  const auto& newest = headline.judged.figures.back();
  one["latest"] = object{{"period", newest.point->period}, {"shown", shown_of(newest)}};
}

object about(const Board::Records& records, Number indicator,
             const std::optional<Headline>& headline) {
  const auto id = records.store[indicator].id;
  object one{{"id", id},
             {"title", text_of(records, indicator)},
             {"page", fmt::format("/indicators/{}/measure", id)},
             {"signal", signal_json(headline ? headline->signal : no_data())}};
  if (headline) add_newest(*headline, one);
  return one;
}

}  // namespace

std::optional<Pattern> pattern_of(const Board::Records& records, Number indicator,
                                  Audience audience, std::optional<Day> asked_on) {
  const auto& terms = records.state<indicator::State>(indicator).terms;
  if (terms.pattern_of.empty()) return std::nullopt;
  Pattern pattern;
  for (const auto& id : terms.pattern_of) {
    const auto number = indicator_called(records, id);
    if (number == 0) continue;
    pattern.parts.push_back(part_of(records, number, terms.pattern_stage, audience, asked_on));
  }
  pattern.signal = signal_of_parts(records, pattern.parts, terms.balanced_by);
  return pattern;
}

object pattern_json(const Board::Records& records, Number indicator, const Pattern& pattern,
                    Audience audience, std::optional<Day> asked_on) {
  array parts;
  for (const auto& part : pattern.parts) {
    auto one = about(records, part.indicator, part.headline);
    if (!part.share_at.empty()) {
      one["share"] = fmt::format("The share at “{}”", part.share_at);
    }
    if (part.headline) one["chart"] = chart_of(records, part.indicator, *part.headline, audience);
    parts.push_back(std::move(one));
  }
  array balancing;
  for (const auto& id : records.state<indicator::State>(indicator).terms.balanced_by) {
    const auto number = indicator_called(records, id);
    if (number == 0) continue;
    balancing.push_back(about(records, number, headline_of(records, number, audience, asked_on)));
  }
  return {
      {"sentence",
       "Nobody supplies this, and it has no number: it is read from other measures. It improves "
       "only if all of them get better while none of those that balance it falls."},
      {"parts", std::move(parts)},
      {"balancedBy", std::move(balancing)}};
}

}  // namespace closeloop
