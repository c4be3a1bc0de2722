#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/closure.h"
#include "domain/learning.h"

/// What is derived and never typed: stages, overdue, BRAG, gaps. Pure; what depends on a date is
/// told the day. None of it comes from what a source says of itself.
namespace closeloop {

/// Each stage, gap and colour has a stable name for programs ("inProgress") and words for people.
struct Words {
  std::string_view name;
  std::string_view label;
};

// --- Actions ---------------------------------------------------------------------------------

enum class ActionStage : std::uint8_t {
  none,
  agreed,
  accepted,
  in_progress,
  blocked,
  delivered,
  verified,
  declined,
  superseded,
  withdrawn,
};
[[nodiscard]] Words words(ActionStage stage);
[[nodiscard]] ActionStage stage_of(const action::State& state);

/// Words for what the source says, to stand beside our own stage: "complete at the source, not
/// verified". Empty if it says nothing that ours does not.
[[nodiscard]] std::string_view source_note(const action::State& state);

/// Past its due date and still to be done, here and at the source.
[[nodiscard]] bool is_overdue(const action::State& state, Day on);

inline constexpr std::chrono::days due_soon_within{28};  ///< domain 1.6
/// Due on that day or within the 28 days after it, and still to be done.
[[nodiscard]] bool is_due_soon(const action::State& state, Day on);

// --- Loops -----------------------------------------------------------------------------------

enum class LoopStage : std::uint8_t {
  none,
  no_loop,  ///< A strength or an expected outcome.
  raised,
  learning_agreed,
  actions_agreed,
  actions_under_way,
  delivered,
  verified,
  outcome_evidenced,
  judged,
  closed,
  closed_without_improvement,
  reopened,  ///< And nothing is under way yet.
};
inline constexpr std::size_t loop_stage_count = 13;
[[nodiscard]] Words words(LoopStage stage);
[[nodiscard]] LoopStage stage_of(const LoopFacts& loop, bool has_learning);

/// Why a closed loop should be looked at again. Recurrence, which needs other findings, is for
/// the view to add.
struct Prompts {
  bool sustainability_failed = false;
  bool no_longer_holds = false;  ///< `lost_since_closing` names what.
  bool contradicted = false;     ///< By evidence recorded about it since.
  bool check_due = false;        ///< The booked check is due or past.
  bool review_due = false;  ///< The review of a loop closed without improvement is due or past.
};
[[nodiscard]] Prompts prompts_of(const LoopFacts& loop, Day on);

// --- BRAG (domain 1.6) -----------------------------------------------------------------------

enum class Brag : std::uint8_t { none, blue, red, amber, green, grey, superseded };
[[nodiscard]] Words words(Brag brag);
/// What the colour means, for the legend on every page.
[[nodiscard]] std::string_view legend(Brag brag);

/// How long after delivery an outcome may take to show before its test is overdue.
inline constexpr std::chrono::days impact_window{183};

/// What an action's colour needs to know of the loops it serves.
struct ActionImpact {
  bool outcome_shown = false;  ///< `shows_outcome` of any evidence of its loops or itself.
  bool failed = false;         ///< Judged not met, or openly contradicted.
  bool improved = false;       ///< All its loops are closed with improvement, none failed since.
};
[[nodiscard]] Brag brag_of(const action::State& state, const ActionImpact& impact, Day on);
/// Of a loop: the worst of its live actions, unless it is closed: then blue for as long as what it
/// was closed on holds, else red. Closed without improvement is grey, never blue.
[[nodiscard]] Brag brag_of(const LoopFacts& loop, Day on);

// --- Gaps: where a loop is broken (domain 5.5, R57 vi) -----------------------------------------

enum class Gap : std::uint8_t {
  finding_without_learning,
  learning_without_action,
  action_without_finding,
  delivered_without_verification,
  verified_without_outcome_evidence,
  complete_at_source_without_outcome,
};
inline constexpr std::size_t gap_count = 6;
[[nodiscard]] Words words(Gap gap);

class Gaps {
 public:
  void add(Gap gap) { bits_ = static_cast<std::uint8_t>(bits_ | bit(gap)); }
  [[nodiscard]] bool has(Gap gap) const { return (bits_ & bit(gap)) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }

  friend bool operator==(Gaps, Gaps) = default;

 private:
  static std::uint8_t bit(Gap gap) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(gap));
  }
  std::uint8_t bits_ = 0;
};

/// Of a finding: an open concern from which nothing has been learned.
[[nodiscard]] Gaps gaps_of(const finding::State& state, bool has_learning);
/// Of a learning point: none of the loops it serves has an action. No gap once all the findings
/// it comes from are closed, or if none of them is a concern (`serves_open_loop` false).
[[nodiscard]] Gaps gaps_of(const learning::State& state, bool has_action, bool serves_open_loop);

struct ActionLinks {
  bool has_finding = false;
  bool any_outcome = false;    ///< Outcome evidence of any strength and date, not withdrawn.
  bool outcome_shown = false;  ///< As in ActionImpact.
};
/// Of an action that is live, here and at the source.
[[nodiscard]] Gaps gaps_of(const action::State& state, const ActionLinks& links);

}  // namespace closeloop
