#include "projections/record_store.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "domain/aggregates.h"
#include "eventstore/schema/shape.h"

namespace closeloop {
namespace {

struct Name {
  std::string_view resource;
  std::string prefix;  ///< "A-"
};

const std::array<Name, kind_count>& names() {
  static const auto all = [] {
    std::array<Name, kind_count> found;
    for_each_aggregate([&](auto aggregate) {
      const auto& shape = eventstore::shape_of<typename decltype(aggregate)::Event>();
      found[static_cast<std::size_t>(aggregate.member)] = {aggregate.resource, shape.prefix + "-"};
    });
    return found;
  }();
  return all;
}

}  // namespace

std::string_view resource_of(RecordKind kind) {
  return names()[static_cast<std::size_t>(kind)].resource;
}

std::string_view word_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::REVIEW: return "review";
    case RecordKind::FINDING: return "finding";
    case RecordKind::LEARNING: return "learning point";
    case RecordKind::RECOMMENDATION: return "recommendation";
    case RecordKind::ACTION: return "action";
    case RecordKind::EVIDENCE: return "evidence";
    case RecordKind::AGENCY: return "agency";
    case RecordKind::PERSON: return "person";
    case RecordKind::BOARD: return "board";
    case RecordKind::INDICATOR: return "indicator";
    case RecordKind::SERIES: return "series";
    case RecordKind::DATA_RETURN: return "return";
    case RecordKind::QUESTION: return "question";
    case RecordKind::SERVICE: return "service";
    case RecordKind::STRATEGY: return "strategy";
    case RecordKind::CODE_LIST: return "code list";
  }
  return "record";
}

RecordStore::RecordStore() {
  records_.emplace_back();
  links_.emplace_back();
  facets_.emplace_back();
  for (std::size_t kind = 0; kind < kind_count; ++kind)
    ids_[kind].count_behind(names()[kind].prefix);
}

Number RecordStore::number_of(RecordKind kind, std::string_view id) {
  auto& ids = ids_[static_cast<std::size_t>(kind)];
  if (const auto known = ids.find(id); known != 0) return known;
  const auto number = static_cast<Number>(records_.size());
  auto& record = records_.emplace_back();
  record.kind = kind;
  record.id = arena_.keep(id);
  ids.insert(record.id, number);
  return number;
}

Number RecordStore::find(RecordKind kind, std::string_view id) const {
  return ids_[static_cast<std::size_t>(kind)].find(id);
}

void RecordStore::keep(Record& record, const eventstore::RecordedEvent& event,
                       std::uint16_t which) {
  const auto reason = event.reason.substr(0, 0xffff);
  auto* const at = arena_.take(sizeof(KeptEvent) + event.payload.size() + reason.size());
  auto* const kept = new (at) KeptEvent{
      .next = nullptr,
      .position = event.position.number(),
      .recorded_at = event.recorded_at.time_since_epoch().count(),
      .effective_on = static_cast<std::int32_t>(event.effective_on.time_since_epoch().count()),
      .version = static_cast<std::uint32_t>(event.version.number()),
      .payload_size = static_cast<std::uint32_t>(event.payload.size()),
      .reason_size = static_cast<std::uint16_t>(reason.size()),
      .which = which};
  auto* const behind = at + sizeof(KeptEvent);
  if (!event.payload.empty()) std::memcpy(behind, event.payload.data(), event.payload.size());
  if (!reason.empty()) std::memcpy(behind + event.payload.size(), reason.data(), reason.size());
  if (record.last_event == nullptr) {
    record.first_event = kept;
  } else {
    record.last_event->next = kept;
  }
  record.last_event = kept;
}

void RecordStore::link(Number from, Number to) {
  auto& source = records_[from];
  auto& target = records_[to];
  for (auto link = source.first_out; link != 0; link = links_[link].next_out) {
    if (links_[link].to == to) return;
  }
  const auto number = static_cast<std::uint32_t>(links_.size());
  links_.push_back({from, to, 0, 0});
  (source.last_out == 0 ? source.first_out : links_[source.last_out].next_out) = number;
  source.last_out = number;
  (target.last_in == 0 ? target.first_in : links_[target.last_in].next_in) = number;
  target.last_in = number;
}

void RecordStore::take_out(std::uint32_t link) {
  const auto cut = [&](std::uint32_t& first, std::uint32_t& last, std::uint32_t Link::*next) {
    std::uint32_t before = 0;
    for (auto at = first; at != link; at = links_[at].*next) before = at;
    (before == 0 ? first : links_[before].*next) = links_[link].*next;
    if (last == link) last = before;
  };
  auto& source = records_[links_[link].from];
  auto& target = records_[links_[link].to];
  cut(source.first_out, source.last_out, &Link::next_out);
  cut(target.first_in, target.last_in, &Link::next_in);
}

FacetNumber RecordStore::facet_of(FacetKind kind, std::string_view text) {
  if (const auto known = find_facet(kind, text); known != 0) return known;
  const auto number = static_cast<FacetNumber>(facets_.size());
  facets_.push_back({kind, arena_.keep(text)});
  facet_ids_[static_cast<std::size_t>(kind)].emplace(facets_.back().text, number);
  return number;
}

FacetNumber RecordStore::find_facet(FacetKind kind, std::string_view text) const {
  const auto& ids = facet_ids_[static_cast<std::size_t>(kind)];
  const auto found = ids.find(text);
  return found == ids.end() ? 0 : found->second;
}

FacetSpan RecordStore::keep_facets(std::span<const FacetNumber> facets) {
  const FacetSpan span{static_cast<std::uint32_t>(facet_lists_.size()),
                       static_cast<std::uint32_t>(facets.size())};
  facet_lists_.insert(facet_lists_.end(), facets.begin(), facets.end());
  return span;
}

}  // namespace closeloop
