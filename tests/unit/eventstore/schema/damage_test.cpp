// Whatever lies on the disk is an error or a value, never a crash. Worth most under the
// sanitizers.

#include "domain/schema/event.capnp.h"
#include "eventstore/schema/dynamic.h"
#include "eventstore/schema/recorded.h"
#include "eventstore/schema/text.h"
#include "tests/support/codec.h"
#include "tests/support/fill.h"
#include "tests/support/random.h"
#include "tests/unit/eventstore/schema/evolution.capnp.h"

namespace eventstore {
namespace {

using evolution::Everything;

const Catalogue& catalogue() {
  static const Catalogue all{shape_of<closeloop::Event>()};
  return all;
}

/// Everything that reads a message, over these bytes.
template <typename T>
Result<void> read_all(BytesView bytes) {
  const KeylessSealer sealer;
  return Opener{}.open<T>(bytes, [&](typename T::Reader message) {
    const auto json = boost::json::serialize(to_json(shape_of<T>(), message, sealer));
    EXPECT_TRUE(parse_json(json).has_value());
    for (const auto& line : render(shape_of<T>(), message, sealer)) {
      EXPECT_TRUE(printable(line.value) == line.value) << "a line is not UTF-8";
    }
    (void)capnp::canonicalize(message);
  });
}

template <typename T>
void expect_error_or_value(BytesView bytes) {
  const auto result = read_all<T>(bytes);
  if (result.has_error()) {
    ASSERT_EQ(result.error().code, Errc::corrupt);
    ASSERT_FALSE(result.error().message.empty());
  }
}

template <typename T>
void expect_flips_survived(const Bytes& good, const std::vector<unsigned>& flips) {
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const auto flip : flips) {
      auto bad = good;
      bad[i] ^= static_cast<std::byte>(flip);
      expect_error_or_value<T>(bad);
    }
    expect_error_or_value<T>(BytesView{good}.first(i));
  }
}

std::vector<unsigned> all_flips() {
  std::vector<unsigned> flips;
  for (unsigned flip = 1; flip < 256; ++flip) flips.push_back(flip);
  return flips;
}

Bytes everything() {
  return testing::message<Everything>(
             boost::json::serialize(testing::filled(shape_of<Everything>())))
      .bytes();
}

Bytes event_of(const EventKind& kind) {
  return testing::message<closeloop::Event>(boost::json::serialize(testing::filled(kind))).bytes();
}

const std::vector<unsigned> bits{1, 2, 4, 8, 16, 32, 64, 128, 255};

TEST(Damage, ToAnyBitOfAnyKindOfFieldIsAnErrorOrAValue) {
  expect_flips_survived<Everything>(everything(), bits);
}

TEST(Damage, ToAnyBitOfAnyEventIsAnErrorOrAValue) {
  for (const auto& kind : catalogue().all()) {
    expect_flips_survived<closeloop::Event>(event_of(kind), bits);
  }
}

TEST(Damage, ToAnyByteInAnyWayIsAnErrorOrAValue) {
  for (const auto* const type : {"ActionDateMoved", "FindingReopened", "LearningLinked"}) {
    expect_flips_survived<closeloop::Event>(event_of(*catalogue().of_type(type)), all_flips());
  }
}

TEST(Damage, ToWholeWordsIsAnErrorOrAValue) {
  testing::Random random;
  SCOPED_TRACE("CLOSELOOP_SEED=" + std::to_string(testing::seed()));
  const auto good = everything();
  for (int i = 0; i < 20'000; ++i) {
    auto bad = good;
    for (std::size_t times = 1 + random.below(3); times > 0; --times) {
      auto* const to = bad.data() + 8 * random.below(bad.size() / 8);
      // Another word of the message is most like a pointer that leads somewhere.
      const auto number = random.number();
      const void* from = random.once_in(2) ? good.data() + 8 * random.below(good.size() / 8)
                                           : static_cast<const void*>(&number);
      std::memcpy(to, from, 8);
    }
    expect_error_or_value<Everything>(bad);
  }
}

TEST(Damage, ThatLeavesNothingOfItIsAnErrorOrAValue) {
  testing::Random random;
  SCOPED_TRACE("CLOSELOOP_SEED=" + std::to_string(testing::seed()));
  for (int i = 0; i < 20'000; ++i) {
    Bytes bytes(random.below(200));
    for (auto& each : bytes)
      each = static_cast<std::byte>(random.below(random.once_in(2) ? 4 : 256));
    expect_error_or_value<closeloop::Event>(bytes);
    expect_error_or_value<Everything>(bytes);
  }
}

TEST(Damage, IsSeenByPagesAndFeedsAsAnError) {
  const auto good = event_of(*catalogue().of_type("ActionAgreed"));
  RecordedEvent event;
  event.stream = "actions/A-1\xff";
  std::size_t damaged = 0;
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto bad = good;
    bad[i] ^= std::byte{0x41};
    event.payload = bad;
    const auto json = recorded_to_json(catalogue(), event, KeylessSealer{});
    EXPECT_FALSE(render_recorded(catalogue(), event, KeylessSealer{}).empty());
    damaged += json.has_error() ? 1U : 0U;
    if (json) {
      EXPECT_TRUE(parse_json(boost::json::serialize(json.value())).has_value());
    }
  }
  EXPECT_GT(damaged, 0U);
}

TEST(Damage, ThatLoopsCostsLittle) {
  // A list of ten million structs of no size, which take no room: refused by the limit.
  Draft<closeloop::action::Linked> draft;
  draft->initFindings(1);
  auto bytes = draft.bytes();
  // The tag word of the list: its element count and the sizes of an element.
  ASSERT_GE(bytes.size(), 24U);
  for (std::size_t word = 1; word * 8 < bytes.size(); ++word) {
    auto bad = bytes;
    const std::uint64_t tag = std::uint64_t{10'000'000} << 2U;
    std::memcpy(bad.data() + word * 8, &tag, 8);
    expect_error_or_value<closeloop::action::Linked>(bad);
  }
}

}  // namespace
}  // namespace eventstore
