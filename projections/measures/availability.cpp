#include "projections/measures/availability.h"

#include <algorithm>

#include <fmt/format.h>

#include "projections/measures/owed_periods.h"

namespace closeloop {
namespace {

using Status = indicator::AvailabilitySet::Status;

std::string_view name_of(Status status) {
  switch (status) {
    case Status::ON_SCORECARD: return "onScorecard";
    case Status::ELSEWHERE: return "elsewhere";
    case Status::HELD_NOT_SUPPLIED: return "heldNotSupplied";
    case Status::NOT_COLLECTED: return "notCollected";
    case Status::NOT_COLLECTABLE: return "notCollectable";
    case Status::UNSET: break;
  }
  return "notAsked";
}

Availability named(std::string_view name) {
  const auto* const found = std::ranges::find(availabilities, name, &AvailabilityName::name);
  return {found->name, std::string{found->label}, {}};
}

/// What its returns were asked for, if any was.
struct Asked {
  std::optional<Day> first_on;
  std::optional<Day> missed;  ///< The newest day that passed without what was due.
};

Asked asked_of(const Board::Records& records, Number indicator, std::optional<Day> on) {
  Asked asked;
  records.store.forward(indicator, [&](Number number) {
    const auto& record = records.store[number];
    if (record.kind != RecordKind::DATA_RETURN || !record.exists) return;
    const auto requested_on = record.first_event->effective();
    asked.first_on = asked.first_on ? std::min(*asked.first_on, requested_on) : requested_on;
    const auto& state = records.state<data_return::State>(number);
    if (!on || !is_missing(state, *on)) return;
    asked.missed = asked.missed ? std::max(*asked.missed, state.due_on) : state.due_on;
  });
  return asked;
}

}  // namespace

Availability availability_of(const Board::Records& records, Number indicator, bool has_figures,
                             std::optional<Day> on) {
  const auto& state = records.state<indicator::State>(indicator);
  if (state.availability != Status::UNSET) {
    auto recorded = named(name_of(state.availability));
    recorded.asked_on = state.asked_on;
    return recorded;
  }
  const auto asked = asked_of(records, indicator, on);
  auto shown = named(has_figures      ? "held"
                     : asked.missed   ? "notSupplied"
                     : asked.first_on ? "requested"
                                      : "notAsked");
  if (shown.name == "notSupplied") {
    shown.label = fmt::format("Not supplied: it was due on {}", long_form(*asked.missed));
  }
  shown.asked_on = asked.first_on;
  return shown;
}

}  // namespace closeloop
