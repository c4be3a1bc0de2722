// The bytes around every event, as the first release wrote them.

#include "eventstore/log/envelope.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/golden/files.h"
#include "tests/support/hex.h"

namespace closeloop {
namespace {

using namespace eventstore;

Commit commit() {
  Commit commit;
  commit.command_id = *parse_uuid("018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4b");
  commit.actor = "P-1";
  commit.on_behalf_of = "P-2";
  commit.reason = "As the “board” decided";
  commit.correlation = "import 7";
  return commit;
}

NewEvent event() {
  NewEvent event;
  event.stream = "actions/A-31";
  event.type = "ActionDateMoved";
  event.effective_on = *parse_day("2017-03-30");
  event.causation = Position{1200};
  event.payload = eventstore::testing::from_hex_lines(
      golden::read(golden::folder() / "events/ActionDateMoved.hex"));
  return event;
}

const Placement placement{Position{1204}, Version{3}, *parse_timestamp("2017-03-31T09:30:00.250Z")};

std::filesystem::path file() { return golden::folder() / "envelope.hex"; }

TEST(GoldenEnvelope, HasTheSameBytes) {
  const auto text =
      eventstore::testing::to_hex_lines(encode_envelope(commit(), event(), placement));
  if (golden::may_write() && !std::filesystem::exists(file())) golden::write(file(), text);
  EXPECT_EQ(text, golden::read(file()));
}

TEST(GoldenEnvelope, IsReadAsItWas) {
  const auto bytes = eventstore::testing::from_hex_lines(golden::read(file()));
  bool read = false;
  const auto result = EnvelopeReader{}.read(bytes, [&](const RecordedEvent& stored) {
    read = true;
    EXPECT_EQ(stored.position, placement.position);
    EXPECT_EQ(stored.stream, "actions/A-31");
    EXPECT_EQ(stored.version, placement.version);
    EXPECT_EQ(stored.type, "ActionDateMoved");
    EXPECT_EQ(stored.schema_version, 1);
    EXPECT_EQ(stored.recorded_at, placement.recorded_at);
    EXPECT_EQ(stored.effective_on, event().effective_on);
    EXPECT_EQ(stored.actor, "P-1");
    EXPECT_EQ(stored.on_behalf_of, "P-2");
    EXPECT_EQ(stored.reason, "As the “board” decided");
    EXPECT_EQ(stored.command_id, commit().command_id);
    EXPECT_EQ(stored.correlation, "import 7");
    EXPECT_EQ(stored.causation, Position{1200});
    EXPECT_TRUE(std::ranges::equal(stored.payload, event().payload));
  });
  ASSERT_TRUE(result.has_value()) << result.error().message;
  EXPECT_TRUE(read);
}

}  // namespace
}  // namespace closeloop
