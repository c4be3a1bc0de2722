#include "projections/filter_choices.h"

#include <string>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/lists.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

/// The stage or gap of that name, among those from `first` on.
template <typename Named>
Result<std::optional<Named>> named(std::string_view name, std::size_t first, std::size_t count,
                                   std::string_view pointer, std::string_view what) {
  if (name.empty()) return std::optional<Named>{};
  std::string names;
  for (auto i = first; i < count; ++i) {
    const auto found = words(static_cast<Named>(i)).name;
    if (found == name) return std::optional{static_cast<Named>(i)};
    names += names.empty() ? "" : ", ";
    names += found;
  }
  return eventstore::invalid(
      {{std::string{pointer}, "choice",
        fmt::format("There is no {} '{}'. There are: {}.", what, name, names)}});
}

}  // namespace

Result<std::optional<LoopStage>> stage_named(std::string_view name) {
  return named<LoopStage>(name, 1, loop_stage_count, "/stage", "stage");
}

Result<std::optional<Gap>> gap_named(std::string_view name) {
  return named<Gap>(name, 0, gap_count, "/gap", "gap");
}

void add_facets(const Board::Records& records, object& to) {
  struct Kind {
    FacetKind kind;
    const char* name;
  };
  for (const auto& [kind, name] :
       {Kind{FacetKind::agency, "agencies"}, Kind{FacetKind::priority_area, "priorityAreas"},
        Kind{FacetKind::theme, "themes"}, Kind{FacetKind::journey_stage, "journeyStages"}}) {
    constexpr std::size_t kShown = 50;
    array facets;
    for (FacetNumber facet = 1; facet <= records.store.facet_count() && facets.size() < kShown;
         ++facet) {
      if (records.store.kind_of_facet(facet) != kind) continue;
      const auto count = records.lists(list_of(RecordKind::FINDING), facet).size();
      if (count == 0) continue;
      facets.push_back({{"id", records.store.text_of_facet(facet)},
                        {"label", facet_label(records, facet)},
                        {"count", count}});
    }
    to[name] = std::move(facets);
  }
}

object filter_choices(const Board& board) {
  object choices;
  array stages;
  for (std::size_t i = 1; i < loop_stage_count; ++i) {
    stages.push_back(json_of(words(static_cast<LoopStage>(i))));
  }
  choices["stages"] = std::move(stages);
  add_facets(board.records(), choices);
  return choices;
}

}  // namespace closeloop
