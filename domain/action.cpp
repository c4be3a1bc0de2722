#include "domain/action.h"

#include <algorithm>
#include <array>

namespace closeloop::action {
namespace {

/// How long before its plan's day an action of a published plan may have been done: nobody knows
/// when it was agreed, but no plan reports on what was done earlier than that.
constexpr std::chrono::days plan_reaches_back{3653};

Result<void> must_exist(const State& state) {
  if (state.phase == Phase::none) return not_found("There is no such action.");
  return allowed();
}

Result<void> must_be_open(const State& state) {
  BOOST_OUTCOME_TRY(must_exist(state));
  switch (state.phase) {
    case Phase::delivered:
      return refused("action.open",
                     "This action is delivered: have the delivery verified or returned first.");
    case Phase::verified:
      return refused("action.open", "This action is delivered and verified: reopen it first.");
    case Phase::declined:
      return refused("action.open", "This action was declined: reopen it first.");
    case Phase::superseded:
      return refused("action.open", "This action was superseded by another: reopen it first.");
    case Phase::withdrawn:
      return refused("action.open", "This action was withdrawn: reopen it first.");
    case Phase::none:
    case Phase::agreed:
    case Phase::accepted:
    case Phase::in_progress: break;
  }
  return allowed();
}

Result<void> must_be_accepted(const State& state) {
  BOOST_OUTCOME_TRY(must_be_open(state));
  if (state.phase == Phase::agreed) {
    return refused("action.accepted", "Nobody has accepted this action yet: accept it first.");
  }
  return allowed();
}

Result<void> must_be_live(const State& state) {
  BOOST_OUTCOME_TRY(must_exist(state));
  if (!state.is_live()) {
    return refused("action.live",
                   "This action was declined, superseded or withdrawn: reopen it first.");
  }
  return allowed();
}

Result<void> must_be_delivered(const State& state, const char* rule) {
  BOOST_OUTCOME_TRY(must_exist(state));
  if (state.phase != Phase::delivered) {
    return refused(rule, "There is no delivery that waits to be verified.");
  }
  return allowed();
}

/// Agency leads act only on actions that their agency leads or supports.
Result<void> must_be_theirs(const State& state, const Actor& actor) {
  if (actor.role != person::Role::AGENCY_LEAD) return allowed();
  const auto& supporting = state.supporting_agencies;
  const bool theirs =
      !actor.agency.text().empty() &&
      (actor.agency == state.lead_agency ||
       std::find(supporting.begin(), supporting.end(), actor.agency) != supporting.end());
  if (theirs) return allowed();
  return refused("action.own-agency",
                 "Agency leads act only on actions that their agency leads or supports.");
}

Result<void> must_be_open_loops(const Facts& facts) {
  if (facts.closed_findings.empty()) return allowed();
  return refused("action.loop-closed", "The loop of " + facts.closed_findings.front() +
                                           " is closed: reopen the loop first.");
}

Result<void> must_fit(std::optional<Day> start, std::optional<Day> due) {
  if (start && due && *due < *start) {
    return refused("action.agree.due", "The due date, " + long_form(*due) +
                                           ", must not be before the start, " + long_form(*start) +
                                           ".");
  }
  return allowed();
}

Result<void> may_agree(const State& state, Agreed::Reader asked, const Facts& facts) {
  if (state.phase != Phase::none) {
    return refused("action.agree.once", "This action was already agreed.");
  }
  BOOST_OUTCOME_TRY(must_be_open_loops(facts));
  std::optional<Day> start;
  std::optional<Day> due;
  if (asked.hasStart()) start = day(asked.getStart());
  if (asked.hasDue()) due = day(asked.getDue());
  return must_fit(start, due);
}

Result<void> may_accept(const State& state) {
  BOOST_OUTCOME_TRY(must_be_open(state));
  if (state.phase != Phase::agreed) {
    return refused("action.accept.once", "This action was already accepted.");
  }
  return allowed();
}

Result<void> may_decline(const State& state) {
  BOOST_OUTCOME_TRY(must_be_open(state));
  if (state.phase != Phase::agreed) {
    return refused("action.decline.accepted",
                   "This action was accepted, so it can't be declined any more: have it "
                   "withdrawn instead.");
  }
  return allowed();
}

Result<void> may_move(const State& state, DateMoved::Reader asked, const Context& context) {
  BOOST_OUTCOME_TRY(must_be_open(state));
  const auto to = day(asked.getNewDate());
  if (state.due && to <= *state.due) {
    return refused("action.move-date.later",
                   "The new date must be later than the due date, " + long_form(*state.due) + ".");
  }
  // A source tells of its own moves together with the action, long after they were made.
  const bool told_with_it = state.from_source && state.phase == Phase::agreed &&
                            context.effective_on <= state.agreed_on && context.reason.empty();
  if (to <= context.effective_on && !told_with_it) {
    return refused("action.move-date.ahead",
                   "The new date must be later than the day on which it is moved.");
  }
  return allowed();
}

Result<void> may_block(const State& state, bool to) {
  BOOST_OUTCOME_TRY(must_be_open(state));
  if (state.blocked == to) {
    return to ? refused("action.block.once", "This action is already reported as blocked.")
              : refused("action.unblock.blocked", "This action is not blocked.");
  }
  return allowed();
}

Result<void> may_deliver(const State& state, Delivered::Reader asked, const Context& context) {
  BOOST_OUTCOME_TRY(must_be_accepted(state));
  const auto on = day(asked.getOn());
  if (on > context.today) {
    return refused("action.deliver.past", "An action can't have been delivered in the future.");
  }
  if (on > context.effective_on) {
    return refused("action.deliver.effective",
                   "It can't be true on " + long_form(context.effective_on) +
                       " that the action was delivered on " + long_form(on) +
                       ": give the later date for both, or leave out when it was true.");
  }
  if (!state.start && state.from_source && on < state.agreed_on - plan_reaches_back) {
    return refused("action.deliver.start",
                   "An action of a plan of " + long_form(state.agreed_on) +
                       " can't have been delivered ten years before it. If it is that old, correct "
                       "its start first.");
  }
  auto earliest = state.start;
  if (!earliest && !state.from_source) earliest = state.agreed_on;
  if (earliest && on < *earliest) {
    return refused(
        "action.deliver.start",
        "An action can't have been delivered before it began, on " + long_form(*earliest) + ".");
  }
  return allowed();
}

Result<void> may_end(const State& state) {
  if (state.phase == Phase::delivered) return allowed();
  return must_be_open(state);
}

Result<void> may_supersede(const State& state, Superseded::Reader asked, const Context& context) {
  BOOST_OUTCOME_TRY(may_end(state));
  if (Id{asked.getBy()}.text() == context.record) {
    return refused("action.supersede.other", "An action can't be superseded by itself.");
  }
  return allowed();
}

Result<void> may_reopen(const State& state, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_exist(state));
  if (state.phase < Phase::verified) {
    return refused("action.reopen.ended", "This action has not ended, so it is open already.");
  }
  return must_be_open_loops(facts);
}

Result<void> may_link(const State& state, Linked::Reader asked, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_be_live(state));
  if (asked.getFindings().size() + asked.getLearningPoints().size() +
          asked.getRecommendations().size() ==
      0) {
    return refused("action.link.something",
                   "Name at least one finding, learning point or recommendation.");
  }
  return must_be_open_loops(facts);
}

Result<void> may_correct(const State& state, Corrected::Reader asked, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_exist(state));
  BOOST_OUTCOME_TRY(state.descriptions.must_hold(asked.getCorrects(), "action"));
  BOOST_OUTCOME_TRY(must_change_something(asked, "action"));
  if (asked.hasStart()) {
    BOOST_OUTCOME_TRY(must_fit(day(asked.getStart()), state.due));
  }
  return must_be_open_loops(facts);
}

Result<void> may_report_source(const State& state, SourceStatusReported::Reader asked,
                               const Context& context) {
  BOOST_OUTCOME_TRY(must_exist(state));
  if (asked.hasCompletedOn() && day(asked.getCompletedOn()) > context.today) {
    return refused("action.report-source-status.past",
                   "The source can't have completed it in the future.");
  }
  return allowed();
}

Result<void> may(const State& state, Event::Reader asked, const Context& context,
                 const Facts& facts) {
  switch (asked.which()) {
    case Event::AGREED: return may_agree(state, asked.getAgreed(), facts);
    case Event::ACCEPTED: return may_accept(state);
    case Event::PROGRESSED: return must_be_accepted(state);
    case Event::DATE_MOVED: return may_move(state, asked.getDateMoved(), context);
    case Event::BLOCKED: return may_block(state, true);
    case Event::DELIVERED: return may_deliver(state, asked.getDelivered(), context);
    case Event::DELIVERY_VERIFIED: return may_verify(state, context.actor, context.effective_on);
    case Event::RETURNED: return must_be_delivered(state, "action.return.delivered");
    case Event::SUPERSEDED: return may_supersede(state, asked.getSuperseded(), context);
    case Event::WITHDRAWN: return may_end(state);
    case Event::REOPENED: return may_reopen(state, facts);
    case Event::CORRECTED: return may_correct(state, asked.getCorrected(), facts);
    case Event::LINKED: return may_link(state, asked.getLinked(), facts);
    case Event::SOURCE_STATUS_REPORTED:
      return may_report_source(state, asked.getSourceStatusReported(), context);
    case Event::UNBLOCKED: return may_block(state, false);
    case Event::DECLINED: return may_decline(state);
  }
  return eventstore::corrupt("This is not something that can be asked of an action.");
}

}  // namespace

bool is_owner(const State& state, const Actor& actor) {
  const auto holds = [&](const Id<PostId>& post) { return actor.post == post; };
  const bool holds_post = !actor.post.text().empty() &&
                          (holds(state.owner) || std::ranges::any_of(state.former_owners, holds));
  const bool has_a_hand = !actor.person.text().empty() &&
                          std::ranges::find(state.hands, actor.person) != state.hands.end();
  return holds_post || has_a_hand;
}

Result<void> may_verify(const State& state, const Actor& by, Day on) {
  BOOST_OUTCOME_TRY(must_be_delivered(state, "action.verify.delivered"));
  if (is_owner(state, by)) {
    return refused("action.verify.independence",
                   "Owners can't verify their own delivery, nor can those who accepted or "
                   "delivered it: a second person must.");
  }
  if (state.delivered_on && on < *state.delivered_on) {
    return refused(
        "action.verify.after-delivery",
        "A delivery of " + long_form(*state.delivered_on) + " can't have been verified before it.");
  }
  return allowed();
}

std::vector<Id<FindingId>> findings_concerned(const State& state, Event::Reader asked) {
  switch (asked.which()) {
    case Event::AGREED: return ids_of(asked.getAgreed().getFindings());
    case Event::LINKED: return ids_of(asked.getLinked().getFindings());
    case Event::CORRECTED: {  // Only those that it adds: what a closed loop rests on may be named.
      auto added = ids_of(asked.getCorrected().getFindings());
      std::erase_if(added, [&](const auto& id) {
        return std::find(state.findings.begin(), state.findings.end(), id) != state.findings.end();
      });
      return added;
    }
    case Event::REOPENED: return state.findings;
    default: return {};
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  if (!asked.isAgreed()) {
    BOOST_OUTCOME_TRY(must_exist(state));
    BOOST_OUTCOME_TRY(must_be_theirs(state, context.actor));
  }
  BOOST_OUTCOME_TRY(may(state, asked, context, facts));
  auto events = as_asked<Event>(asked);
  auto event = *events.front();
  if (event.isAccepted()) set(event.getAccepted().initBy(), context.actor.person);
  if (event.isDelivered()) set(event.getDelivered().initBy(), context.actor.person);
  if (event.isDeliveryVerified()) set(event.getDeliveryVerified().initBy(), context.actor.person);
  if (event.isDateMoved()) {
    auto moved = event.getDateMoved();
    if (state.due) set(moved.initOldDate(), *state.due);
    moved.setCount(state.times_moved + (state.first_due ? 1U : 0U));
  }
  return events;
}

}  // namespace closeloop::action
