#include "domain/action.h"

#include "tests/support/given.h"

namespace closeloop::action {
namespace {

using testing::By;
using Given = testing::Given<Decider>;
using person::Role;

constexpr auto agreed = R"({"agreed": {
  "statement": "Train leads in GCP2", "findings": ["F-12", "F-14"], "leadAgency": "council",
  "supportingAgencies": ["health"], "owner": "head-of-early-help", "start": "2017-01-10",
  "due": "2017-08-31", "successCriterion": "Plans name the children's own words",
  "childWouldNotice": "Someone asked me"}})";
constexpr auto accepted = R"({"accepted": {"by": "alan"}})";
constexpr auto progressed = R"({"progressed": {"note": "Eleven of twelve booked"}})";
constexpr auto moved = R"({"dateMoved": {"newDate": "2017-09-30"}})";
constexpr auto delivered = R"({"delivered": {"on": "2017-03-01", "by": "dora"}})";
constexpr auto verified = R"({"deliveryVerified": {"by": "vera"}})";
constexpr auto withdrawn = R"({"withdrawn": {}})";
constexpr auto reopened = R"({"reopened": {}})";

Facts with_closed(const char* finding) {
  Facts facts;
  facts.closed_findings.emplace_back(finding);
  return facts;
}

TEST(Action, IsAgreedAsAsked) { Given{}.when(agreed).then(agreed); }

TEST(Action, IsAgreedOnce) { Given{agreed}.when(agreed).then_refused("action.agree.once"); }

TEST(Action, IsNotDueBeforeItStarts) {
  Given{}
      .when(R"({"agreed": {"statement": "s", "leadAgency": "council", "owner": "head",
        "start": "2017-03-02", "due": "2017-03-01", "successCriterion": "c",
        "childWouldNotice": "n"}})")
      .then_refused("action.agree.due", "1 March 2017");
}

TEST(Action, RefersOnlyToRecordsThatExist) {
  Facts facts;
  facts.unknown = {{"/findings/1", "unknown", "There is no finding F-14."}};
  const auto outcome = Given{}.when(agreed, By{}, facts);
  outcome.then_fails(Errc::invalid);
  EXPECT_EQ(outcome.problems(), facts.unknown);
}

TEST(Action, OfAClosedLoopNeedsTheLoopReopenedFirst) {
  Given{}.when(agreed, By{}, with_closed("F-14")).then_refused("action.loop-closed", "F-14");
  Given{agreed}
      .when(R"({"linked": {"findings": ["F-20"]}})", By{}, with_closed("F-20"))
      .then_refused("action.loop-closed");
  Given{agreed, accepted, delivered, verified}
      .when(reopened, By{}, with_closed("F-12"))
      .then_refused("action.loop-closed");
}

TEST(Action, SaysWhoAcceptedIt) {
  Given{agreed}.when(R"({"accepted": {}})").then(R"({"accepted": {"by": "grace"}})");
}

TEST(Action, IsAcceptedOnce) {
  Given{agreed, accepted}.when(accepted).then_refused("action.accept.once");
}

TEST(Action, IsDeclinedInsteadOfAccepted) {
  Given{agreed}.when(R"({"declined": {}})").then_allowed();
  Given{agreed, accepted}.when(R"({"declined": {}})").then_refused("action.decline.accepted");
}

TEST(Action, IsAcceptedBeforeItProgressesOrIsDelivered) {
  Given{agreed}.when(progressed).then_refused("action.accepted");
  Given{agreed}.when(delivered).then_refused("action.accepted");
}

TEST(Action, TakesProgressWithoutReadingIt) {
  Given{agreed, accepted}.when(progressed).then(progressed);
}

TEST(Action, RemembersTheDateItMovedFromAndHowOften) {
  Given{agreed}.when(moved).then(
      R"({"dateMoved": {"newDate": "2017-09-30", "oldDate": "2017-08-31", "count": 1}})");
  Given{agreed, moved}
      .when(R"({"dateMoved": {"newDate": "2017-10-31"}})")
      .then(R"({"dateMoved": {"newDate": "2017-10-31", "oldDate": "2017-09-30", "count": 2}})");
}

TEST(Action, MovesItsDateOnlyForwards) {
  Given{agreed}
      .when(R"({"dateMoved": {"newDate": "2017-08-31"}})")
      .then_refused("action.move-date.later", "31 August 2017");
  Given{agreed}.when(moved, By{}.on("2017-10-01")).then_refused("action.move-date.ahead");
}

TEST(Action, OfAPublishedPlanIsToldWithTheMovesOfItsDate) {
  constexpr auto theirs =
      R"({"agreed": {"statement": "s", "due": "2016-08-31", "reference": "A1"}})";
  constexpr auto past = R"({"dateMoved": {"newDate": "2016-10-31"}})";
  Given{theirs}.when(past, By{}.on("2017-01-02")).then_allowed();
  Given{theirs}.when(past, By{}.on("2017-06-01")).then_refused("action.move-date.ahead");
}

TEST(Action, KeepsTheDateFirstAgreedWhenItMoves) {
  const auto state = Given{agreed, moved}.state();
  EXPECT_EQ(state.first_due, testing::a_day("2017-08-31"));
  EXPECT_EQ(state.due, testing::a_day("2017-09-30"));
  EXPECT_EQ(state.times_moved, 1);
}

TEST(Action, IsBlockedAndUnblocked) {
  constexpr auto blocked = R"({"blocked": {}})";
  constexpr auto unblocked = R"({"unblocked": {}})";
  Given{agreed}.when(unblocked).then_refused("action.unblock.blocked");
  Given{agreed, blocked}.when(blocked).then_refused("action.block.once");
  Given{agreed, blocked}.when(unblocked).then(unblocked);
  Given{agreed, blocked, unblocked}.when(blocked).then(blocked);
}

TEST(Action, SaysWhoDeliveredIt) {
  Given{agreed, accepted}
      .when(R"({"delivered": {"on": "2017-03-01", "evidence": ["E-1"]}})")
      .then(R"({"delivered": {"on": "2017-03-01", "evidence": ["E-1"], "by": "grace"}})");
}

TEST(Action, IsNotDeliveredInTheFuture) {
  Given{agreed, accepted}
      .when(R"({"delivered": {"on": "2017-06-02"}})")
      .then_refused("action.deliver.past");
}

TEST(Action, IsNotDeliveredLaterThanThatWasTrue) {
  By earlier;
  earlier.effective_on = testing::a_day("2017-03-01");
  Given{agreed, accepted}
      .when(R"({"delivered": {"on": "2017-03-02"}})", earlier)
      .then_refused("action.deliver.effective", "2 March 2017");
  Given{agreed, accepted}
      .when(R"({"delivered": {"on": "2017-03-01"}})", earlier)
      .then(R"({"delivered": {"on": "2017-03-01", "by": "grace"}})");
}

TEST(Action, IsNotDeliveredBeforeItBegan) {
  Given{agreed, accepted}
      .when(R"({"delivered": {"on": "2017-01-09"}})")
      .then_refused("action.deliver.start", "10 January 2017");
}

TEST(Action, OfAPublishedPlanMayHaveBeenDeliveredBeforeThePlanWasPublished) {
  const auto agreed_without = [](const char* reference) {
    return std::string{R"({"agreed": {"statement": "s", "leadAgency": "council", "owner": "head",
      "due": "2017-08-31", "successCriterion": "c", "childWouldNotice": "n")"} +
           reference + "}}";
  };
  constexpr auto early = R"({"delivered": {"on": "2016-12-01"}})";
  const auto ours = agreed_without("");
  const auto theirs = agreed_without(R"(, "reference": "A1")");
  Given{ours.c_str(), accepted}.when(early).then_refused("action.deliver.start", "2 January 2017");
  Given{theirs.c_str(), accepted}.when(early).then_allowed();
  Given{theirs.c_str(), accepted}
      .when(R"({"delivered": {"on": "1900-01-01"}})")
      .then_refused("action.deliver.start", "2 January 2017");
}

TEST(Action, IsVerifiedBySomeoneElse) {
  Given{agreed, accepted, delivered}
      .when(R"({"deliveryVerified": {}})")
      .then(R"({"deliveryVerified": {"by": "grace"}})");
}

TEST(Action, IsNotVerifiedByItsOwner) {
  Given{agreed, accepted, delivered}
      .when(verified, By{}.in_post("head-of-early-help"))
      .then_refused("action.verify.independence");
}

TEST(Action, IsNotVerifiedByWhoAcceptedOrDeliveredIt) {
  Given{agreed, accepted, delivered}
      .when(verified, By{"alan"})
      .then_refused("action.verify.independence");
  Given{agreed, accepted, delivered}
      .when(verified, By{"dora"})
      .then_refused("action.verify.independence");
}

TEST(Action, R57_iii_NoCorrectionTakesTheOwnersHandAway) {
  constexpr auto corrected = R"({"corrected": {"corrects": 1, "owner": "someone-else"}})";
  for (const auto* post : {"head-of-early-help", "someone-else"}) {
    Given{agreed, accepted, delivered, corrected}
        .when(verified, By{}.in_post(post))
        .then_refused("action.verify.independence");
  }
}

TEST(Action, R57_iii_NoReturnTakesTheFirstHandAway) {
  constexpr auto by_dan = R"({"delivered": {"on": "2017-03-02", "by": "dan"}})";
  for (const auto* hand : {"alan", "dora", "dan"}) {
    Given{agreed, accepted, delivered, R"({"returned": {}})", by_dan}
        .when(verified, By{hand})
        .then_refused("action.verify.independence");
  }
}

TEST(Action, WithoutAnOwnerIsNotOwnedByEveryoneWithoutAPost) {
  EXPECT_FALSE(is_owner(State{}, By{}.actor));
  EXPECT_FALSE(is_owner(State{}, Actor{}));
}

TEST(Action, IsNotVerifiedBeforeItIsDelivered) {
  Given{agreed, accepted}.when(verified).then_refused("action.verify.delivered");
  Given{agreed, accepted, delivered}
      .when(verified, By{}.on("2017-02-28"))
      .then_refused("action.verify.after-delivery");
}

TEST(Action, IsReturnedAndDeliveredAgain) {
  constexpr auto returned = R"({"returned": {}})";
  Given{agreed, accepted}.when(returned).then_refused("action.return.delivered");
  Given{agreed, accepted, delivered, returned}.when(verified).then_refused(
      "action.verify.delivered");
  Given{agreed, accepted, delivered, returned}.when(delivered, By{"dora"}).then(delivered);
  EXPECT_FALSE(Given({agreed, accepted, delivered, returned}).state().delivered_on);
}

TEST(Action, IsSupersededByAnotherOnly) {
  Given{agreed}
      .when(R"({"superseded": {"by": "A-31"}})", By{}.to("A-31"))
      .then_refused("action.supersede.other");
  Given{agreed}.when(R"({"superseded": {"by": "A-32"}})", By{}.to("A-31")).then_allowed();
}

TEST(Action, IsOverOnceItEnded) {
  for (const auto* end : {withdrawn, R"({"superseded": {"by": "A-2"}})", R"({"declined": {}})"}) {
    Given{agreed, end}.when(accepted).then_refused("action.open", "reopen it first");
    Given{agreed, end}.when(R"({"linked": {"findings": ["F-9"]}})").then_refused("action.live");
    Given{agreed, end}.when(withdrawn).then_refused("action.open");
  }
  Given{agreed, accepted, delivered, verified}.when(withdrawn).then_refused("action.open");
}

TEST(Action, ReopensOnlyWhenItEnded) {
  Given{agreed}.when(reopened).then_refused("action.reopen.ended");
  Given{agreed, withdrawn, reopened}.when(accepted, By{"alan"}).then(accepted);
  Given{agreed, accepted, delivered, verified, reopened}
      .when(delivered, By{"dora"})
      .then(delivered);
  EXPECT_FALSE(Given({agreed, accepted, delivered, verified, reopened}).state().delivered_on);
}

TEST(Action, IsForItsAgenciesOnly) {
  const auto lead = By{"alan", Role::AGENCY_LEAD};
  Given{agreed}.when(accepted, By{lead}.of("council")).then_allowed();
  Given{agreed}.when(accepted, By{lead}.of("health")).then_allowed();
  Given{agreed}.when(accepted, By{lead}.of("police")).then_refused("action.own-agency");
  Given{agreed}.when(accepted, lead).then_refused("action.own-agency");
}

TEST(Action, OfNoAgencyYetIsForNoAgencyLead) {
  State imported;  // A source may name no agency that we know.
  imported.phase = Phase::agreed;
  const auto event = eventstore::testing::message<Event>(accepted);
  const auto decided =
      Decider::decide(imported, event.reader(), By{"alan", Role::AGENCY_LEAD}, Facts{});
  ASSERT_TRUE(decided.has_error());
  EXPECT_EQ(decided.error().rule, "action.own-agency");
}

TEST(Action, CanServeFurtherFindings) {
  const auto state = Given{agreed, R"({"linked": {"findings": ["F-14", "F-20"]}})"}.state();
  EXPECT_EQ(state.findings,
            (std::vector<Id<FindingId>>{Id<FindingId>{"F-12"}, Id<FindingId>{"F-14"},
                                        Id<FindingId>{"F-20"}}));
  Given{agreed}.when(R"({"linked": {}})").then_refused("action.link.something");
}

TEST(Action, CorrectionNamesWhatItCorrects) {
  constexpr auto first = R"({"corrected": {"corrects": 1, "owner": "head-of-safeguarding"}})";
  Given{agreed, accepted}.when(first).then(first);
  Given{agreed, accepted}
      .when(R"({"corrected": {"corrects": 2, "owner": "x"}})")
      .then_refused("action.correct.version");
  Given{agreed}
      .when(R"({"corrected": {"corrects": 7, "owner": "x"}})")
      .then_refused("action.correct.version");
  Given{agreed, accepted, first}
      .when(R"({"corrected": {"corrects": 3, "owner": "head-of-early-help"}})")
      .then_allowed();
}

TEST(Action, CorrectionCorrectsSomething) {
  Given{agreed}.when(R"({"corrected": {"corrects": 1}})").then_refused("action.correct.something");
}

TEST(Action, KeepsTheSourcesWordBesideItsOwnStage) {
  constexpr auto complete = R"({"sourceStatusReported": {"status": "complete"}})";
  const auto state = Given{agreed, complete}.state();
  EXPECT_EQ(state.phase, Phase::agreed);
  EXPECT_EQ(state.source, AtSource::complete);
}

TEST(Action, KnowsTheSourcesWordsForCompleteAndEnded) {
  for (const auto* word :
       {"cancelled", "superseded", "withdrawn", "merged", "not_accepted", "declined", "rejected"}) {
    EXPECT_EQ(at_source(word), AtSource::ended) << word;
  }
  EXPECT_EQ(at_source("complete"), AtSource::complete);
  EXPECT_EQ(at_source("completed_late"), AtSource::open);
  EXPECT_EQ(at_source(""), AtSource::unsaid);
}

TEST(Action, MustExist) {
  Given{}.when(accepted).then_fails(Errc::not_found);
  Given{}.when(R"({"sourceStatusReported": {"status": "complete"}})").then_fails(Errc::not_found);
}

}  // namespace
}  // namespace closeloop::action
