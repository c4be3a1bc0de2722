#include "projections/registers/code_lists.h"

#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct BoardWithCodes : Chronicle {
  BoardWithCodes() {
    add("code-lists/CL-1", R"({"opened": {"title": "Factors", "breakdown": "factor"}})");
    add("code-lists/CL-1", R"({"codeAdded": {"code": "18A", "label": "Missing",
                               "validFrom": "2015-04-01"}})");
    add("code-lists/CL-1", R"({"codeAdded": {"code": "18B", "label": "Gone missing",
                               "validFrom": "2018-04-01"}})");
    on("2018-01-10")
        .because("Renamed nationally")
        .add("code-lists/CL-1", R"({"codeEnded": {"code": "18A", "lastDay": "2018-03-31"}})");
    add("indicators/N08", R"({"defined": {"title": "Factors", "unit": "count",
        "countingUnit": "child", "frequency": "year", "codeLists": ["CL-1"]}})");
  }
};

TEST(CodeLists, ShowTheCodesOfTheDayThoseBeforeAndThoseToCome) {
  BoardWithCodes told;
  const auto codes = [&](std::string_view part, std::string_view on) {
    return each(code_lists(told.board(), a_day(on)).at("codeLists").at(0).at(part), "code");
  };
  EXPECT_THAT(codes("valid", "2018-03-31"), ElementsAre("18A"));
  EXPECT_THAT(codes("later", "2018-03-31"), ElementsAre("18B"));
  EXPECT_THAT(codes("earlier", "2018-03-31"), IsEmpty());
  EXPECT_THAT(codes("valid", "2018-04-01"), ElementsAre("18B"));
  EXPECT_THAT(codes("earlier", "2018-04-01"), ElementsAre("18A"));
  const auto model = code_lists(told.board(), a_day("2018-04-01"));
  EXPECT_EQ(model.at("sentence"), "1 list, with 1 valid code on 1 April 2018.");
  EXPECT_EQ(model.at("codeLists").at(0).at("usedBy").at(0).at("id"), "N08");
  EXPECT_EQ(model.at("codeLists").at(0).at("breakdown").at("label"), "Factor or issue");
}

TEST(CodeLists, StandInTheOrderOfTheirNumbers) {
  BoardWithCodes told;
  for (const auto* code : {"3B", "16A", "3A"}) {
    told.add("code-lists/CL-1", R"({"codeAdded": {"code": ")" + std::string{code} +
                                    R"(", "label": "x", "validFrom": "2015-04-01"}})");
  }
  const auto model = code_lists(told.board(), a_day("2017-01-01"));
  EXPECT_THAT(each(model.at("codeLists").at(0).at("valid"), "code"),
              ElementsAre("3A", "3B", "16A", "18A"));
}

TEST(CodeLists, ShowWhatWasKnownThen) {
  BoardWithCodes told;
  const AsAt before{.known_at = a_day("2018-01-09"), .true_on = {}, .position = {}};
  const auto model = code_lists(told.board(before), a_day("2018-01-09"));
  EXPECT_FALSE(model.at("codeLists").at(0).at("valid").at(0).as_object().contains("validTo"))
      << "that it ends was not known";
}

}  // namespace
}  // namespace closeloop
