#include <gmock/gmock.h>

#include "tests/places.h"
#include "tests/support/command_line.h"

/// `closeloop chart check`: what the shell is told, and where what is written goes.
namespace closeloop::tools {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const std::string published = CLOSELOOP_SOURCE_DIR "/tests/data/xmr-examples.json";

TEST(ChartCheckCommand, AgreesWithAllThatIsPublished) {
  const auto said = closeloop({"chart", "check", published});
  EXPECT_EQ(said.exit, Exit::ok) << said.out;
  EXPECT_EQ(said.out, "worked examples 3, rule vectors 20, assurance vectors 7: all agree\n");
  EXPECT_THAT(said.err, IsEmpty());
  const auto json = closeloop({"chart", "check", published, "--json"});
  EXPECT_EQ(json.exit, Exit::ok);
  EXPECT_EQ(json.json().at("same"), true);
  EXPECT_EQ(json.json().at("workedExamples"), 3);
}

TEST(ChartCheckCommand, SaysWhatDiffersAndEndsWithOne) {
  const OwnDirectory directory;
  const auto file = directory.write("x.json", R"({"worked_examples": [
      {"id": "X", "data": [2, 2], "tolerance": 0.1, "expected": {"mean": 3, "sigma": 1}}]})");
  const auto said = closeloop({"chart", "check", file});
  EXPECT_EQ(said.exit, Exit::answer_is_no);
  EXPECT_EQ(said.out,
            "X: mean: expected 3 within 0.1, got 2\n"
            "/worked_examples/0/expected/sigma: could not be checked: we don't know what this is\n"
            "worked examples 1, rule vectors 0, assurance vectors 0: 1 thing differs, 1 "
            "expectation could not be checked\n");
  EXPECT_THAT(said.err, IsEmpty());
  const auto json = closeloop({"chart", "check", file, "--json"});
  EXPECT_EQ(json.exit, Exit::answer_is_no);
  EXPECT_EQ(json.json().at("differences").at(0).at("what"), "mean");
  EXPECT_EQ(json.json().at("notChecked").as_array().size(), 1U);
}

TEST(ChartCheckCommand, NeverSaysThatAllAgreesWhereSomethingIsNotKnown) {
  const OwnDirectory directory;
  const auto file = directory.write("x.json", R"({"worked_examples": [
      {"id": "X", "data": [2, null, 2], "shape": 2, "expected": {"mean": 2, "sigma": 1}}]})");
  const auto said = closeloop({"chart", "check", file});
  EXPECT_EQ(said.exit, Exit::ok);
  EXPECT_THAT(said.out, HasSubstr("nothing differs, 2 expectations could not be checked\n"));
  EXPECT_EQ(closeloop({"chart", "check", file, "--json"}).json().at("same"), false);
}

TEST(ChartCheckCommand, RefusesWhatItCanNotRead) {
  const OwnDirectory directory;
  const auto missing = closeloop({"chart", "check", directory / "none.json"});
  EXPECT_EQ(missing.exit, Exit::not_found);
  EXPECT_THAT(missing.err, HasSubstr("can't be read"));
  const auto odd = closeloop(
      {"chart", "check", directory.write("x.json", R"({"worked_examples": [{"data": 1}]})")});
  EXPECT_EQ(odd.exit, Exit::usage);
  EXPECT_THAT(odd.out, IsEmpty());
  EXPECT_THAT(odd.err, HasSubstr("  /worked_examples/0/data: This must be a list."));
  const auto text = closeloop({"chart", "check", directory.write("x.txt", "month,value\n")});
  EXPECT_EQ(text.exit, Exit::usage);
  EXPECT_EQ(closeloop({"chart"}).exit, Exit::usage);
  EXPECT_EQ(closeloop({"chart", "check"}).exit, Exit::usage);
  EXPECT_THAT(closeloop({"chart", "chek"}).err, HasSubstr("Did you mean 'check'?"));
}

}  // namespace
}  // namespace closeloop::tools
