#include "projections/measures/scorecard_groups.h"

#include <algorithm>
#include <map>

#include "projections/measures/choice_words.h"
#include "projections/measures/measure_row.h"
#include "projections/measures/question_findings.h"
#include "projections/selection.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

std::vector<Number> questions_of(const Board::Records& records, std::string_view area) {
  std::vector<Number> found;
  records.lists(list_of(RecordKind::QUESTION)).visit_from(0, [&](std::uint64_t key) {
    const auto& state = records.state<question::State>(number_in(key));
    if (!state.withdrawn && state.priority_area.text() == area) found.push_back(number_in(key));
    return true;
  });
  std::stable_sort(found.begin(), found.end(), [&](Number left, Number right) {
    return records.state<question::State>(left).number <
           records.state<question::State>(right).number;
  });
  return found;
}

}  // namespace

ScorecardGroups::ScorecardGroups(const Board::Records& records, std::string_view area) {
  for (const auto number : questions_of(records, area)) {
    const auto& question = records.state<question::State>(number);
    if (question.group.empty()) continue;
    auto& voices = group(question.group).voices;
    for (auto& voice : voices_in(records, findings_about(records, question))) {
      const auto same = [&](const auto& other) { return other.at("id") == voice.at("id"); };
      if (std::none_of(voices.begin(), voices.end(), same)) voices.push_back(std::move(voice));
    }
  }
  // Also of those that were retired: what they were for is still asked for.
  records.lists(list_of(RecordKind::INDICATOR)).visit_from(0, [&](std::uint64_t key) {
    const auto& terms = records.state<indicator::State>(number_in(key)).terms;
    if (scorecard_of(records, number_in(key)) != area) return true;
    if (!terms.group.empty()) group(terms.group);
    for (const auto& name : terms.also_in_groups) group(name);
    return true;
  });
}

void ScorecardGroups::add(const indicator::Terms& terms, const object& row) {
  const auto put = [&](const std::string& name) {
    group(name).measures.push_back(object{{"id", row.at("id")},
                                          {"title", row.at("title")},
                                          {"page", row.at("page")},
                                          {"signal", row.at("signal")}});
  };
  if (!terms.group.empty()) put(terms.group);
  for (const auto& name : terms.also_in_groups) {
    if (name != terms.group) put(name);
  }
}

array ScorecardGroups::json() && {
  array all;
  for (auto& [name, measures, voices] : groups_) {
    object one{{"group", name}, {"count", measures.size()}};
    if (measures.empty()) one["sentence"] = "No data agreed.";
    one["measures"] = std::move(measures);
    one["voices"] = std::move(voices);
    all.push_back(std::move(one));
  }
  return all;
}

ScorecardGroups::Group& ScorecardGroups::group(const std::string& name) {
  const auto found = std::find_if(groups_.begin(), groups_.end(),
                                  [&](const Group& one) { return one.name == name; });
  return found != groups_.end() ? *found : groups_.emplace_back(Group{name, {}, {}});
}

array journey_of(const Board::Records& records, std::string_view area, std::string_view selected) {
  std::map<JourneyStage, std::size_t> findings;
  std::map<JourneyStage, std::size_t> measures;
  const Filter filter{
      .agency = {}, .priority_area = std::string{area}, .theme = {}, .stage = {}, .gap = {}};
  const Selection selection{records, list_of(RecordKind::FINDING), filter};
  const auto more = selection.visit_from(0, [&](std::uint64_t key) {
    ++findings[records.finding(number_in(key)).journey_stage];
    return true;
  });
  for (const auto number : indicators(records)) {
    if (scorecard_of(records, number) != area) continue;
    for (const auto stage : records.state<indicator::State>(number).terms.journey_stages) {
      ++measures[stage];
    }
  }
  array stages;
  for (const auto& choice : journey_stages()) {
    const auto stage = static_cast<JourneyStage>(choice.raw);
    if (findings[stage] == 0 && measures[stage] == 0 && choice.name != selected) continue;
    object one{{"name", choice.name},
               {"label", choice.label},
               {"findings", findings[stage]},
               {"measures", measures[stage]}};
    if (more != 0) one["atLeast"] = true;
    if (choice.name == selected) one["selected"] = true;
    stages.push_back(std::move(one));
  }
  if (const auto unsaid = findings[JourneyStage::UNSET]; unsaid > 0 && !stages.empty()) {
    stages.push_back(
        object{{"name", ""}, {"label", "Not said"}, {"findings", unsaid}, {"measures", 0}});
  }
  return stages;
}

}  // namespace closeloop
