#include "projections/registers/service_gaps.h"

#include <algorithm>

#include <fmt/format.h>

#include "projections/choices.h"
#include "projections/describe.h"
#include "projections/priority_areas.h"
#include "projections/registers/service_rows.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

object gap_line(const PriorityArea& area, std::string sentence) {
  return {{"sentence", std::move(sentence)},
          {"priorityArea", object{{"id", area.id}, {"label", area.name}}},
          {"services", array{}}};
}

/// Nothing if a service runs for them.
object gap_of(const Board::Records& records, const std::vector<Number>& of_area,
              const PriorityArea& area, const eventstore::Choice& audience, Day asked_on) {
  std::vector<Number> at_other_times;
  for (const auto number : of_area) {
    const auto& state = records.state<service::State>(number);
    if (!is_for(state, audience.name)) continue;
    if (state.runs_on(asked_on)) return {};
    at_other_times.push_back(number);
  }
  const auto whom = inside_a_sentence(audience.label);
  const auto where = inside_a_sentence(area.name);
  auto gap = gap_line(
      area,
      at_other_times.empty()
          ? fmt::format("No service for {} is on the register for {}.", whom, where)
          : fmt::format("No service for {} runs for {} on {}.", whom, where, long_form(asked_on)));
  gap["audience"] = json_of({audience.name, audience.label});
  gap["services"] = references_json(records, at_other_times);
  return gap;
}

}  // namespace

array service_gaps(const Board::Records& records, std::string_view audience, std::string_view area,
                   Day asked_on) {
  const auto registered = services(records);
  const auto& audiences = eventstore::shape_of<service::Description>().find("audiences")->choices;
  array gaps;
  for (const auto& each : priority_areas(records)) {
    if (!area.empty() && each.id != area) continue;
    std::vector<Number> of_area;
    std::ranges::copy_if(registered, std::back_inserter(of_area), [&](Number number) {
      return is_of_area(records.state<service::State>(number), each.id);
    });
    if (of_area.empty()) {
      gaps.push_back(gap_line(each, fmt::format("No service is on the register for {}.",
                                                inside_a_sentence(each.name))));
      continue;
    }
    for (const auto& whom : audiences) {
      if (!audience.empty() && whom.name != audience) continue;
      auto gap = gap_of(records, of_area, each, whom, asked_on);
      if (!gap.empty()) gaps.push_back(std::move(gap));
    }
  }
  return gaps;
}

}  // namespace closeloop
