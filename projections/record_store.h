#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "domain/schema/event.capnp.h"
#include "eventstore/core/bytes.h"
#include "eventstore/core/time.h"
#include "eventstore/log/event.h"
#include "projections/arena.h"
#include "projections/id_index.h"

namespace closeloop {

/// The records of a board by number, their ids, links, facets and the events that describe them.
/// Flat, so that a million events fold in a second. A record is known by number as soon as
/// anything refers to it, and exists once it was created.
using Number = std::uint32_t;  ///< From 1; 0 is none.
using RecordKind = Event::Which;
inline constexpr std::size_t kind_count = 16;

[[nodiscard]] std::string_view resource_of(RecordKind kind);  ///< "actions"
[[nodiscard]] std::string_view word_of(RecordKind kind);      ///< "action"

/// What a record can be filtered by. A facet is one of these with its text, such as the theme
/// "voice"; it has a number too.
enum class FacetKind : std::uint8_t { agency, priority_area, theme, post, journey_stage };
inline constexpr std::size_t facet_kind_count = 5;
using FacetNumber = std::uint32_t;  ///< From 1; 0 stands for all records.

/// An event that says something a view shows in words, kept as it was recorded.
struct KeptEvent {
  const KeptEvent* next;
  std::uint64_t position;
  std::int64_t recorded_at;
  std::int32_t effective_on;
  std::uint32_t version;
  std::uint32_t payload_size;
  std::uint16_t reason_size;
  std::uint16_t which;  ///< Of the aggregate's union.

  // The payload lies behind this, on 8 bytes; then the reason.
  [[nodiscard]] eventstore::BytesView payload() const {
    return {reinterpret_cast<const std::byte*>(this + 1), payload_size};
  }
  [[nodiscard]] std::string_view reason() const {
    return {reinterpret_cast<const char*>(this + 1) + payload_size, reason_size};
  }
  [[nodiscard]] eventstore::Day effective() const {
    return eventstore::Day{std::chrono::days{effective_on}};
  }
};

/// Which lists a record is in, and the days that order it there: what is derived when the board
/// settles. See lists.h.
struct Listed {
  std::uint64_t lists = 0;
  std::array<std::int32_t, 4> days{};

  friend bool operator==(const Listed&, const Listed&) = default;
};

struct FacetSpan {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

struct Record {
  std::string_view id;
  const KeptEvent* first_event = nullptr;
  KeptEvent* last_event = nullptr;
  Listed listed;
  FacetSpan own_facets;
  FacetSpan facets;  ///< With those it has through its links.
  std::uint32_t first_out = 0, last_out = 0;
  std::uint32_t first_in = 0, last_in = 0;
  std::uint32_t slot = 0;     ///< Of its state, among those of its kind.
  std::uint32_t version = 0;  ///< Of its stream.
  std::int32_t lost_on = 0;   ///< The last day on which what filled its gap was lost.
  RecordKind kind = RecordKind::REVIEW;
  bool exists = false;
  bool dirty = false;      ///< To be derived again when the board settles.
  bool spreads = false;    ///< And what is linked to it.
  std::uint8_t stage = 0;  ///< Of a finding: the LoopStage. Derived.
  std::uint8_t gaps = 0;   ///< Derived.
};

class RecordStore {
 public:
  RecordStore();

  /// The number of a record, which is new if it was not known.
  Number number_of(RecordKind kind, std::string_view id);
  /// 0 if nothing was heard of it.
  [[nodiscard]] Number find(RecordKind kind, std::string_view id) const;

  [[nodiscard]] Record& operator[](Number number) { return records_[number]; }
  [[nodiscard]] const Record& operator[](Number number) const { return records_[number]; }
  [[nodiscard]] Number count() const { return static_cast<Number>(records_.size()) - 1; }

  /// What is derived of it must be derived again; and, if it `spreads`, of what it is linked to.
  void touch(Number number, bool spreads) {
    auto& record = records_[number];
    if (!record.dirty) dirty_.push_back(number);
    record.dirty = true;
    record.spreads |= spreads;
  }
  /// Those touched since the last time.
  [[nodiscard]] std::vector<Number> take_dirty() { return std::exchange(dirty_, {}); }

  void keep(Record& record, const eventstore::RecordedEvent& event, std::uint16_t which);

  // --- Links: from what came later to what it came from, so "out" is back and "in" is forward.
  void link(Number from, Number to);
  /// Takes away the links to records of that kind; `lost(to)` is told of each.
  template <typename Lost>
  void unlink(Number from, RecordKind to_kind, Lost&& lost) {
    auto& record = records_[from];
    for (auto link = record.first_out; link != 0;) {
      const auto next = links_[link].next_out;
      const auto to = links_[link].to;
      if (records_[to].kind == to_kind) {
        take_out(link);
        lost(to);
      }
      link = next;
    }
  }
  /// What it came from.
  template <typename Visit>
  void back(Number from, Visit&& visit) const {
    for (auto link = records_[from].first_out; link != 0; link = links_[link].next_out) {
      visit(links_[link].to);
    }
  }
  /// What came of it.
  template <typename Visit>
  void forward(Number to, Visit&& visit) const {
    for (auto link = records_[to].first_in; link != 0; link = links_[link].next_in) {
      visit(links_[link].from);
    }
  }

  // --- Facets.
  FacetNumber facet_of(FacetKind kind, std::string_view text);
  [[nodiscard]] FacetNumber find_facet(FacetKind kind, std::string_view text) const;
  [[nodiscard]] FacetKind kind_of_facet(FacetNumber facet) const { return facets_[facet].kind; }
  [[nodiscard]] std::string_view text_of_facet(FacetNumber facet) const {
    return facets_[facet].text;
  }
  [[nodiscard]] FacetNumber facet_count() const {
    return static_cast<FacetNumber>(facets_.size()) - 1;
  }
  [[nodiscard]] std::span<const FacetNumber> facets(FacetSpan span) const {
    return {facet_lists_.data() + span.first, span.count};
  }
  [[nodiscard]] FacetSpan keep_facets(std::span<const FacetNumber> facets);

  /// Of ids such as "A-31", the highest number behind this prefix.
  [[nodiscard]] std::uint64_t highest_id(RecordKind kind) const {
    return ids_[static_cast<std::size_t>(kind)].highest();
  }

 private:
  struct Link {
    Number from = 0, to = 0;
    std::uint32_t next_out = 0, next_in = 0;
  };
  struct Facet {
    FacetKind kind{};
    std::string_view text;
  };
  void take_out(std::uint32_t link);

  Arena arena_;
  Segmented<Record> records_;
  std::vector<Link> links_;
  std::vector<Number> dirty_;
  std::array<IdIndex, kind_count> ids_;
  std::vector<Facet> facets_;
  std::array<boost::unordered_flat_map<std::string_view, FacetNumber>, facet_kind_count> facet_ids_;
  std::vector<FacetNumber> facet_lists_;
};

}  // namespace closeloop
