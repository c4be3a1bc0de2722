#include "projections/measures/scorecard.h"

#include <algorithm>
#include <map>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/choice_words.h"
#include "projections/measures/held_series.h"
#include "projections/measures/measure_row.h"
#include "projections/measures/scorecard_groups.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::string_view of_loops = "loops";  // The scorecard of what has no priority area.

struct Area {
  std::string id;
  std::string name;
};

std::vector<Area> areas(const Board::Records& records) {
  std::vector<Area> all;
  records.lists(list_of(RecordKind::BOARD)).visit_from(0, [&](std::uint64_t key) {
    for (const auto& area : records.state<board::State>(number_in(key)).priority_areas) {
      all.push_back({area.id.text(), area.name});
    }
    return true;
  });
  return all;
}

bool is_of_stage(const indicator::State& state, std::string_view stage) {
  if (stage.empty()) return true;
  const auto& stages = state.terms.journey_stages;
  return std::any_of(stages.begin(), stages.end(),
                     [&](JourneyStage one) { return words(one).name == stage; });
}

struct Section {
  std::string heading;
  std::string page;
  std::string question;
  array measures;
};

/// Questions in their order, then groups, then what has neither.
std::vector<Section> sections_of(const Board::Records& records, std::string_view area) {
  std::vector<std::pair<std::uint32_t, Section>> questions;
  records.lists(list_of(RecordKind::QUESTION)).visit_from(0, [&](std::uint64_t key) {
    const auto number = number_in(key);
    const auto& state = records.state<question::State>(number);
    if (state.withdrawn || state.priority_area.text() != area) return true;
    const std::string id{records.store[number].id};
    auto heading = state.number == 0 ? state.text : fmt::format("{}. {}", state.number, state.text);
    questions.push_back(
        {state.number, {std::move(heading), "/questions/" + id + "/panels", id, {}}});
    return true;
  });
  std::stable_sort(questions.begin(), questions.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  std::vector<Section> sections;
  for (auto& [number, section] : questions) sections.push_back(std::move(section));
  return sections;
}

/// The section of an indicator: of the first of its questions that is asked here, or of its group.
Section& section_of(std::vector<Section>& sections, const indicator::State& state) {
  for (const auto& question : state.terms.questions) {
    for (auto& section : sections) {
      if (section.question == question.text()) return section;
    }
  }
  const auto heading =
      state.terms.group.empty() ? std::string{"Other measures"} : state.terms.group;
  for (auto& section : sections) {
    if (section.question.empty() && section.heading == heading) return section;
  }
  return sections.emplace_back(Section{heading, {}, {}, {}});
}

}  // namespace

object scorecards(const Board& board, Day asked_on, Audience audience) {
  const auto& records = board.records();
  auto all = areas(records);
  all.push_back({std::string{of_loops}, "Loops and the system"});
  std::map<std::string, SignalCount> counts;
  std::size_t measured = 0;
  for (const auto number : indicators(records)) {
    ++measured;
    counts[scorecard_of(records, number)].add(measure_row(records, number, audience, asked_on));
  }
  array cards;
  for (const auto& area : all) {
    cards.push_back(object{{"id", area.id},
                           {"title", area.name},
                           {"page", "/scorecards/" + area.id},
                           {"self", "/api/v1/scorecards/" + area.id},
                           {"sentence", counts[area.id].sentence()},
                           {"signals", counts[area.id].json()}});
  }
  return {{"title", "Scorecards"},
          {"sentence", fmt::format("{} scorecards, with {} measures.", cards.size(), measured)},
          {"askedOn", iso(asked_on)},
          {"scorecards", std::move(cards)}};
}

namespace {

/// Where a board that holds figures of several areas says which are its own; empty if it has, or
/// need not.
object area_wanted(const Board::Records& records) {
  if (!own_area(records).empty()) return {};
  std::string_view found;
  bool several = false;
  records.lists(list_of(RecordKind::SERIES)).visit_from(0, [&](std::uint64_t key) {
    const std::string_view area = records.state<series::State>(number_in(key)).area;
    several = !found.empty() && area != found;
    found = area;
    return !several;
  });
  Number board = 0;
  records.lists(list_of(RecordKind::BOARD)).visit_from(0, [&](std::uint64_t key) {
    board = number_in(key);
    return false;
  });
  if (!several || board == 0) return {};
  return {{"sentence",
           "Figures of several areas are held, and the board has not said which area is its own: "
           "until it does, none of them stands for it."},
          {"label", "Set the board's area"},
          {"page", fmt::format("/records/boards/{}/set-area", records.store[board].id)}};
}

}  // namespace

Result<object> scorecard(const Board& board, std::string_view area, std::string_view stage,
                         Day asked_on, Audience audience) {
  const auto& records = board.records();
  std::string title = area == of_loops ? "Loops and the system" : "";
  for (const auto& each : areas(records)) {
    if (each.id == area) title = each.name;
  }
  if (title.empty()) {
    return not_found(fmt::format("There is no scorecard called '{}'.", area));
  }
  if (!stage.empty() && std::ranges::find(journey_stages(), stage, &eventstore::Choice::name) ==
                            journey_stages().end()) {
    return eventstore::invalid("parameter",
                               fmt::format("There is no stage of the journey '{}'.", stage));
  }
  auto sections = sections_of(records, area);
  SignalCount count;
  ScorecardGroups groups{records, area};
  for (const auto number : indicators(records)) {
    const auto& state = records.state<indicator::State>(number);
    if (scorecard_of(records, number) != area || !is_of_stage(state, stage)) continue;
    auto row = measure_row(records, number, audience, asked_on);
    count.add(row);
    groups.add(state.terms, row);
    section_of(sections, state).measures.push_back(std::move(row));
  }
  array listed;
  for (auto& section : sections) {
    object one{{"heading", section.heading}, {"measures", std::move(section.measures)}};
    if (!section.page.empty()) one["questionPage"] = section.page;
    listed.push_back(std::move(one));
  }
  object card{{"id", area},
              {"title", title},
              {"page", fmt::format("/scorecards/{}", area)},
              {"self", fmt::format("/api/v1/scorecards/{}", area)},
              {"askedOn", iso(asked_on)},
              {"sentence", count.sentence()},
              {"signals", count.json()},
              {"sections", std::move(listed)},
              {"journey", journey_of(records, area, stage)},
              {"groups", std::move(groups).json()}};
  if (auto wanted = area_wanted(records); !wanted.empty()) card["areaWanted"] = std::move(wanted);
  return card;
}

}  // namespace closeloop
