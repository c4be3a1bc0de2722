#include "projections/reference_choices.h"

#include <algorithm>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "projections/board_records.h"
#include "projections/describe.h"
#include "projections/selection.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::size_t choices_max = 100;

/// Visits the records of a kind until `visit` returns false.
template <typename Visit>
void for_each_record(const Board::Records& records, RecordKind kind, Visit&& visit) {
  const Selection all{records, list_of(kind), {}};
  (void)all.visit_from(0, [&](std::uint64_t key) { return visit(number_in(key)); });
}

bool is_there(const Board::Records& records, Number number) {
  switch (records.store[number].kind) {
    case RecordKind::AGENCY:
      return records.state<agency::State>(number).succeeded_by.text().empty();
    case RecordKind::PERSON: return !records.state<person::State>(number).ended;
    case RecordKind::STRATEGY: return !records.state<strategy::State>(number).withdrawn;
    default: return true;
  }
}

std::vector<Number> of_kind(const Board::Records& records, RecordKind kind) {
  std::vector<Number> found;
  for_each_record(records, kind, [&](Number number) {
    if (is_there(records, number)) found.push_back(number);
    return found.size() <= choices_max;
  });
  return found;
}

/// Of the actions that deliver it.
std::vector<Number> evidence_of_strategy(const Board::Records& records, Number strategy) {
  std::vector<Number> found;
  for (const auto& id : records.state<strategy::State>(strategy).actions) {
    const auto action = records.store.find(RecordKind::ACTION, id.text());
    if (action == 0 || !records.store[action].exists) continue;
    for (const auto one : records.evidence_of(action)) {
      if (std::find(found.begin(), found.end(), one) == found.end()) found.push_back(one);
    }
  }
  return found;
}

std::vector<Number> around(const Board::Records& records, RecordKind wanted,
                           std::string_view resource, std::string_view id) {
  const auto number = must_find(records, resource, id);
  if (!number) return {};
  if (records.store[number.value()].kind == RecordKind::FINDING) {
    Loop loop;
    records.loop_of(number.value(), loop);
    return wanted == RecordKind::ACTION ? loop.actions : loop.evidence;
  }
  if (records.store[number.value()].kind == RecordKind::STRATEGY) {
    return wanted == RecordKind::EVIDENCE ? evidence_of_strategy(records, number.value())
                                          : std::vector<Number>{};
  }
  const bool of_action = records.store[number.value()].kind == RecordKind::ACTION;
  if (of_action && wanted == RecordKind::EVIDENCE) return records.evidence_of(number.value());
  return {};
}

array records_json(const Board::Records& records, const std::vector<Number>& numbers) {
  array choices;
  if (numbers.size() > choices_max) return choices;
  for (const auto number : numbers) {
    choices.push_back(
        object{{"id", records.store[number].id}, {"label", text_of(records, number)}});
  }
  return choices;
}

array facets_json(const Board::Records& records, FacetKind kind) {
  array choices;
  for (FacetNumber facet = 1; facet <= records.store.facet_count(); ++facet) {
    if (records.store.kind_of_facet(facet) != kind) continue;
    if (choices.size() == choices_max) return {};
    choices.push_back(
        object{{"id", records.store.text_of_facet(facet)}, {"label", facet_label(records, facet)}});
  }
  return choices;
}

}  // namespace

array reference_choices(const Board& board, std::string_view kind, std::string_view resource,
                        std::string_view id) {
  const auto& records = board.records();
  if (kind == "agency") return records_json(records, of_kind(records, RecordKind::AGENCY));
  if (kind == "person") return records_json(records, of_kind(records, RecordKind::PERSON));
  if (kind == "service") return records_json(records, of_kind(records, RecordKind::SERVICE));
  if (kind == "strategy") return records_json(records, of_kind(records, RecordKind::STRATEGY));
  if (kind == "code list") return records_json(records, of_kind(records, RecordKind::CODE_LIST));
  if (kind == "post") return facets_json(records, FacetKind::post);
  if (kind == "theme") return facets_json(records, FacetKind::theme);
  if (kind == "priority area") return facets_json(records, FacetKind::priority_area);
  if (kind == "evidence") {
    return records_json(records, around(records, RecordKind::EVIDENCE, resource, id));
  }
  if (kind == "action") {
    return records_json(records, around(records, RecordKind::ACTION, resource, id));
  }
  return {};
}

}  // namespace closeloop
