#include "eventstore/core/digest.h"

#include <boost/json/serialize.hpp>

#include "projections/board.h"
#include "projections/board_records.h"
#include "projections/describe.h"
#include "projections/queries.h"

namespace closeloop {
namespace {

/// A chain of SHA-256: each part is hashed with the digest of all before it.
class Chain {
 public:
  void add(std::string_view part) {
    std::string link{eventstore::text_of(digest_)};
    link += part;
    digest_ = eventstore::sha256(link);
  }
  void add(const boost::json::object& part) { add(boost::json::serialize(part)); }
  [[nodiscard]] eventstore::Digest digest() const { return digest_; }

 private:
  eventstore::Digest digest_{};
};

/// What every list holds, in its order: what pages and counts are served from.
std::string listing(const Board::Records& records) {
  std::string all;
  for (std::size_t list = 0; list < list_count; ++list) {
    for (FacetNumber facet = 0; facet <= records.store.facet_count(); ++facet) {
      const auto& index = records.lists(static_cast<List>(list), facet);
      if (index.size() == 0) continue;
      all += std::to_string(list) + '/' + std::to_string(facet) + ':';
      index.visit_from(0, [&](std::uint64_t key) {
        all += std::to_string(key) + ' ';
        return true;
      });
    }
  }
  return all;
}

}  // namespace

eventstore::Digest Board::digest() const {
  const auto& store = records_->store;
  const auto day = std::chrono::floor<std::chrono::days>(records_->recorded_at);
  Chain chain;
  chain.add(std::to_string(records_->position.number()) + '/' + std::to_string(records_->history));
  for (Number number = 1; number <= store.count(); ++number) {
    const auto& found = store[number];
    if (!found.exists) continue;
    if (const auto model = record(*this, resource_of(found.kind), found.id, day)) {
      chain.add(model.value());
    }
    for (auto kept = found.first_event; kept != nullptr; kept = kept->next) {
      chain.add(eventstore::text_of(kept->payload()));
      chain.add(kept->reason());
    }
    if (found.kind != RecordKind::FINDING) continue;
    if (const auto model = finding_loop(*this, found.id, day)) chain.add(model.value());
  }
  chain.add(listing(*records_));
  chain.add(loop_measures(*this, day));
  chain.add(plan_summaries(*this, day));
  return chain.digest();
}

}  // namespace closeloop
