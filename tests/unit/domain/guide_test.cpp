#include <array>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/permissions.h"
#include "domain/status.h"
#include "tests/places.h"

/// The guide for people says what the code does, in the code's words.
namespace closeloop {
namespace {

using ::testing::HasSubstr;

const std::string guide = [] {
  std::ifstream in{std::string{CLOSELOOP_SOURCE_DIR} + "/docs/guides/closing-a-loop.md"};
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}();

TEST(GuideToClosing, HasTheLegendOfEveryColour) {
  for (const auto brag : {Brag::none, Brag::blue, Brag::red, Brag::amber, Brag::green, Brag::grey,
                          Brag::superseded}) {
    const auto row =
        "| " + std::string{words(brag).label} + " | " + std::string{legend(brag)} + " |";
    EXPECT_THAT(guide, HasSubstr(row));
  }
  EXPECT_THAT(guide, HasSubstr(std::to_string(impact_window.count()) + " days"));
}

TEST(GuideToClosing, NamesEveryTestOfAnUnmetClosureRule) {
  const finding::State finding;
  const Actor owner{Id<PersonId>{"alan"}, person::Role::CHAIR, {}, {}};
  action::State delivered;
  delivered.phase = action::Phase::delivered;
  delivered.hands = {owner.person};
  evidence::State against;
  against.phase = evidence::Phase::recorded;
  against.contradicts = true;
  const std::array actions{Known<action::State>{"A-1", &delivered}};
  const std::array evidence{Known<evidence::State>{"E-1", &against}};
  auto unmet = unmet_closure_tests({finding, actions, evidence}, Day{}, &owner);
  EXPECT_EQ(unmet.size(), 6U);
  for (auto& each : unmet_closure_tests({finding, {}, {}}, Day{})) unmet.push_back(each);
  for (const auto& each : unmet) {
    EXPECT_THAT(guide, HasSubstr("| `" + std::string{each.test} + "` |"));
  }
}

TEST(GuideToClosing, NamesCommandsThatExist) {
  for (std::size_t at = guide.find("`…/"); at != std::string::npos;
       at = guide.find("`…/", at + 1)) {
    const auto end = guide.find('`', at + 1);
    const auto path = guide.substr(at, end - at);
    const auto intent = path.substr(path.rfind('/') + 1);
    const bool exists =
        may(person::Role::CHAIR, "actions", intent) || may(person::Role::CHAIR, "findings", intent);
    EXPECT_TRUE(exists) << intent;
  }
}

}  // namespace
}  // namespace closeloop
