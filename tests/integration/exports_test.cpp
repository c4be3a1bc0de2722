// Every figure that a file of the demonstration board holds is the one that the API answers with,
// and what the API hides is in no file.
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "projections/measures/figures.h"
#include "tests/support/demo_board.h"
#include "tests/support/exported.h"

namespace closeloop::testing {
namespace {

namespace json = boost::json;

/// A cell beside the member of an answer that it stands for: a text, a decimal, a number.
bool is_told(const std::string& cell, const json::value* value) {
  if (!value || value->is_null()) return cell.empty();
  if (value->is_bool()) return cell == (value->get_bool() ? "yes" : "no");
  const auto number_of = [](std::string_view text) {
    double number = NAN;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number).ptr;
    return end == text.data() + text.size() ? number : NAN;
  };
  if (value->is_string() && cell == std::string_view{value->get_string()}) return true;
  const auto told = number_of(cell);
  const auto known = value->is_string() ? number_of(std::string_view{value->get_string()})
                                        : value->to_number<double>();
  // Spreadsheets keep 15 digits.
  return std::abs(told - known) <= 1e-14 * std::max(1.0, std::abs(known));
}

class Exports : public DemoBoard {
 protected:
  json::object ask(const std::string& address) {
    const auto response = get("/api/v1/" + address, chair_);
    EXPECT_EQ(response.status, 200) << address << response.body;
    return json::parse(response.body).as_object();
  }
  std::string file(const std::string& address, std::string_view format) {
    const auto response = get("/api/v1/" + address + "?format=" + std::string{format}, chair_);
    EXPECT_EQ(response.status, 200) << address << response.body;
    return response.body;
  }
  std::vector<std::string> ids(const std::string& list) {
    std::vector<std::string> all;
    for (std::string cursor; all.empty() || !cursor.empty();) {
      const auto page = ask(list + "?limit=200" + (cursor.empty() ? "" : "&cursor=" + cursor));
      for (const auto& row : page.at("rows").as_array()) {
        all.emplace_back(row.at("id").as_string());
      }
      const auto* next = page.if_contains("next");
      cursor = next ? std::string{next->as_string()} : std::string{};
    }
    return all;
  }

  /// The main table of an address in CSV, XLSX and ODS, each with the name of its format.
  std::vector<std::pair<std::string, ReadTable>> files(const std::string& address,
                                                       const std::string& sheet) {
    return {{"csv", read_csv_file(file(address, "csv"))},
            {"xlsx", read_xlsx_file(file(address, "xlsx")).at(sheet)},
            {"ods", read_ods_file(file(address, "ods")).at(sheet)}};
  }

  void hold_json(const std::string& address, json::object answer) {
    auto exported = json::parse(file(address, "json")).as_object();
    exported.erase("about");
    EXPECT_EQ(exported, answer) << address;
  }

  /// Rows from `from` on against the points of a chart; counts what it holds.
  void hold_figures(const ReadTable& rows, std::size_t from, const json::object& chart,
                    const std::string& where) {
    const auto& points = chart.at("points").as_array();
    ASSERT_GE(rows.size(), from + points.size()) << where;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto& point = points[i].as_object();
      const auto& row = rows[from + i];
      const auto hold = [&](std::string_view column, const json::object& of,
                            std::string_view member) {
        EXPECT_TRUE(is_told(cell(row, column), of.if_contains(member)))
            << where << " row " << from + i << ' ' << column << ": " << cell(row, column);
        ++held_;
      };
      for (const auto* same : {"period", "ends", "numerator", "denominator", "value", "flag",
                               "shown", "rule", "target", "version"}) {
        hold(same, point, same);
      }
      hold("point_type", point, "type");
      hold("unit", chart, "unit");
      const json::object none;
      const auto* limits = &none;
      for (const auto& value : chart.at("segments").as_array()) {
        const auto first = value.at("first").to_number<std::size_t>();
        if (i >= first && i < first + value.at("count").to_number<std::size_t>()) {
          limits = &value.as_object();
        }
      }
      hold("mean", *limits, "mean");
      hold("lower_limit", *limits, "lower");
      hold("upper_limit", *limits, "upper");
      hold("trial_limits", *limits, "trial");
    }
  }

  /// What is hidden of a series, by what the board itself holds, is in no row.
  void hold_hidden(const ReadTable& rows, const std::string& series, const std::string& where) {
    const auto board = board_->projector().live();
    const auto& records = board->records();
    const auto number = records.store.find(RecordKind::SERIES, series);
    for (const auto& figure : figures_of(records, number)) {
      for (const auto& row : rows) {
        if (cell(row, "series_id") != series || cell(row, "period") != figure.point->period) {
          continue;
        }
        if (figure.hidden) {
          EXPECT_EQ(cell(row, "flag"), "c") << where;
          EXPECT_EQ(cell(row, "value") + cell(row, "shown"), "") << where;
          ++hidden_;
        }
        if (!figure.shows_numerator) {
          EXPECT_EQ(cell(row, "numerator"), "") << where;
        }
        if (!figure.shows_denominator) {
          EXPECT_EQ(cell(row, "denominator"), "") << where;
        }
      }
    }
  }

  const api::Header chair_ = by_token("Chair");
  std::size_t held_ = 0;
  std::size_t hidden_ = 0;
};

TEST_F(Exports, of_every_series_hold_what_its_chart_holds) {
  for (const auto& id : ids("series")) {
    const auto address = "series/" + id + "/chart";
    const auto answer = ask(address);
    hold_json(address, answer);
    for (const auto& [format, rows] : files(address, "Figures")) {
      const auto& chart = answer.at("chart").as_object();
      EXPECT_EQ(rows.size(), chart.at("points").as_array().size()) << address;
      hold_figures(rows, 0, chart, address + " " + format);
      hold_hidden(rows, id, address + " " + format);
    }
  }
  EXPECT_GT(held_, 10'000U);
  EXPECT_GT(hidden_, 0U) << "nothing on the board is hidden: this shows nothing";
}

TEST_F(Exports, of_every_measure_hold_what_its_page_holds) {
  for (const auto& id : ids("indicators")) {
    const auto address = "indicators/" + id + "/measure";
    const auto answer = ask(address);
    hold_json(address, answer);
    for (const auto& [format, rows] : files(address, "Figures")) {
      const auto* chart = answer.if_contains("chart");
      EXPECT_EQ(rows.size(), chart ? chart->at("points").as_array().size() : 0U) << address;
      if (chart) hold_figures(rows, 0, chart->as_object(), address + " " + format);
    }
  }
  EXPECT_GT(held_, 1'000U);
}

TEST_F(Exports, of_every_scorecard_hold_its_measures_and_all_their_figures) {
  const auto cards = ask("scorecards");
  for (const auto& card : cards.at("scorecards").as_array()) {
    const auto address = "scorecards/" + std::string{card.at("id").as_string()};
    const auto answer = ask(address);
    hold_json(address, answer);
    std::vector<json::object> measures;
    for (const auto& section : answer.at("sections").as_array()) {
      for (const auto& row : section.at("measures").as_array()) measures.push_back(row.as_object());
    }
    for (const auto& [format, rows] : files(address, "Measures")) {
      ASSERT_EQ(rows.size(), measures.size()) << address << format;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& measure = measures[i];
        const auto where = address + " " + format + " " + cell(rows[i], "indicator");
        EXPECT_EQ(cell(rows[i], "indicator"), std::string_view{measure.at("id").as_string()});
        EXPECT_TRUE(is_told(cell(rows[i], "signal"), &measure.at("signal").at("label"))) << where;
        EXPECT_TRUE(is_told(cell(rows[i], "points"), measure.if_contains("points"))) << where;
        const auto* latest = measure.if_contains("latest");
        if (!latest) continue;
        const auto& newest = measure.at("chart").at("points").as_array().back();
        EXPECT_TRUE(is_told(cell(rows[i], "latest_shown"), &latest->at("shown"))) << where;
        EXPECT_TRUE(is_told(cell(rows[i], "out_of"), latest->as_object().if_contains("outOf")))
            << where;
        EXPECT_TRUE(is_told(cell(rows[i], "latest_value"), &newest.at("value"))) << where;
      }
    }
    for (const auto& [format, rows] :
         {std::pair{"xlsx", read_xlsx_file(file(address, "xlsx")).at("Figures")},
          {"ods", read_ods_file(file(address, "ods")).at("Figures")}}) {
      std::size_t from = 0;
      for (const auto& measure : measures) {
        if (!measure.contains("chart")) continue;
        const auto* series = measure.if_contains("series");  // A ratio of two measures has none.
        const auto id = std::string{(series ? *series : measure.at("id")).as_string()};
        const auto chart = ask(series ? "series/" + id + "/chart" : "indicators/" + id + "/measure")
                               .at("chart")
                               .as_object();
        hold_figures(rows, from, chart, address + " " + format);
        if (series) hold_hidden(rows, id, address + " " + format);
        from += chart.at("points").as_array().size();
      }
      EXPECT_EQ(rows.size(), from) << address;
    }
  }
  EXPECT_GT(held_, 1'000U);
}

TEST_F(Exports, of_every_question_and_of_the_returns_hold_a_row_for_each) {
  for (const auto& id : ids("questions")) {
    const auto address = "questions/" + id + "/panels";
    const auto answer = ask(address);
    hold_json(address, answer);
    for (const auto& [format, rows] : files(address, "Panels")) {
      std::size_t row = 0;
      for (const auto& [panel, list] : {std::pair{"numbers", "measures"},
                                        {"audits", "audits"},
                                        {"voices", "voices"},
                                        {"answers", "answers"}}) {
        for (const auto& item : answer.at(list).as_array()) {
          ASSERT_LT(row, rows.size()) << address << format;
          EXPECT_EQ(cell(rows[row], "panel"), panel);
          EXPECT_TRUE(is_told(cell(rows[row], "id"), item.as_object().if_contains("id")));
          ++row;
        }
      }
      EXPECT_EQ(rows.size(), row + answer.count("assurance")) << address << format;
      held_ += row;
    }
  }
  EXPECT_GT(held_, 50U);
  const auto returns = ask("data-returns");
  hold_json("data-returns", returns);
  hold_json("scorecards", ask("scorecards"));
  for (const auto& [format, rows] : files("data-returns", "Returns")) {
    ASSERT_EQ(rows.size(), returns.at("rows").as_array().size()) << format;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto& known = returns.at("rows").at(i).as_object();
      for (const auto& [column, member] : {std::pair{"return", "id"},
                                           {"agency", "agency"},
                                           {"due", "due"},
                                           {"status", "status"},
                                           {"received_on", "receivedOn"},
                                           {"quality", "grade"}}) {
        EXPECT_TRUE(is_told(cell(rows[i], column), known.if_contains(member))) << column;
      }
    }
  }
}

}  // namespace
}  // namespace closeloop::testing
