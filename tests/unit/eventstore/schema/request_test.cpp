#include "eventstore/schema/request.h"

#include "domain/schema/event.capnp.h"
#include "eventstore/schema/form.h"
#include "tests/support/codec.h"

namespace eventstore {
namespace {

namespace action = closeloop::action;

const Field& event_of(std::string_view intent) {
  return *shape_of<action::Event>().find_intent(intent);
}

struct Decoded {
  Result<Common> result;
  std::string event;
};

Decoded decode(std::string_view intent, const boost::json::value& body) {
  Draft<action::Event> draft;
  auto result = decode_request(event_of(intent), body, KeylessSealer{}, *draft);
  auto event = result ? testing::json_of<action::Event>(draft.reader()) : "";
  return {std::move(result), std::move(event)};
}

Problems problems_of(std::string_view intent, std::string_view body) {
  const auto decoded = decode(intent, testing::parsed(body));
  return decoded.result ? Problems{} : decoded.result.error().problems;
}

TEST(Request, IsTheEventAndWhatIsSaidAboutIt) {
  const auto [result, event] = decode("move-date", testing::parsed(R"({
    "newDate": "2017-04-30", "reason": "Staff left", "effectiveOn": "2017-03-01",
    "onBehalfOf": "P-7"})"));
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result.value(), (Common{Day{std::chrono::year{2017} / 3 / 1}, "Staff left", "P-7"}));
  EXPECT_EQ(event, R"({"dateMoved":{"newDate":"2017-04-30","count":0}})");
}

TEST(Request, NeedsNothingBesideTheEventUnlessItsReasonIsAsked) {
  const auto [result, event] = decode("accept", testing::parsed("{}"));
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result.value(), Common{});
  EXPECT_EQ(event, R"({"accepted":{}})");
  for (const auto* const body : {"{}", R"({"reason": " "})", R"({"reason": null})"}) {
    EXPECT_EQ(problems_of("withdraw", body),
              (Problems{{"/reason", "missing", "Reason is required."}}))
        << body;
  }
}

TEST(Request, ReportsWhatIsWrongInBothPartsAtOnce) {
  EXPECT_EQ(
      problems_of("move-date", R"({"newDate": "30 April", "oldDate": "2017-03-31",
                                         "effectiveOn": 7, "onBehalfOf": "a b", "actor": "P-1"})"),
      (Problems{
          {"/newDate", "date", "New date must be a real date, such as 2017-03-31."},
          {"/oldDate", "decided", "Old date is filled in for you. Leave it out."},
          {"/effectiveOn", "date", "When it was true must be a real date, such as 2017-03-31."},
          {"/reason", "missing", "Reason is required."},
          {"/onBehalfOf", "id",
           "On behalf of must be the id of the person: letters, digits, dots, dashes and "
           "underscores."},
          {"/actor", "unknown", "There is no field called 'actor' here."},
      }));
}

TEST(Request, IsAnObject) {
  EXPECT_EQ(problems_of("accept", "[]"), (Problems{{"", "type", "This must be an object."}}));
}

TEST(Request, MayBeAForm) {
  const auto body = form_to_json(request_shape(event_of("move-date")),
                                 "newDate-day=30&newDate-month=4&newDate-year=2017"
                                 "&reason=Staff+left&effectiveOn=2017-03-01&_page=2");
  const auto [result, event] = decode("move-date", body);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result.value().reason, "Staff left");
  EXPECT_EQ(event, R"({"dateMoved":{"newDate":"2017-04-30","count":0}})");
}

TEST(Request, HasASizeThatALogCanHold) {
  boost::json::array notes;
  for (int i = 0; i < 14; ++i) {
    notes.push_back(boost::json::object{{"name", "n"}, {"text", std::string(4000, 'x')}});
  }
  auto body = testing::parsed(R"({
    "statement": "s", "leadAgency": "a", "owner": "o", "due": "2017-01-01",
    "successCriterion": "c", "childWouldNotice": "n"})");
  body.as_object()["notes"] = notes;
  const auto decoded = decode("agree", body);
  ASSERT_TRUE(decoded.result.has_error());
  ASSERT_EQ(decoded.result.error().problems.size(), 1U);
  EXPECT_EQ(decoded.result.error().problems.front().code, "length");
  EXPECT_EQ(decoded.result.error().problems.front().pointer, "");
  body.as_object()["notes"].as_array().resize(12);
  EXPECT_TRUE(decode("agree", body).result.has_value());
}

TEST(Request, ShapeLeavesOutWhatIsDecided) {
  const auto shape = request_shape(event_of("move-date"));
  EXPECT_NE(shape.find("newDate"), nullptr);
  EXPECT_EQ(shape.find("oldDate"), nullptr);
  EXPECT_TRUE(shape.find("reason")->required);
  EXPECT_FALSE(request_shape(event_of("accept")).find("reason")->required);
}

TEST(Shape, NamesTheTypeOfAnEvent) {
  EXPECT_EQ(type_name("action", "dateMoved"), "ActionDateMoved");
}

}  // namespace
}  // namespace eventstore
