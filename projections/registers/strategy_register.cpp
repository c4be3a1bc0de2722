#include "projections/registers/strategy_register.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/choices.h"
#include "projections/describe.h"
#include "projections/priority_areas.h"
#include "projections/registers/cited.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using strategy::EffectivenessStated;
using strategy::Level;

using Strategies = std::tuple_element_t<static_cast<std::size_t>(RecordKind::STRATEGY), Aggregates>;

std::vector<Number> strategies(const Board::Records& records, std::string_view area) {
  std::vector<Number> found;
  records.lists(list_of(RecordKind::STRATEGY)).visit_from(0, [&](std::uint64_t key) {
    const auto number = number_in(key);
    if (area.empty() || records.state<strategy::State>(number).priority_area.text() == area) {
      found.push_back(number);
    }
    return true;
  });
  return found;
}

Words in_place(const strategy::State& state, Day asked_on) {
  const auto standing = strategy::standing_on(state, asked_on);
  if (standing == "inPlace") return {standing, "In place"};
  if (standing == "reviewOverdue") return {standing, "In place, but its review is overdue"};
  if (standing == "withdrawn") return {standing, "Withdrawn"};
  return {"draft", "Draft: not approved"};
}

/// What the Board stated of the version in force, as it holds today.
Words working(const Board::Records& records, const strategy::State& state) {
  if (state.effectiveness == Level::UNSET) return {"notStated", "Nobody has said yet"};
  if (state.effectiveness == Level::WELL && !has_outcome_that_stands(records, state.evidence)) {
    return {"noLongerShown", "“Well” was stated; its evidence no longer stands"};
  }
  return words_of<EffectivenessStated>("level", state.effectiveness);
}

/// The words of the newest statement, with who gave it.
void add_statement(const Board::Records& records, Number number, object& to) {
  for_each_kept<Strategies>(records, number, [&](auto event, const KeptEvent& kept) {
    if (!event.isEffectivenessStated()) return;
    to["statement"] = eventstore::str(event.getEffectivenessStated().getStatement());
    to["statedOn"] = iso(kept.effective());
    to["event"] = fmt::format("/events/{}", kept.position);
  });
}

object row_of(const Board::Records& records, Number number, Day asked_on) {
  const auto& state = records.state<strategy::State>(number);
  auto row = reference_json(records, number);
  row["version"] = state.version;
  row["priorityArea"] = object{{"id", state.priority_area.text()},
                               {"label", priority_area_name(records, state.priority_area.text())}};
  if (state.approved_on) row["approvedOn"] = iso(*state.approved_on);
  row["reviewOn"] = iso(state.review_on);
  const auto standing = in_place(state, asked_on);
  row["inPlace"] = json_of(standing);
  if (standing.name == "reviewOverdue") row["reviewLate"] = days_between(state.review_on, asked_on);
  row["working"] = json_of(working(records, state));
  if (state.effectiveness != Level::UNSET) add_statement(records, number, row);
  row["evidence"] = cited_evidence(records, state.evidence);
  row["actions"] = cited_actions(records, state.actions, asked_on);
  return row;
}

}  // namespace

object strategy_register(const Board& board, std::string_view area, Day asked_on) {
  const auto& records = board.records();
  array rows;
  std::size_t in_place = 0;
  std::size_t well = 0;
  std::size_t late = 0;
  for (const auto number : strategies(records, area)) {
    auto row = row_of(records, number, asked_on);
    const auto standing = row.at("inPlace").at("name").as_string();
    const bool is_late = standing == "reviewOverdue";
    const bool stands = is_late || standing == "inPlace";
    if (stands) ++in_place;
    if (is_late) ++late;
    if (stands && row.at("working").at("name").as_string() == "well") ++well;
    rows.push_back(std::move(row));
  }
  array areas;
  for (const auto& each : priority_areas(records)) {
    object one{
        {"name", each.id}, {"label", each.name}, {"count", strategies(records, each.id).size()}};
    if (each.id == area) one["selected"] = true;
    areas.push_back(std::move(one));
  }
  const auto so_many = [](std::size_t count) {
    return fmt::format("{} {}", count, count == 1 ? "is" : "are");
  };
  const auto sentence =
      rows.empty()
          ? std::string{"No strategy is listed."}
          : fmt::format("Of {}, {} in place, and {} shown to work well. {} overdue.",
                        counted(rows.size(), "strategy", "strategies"), so_many(in_place),
                        so_many(well), sentence_case(counted(late, "review is", "reviews are")));
  return {{"title", "Strategies"},        {"sentence", sentence},
          {"askedOn", iso(asked_on)},     {"count", rows.size()},
          {"inPlaceCount", in_place},     {"workingWellCount", well},
          {"reviewsOverdue", late},       {"priorityAreas", std::move(areas)},
          {"strategies", std::move(rows)}};
}

}  // namespace closeloop
