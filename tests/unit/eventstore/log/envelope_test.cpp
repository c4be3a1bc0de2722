#include "eventstore/log/envelope.h"

#include <algorithm>
#include <chrono>

#include <gtest/gtest.h>

namespace eventstore {
namespace {

Bytes sound() {
  Commit commit;
  commit.command_id = *parse_uuid("018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4b");
  commit.actor = "P-1";
  commit.reason = "The owner is on leave";
  NewEvent event;
  event.stream = "actions/A-31";
  event.type = "ActionDateMoved";
  event.payload = Bytes(48, std::byte{7});
  return encode_envelope(commit, event, {Position{12}, Version{3}, Timestamp{}});
}

/// The bytes of an envelope with something amiss.
template <typename Spoil>
Bytes spoilt(Spoil spoil) {
  Draft<schema::Envelope> draft;
  const auto bytes = sound();
  EXPECT_TRUE(Opener{}.open<schema::Envelope>(
      bytes, [&](auto stored) { draft = Draft<schema::Envelope>{stored}; }));
  spoil(*draft);
  return draft.bytes();
}

TEST(Envelope, IsReadWhereverItsBytesLie) {
  const auto bytes = sound();
  EnvelopeReader reader;
  for (std::size_t offset = 0; offset < 8; ++offset) {
    Bytes shifted(bytes.size() + offset);
    std::ranges::copy(bytes, shifted.begin() + static_cast<std::ptrdiff_t>(offset));
    int used = 0;
    EXPECT_TRUE(reader.read(std::span{shifted}.subspan(offset), [&](const RecordedEvent& event) {
      ++used;
      EXPECT_EQ(event.stream, "actions/A-31");
      EXPECT_EQ(event.on_behalf_of, "");
      EXPECT_EQ(event.payload.size(), 48U);
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(event.payload.data()) % 8, 0U)
          << "A payload can be read where it lies.";
    }));
    EXPECT_EQ(used, 1);
  }
}

TEST(Envelope, ThatLacksWhatEveryEventHasIsDamaged) {
  const std::vector<Bytes> cases{spoilt([](auto envelope) { envelope.setPosition(0); }),
                                 spoilt([](auto envelope) { envelope.setVersion(0); }),
                                 spoilt([](auto envelope) { envelope.setStream(""); }),
                                 spoilt([](auto envelope) { envelope.setType(""); }),
                                 spoilt([](auto envelope) { envelope.initPayload(0); }),
                                 spoilt([](auto envelope) { envelope.initCommandId(15); }),
                                 Bytes{},
                                 Bytes(8),
                                 Bytes(7),
                                 Bytes(message_bytes_max + 8)};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto result = EnvelopeReader{}.read(cases[i], [&](auto&) { FAIL() << i; });
    ASSERT_TRUE(result.has_error()) << i;
    EXPECT_EQ(result.error().code, Errc::corrupt);
  }
}

TEST(Envelope, WithAnyByteDamagedIsAnErrorOrAValueAndNeverACrash) {
  auto bytes = sound();
  EnvelopeReader reader;
  std::size_t read = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (int flip = 1; flip < 256; ++flip) {
      bytes[at] ^= static_cast<std::byte>(flip);
      const auto result = reader.read(bytes, [&](const RecordedEvent& event) {
        for (const auto text : {event.stream, event.type, event.actor, event.reason}) {
          read += static_cast<std::size_t>(std::ranges::count(text, 'a'));
        }
        for (const auto byte : event.payload) read += std::to_integer<std::size_t>(byte);
      });
      if (!result) {
        ASSERT_EQ(result.error().code, Errc::corrupt);
      }
      bytes[at] ^= static_cast<std::byte>(flip);
    }
  }
  EXPECT_GT(read, 0U);
}

TEST(Envelope, CutAnywhereIsDamaged) {
  const auto bytes = sound();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto result =
        EnvelopeReader{}.read(std::span{bytes}.first(size), [&](auto&) { FAIL() << size; });
    EXPECT_TRUE(result.has_error()) << size;
  }
}

}  // namespace
}  // namespace eventstore
