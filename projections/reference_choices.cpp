#include "projections/reference_choices.h"

#include <set>
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

std::vector<Number> around(const Board::Records& records, RecordKind wanted,
                           std::string_view resource, std::string_view id) {
  const auto number = must_find(records, resource, id);
  if (!number) return {};
  if (records.store[number.value()].kind == RecordKind::FINDING) {
    Loop loop;
    records.loop_of(number.value(), loop);
    return wanted == RecordKind::ACTION ? loop.actions : loop.evidence;
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

array posts_json(const Board::Records& records) {
  std::set<std::string, std::less<>> posts;
  for (const auto number : of_kind(records, RecordKind::PERSON)) {
    const auto& post = records.state<person::State>(number).post.text();
    if (!post.empty()) posts.emplace(post);
  }
  array choices;
  for (const auto& post : posts) choices.push_back(object{{"id", post}, {"label", post}});
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
  if (kind == "post") return posts_json(records);
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
