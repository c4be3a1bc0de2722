#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "domain/period.h"
#include "tests/places.h"
#include "tests/support/chronicle.h"

/// A board with the catalogue that comes with the program, and words to tell its figures.
namespace closeloop::testing {

inline boost::json::array shipped(std::string_view file) {
  std::ifstream stream{fmt::format("{}/tools/closeloop/catalogue/{}", CLOSELOOP_SOURCE_DIR, file)};
  const std::string text{std::istreambuf_iterator<char>{stream}, {}};
  return boost::json::parse(text).as_array();
}

/// Anytown's board on 2 January 2014, with its three priority areas, 17 questions and 90
/// indicators.
struct CatalogueBoard : Chronicle {
  CatalogueBoard() {
    on("2014-01-02");
    add("boards/B-1", R"({"opened": {"name": "Anytown"}})");
    for (const auto& [id, name] :
         {std::pair{"neglect", "Childhood neglect"}, std::pair{"cse-missing", "CSE and missing"},
          std::pair{"domestic-abuse", "Domestic abuse"}}) {
      add("boards/B-1",
          fmt::format(R"({{"priorityAreaSet": {{"priorityArea": "{}", "name": "{}"}}}})", id,
                      name));
    }
    add("boards/B-1", R"({"areaSet": {"name": "Anytown"}})");
    for (const auto& entry : shipped("questions.json")) take("questions", "asked", entry);
    for (const auto& entry : shipped("indicators.json")) take("indicators", "defined", entry);
  }

  CatalogueBoard& agency(const std::string& id, const std::string& name,
                         const std::string& focus = "children") {
    add("agencies/" + id, fmt::format(R"({{"registered": {{"name": "{}"}}}})", name));
    add("agencies/" + id, fmt::format(R"({{"focusSet": {{"focus": "{}"}}}})", focus));
    return *this;
  }

  /// The code lists that come with the catalogue.
  CatalogueBoard& shipped_codes() {
    for (const auto& entry : shipped("code_lists.json")) {
      take("code-lists", "opened", entry);
      const auto list = "code-lists/" + std::string{entry.at("id").as_string()};
      for (const auto& code : entry.at("codes").as_array()) {
        add(list, fmt::format(R"({{"codeAdded": {}}})", boost::json::serialize(code)));
      }
    }
    return *this;
  }

  /// `more`: further members, such as R"("breakdown": "agency", "agency": "AG-1")".
  CatalogueBoard& series(const std::string& id, const std::string& indicator,
                         const std::string& kind, const std::string& unit,
                         const std::string& more = "") {
    add("series/" + id,
        fmt::format(R"({{"opened": {{"title": "{}", "indicator": "{}", "area": "Anytown",
                         "periodKind": "{}", "unit": "{}"{}{}}}}})",
                    id, indicator, kind, unit, more.empty() ? "" : ", ", more));
    return *this;
  }

  /// A figure, true from the last day of its period. `values`: R"("value": "12")".
  CatalogueBoard& figure(const std::string& series, measures::PeriodKind kind,
                         const std::string& period, const std::string& values,
                         const std::string& event = "measured") {
    const auto days = parse_period(kind, period);
    EXPECT_TRUE(days) << period;
    late(iso(days->ends), "series/" + series,
         fmt::format(R"({{"{}": {{"period": "{}", "starts": "{}", "ends": "{}", {}}}}})", event,
                     period, iso(days->starts), iso(days->ends), values));
    return *this;
  }
  CatalogueBoard& quarter(const std::string& series, const std::string& period,
                          const std::string& values) {
    return figure(series, measures::PeriodKind::QUARTER, period, values);
  }
  CatalogueBoard& month(const std::string& series, const std::string& period,
                        const std::string& values) {
    return figure(series, measures::PeriodKind::MONTH, period, values);
  }

 private:
  void take(const std::string& resource, const std::string& event,
            const boost::json::value& entry) {
    add(resource + "/" + std::string{entry.at("id").as_string()},
        fmt::format(R"({{"{}": {}}})", event, boost::json::serialize(entry.at("event"))));
  }
};

/// The row of a measure, wherever it stands on a scorecard.
inline boost::json::object measure_on(const boost::json::object& card, std::string_view id) {
  for (const auto& section : card.at("sections").as_array()) {
    for (const auto& row : section.at("measures").as_array()) {
      if (row.at("id").as_string() == id) return row.as_object();
    }
  }
  ADD_FAILURE() << "no measure " << id;
  return {};
}

}  // namespace closeloop::testing
