#include "projections/measures/question_findings.h"

#include <algorithm>
#include <map>
#include <string>

#include "projections/describe.h"
#include "projections/selection.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::size_t shown_most = 50;

}  // namespace

std::vector<Number> findings_about(const Board::Records& records, const question::State& question) {
  const auto of_area = [&](std::string theme) {
    const Filter filter{.agency = {},
                        .priority_area = question.priority_area.text(),
                        .theme = std::move(theme),
                        .stage = {},
                        .gap = {}};
    std::vector<Number> found;
    const Selection selection{records, list_of(RecordKind::FINDING), filter};
    selection.visit_from(0, [&](std::uint64_t key) {
      found.push_back(number_in(key));
      return found.size() < shown_most;
    });
    return found;
  };
  if (question.themes.empty()) return of_area({});
  std::vector<Number> all;
  for (const auto& theme : question.themes) {
    for (const auto number : of_area(theme.text())) {
      if (std::find(all.begin(), all.end(), number) == all.end()) all.push_back(number);
    }
  }
  return all;
}

array voices_in(const Board::Records& records, const std::vector<Number>& findings) {
  array rows;
  std::vector<Number> seen;
  Loop loop;
  for (const auto finding : findings) {
    records.loop_of(finding, loop);
    for (const auto number : loop.evidence) {
      const auto& state = records.evidence(number);
      if (state.voice_of == evidence::Voice::UNSET || state.phase == evidence::Phase::withdrawn ||
          std::find(seen.begin(), seen.end(), number) != seen.end()) {
        continue;
      }
      seen.push_back(number);
      rows.push_back(reference_json(records, number));
    }
  }
  return rows;
}

array themes_of(const Board::Records& records, const std::vector<Number>& findings) {
  std::map<FacetNumber, std::size_t> counts;
  for (const auto number : findings) {
    for (const auto facet : records.store.facets(records.store[number].facets)) {
      if (records.store.kind_of_facet(facet) == FacetKind::theme) ++counts[facet];
    }
  }
  std::vector<std::pair<FacetNumber, std::size_t>> ordered{counts.begin(), counts.end()};
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& left, const auto& right) { return left.second > right.second; });
  array rows;
  for (const auto& [facet, count] : ordered) {
    rows.push_back(object{{"id", records.store.text_of_facet(facet)},
                          {"label", facet_label(records, facet)},
                          {"count", count}});
  }
  return rows;
}

}  // namespace closeloop
