// Pictures of charts, byte for byte. Look at a picture in a browser before it is committed; one
// that changed on purpose is deleted first, then written by CLOSELOOP_WRITE_GOLDEN=1.
#include <string>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "tests/golden/files.h"
#include "ui-minimal/charts/chart.h"
#include "ui-minimal/charts/sparkline.h"
#include "ui-minimal/charts/xmr_chart.h"

namespace closeloop::ui::charts {
namespace {

namespace json = boost::json;

std::filesystem::path charts() { return golden::folder() / "charts"; }

/// Ends with a line break, which a picture has not.
void compare(const std::string& name, const std::string& picture) {
  const auto path = charts() / name;
  if (golden::may_write() && !std::filesystem::exists(path)) golden::write(path, picture + "\n");
  ASSERT_TRUE(std::filesystem::exists(path)) << name << " is new: CLOSELOOP_WRITE_GOLDEN=1";
  EXPECT_EQ(picture + "\n", golden::read(path)) << name;
}

class GoldenCharts : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenCharts, AreDrawnAsTheyWereLookedAt) {
  const auto model = json::parse(golden::read(charts() / (GetParam() + ".json"))).as_object();
  compare(GetParam() + ".svg", xmr_chart(chart_of(model), Width::wide));
  compare(GetParam() + ".narrow.svg", xmr_chart(chart_of(model), Width::narrow));
  compare(GetParam() + ".spark.svg", sparkline(model));
}

/// Shropshire's neglect factor (S011) has too few points to be joined; of the others each shows
/// what its name says.
INSTANTIATE_TEST_SUITE_P(All, GoldenCharts,
                         ::testing::Values("neglect-assessments", "improvement", "concern",
                                           "rebased", "flags", "run", "sixty"),
                         [](const auto& parameter) {
                           auto name = parameter.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace closeloop::ui::charts
