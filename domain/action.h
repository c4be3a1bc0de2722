#pragma once

#include <optional>

#include "domain/decider.h"
#include "domain/descriptions.h"

/// An action: who does what by when (domain 1.5). Delivered is not verified, verified is not
/// improved, and no one verifies their own work.
namespace closeloop::action {

enum class Phase : std::uint8_t {
  none,
  agreed,
  accepted,
  in_progress,
  delivered,
  verified,
  declined,
  superseded,
  withdrawn,
};

/// What a published source says of its own action. Kept beside our phase, never taken for it.
enum class AtSource : std::uint8_t { unsaid, open, complete, ended };

/// The meaning of a source's normalised status word: "complete" is complete; cancelled,
/// superseded, withdrawn, merged, not_accepted, declined and rejected have ended; all else is open.
[[nodiscard]] AtSource at_source(std::string_view status);

struct State {
  Phase phase = Phase::none;
  AtSource source = AtSource::unsaid;
  bool blocked = false;
  bool from_source = false;  ///< Then it was agreed at an unknown time before `agreed_on`.
  std::uint16_t times_moved = 0;
  Day agreed_on;
  std::optional<Day> start;
  std::optional<Day> due;  ///< As moved. None where a source gave no date.
  std::optional<Day> first_due;
  std::optional<Day> delivered_on;
  std::optional<Day> verified_on;
  Id<PostId> owner;
  bool accepted = false;  ///< At some time.
  std::vector<Id<PostId>> former_owners;
  std::vector<Id<PersonId>> hands;  ///< Everyone who ever accepted or delivered it.
  Id<AgencyId> lead_agency;
  std::vector<Id<AgencyId>> supporting_agencies;
  std::vector<Id<FindingId>> findings;
  Descriptions descriptions;

  /// Work is still to be done: agreed, accepted or in progress.
  [[nodiscard]] bool is_open() const { return phase >= Phase::agreed && phase < Phase::delivered; }
  /// It counts towards its loops: not declined, superseded or withdrawn.
  [[nodiscard]] bool is_live() const { return phase >= Phase::agreed && phase <= Phase::verified; }
};

/// Whether that person has a hand in it: holds a post that owns or owned it, or accepted or
/// delivered it at any time, so that no correction and no return takes a hand away.
/// Such a person neither verifies it nor judges or signs a loop that rests on it (R57 iii).
[[nodiscard]] bool is_owner(const State& state, const Actor& actor);

/// Whether that person may verify the delivery on that day: it waits to be verified, they have
/// no hand in it (R57 iii), and the day is not before it. The decider's rule, which lists of what
/// waits for a signature ask too; whether their role may is for permissions.h.
[[nodiscard]] Result<void> may_verify(const State& state, const Actor& by, Day on);

struct Facts : closeloop::Facts {
  /// Of `findings_concerned`, those whose loop is closed.
  std::vector<std::string> closed_findings;
};

/// The findings of which `decide` must know whether their loop is closed.
[[nodiscard]] std::vector<Id<FindingId>> findings_concerned(const State& state,
                                                            Event::Reader asked);

struct Decider {
  using State = action::State;
  using Event = action::Event;
  using Facts = action::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::action
