#include <algorithm>
#include <array>

#include "domain/permissions.h"
#include "projections/board_records.h"
#include "projections/work_lists.h"
#include "tests/support/paging.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kList = "awaiting-my-signature";

/// People of each role that signs, with a hand in A-1 of the told loop or without: alan accepts
/// it, dora delivers it, and its owner is whoever holds the post "head".
void add_people(Chronicle& told) {
  const auto add = [&](const std::string& id, const std::string& role,
                       const std::string& post = "") {
    told.add("people/" + id, R"({"added": {"name": ")" + id + R"(", "role": ")" + role + "\"" +
                                 (post.empty() ? "" : R"(, "post": ")" + post + "\"") + "}}");
  };
  add("alan", "analyst");
  add("dora", "auditor");
  add("owen", "chair", "head");
  add("vera", "auditor");
  add("anna", "analyst", "deputy");
  add("carol", "chair");
  add("mark", "boardManager");
  add("lena", "agencyLead");
}
constexpr std::array<std::string_view, 8> kPeople{"alan", "dora",  "owen", "vera",
                                                  "anna", "carol", "mark", "lena"};

std::vector<std::string> waiting_for(const Board& board, std::string_view person, Day day) {
  const auto model = work_list(board, kList, person, {}, {}, day).value();
  auto found = each(model.at("rows"), "id");
  EXPECT_EQ(model.at("count"), found.size());
  return found;
}
/// Those for whom that record waits.
std::vector<std::string> signers_of(const Chronicle& told, std::string_view record) {
  const auto board = told.board();
  std::vector<std::string> found;
  for (const auto person : kPeople) {
    const auto ids = waiting_for(board, person, told.today());
    if (std::find(ids.begin(), ids.end(), record) != ids.end()) found.emplace_back(person);
  }
  return found;
}

TEST(Signatures, R57_iii_ADeliveryWaitsForThoseWhoHaveNoHandInIt) {
  Chronicle told;
  add_people(told);
  agree_loop(told);
  EXPECT_THAT(signers_of(told, "A-1"), IsEmpty()) << "not delivered yet";
  told.on("2017-03-01").add("actions/A-1", deliver("2017-03-01"));
  EXPECT_THAT(signers_of(told, "A-1"), ElementsAre("vera", "anna", "carol"))
      << "not alan, who accepted it; not dora, who delivered it; not owen, who owns it";
  told.add("actions/A-1", verify);
  EXPECT_THAT(signers_of(told, "A-1"), IsEmpty());
}

TEST(Signatures, R57_iii_ALoopWaitsToBeJudgedByThoseWhoHaveNoHandInItsActions) {
  Chronicle told;
  add_people(told);
  agree_loop(told);
  deliver_loop(told);
  EXPECT_THAT(signers_of(told, "F-1"), IsEmpty()) << "nothing to judge on";
  told.on("2017-04-30").add("evidence/E-1", outcome_json("A-1", "2017-03-15", "2017-04-15"));
  EXPECT_THAT(signers_of(told, "F-1"), ElementsAre("anna", "carol"))
      << "not alan, who accepted its action; not owen, who owns it; auditors don't judge";
}

TEST(Signatures, R57_iii_ALoopWaitsToBeClosedOnceNothingElseIsMissing) {
  Chronicle told;
  add_people(told);
  agree_loop(told);
  deliver_loop(told);
  told.on("2017-04-30").add("evidence/E-1", outcome_json("A-1", "2017-03-15", "2017-04-15"));
  told.on("2017-05-01").add("findings/F-1", judge("E-1"));
  EXPECT_THAT(signers_of(told, "F-1"), IsEmpty()) << "no sustainability check is booked";
  told.on("2017-05-02").add("findings/F-1", book("2017-11-01"));
  EXPECT_THAT(signers_of(told, "F-1"), ElementsAre("carol")) << "owen is chair too, and owns A-1";
  EXPECT_THAT(waiting_for(told.board(), "carol", a_day("2017-06-04")), ElementsAre("F-1"));
  EXPECT_THAT(waiting_for(told.board(), "carol", a_day("2017-06-05")), IsEmpty())
      << "the check is too near to be 6 months after the closing";
  told.add("evidence/E-2", R"({"recorded": {"kind": "outcome", "title": "Complaint",
      "findings": ["F-1"], "method": "document", "strength": "weak", "contradicts": true}})");
  EXPECT_THAT(signers_of(told, "F-1"), IsEmpty()) << "what contradicts it must be answered first";
  told.because("Of another child").add("evidence/E-2", R"({"withdrawn": {}})");
  told.on("2017-06-01").add("findings/F-1", close);
  EXPECT_THAT(signers_of(told, "F-1"), IsEmpty());
}

/// Whether the deciders would let that person sign: the actions and findings they would not
/// refuse, at any moment of a told loop.
class Deciders {
 public:
  Deciders(const Board& board, const Actor& actor, Day today) : records_{board.records()} {
    context_.actor = actor;
    context_.today = context_.effective_on = today;
  }
  [[nodiscard]] bool verify_action(std::string_view id) const {
    const auto number = records_.store.find(RecordKind::ACTION, id);
    if (number == 0 || !may(context_.actor.role, "actions", "verify-delivery")) return false;
    const auto asked = eventstore::testing::message<action::Event>(verify);
    return action::Decider::decide(records_.action(number), asked.reader(), context_, {})
        .has_value();
  }
  [[nodiscard]] bool sign(std::string_view finding, std::string_view intent,
                          const std::string& said) const {
    const auto number = records_.store.find(RecordKind::FINDING, finding);
    if (number == 0 || !may(context_.actor.role, "findings", intent)) return false;
    Loop loop;
    records_.loop_of(number, loop);
    finding::Facts facts;
    facts.actions = loop.known_actions;
    facts.evidence = loop.known_evidence;
    const auto asked = eventstore::testing::message<finding::Event>(said);
    return finding::Decider::decide(records_.finding(number), asked.reader(), context_, facts)
        .has_value();
  }

 private:
  const Board::Records& records_;
  Context context_;
};

TEST(Signatures, R57_iii_TheListHoldsJustWhatTheDecidersAllow) {
  Chronicle told;
  add_people(told);
  closed_loop(told);
  std::size_t signatures = 0;
  for (std::uint64_t position = kPeople.size(); position <= told.head().number(); ++position) {
    const AsAt then{{}, {}, eventstore::Position{position}};
    const auto board = told.board(then);
    for (const auto& person : kPeople) {
      const Deciders deciders{board, *board.person(person), told.today()};
      const auto waiting = waiting_for(board, person, told.today());
      const auto waits = [&](std::string_view id) {
        return std::find(waiting.begin(), waiting.end(), id) != waiting.end();
      };
      SCOPED_TRACE(std::string{person} + " at position " + std::to_string(position));
      EXPECT_EQ(waits("A-1"), deciders.verify_action("A-1"));
      const auto number = board.records().store.find(RecordKind::FINDING, "F-1");
      const bool judged =
          number != 0 && board.records().finding(number).judgement != finding::Judgement::UNSET;
      const bool may_sign = judged ? deciders.sign("F-1", "close", std::string{close})
                                   : deciders.sign("F-1", "judge-improvement", judge("E-1"));
      EXPECT_EQ(waits("F-1"), may_sign);
      signatures += waiting.size();
    }
  }
  EXPECT_EQ(signatures, 3U + 2U + 1U) << "three may verify, two may judge, one may close";
}

TEST(Signatures, PagesGoOnFromVerifyingToJudgingToClosing) {
  Chronicle told;
  add_people(told);
  agree_loop(told);
  deliver_loop(told);
  told.on("2017-04-30").add("evidence/E-1", outcome_json("A-1", "2017-03-15", "2017-04-15"));
  told.on("2017-05-01").add("findings/F-1", judge("E-1"));
  told.add("findings/F-1", book("2018-05-01"));  // To close.
  told.add("findings/F-2", finding_json());
  told.add("actions/A-2", action_json("F-2"));
  told.add("actions/A-2", accept);
  told.add("actions/A-2", deliver("2017-05-01"));
  told.add("actions/A-2", verify);
  told.add("evidence/E-2", outcome_json("A-2", "2017-05-01", "2017-05-01"));  // To judge.
  for (const auto* action : {"actions/A-3", "actions/A-4"}) {
    told.add(action, action_json("F-2"));
    told.add(action, accept);
    told.add(action, deliver("2017-05-01"));
  }
  // F-2 has deliveries to verify, so it does not wait to be judged any more: F-3 does.
  told.add("findings/F-3", finding_json());
  told.add("actions/A-5", action_json("F-3"));
  told.add("actions/A-5", accept);
  told.add("actions/A-5", deliver("2017-05-01"));
  told.add("actions/A-5", verify);
  told.add("evidence/E-3", outcome_json("A-5", "2017-05-01", "2017-05-01"));
  const auto board = told.board();
  for (const std::size_t limit : {1U, 2U, 3U, 4U, 200U}) {
    const auto paged = [&](std::string_view person) {
      return ids_by_pages(limit, [&](const Page& page) {
        return work_list(board, kList, person, {}, page, told.today());
      });
    };
    EXPECT_THAT(paged("carol"), ElementsAre("A-3", "A-4", "F-3", "F-1"));
    EXPECT_THAT(paged("anna"), ElementsAre("A-3", "A-4", "F-3")) << "who may not close";
    EXPECT_THAT(paged("vera"), ElementsAre("A-3", "A-4")) << "who may not judge either";
    EXPECT_THAT(paged("mark"), IsEmpty());
  }
  Filter filter;
  filter.theme = "voice";
  const auto filtered = work_list(board, kList, "carol", filter, {}, told.today()).value();
  EXPECT_EQ(filtered.at("count"), 4);
  filter.theme = "tools";
  EXPECT_EQ(work_list(board, kList, "carol", filter, {}, told.today()).value().at("count"), 0);
}

TEST(Signatures, NoPageIsEmptyWhereNothingWaitsToBeJudgedOrClosed) {
  Chronicle told;
  add_people(told);
  agree_loop(told);
  told.on("2017-03-01").add("actions/A-1", deliver("2017-03-01"));
  const auto board = told.board();
  const auto one_by_one = ids_by_pages(1, [&](const Page& page) {
    return work_list(board, kList, "carol", {}, page, told.today());
  });
  EXPECT_THAT(one_by_one, ElementsAre("A-1"));
}

TEST(Signatures, TheSentenceSaysHowManyWait) {
  Chronicle told;
  add_people(told);
  agree_loop(told);
  const auto sentence = [&](std::string_view person) {
    return std::string{work_list(told.board(), kList, person, {}, {}, told.today())
                           .value()
                           .at("sentence")
                           .as_string()};
  };
  EXPECT_EQ(sentence("vera"), "Nothing waits for your signature.");
  told.on("2017-03-01").add("actions/A-1", deliver("2017-03-01"));
  EXPECT_EQ(sentence("vera"), "1 thing waits for your signature.");
  EXPECT_EQ(sentence("dora"), "Nothing waits for your signature.");
}

}  // namespace
}  // namespace closeloop
