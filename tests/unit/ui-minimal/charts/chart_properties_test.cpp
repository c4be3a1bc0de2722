// What holds for every chart, however odd the series.
#include <cmath>
#include <set>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "tests/golden/files.h"
#include "tests/support/random.h"
#include "tests/unit/ui-minimal/charts/picture.h"
#include "ui-minimal/charts/figure.h"
#include "ui-minimal/charts/sparkline.h"
#include "ui-minimal/charts/xmr_chart.h"

namespace closeloop::ui::charts {
namespace {

namespace json = boost::json;
using eventstore::testing::Random;
using testing::Picture;

/// The shapes of points, by the titles of the wide picture: one for each that is drawn.
std::size_t dots(const std::string& svg) {
  std::size_t found = 0;
  testing::each(testing::parsed(svg), [&](const auto& name, const auto& element) {
    if (name != "svg" && element.find("title") != element.not_found()) ++found;
  });
  return found;
}

std::size_t values_of(const json::object& model) {
  std::size_t found = 0;
  for (const auto& point : model.at("points").as_array()) {
    if (point.at("value").is_number()) ++found;
  }
  return found;
}

void expect_in_order(const Picture& picture, const std::string& name) {
  for (const auto& spot : picture.spots) {
    EXPECT_TRUE(std::isfinite(spot.x) && std::isfinite(spot.y)) << name;
    EXPECT_TRUE(spot.x >= -0.1 && spot.x <= picture.width + 0.1) << name << " x " << spot.x;
    EXPECT_TRUE(spot.y >= -0.1 && spot.y <= picture.height + 0.1) << name << " y " << spot.y;
  }
  const auto& texts = picture.texts;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const bool same_line = std::abs(texts[i].baseline - texts[k].baseline) < 9;
      const bool apart =
          texts[i].left >= texts[k].right - 0.2 || texts[k].left >= texts[i].right - 0.2;
      EXPECT_TRUE(!same_line || apart)
          << name << ": \"" << texts[i].words << "\" lies on \"" << texts[k].words << "\"";
    }
  }
}

void expect_sound(const json::object& model, const std::string& name) {
  const auto chart = chart_of(model);
  const auto wide = xmr_chart(chart, Width::wide);
  const auto narrow = xmr_chart(chart, Width::narrow);
  EXPECT_EQ(wide, xmr_chart(chart_of(json::object(model)), Width::wide)) << name;
  EXPECT_EQ(dots(wide), values_of(model)) << name;
  expect_in_order(Picture(wide), name);
  expect_in_order(Picture(narrow), name + ", narrow");
  const auto spark = sparkline(model);
  if (values_of(model) > 0) expect_in_order(Picture(spark), name + ", sparkline");

  const auto page = "<main>" + figure(model) + "</main>";
  std::set<std::string> ids;
  std::size_t rows = 0;
  testing::each(testing::parsed(page), [&](const auto& element_name, const auto& element) {
    const auto id = testing::attribute(element, "id");
    EXPECT_TRUE(id.empty() || ids.insert(id).second) << name << " twice: " << id;
    EXPECT_EQ(testing::attribute(element, "style"), "") << name;
    EXPECT_NE(element_name, "script");
    if (element_name == "tr") ++rows;
  });
  const auto points = model.at("points").as_array().size();
  EXPECT_EQ(rows, points == 0 ? 0 : points + 1) << name;
}

TEST(ChartProperties, HoldForTheGoldenOnes) {
  for (const auto& entry : std::filesystem::directory_iterator(golden::folder() / "charts")) {
    if (entry.path().extension() != ".json") continue;
    expect_sound(json::parse(golden::read(entry.path())).as_object(), entry.path().stem());
  }
}

json::object series(const std::vector<json::value>& values) {
  json::array points;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto period = std::to_string(2000 + i);
    points.push_back({{"period", period},
                      {"label", period},
                      {"value", values[i]},
                      {"shown", "some"},
                      {"flag", values[i].is_null() ? "c" : ""},
                      {"type", "commonCause"},
                      {"rule", "none"}});
  }
  return {{"id", "S1"},
          {"title", "T"},
          {"description", "D"},
          {"unit", "percent"},
          {"kind", "xmr"},
          {"direction", "higher"},
          {"points", points},
          {"segments", json::array{}},
          {"markers", json::array{}},
          {"breaks", json::array{}}};
}

TEST(ChartProperties, HoldForOddSeries) {
  expect_sound(series({}), "none");
  expect_sound(series({42}), "one");
  expect_sound(series({nullptr, nullptr, nullptr}), "all missing");
  expect_sound(series({nullptr, 1, nullptr}), "one between gaps");
  expect_sound(series({50, 50, 50, 50, 50, 50, 50}), "constant");
  expect_sound(series({0, 0, 0}), "nought");
  expect_sound(series({1e9, 1.5e9, 9e8, 1.2e9}), "huge");
  expect_sound(series({1e300, -1e300}), "beyond reason");
  expect_sound(series({0.001, 0.0012, 0.0009}), "tiny");
  expect_sound(series({-5, 3, -40, 0.001, 1e6}), "mixed");
  expect_sound(series({100, 99, 100, 98}), "nearly all");
}

/// Everything at once, in no likely combination.
json::object random_model(Random& random) {
  const auto below = [&](std::size_t limit) { return random.below(limit); };
  const std::vector<std::string> types = {"commonCause", "improvement", "looksBetter", "concern",
                                          "neutralHigh", "neutralLow",  "notJudged"};
  const std::vector<std::string> labels = {"2018", "Apr 2016", "2017-18 Q3",
                                           "Academic year 2017-18, third quarter"};
  const auto count = below(70);
  const auto scale = std::pow(10.0, static_cast<double>(below(10)) - 3);
  const auto value = [&] { return (static_cast<double>(below(2000)) - 300) / 1000 * scale; };
  auto model = series({});
  model["unit"] = below(2) == 0 ? "percent" : "children";
  model["kind"] = std::vector<std::string>{"xmr", "run", "dots"}[below(3)];
  const auto& label = labels[below(labels.size())];
  json::array points;
  for (std::size_t i = 0; i < count; ++i) {
    const bool missing = below(8) == 0;
    points.push_back({{"period", label},
                      {"label", label},
                      {"value", missing ? json::value(nullptr) : json::value(value())},
                      {"shown", "some"},
                      {"flag", missing          ? "x"
                               : below(12) == 0 ? "u"
                                                : ""},
                      {"type", types[below(types.size())]},
                      {"rule", "none"}});
  }
  model["points"] = std::move(points);
  json::array segments;
  for (std::size_t first = 0; first < count;) {
    const auto length = 1 + below(count);
    const auto mean = value();
    const auto width = std::abs(value());
    segments.push_back({{"first", first},
                        {"count", length},
                        {"mean", mean},
                        {"lower", mean - width},
                        {"upper", mean + width},
                        {"trial", below(2) == 0},
                        {"lowerShown", below(3) > 0}});
    first += length;
  }
  model["segments"] = std::move(segments);
  if (below(2) == 0) model["target"] = {{"value", value()}, {"shown", "a target & more"}};
  if (below(4) == 0) model["median"] = value();
  json::array markers;
  json::array breaks;
  for (std::size_t i = below(5); count > 0 && i > 0; --i) {
    const auto number = markers.size() + 1;
    markers.push_back(
        {{"index", below(count)}, {"number", number}, {"label", "A-1"}, {"href", "/actions/A-1"}});
    breaks.push_back({{"index", below(count)}, {"reason", "It changed."}});
  }
  model["markers"] = std::move(markers);
  model["breaks"] = std::move(breaks);
  return model;
}

TEST(ChartProperties, HoldForRandomModels) {
  Random random;
  for (int i = 0; i < 300 && !HasFailure(); ++i) {
    expect_sound(random_model(random), "seed " + std::to_string(eventstore::testing::seed()) +
                                           ", model " + std::to_string(i));
  }
}

TEST(ChartProperties, NothingIsNeededOfAModel) {
  EXPECT_NO_THROW(testing::parsed("<main>" + figure({}) + "</main>"));
  const auto odd = json::parse(R"({"id": 7, "points": [3, {}, {"value": "12"}, {"value": 2}],
      "segments": [{"first": 9, "count": 2}, {"first": -1, "count": 1}, {"first": 1, "count": 90}],
      "markers": [{"index": 4}, {"index": 1}], "breaks": [{"index": 0}, {}], "target": 5})");
  EXPECT_NO_THROW(testing::parsed("<main>" + figure(odd.as_object()) + "</main>"));
  EXPECT_NO_THROW(testing::parsed("<td>" + sparkline(odd.as_object()) + "</td>"));
}

}  // namespace
}  // namespace closeloop::ui::charts
