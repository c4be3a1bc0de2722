// What is marked in the picture of a loop, what a large one is folded to, and its timeline.
#include <gmock/gmock.h>

#include "eventstore/schema/sealer.h"
#include "projections/finding_loop.h"
#include "projections/graph_folding.h"
#include "projections/loop_activity.h"
#include "projections/records.h"
#include "tests/support/paging.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// F-1 with two learning points, and an action from each.
void two_ways(Chronicle& told) {
  told.on("2017-01-10").add("reviews/R-1", R"({"opened": {"kind": "rapidReview", "title": "R"}})");
  told.add("findings/F-1", finding_json());
  told.add("learning-points/L-1", learning_json());
  told.add("learning-points/L-2", learning_json());
  told.add("actions/A-1", action_json("", "2017-03-31", "council", "head", "L-1"));
  told.add("actions/A-2", action_json("", "2017-03-31", "council", "head", "L-2"));
}

std::vector<std::string> on_path(const boost::json::object& loop, std::string_view name) {
  std::vector<std::string> found;
  for (const auto& one : loop.at(name).as_array()) {
    if (!one.at("onPath").as_bool()) continue;
    found.emplace_back(name == "nodes" ? one.at("key").as_string() : one.at("to").as_string());
  }
  return found;
}

TEST(LoopPicture, MarksTheWayThroughTheRecordInFocus) {
  Chronicle told;
  two_ways(told);
  const auto loop = finding_loop(told.board(), "F-1", told.today(), "A-1").value();
  EXPECT_EQ(loop.at("focus").at("id"), "A-1");
  const auto nodes = on_path(loop, "nodes");
  EXPECT_THAT(nodes, Contains("findings/F-1"));
  EXPECT_THAT(nodes, Contains("learning-points/L-1"));
  EXPECT_THAT(nodes, Contains("actions/A-1"));
  EXPECT_THAT(nodes, ::testing::Not(Contains("learning-points/L-2")));
  EXPECT_THAT(nodes, ::testing::Not(Contains("actions/A-2")));
  EXPECT_THAT(on_path(loop, "links"), ::testing::Not(Contains("learning-points/L-2")));
  EXPECT_THAT(on_path(loop, "links"), Contains("actions/A-1"));
}

TEST(LoopPicture, HasNoFocusOnWhatIsNotThere) {
  Chronicle told;
  two_ways(told);
  const auto wrong = finding_loop(told.board(), "F-1", told.today(), "A-99");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, eventstore::Errc::not_found);
  EXPECT_THAT(wrong.error().message, HasSubstr("A-99"));
  const auto plain = finding_loop(told.board(), "F-1", told.today()).value();
  EXPECT_FALSE(plain.at("nodes").at(0).as_object().contains("onPath"));
}

/// F-1 with so many actions, each on one of two themes.
void many(Chronicle& told, int actions) {
  told.on("2017-01-10").add("reviews/R-1", R"({"opened": {"kind": "rapidReview", "title": "R"}})");
  told.add("findings/F-1", finding_json("R-1", ""));
  for (int n = 1; n <= actions; ++n) {
    auto action = action_json("F-1");
    action.insert(action.find("\"statement\""),
                  std::string{R"("themes": [")"} + (n % 2 != 0 ? "voice" : "tools") + "\"], ");
    told.add("actions/A-" + std::to_string(n), action);
  }
}

TEST(LoopPicture, FoldsALargeGraphByTheme) {
  Chronicle told;
  many(told, 80);
  const auto loop = finding_loop(told.board(), "F-1", told.today(), "A-1").value();
  EXPECT_GT(loop.at("nodes").as_array().size(), 80U) << "the whole graph is there too";
  const auto& folded = loop.at("folded").as_object();
  std::vector<std::string> groups;
  std::int64_t records = 0;
  for (const auto& node : folded.at("nodes").as_array()) {
    const auto* held = node.as_object().if_contains("records");
    records += held != nullptr ? held->to_number<std::int64_t>() : 1;
    if (node.at("column") == 3) groups.emplace_back(node.at("label").as_string());
  }
  EXPECT_THAT(groups, Contains("on tools"));
  EXPECT_THAT(groups, Contains("on voice"));
  EXPECT_THAT(groups, Contains("Train leads in GCP2")) << "A-1 is in focus";
  EXPECT_EQ(records, static_cast<std::int64_t>(loop.at("nodes").as_array().size()));
  EXPECT_LE(folded.at("nodes").as_array().size(), graph_nodes_max);
  for (const auto& link : folded.at("links").as_array()) {
    const auto is_there = [&](const char* end) {
      for (const auto& node : folded.at("nodes").as_array()) {
        if (node.at("key") == link.at(end)) return true;
      }
      return false;
    };
    EXPECT_TRUE(is_there("from") && is_there("to")) << boost::json::serialize(link);
  }
}

TEST(LoopPicture, DrawsASmallGraphAsItIs) {
  Chronicle told;
  many(told, 20);
  EXPECT_FALSE(finding_loop(told.board(), "F-1", told.today()).value().contains("folded"));
}

TEST(LoopPicture, TellsOfARecordInWhichLoopsItLies) {
  Chronicle told;
  two_ways(told);
  told.add("evidence/E-1", outcome_json("A-2", "2017-04-01", "2017-05-01"));
  const auto board = told.board();
  const auto loops_of = [&](std::string_view resource, std::string_view id) {
    return each(record(board, resource, id, told.today()).value().at("inLoops"), "id");
  };
  EXPECT_THAT(loops_of("evidence", "E-1"), ElementsAre("F-1"));
  EXPECT_THAT(loops_of("actions", "A-1"), ElementsAre("F-1"));
  EXPECT_THAT(loops_of("reviews", "R-1"), IsEmpty());
}

TEST(LoopTimeline, HoldsEachEventOfTheLoopOnceNewestFirst) {
  Chronicle told;
  two_ways(told);
  told.add("findings/F-2", finding_json());
  told.on("2017-02-01").add("actions/A-1", accept);
  const eventstore::KeylessSealer sealer;
  const auto board = told.board();
  for (const std::size_t limit : {2U, 200U}) {
    std::vector<std::string> streams;
    Page page{.cursor = {}, .limit = limit};
    do {
      const auto model = loop_activity(board, told.log(), sealer, "F-1", {}, page).value();
      for (auto& stream : each(model.at("rows"), "stream")) streams.push_back(std::move(stream));
      const auto* next = model.if_contains("next");
      page.cursor = next != nullptr ? std::string{next->as_string()} : std::string{};
    } while (!page.cursor.empty());
    EXPECT_THAT(streams, ElementsAre("actions/A-1", "actions/A-2", "actions/A-1",
                                     "learning-points/L-2", "learning-points/L-1", "findings/F-1"));
  }
  const AsAt january{.known_at = a_day("2017-01-31"), .true_on = {}, .position = {}};
  const auto then = loop_activity(board, told.log(), sealer, "F-1", january, {}).value();
  EXPECT_EQ(then.at("rows").as_array().size(), 5U);
  EXPECT_FALSE(loop_activity(board, told.log(), sealer, "F-9", {}, {}));
}

}  // namespace
}  // namespace closeloop
