#include "eventstore/schema/render.h"

#include "domain/schema/event.capnp.h"
#include "eventstore/schema/recorded.h"
#include "tests/support/codec.h"

namespace eventstore {
namespace {

namespace action = closeloop::action;

std::string page(const std::vector<Line>& lines) {
  std::string text;
  for (const auto& [depth, label, value, refers_to] : lines) {
    text += std::string(static_cast<std::size_t>(depth) * 2, ' ') + label + ": " + value;
    if (!refers_to.empty()) text += " (" + refers_to + ")";
    text += '\n';
  }
  return text;
}

const Catalogue& catalogue() {
  static const Catalogue all{shape_of<closeloop::Event>()};
  return all;
}

/// An event as the log gives it, around a payload.
RecordedEvent recorded(const Bytes& payload) {
  RecordedEvent event;
  event.position = Position{1204};
  event.stream = "actions/A-31";
  event.version = Version{3};
  event.type = "ActionAgreed";
  event.recorded_at = *parse_timestamp("2017-01-05T09:30:00.250Z");
  event.effective_on = *parse_day("2017-01-04");
  event.actor = "P-1";
  event.on_behalf_of = "P-2";
  event.reason = "As the board decided";
  event.command_id = *parse_uuid("018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4b");
  event.correlation = "import 7";
  event.causation = Position{1200};
  event.payload = payload;
  return event;
}

constexpr auto agreed = R"({"action": {"agreed": {
  "statement": "Train leads", "findings": ["F-12"], "due": "2017-03-31",
  "notes": [{"name": "Cost", "text": "None"}]}}})";

TEST(Render, UsesTheWordsForAChoice) {
  const auto event = testing::message<closeloop::finding::ClosedWithoutImprovement>(
      R"({"ground": "overtaken", "reviewOn": "2018-01-31"})");
  EXPECT_EQ(page(render(shape_of<closeloop::finding::ClosedWithoutImprovement>(), event.reader(),
                        KeylessSealer{})),
            "Ground: Overtaken by events\nReview on: 31 January 2018\n");
}

TEST(Render, SaysWhatWasErased) {
  Draft<action::Progressed> event;
  event->initNote().setKey("k-1");  // Under a key that is nowhere.
  EXPECT_EQ(page(render(shape_of<action::Progressed>(), event.reader(), KeylessSealer{})),
            "Note: Erased\n");
}

TEST(Render, PutsAnyRecordedEventIntoWords) {
  const auto payload = testing::message<closeloop::Event>(agreed).bytes();
  EXPECT_EQ(page(render_recorded(catalogue(), recorded(payload), KeylessSealer{})),
            "Position in the log: 1204\n"
            "Record: actions/A-31\n"
            "Version of the record: 3\n"
            "Recorded at: 5 January 2017 at 09:30 UTC\n"
            "True on: 4 January 2017\n"
            "Recorded by: P-1 (person)\n"
            "On behalf of: P-2 (person)\n"
            "Reason: As the board decided\n"
            "Request: 018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4b\n"
            "Part of: import 7\n"
            "Follows from position: 1200\n"
            "What happened: Action agreed\n"
            "  Action: Train leads\n"
            "  Findings it answers: F-12 (finding)\n"
            "  Due: 31 March 2017\n"
            "  Notes from the source: \n"
            "    What it is: Cost\n"
            "    What it says: None\n");
}

TEST(Render, ShowsTheEnvelopeOfWhatCannotBeRead) {
  const auto lines = render_recorded(catalogue(), recorded(Bytes(16)), KeylessSealer{});
  ASSERT_GE(lines.size(), 2U);
  EXPECT_EQ(lines.front().value, "1204");
  EXPECT_EQ(lines.back().label, "Damaged");
}

TEST(Recorded, IsJsonUnderTheNamesOfItsEnvelope) {
  const auto payload = testing::message<closeloop::Event>(agreed).bytes();
  const auto json = recorded_to_json(catalogue(), recorded(payload), KeylessSealer{});
  ASSERT_TRUE(json.has_value());
  EXPECT_EQ(
      boost::json::serialize(json.value()),
      R"({"position":1204,"stream":"actions/A-31","version":3,"type":"ActionAgreed",)"
      R"("schemaVersion":1,"recordedAt":"2017-01-05T09:30:00.250Z","effectiveOn":"2017-01-04",)"
      R"("actor":"P-1","onBehalfOf":"P-2","reason":"As the board decided",)"
      R"("commandId":"018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4b","correlation":"import 7",)"
      R"("causation":1200,"data":{"statement":"Train leads","findings":["F-12"],)"
      R"("due":"2017-03-31","notes":[{"name":"Cost","text":"None"}]}})");
}

TEST(Recorded, IsAnErrorIfItCannotBeRead) {
  for (const Bytes& payload : {Bytes{}, Bytes(16)}) {
    const auto json = recorded_to_json(catalogue(), recorded(payload), KeylessSealer{});
    ASSERT_TRUE(json.has_error());
    EXPECT_EQ(json.error().code, Errc::corrupt);
  }
}

}  // namespace
}  // namespace eventstore
