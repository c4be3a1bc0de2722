#include "projections/selection.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace closeloop {

Selection::Selection(const Board::Records& records, List list, const Filter& filter)
    : records_{records}, index_{&records.lists(list)} {
  add_facets(filter);
  if (!impossible_) choose(list);
}

Selection::Selection(const Board::Records& records, const std::vector<Number>& numbers,
                     const Filter& filter)
    : records_{records}, own_index_{std::make_shared<OrderedIndex>()} {
  for (const auto number : numbers) own_index_->append(key_of(no_day, number));
  std::vector<std::uint64_t> scratch;
  own_index_->arrange(scratch);
  index_ = own_index_.get();
  add_facets(filter);
}

void Selection::add_facets(const Filter& filter) {
  const auto add = [&](FacetKind kind, const std::string& text) {
    if (text.empty()) return;
    const auto facet = records_.store.find_facet(kind, text);
    if (facet == 0) impossible_ = true;
    others_.push_back(facet);
  };
  add(FacetKind::agency, filter.agency);
  add(FacetKind::priority_area, filter.priority_area);
  add(FacetKind::theme, filter.theme);
  add(FacetKind::journey_stage, filter.journey_stage);
}

void Selection::only(FacetNumber facet, List list) {
  if (index_facet_ != 0) others_.push_back(index_facet_);
  others_.push_back(facet);
  if (!impossible_) choose(list);
}

void Selection::choose(List list) {
  if (others_.empty()) return;
  const auto rarest = std::min_element(others_.begin(), others_.end(), [&](auto a, auto b) {
    return records_.lists(list, a).size() < records_.lists(list, b).size();
  });
  index_facet_ = *rarest;
  index_ = &records_.lists(list, index_facet_);
  others_.erase(rarest);
}

bool Selection::lets_through(Number number) const {
  const auto& record = records_.store[number];
  const auto facets = records_.store.facets(record.facets);
  const auto has = [&](FacetNumber facet) {
    return std::find(facets.begin(), facets.end(), facet) != facets.end();
  };
  if (!std::all_of(others_.begin(), others_.end(), has)) return false;
  if (stage_ != LoopStage::none && !is_at_stage(number)) return false;
  return !test_ || test_(number);
}

bool Selection::is_at_stage(Number number) const {
  const auto& record = records_.store[number];
  const auto at_stage = [&](Number finding) {
    return records_.store[finding].stage == static_cast<std::uint8_t>(stage_);
  };
  if (record.kind == RecordKind::FINDING) return at_stage(number);
  const auto findings = record.kind == RecordKind::ACTION
                            ? records_.findings_of(number)
                            : records_.back(number, RecordKind::FINDING);
  return std::any_of(findings.begin(), findings.end(), at_stage);
}

Selection::Count Selection::count() const {
  if (impossible_) return {};
  if (is_index_alone()) return {index_->size()};
  Count counted;
  counted.exact = visit_from(0, [&](std::uint64_t) { return ++counted.count, true; }) == 0;
  return counted;
}

Selection::Count Selection::count_between(std::int32_t from, std::int32_t before) const {
  if (impossible_ || before <= from) return {};
  const auto first = key_of(from, 0);
  const auto end = key_of(before, 0);
  if (is_index_alone()) return {index_->rank(end) - index_->rank(first)};
  Count counted;
  bool ended = false;
  const auto go_on = visit_from(first, [&](std::uint64_t key) {
    ended = key >= end;
    if (!ended) ++counted.count;
    return !ended;
  });
  counted.exact = ended || go_on == 0;
  return counted;
}

Result<std::uint64_t> place_of(const Page& page) {
  if (page.cursor.empty()) return std::uint64_t{0};
  std::uint64_t place = 0;
  const auto* const begin = page.cursor.data();
  const auto* const end = begin + page.cursor.size();
  const auto [read, error] = std::from_chars(begin, end, place, 16);
  if (error != std::errc{} || read != end || page.cursor.size() != 16) {
    return eventstore::invalid({{"/cursor", "cursor",
                                 "This is not a cursor that a page gave. Leave it out to begin "
                                 "with the first page."}});
  }
  return place;
}

std::string cursor_of(std::uint64_t place) { return fmt::format("{:016x}", place); }

Result<std::size_t> limit_of(const Page& page) {
  if (page.limit >= 1 && page.limit <= 200) return page.limit;
  return eventstore::invalid({{"/limit", "range", "Ask for 1 to 200 at a time."}});
}

boost::json::object filter_json(const Filter& filter) {
  boost::json::object given;
  const auto add = [&](std::string_view name, const std::string& text) {
    if (!text.empty()) given[name] = text;
  };
  add("agency", filter.agency);
  add("priorityArea", filter.priority_area);
  add("theme", filter.theme);
  add("journeyStage", filter.journey_stage);
  add("stage", filter.stage);
  add("gap", filter.gap);
  return given;
}

}  // namespace closeloop
