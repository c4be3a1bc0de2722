#include "projections/activity.h"

#include "eventstore/schema/sealer.h"
#include "projections/queries.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const eventstore::KeylessSealer sealer;

std::vector<std::uint64_t> positions(const boost::json::value& rows) {
  std::vector<std::uint64_t> found;
  for (const auto& row : rows.as_array()) {
    found.push_back(row.at("position").to_number<std::uint64_t>());
  }
  return found;
}

TEST(Activity, R88_ACorrectionNamesTheCorrectedEventAndBothAreVisible) {
  Chronicle told;
  agree_loop(told);
  told.on("2017-01-10").because("The tool is GCP2A").add("findings/F-1", R"({"corrected":
      {"corrects": 1, "statement": "GCP2A was not considered"}})");
  const auto board = told.board();

  const auto shown =
      record_activity(board, told.log(), sealer, "findings/F-1", {}, {}).value().at("rows");
  ASSERT_THAT(each(shown, "type"), ElementsAre("FindingCorrected", "FindingRaised"));
  EXPECT_EQ(shown.at(0).at("data").at("corrects"), 1);
  EXPECT_EQ(shown.at(0).at("reason"), "The tool is GCP2A");
  EXPECT_EQ(shown.at(0).at("data").at("statement"), "GCP2A was not considered");
  EXPECT_EQ(shown.at(1).at("version"), 1) << "the event that is corrected";
  EXPECT_EQ(shown.at(1).at("data").at("statement"), "GCP2 was not considered") << "as it was";

  const auto all = activity(board, told.log(), sealer, {}, {}).value().at("rows");
  EXPECT_EQ(each(all, "type").front(), "FindingCorrected");
  EXPECT_THAT(each(all, "type"), ::testing::Contains("FindingRaised"));
  // The record shows what is right now, and beside it what it was.
  const auto now = record(board, "findings", "F-1", told.today()).value();
  EXPECT_EQ(now.at("title"), "GCP2A was not considered");
  const auto words = boost::json::serialize(now);
  EXPECT_THAT(words, HasSubstr("\"GCP2 was not considered\""));
}

TEST(Activity, PagesTogetherHoldEachEventOnceNewestFirst) {
  Chronicle told;
  closed_loop(told);
  const auto board = told.board();
  for (const std::size_t limit : {1U, 3U, 200U}) {
    std::vector<std::uint64_t> seen;
    Page page{.cursor = {}, .limit = limit};
    do {
      const auto model = activity(board, told.log(), sealer, {}, page).value();
      for (const auto position : positions(model.at("rows"))) seen.push_back(position);
      const auto* next = model.if_contains("next");
      page.cursor = next ? std::string{next->as_string()} : "";
    } while (!page.cursor.empty());
    EXPECT_THAT(seen, ElementsAre(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1));
  }
}

TEST(Activity, HoldsOnlyWhatIsLookedAt) {
  Chronicle told;
  agree_loop(told);
  told.on("2017-04-20").late("2017-03-01", "actions/A-1", deliver("2017-03-01"));
  const AsAt known{a_day("2017-04-19"), {}, {}};
  const AsAt true_then{{}, a_day("2017-03-01"), {}};
  const auto types = [&](const AsAt& as_at) {
    const auto board = told.board(as_at);
    return each(activity(board, told.log(), sealer, as_at, {}).value().at("rows"), "type");
  };
  EXPECT_THAT(types(known), ::testing::Not(::testing::Contains("ActionDelivered")));
  EXPECT_THAT(types(true_then), ::testing::Contains("ActionDelivered"));
  const auto board = told.board(known);
  EXPECT_EQ(event_at(board, told.log(), sealer, told.head(), known).error().code, Errc::not_found);
  EXPECT_TRUE(event_at(board, told.log(), sealer, told.head(), {}));
}

TEST(Activity, R89_TellsWhatCameToBeKnownBetweenTwoDates) {
  Chronicle told;
  agree_loop(told);
  const auto before = told.head().number();
  told.on("2017-04-20").late("2017-03-01", "actions/A-1", deliver("2017-03-01"));
  told.on("2017-05-02").late("2017-04-21", "actions/A-1", verify);
  const auto between = [&](std::string_view since, std::optional<Day> known_at) {
    const AsAt as_at{known_at, {}, {}};
    const auto board = told.board(as_at);
    return activity(board, told.log(), sealer, as_at, {}, a_day(since)).value();
  };
  const auto types = [](const boost::json::object& model) {
    return each(model.at("rows"), "type");
  };
  const auto april = between("2017-04-19", a_day("2017-05-01"));
  EXPECT_THAT(types(april), ElementsAre("ActionDelivered"));
  EXPECT_EQ(april.at("sentence"), "1 event was recorded after 19 April 2017.");
  EXPECT_THAT(types(between("2017-04-20", {})), ElementsAre("ActionDeliveryVerified"));
  EXPECT_THAT(types(between("2017-04-19", {})),
              ElementsAre("ActionDeliveryVerified", "ActionDelivered"));
  EXPECT_THAT(types(between("2017-05-02", {})), ElementsAre());
  EXPECT_EQ(types(between("2010-01-01", {})).size(), before + 2) << "all of it";

  Page page{.cursor = {}, .limit = 1};
  const auto board = told.board({});
  const auto first = activity(board, told.log(), sealer, {}, page, a_day("2017-04-19")).value();
  page.cursor = first.at("next").as_string();
  const auto last = activity(board, told.log(), sealer, {}, page, a_day("2017-04-19")).value();
  EXPECT_THAT(types(last), ElementsAre("ActionDelivered"));
  EXPECT_FALSE(last.contains("next")) << "what was known before is not led to";
}

TEST(Activity, TheFeedGoesOnFromWhereItWas) {
  Chronicle told;
  closed_loop(told);
  const auto board = told.board();
  std::vector<std::uint64_t> seen;
  eventstore::Position after;
  while (after < told.head()) {
    const auto model = events_after(board, told.log(), sealer, {}, after, 4).value();
    for (const auto position : positions(model.at("events"))) seen.push_back(position);
    after = eventstore::Position{model.at("after").to_number<std::uint64_t>()};
  }
  EXPECT_THAT(seen, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
  EXPECT_TRUE(events_after(board, told.log(), sealer, {}, after, 4)
                  .value()
                  .at("events")
                  .as_array()
                  .empty());
}

TEST(Activity, SaysWhoByNameAndWhenInBothDates) {
  Chronicle told;
  told.on("2017-01-02")
      .add("people/carol", R"({"added": {"name": "Carol Cane", "role": "chair"}})");
  told.on("2017-01-09").late("2017-01-05", "findings/F-1", finding_json());
  told.by("import").add("findings/F-2", finding_json());
  const auto board = told.board();
  const auto event = event_at(board, told.log(), sealer, eventstore::Position{2}, {}).value();
  EXPECT_EQ(event.at("actor").at("name"), "Carol Cane");
  EXPECT_EQ(event.at("actor").at("page"), "/people/carol");
  EXPECT_EQ(event.at("recordedAt"), "2017-01-09T09:00:00.000Z");
  EXPECT_EQ(event.at("effectiveOn"), "2017-01-05");
  const auto other = event_at(board, told.log(), sealer, eventstore::Position{3}, {}).value();
  EXPECT_EQ(other.at("actor").at("name"), "import") << "who is no person is called as it is";
}

}  // namespace
}  // namespace closeloop
