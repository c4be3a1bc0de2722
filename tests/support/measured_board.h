#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/told_figures.h"

namespace closeloop::testing {

/// A board with a priority area, an area of its own and a question.
struct MeasuredBoard : Chronicle {
  MeasuredBoard() {
    tell_own_area(*this);
    add("questions/Q-1", R"({"asked": {"question": "How many?", "priorityArea": "neglect",
                                          "number": 1, "themes": ["voice"]}})");
  }
};

/// One value a month from January 2015 on, recorded after its month.
inline void tell_months(Chronicle& told, const std::string& series, std::string_view indicator,
                        const std::vector<double>& values, std::string_view area = "Anytown") {
  open_months(told, series, indicator, area);
  measure_months(told, series, "2015-01", values);
}

inline const std::vector<double> fallen{30, 31, 30, 29, 30, 31, 30, 29, 30, 31, 30, 29, 30, 12};

}  // namespace closeloop::testing
