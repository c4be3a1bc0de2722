#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/support/chronicle.h"

namespace closeloop::testing {

/// A board with a priority area, an area of its own and a question.
struct MeasuredBoard : Chronicle {
  MeasuredBoard() {
    on("2014-01-02");
    add("boards/B-1", R"({"opened": {"name": "Anytown"}})");
    add("boards/B-1", R"({"priorityAreaSet": {"priorityArea": "neglect", "name": "Neglect"}})");
    add("boards/B-1", R"({"areaSet": {"name": "Anytown"}})");
    add("questions/Q-1", R"({"asked": {"question": "How many?", "priorityArea": "neglect",
                                          "number": 1, "themes": ["voice"]}})");
  }
};

inline void define(Chronicle& told, const std::string& id, const std::string& direction,
                   const std::string& more = "") {
  told.add("indicators/" + id,
           fmt::format(R"({{"defined": {{"title": "Measure {}", "priorityArea": "neglect",
               "unit": "percent", "denominator": "all", "countingUnit": "child",
               "frequency": "month", "direction": "{}", "suppression": "smallCounts",
               "chart": "xmr"{}}}}})",
                       id, direction, more));
}

/// One value a month from January 2015 on, recorded ten days after its month.
inline void measure_months(Chronicle& told, const std::string& series, const std::string& indicator,
                           const std::vector<double>& values, const char* area = "Anytown") {
  told.add("series/" + series,
           fmt::format(R"({{"opened": {{"title": "{}", "indicator": "{}", "area": "{}",
                            "periodKind": "month", "unit": "percent"}}}})",
                       series, indicator, area));
  auto month = std::chrono::year{2015} / 1;
  for (const auto value : values) {
    const Day ends{std::chrono::year_month_day_last{month / std::chrono::last}};
    told.late(iso(ends), "series/" + series,
              fmt::format(R"({{"measured": {{"period": "{}", "value": "{:.1f}",
                               "starts": "{}-01", "ends": "{}"}}}})",
                          iso(ends).substr(0, 7), value, iso(ends).substr(0, 7), iso(ends)));
    month += std::chrono::months{1};
  }
}

inline const std::vector<double> steady{30, 31, 30, 29, 30, 31, 30, 29, 30, 31, 30, 29, 30, 31};
inline const std::vector<double> fallen{30, 31, 30, 29, 30, 31, 30, 29, 30, 31, 30, 29, 30, 12};

}  // namespace closeloop::testing
