#include "eventstore/schema/form.h"

#include "domain/schema/event.capnp.h"
#include "tests/support/codec.h"

namespace eventstore {
namespace {

namespace action = closeloop::action;
namespace finding = closeloop::finding;

template <typename T>
std::string form(std::string_view body) {
  return boost::json::serialize(form_to_json(shape_of<T>(), body));
}

TEST(Form, ReadsTextListsAndDates) {
  EXPECT_EQ(
      form<action::Agreed>("statement=Train+leads%2C+caf%C3%A9&findings=F-1&findings=&findings=F-2"
                           "&due-day=31&due-month=3&due-year=2017&_token=x"),
      R"({"statement":"Train leads, café","findings":["F-1","F-2"],"due":"2017-03-31"})");
}

TEST(Form, ReadsRecordsInLists) {
  EXPECT_EQ(form<action::Agreed>("notes.0.name=a&notes.0.text=b&notes.1.name=c"),
            R"({"notes":[{"name":"a","text":"b"},{"name":"c"}]})");
}

TEST(Form, ReadsEachLineOfABoxAsOneOfAList) {
  EXPECT_EQ(form<action::Agreed>("findings=F-1&findings=%20F-2%0D%0A%0D%0A%20%09%0D%0AF-3%20"),
            R"({"findings":["F-1","F-2","F-3"]})");
  EXPECT_EQ(form<action::Agreed>("findings=%0D%0A%20"), "{}");
}

TEST(Form, LeavesOutRecordsThatWereNotFilledIn) {
  EXPECT_EQ(form<action::Agreed>("notes.0.name=&notes.0.text=&notes.1.name=c&notes.2.name="),
            R"({"notes":[{"name":"c"}]})");
}

TEST(Form, ReadsNumbersAndTicks) {
  EXPECT_EQ(form<finding::Raised>("casesSeen=8"), R"({"casesSeen":8})");
  EXPECT_EQ(form<closeloop::evidence::Recorded>("contradicts=on&title="),
            R"({"contradicts":true})");
  EXPECT_EQ(form<finding::Raised>("casesSeen=eight&casesReviewed="), R"({"casesSeen":"eight"})");
}

TEST(Form, KeepsWhatItDoesNotKnowForTheCheck) {
  EXPECT_EQ(form<action::Superseded>("by=A-1&why=x"), R"({"by":"A-1","why":"x"})");
}

TEST(Form, KeepsWhatIsGivenTwiceForTheCheck) {
  EXPECT_EQ(form<action::Superseded>("by=A-1&by=A-2"), R"({"by":["A-1","A-2"]})");
}

TEST(Form, TakesAnIdThatWasChosenOrWrittenInTheBoxBesideTheList) {
  EXPECT_EQ(form<action::Superseded>("by=A-1&by="), R"({"by":"A-1"})");
  EXPECT_EQ(form<action::Superseded>("by=&by=A-2"), R"({"by":"A-2"})");
  EXPECT_EQ(form<action::Superseded>("by=A-1&by=A-1"), R"({"by":"A-1"})");
  EXPECT_EQ(form<action::Superseded>("by=&by=%20"), "{}");
}

TEST(Form, LeavesAHalfFilledDateForTheCheck) {
  EXPECT_EQ(form<action::DateMoved>("newDate-day=31&newDate-month=&newDate-year=2017"),
            R"({"newDate":"2017-00-31"})");
}

TEST(Form, KeepsNewLinesAsOneCharacter) {
  EXPECT_EQ(form<action::Progressed>("note=a%0D%0Ab"), R"({"note":"a\nb"})");
}

TEST(Form, SurvivesNonsense) {
  for (const auto* const body : {"&&&", "=", "%", "%zz=%4", "=a&b", "notes.99999999999999=1",
                                 "a=%FF", "on=%00", "%FF=1", "on=2017-01-01&on=2017-01-02"}) {
    Draft<action::Delivered> draft;
    EXPECT_FALSE(from_json(shape_of<action::Delivered>(),
                           form_to_json(shape_of<action::Delivered>(), body), Source::request,
                           KeylessSealer{}, *draft)
                     .empty())
        << body;
  }
}

}  // namespace
}  // namespace eventstore
