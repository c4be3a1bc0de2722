#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "tests/support/told_loop.h"

/// Figures of a told loop: an indicator that its action is meant to move, month by month.
namespace closeloop::testing {

/// A board of its own area, with the priority area neglect.
inline void tell_own_area(Chronicle& told) {
  told.on("2014-01-02");
  told.add("boards/B-1", R"({"opened": {"name": "Anytown"}})");
  told.add("boards/B-1", R"({"priorityAreaSet": {"priorityArea": "neglect", "name": "Neglect"}})");
  told.add("boards/B-1", R"({"areaSet": {"name": "Anytown"}})");
}

/// `more` goes on inside the definition: `, "balancedBy": ["N02"]`.
inline void define_measure(Chronicle& told, const std::string& id, std::string_view direction,
                           std::string_view more = "") {
  told.add("indicators/" + id,
           fmt::format(R"({{"defined": {{"title": "Measure {}", "priorityArea": "neglect",
               "unit": "percent", "denominator": "all", "countingUnit": "child",
               "frequency": "month", "direction": "{}", "suppression": "smallCounts",
               "chart": "xmr"{}}}}})",
                       id, direction, more));
}

inline void link_action(Chronicle& told, std::string_view indicator, std::string_view action) {
  told.add(fmt::format("indicators/{}", indicator),
           fmt::format(R"({{"actionLinked": {{"action": "{}"}}}})", action));
}

inline void open_months(Chronicle& told, const std::string& series, std::string_view indicator,
                        std::string_view area = "Anytown") {
  told.add("series/" + series,
           fmt::format(R"({{"opened": {{"title": "{}", "indicator": "{}", "area": "{}",
                            "periodKind": "month", "unit": "percent"}}}})",
                       series, indicator, area));
}

/// One value a month, from that month ("2016-01") on. Returns the month after the last.
inline std::string measure_months(Chronicle& told, const std::string& series, std::string_view from,
                                  const std::vector<double>& values) {
  auto month = std::chrono::year{std::stoi(std::string{from.substr(0, 4)})} /
               std::chrono::month{static_cast<unsigned>(std::stoi(std::string{from.substr(5)}))};
  for (const auto value : values) {
    const auto ends =
        eventstore::iso(Day{std::chrono::year_month_day_last{month / std::chrono::last}});
    told.late(ends, "series/" + series,
              fmt::format(R"({{"measured": {{"period": "{}", "value": "{:.1f}",
                               "starts": "{}-01", "ends": "{}"}}}})",
                          ends.substr(0, 7), value, ends.substr(0, 7), ends));
    month += std::chrono::months{1};
  }
  return eventstore::iso(Day{month / 1}).substr(0, 7);
}

inline const std::vector<double> steady_months{30, 31, 30, 29, 30, 31, 30,
                                               29, 30, 31, 30, 29, 30, 31};

/// The told loop, delivered on 1 March 2017; N01, of which less is better, is meant to be moved by
/// its action; steady from January 2016 to February 2017 in the series S-1, and then as given.
inline void figures_after_delivery(Chronicle& told, const std::vector<double>& after,
                                   std::string_view direction = "lower",
                                   std::string_view more = "") {
  tell_own_area(told);
  agree_loop(told);
  define_measure(told, "N01", direction, more);
  link_action(told, "N01", "A-1");
  open_months(told, "S-1", "N01");
  deliver_loop(told);
  told.on("2019-01-02");
  measure_months(told, "S-1", measure_months(told, "S-1", "2016-01", steady_months), after);
}

}  // namespace closeloop::testing
