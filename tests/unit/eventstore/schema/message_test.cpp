#include "eventstore/schema/message.h"

#include "domain/schema/event.capnp.h"
#include "eventstore/schema/dynamic.h"
#include "eventstore/schema/values.h"
#include "tests/support/codec.h"

namespace eventstore {
namespace {

using testing::message;
namespace action = closeloop::action;

constexpr auto agreed = R"({"agreed": {
  "statement": "Train leads", "findings": ["F-12", "F-14"], "leadAgency": "council",
  "owner": "head", "due": "2017-03-31", "successCriterion": "s"}})";

TEST(Message, NothingIsNotAnEvent) {
  // Cap'n Proto reads zeros as the first event of the union, with empty fields.
  for (const Bytes& bytes : {Bytes{}, Bytes(7), Bytes(8), Bytes(64), Bytes(65)}) {
    const auto result = Opener{}.open<action::Event>(bytes, [](auto) { FAIL(); });
    ASSERT_TRUE(result.has_error()) << bytes.size();
    EXPECT_EQ(result.error().code, Errc::corrupt);
  }
}

TEST(Message, IsReadWhereverItsBytesLie) {
  const auto good = message<action::Event>(agreed).bytes();
  Bytes shifted(good.size() + 8);
  for (std::size_t offset = 0; offset < 8; ++offset) {
    std::copy(good.begin(), good.end(), shifted.begin() + static_cast<std::ptrdiff_t>(offset));
    const auto bytes = std::span{shifted}.subspan(offset, good.size());
    EXPECT_TRUE(Opener{}.open<action::Event>(bytes, [](auto event) {
      EXPECT_EQ(view(event.getAgreed().getStatement()), "Train leads");
    })) << offset;
  }
}

TEST(Message, LargerThanALogHoldsIsRefusedAndSaysSo) {
  const auto result =
      Opener{}.open<action::Event>(Bytes(message_bytes_max + 8), [](auto) { FAIL(); });
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error().code, Errc::corrupt);
  EXPECT_NE(result.error().message.find("60 KiB"), std::string::npos);
}

TEST(Message, CanonicalFormIsTheSameHoweverItWasBuilt) {
  const auto once = message<action::Event>(agreed);
  Draft<action::Event> again;
  auto to = again->initAgreed();  // The fields in another order, and one of them twice.
  to.setSuccessCriterion("first thoughts, which stay in the message as garbage");
  to.setSuccessCriterion("s");
  set(to.initDue(), Day{std::chrono::year{2017} / 3 / 31});
  auto findings = to.initFindings(2);
  findings[1].setText("F-14");
  findings[0].setText("F-12");
  to.initOwner().setText("head");
  to.initLeadAgency().setText("council");
  to.setStatement("Train leads");
  EXPECT_EQ(once.bytes(), again.bytes());
}

TEST(Message, IsOneSegmentInCanonicalFormHoweverLong) {
  boost::json::array findings;
  for (int i = 0; i < 500; ++i) findings.emplace_back("F-" + std::to_string(i));
  const auto json = boost::json::serialize(
      boost::json::value{{"linked", boost::json::object{{"findings", findings}}}});
  const auto bytes = message<action::Event>(json).bytes();
  const kj::ArrayPtr<const capnp::word> segment[] = {
      {reinterpret_cast<const capnp::word*>(bytes.data()), bytes.size() / 8}};
  capnp::SegmentArrayMessageReader reader{kj::arrayPtr(segment, 1)};
  EXPECT_TRUE(reader.isCanonical());
  EXPECT_EQ(reader.getRoot<action::Event>().getLinked().getFindings().size(), 500U);
}

TEST(Message, CanonicalFormTellsAbsentFromZero) {
  const auto bytes = message<action::Event>(R"({"dateMoved": {"newDate": "1970-01-01"}})").bytes();
  EXPECT_TRUE(Opener{}.open<action::Event>(bytes, [](auto stored) {
    EXPECT_TRUE(stored.getDateMoved().hasNewDate());
    EXPECT_FALSE(stored.getDateMoved().hasOldDate());
  }));
}

TEST(Message, ReadOverAndOverRunsOutOfItsLimit) {
  const auto bytes = message<action::Event>(agreed).bytes();
  const auto result = Opener{}.open<action::Event>(bytes, [](auto stored) {
    for (int i = 0; i < 10'000; ++i) (void)stored.getAgreed().getStatement();
  });
  ASSERT_TRUE(result.has_error());
  EXPECT_NE(result.error().message.find("traversal limit"), std::string::npos);
}

TEST(Message, APayloadIsKnownOnlyIfBothItsUnionsAre) {
  Draft<closeloop::Event> payload;
  const auto known = [&] {
    const auto bytes = payload.bytes();
    const auto typed = Opener{}.open<closeloop::Event>(bytes, [](auto) {}).has_value();
    Opener opener;
    const auto dynamic =
        open_dynamic(opener, bytes, capnp::Schema::from<closeloop::Event>(), [](auto) {
        }).has_value();
    EXPECT_EQ(typed, dynamic);
    return typed;
  };
  EXPECT_FALSE(known());
  payload->initAction();
  EXPECT_FALSE(known());
  payload->getAction().initAccepted();
  EXPECT_TRUE(known());
  payload->getAction().initSourceStatusReported();
  EXPECT_TRUE(known());
  payload->initBoard();
  EXPECT_FALSE(known());
}

TEST(Message, WithoutAUnionIsAlwaysKnown) {
  EXPECT_TRUE(is_known(Draft<action::Accepted>{}.reader()));
}

TEST(Message, CanBeOpenedWithinAnother) {
  const auto inner = message<action::Event>(agreed).bytes();
  Draft<action::Progressed> outer;
  auto box = outer->initNote().initBox(static_cast<unsigned>(inner.size()));
  std::memcpy(box.begin(), inner.data(), inner.size());
  const auto good = outer.bytes();
  Bytes shifted(good.size() + 8);
  const auto unaligned = std::span{shifted}.subspan(3, good.size());
  std::ranges::copy(good, unaligned.begin());
  Opener opener;
  bool read = false;
  EXPECT_TRUE(opener.open<action::Progressed>(unaligned, [&](action::Progressed::Reader stored) {
    const auto data = stored.getNote().getBox();
    const auto within = std::as_bytes(std::span{data.begin(), data.size()});
    EXPECT_TRUE(opener.open<action::Event>(within, [&](auto event) {
      read = view(event.getAgreed().getStatement()) == "Train leads";
    }));
    EXPECT_TRUE(stored.hasNote());
  }));
  EXPECT_TRUE(read);
}

}  // namespace
}  // namespace eventstore
