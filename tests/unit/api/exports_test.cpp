// Answers about figures as files: what stands in them, and what must not.
#include <gmock/gmock.h>

#include "api/exports/about.h"
#include "api/exports/cells.h"
#include "tests/support/exported.h"
#include "tests/support/json_schema.h"
#include "tests/support/served_board.h"

namespace closeloop::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const std::vector<std::string> addresses{
    "scorecards",       "scorecards/neglect", "indicators/I-1/measure",
    "series/S-1/chart", "series/S-2/chart",   "questions/Q-1/panels",
    "data-returns"};

std::string as_file(const std::string& address, std::string_view format) {
  return address + (address.find('?') == std::string::npos ? "?format=" : "&format=") +
         std::string{format};
}

class Exports : public ::testing::Test {
 protected:
  Exports() {
    raise_a_loop(board_);
    must("boards/B-1/set-priority-area",
         R"({"priorityArea": "neglect", "name": "Neglect", "origin": "Annual report"})",
         "boardManager");
    must("boards/B-1/set-area", R"({"name": "Testshire"})", "boardManager");
    measure_something(board_);
    // Of 3 children: hidden. It is written as nothing else is, so that it would be found.
    must("indicators/I-2/define",
         R"({"title": "Assessments", "priorityArea": "neglect", "unit": "percent",
             "questions": ["Q-1"], "numerator": "with neglect", "denominator": "all",
             "countingUnit": "child", "frequency": "month", "taken": "flow",
             "direction": "neutral", "suppression": "smallCounts", "chart": "xmr",
             "sourceAgency": "Social care", "validFrom": "2016-04-01"})");
    must("series/S-2/open",
         R"({"title": "=cmd|' /C calc'!A0", "indicator": "I-2", "area": "Testshire",
             "periodKind": "month", "unit": "percent"})");
    must("series/S-2/measure",
         R"({"period": "2017-03", "numerator": "3.000", "denominator": "67.000",
             "value": "4.4776"})");
    must("series/S-2/measure",
         R"({"period": "2017-04", "numerator": "40", "denominator": "100", "value": "40.00"})");
    board_.catch_up();
  }

  void must(const std::string& path, std::string body, std::string_view role = "analyst") {
    const auto answer = board_.post(path, role, std::move(body));
    EXPECT_EQ(answer.status(), 201) << path << answer.response.body;
  }

  api::Response file(const std::string& address, std::string_view format) {
    auto answer = board_.get(as_file(address, format));
    EXPECT_EQ(answer.status(), 200) << address << answer.response.body;
    return std::move(answer.response);
  }

  ServedBoard board_;
};

TEST_F(Exports, the_page_and_the_api_give_the_same_bytes_each_time) {
  for (const auto& address : addresses) {
    for (const auto* format : {"csv", "xlsx", "ods", "json"}) {
      const auto once = file(address, format);
      const auto page = board_.send("GET", "/" + as_file(address, format), "analyst");
      EXPECT_EQ(page.response.body, once.body) << address << format;
      EXPECT_EQ(page.response.content_type, once.content_type);
      // Later that day it is the same question.
      board_.clock.set("2017-06-01T17:00:00Z");
      EXPECT_EQ(file(address, format).body, once.body) << address << format;
    }
  }
}

TEST_F(Exports, are_called_for_what_when_and_whom_they_are) {
  const auto position = std::to_string(board_.log->head().number());
  const auto csv = file("scorecards/neglect?journey_stage=earlyHelp&known_at=2017-06-01", "csv");
  EXPECT_EQ(csv.header("Content-Disposition").find("attachment; filename=\""), 0U);
  EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8; header=present");
  const auto named = [&](const std::string& address, std::string_view format) {
    return std::string{file(address, format).header("Content-Disposition")};
  };
  EXPECT_THAT(
      named("series/S-1/chart?screening=on", "ods"),
      HasSubstr("\"S-1-chart_screening-on_known-2017-06-01_pos-" + position + "_board.ods\""));
  EXPECT_THAT(named("scorecards/neglect", "xlsx"),
              HasSubstr("\"neglect-scorecard_known-2017-06-01_pos-" + position + "_board.xlsx\""));
  EXPECT_THAT(named("data-returns", "json"), HasSubstr("\"data-returns_known-2017-06-01_pos-"));
  EXPECT_EQ(file("data-returns", "xlsx").content_type,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  EXPECT_EQ(file("data-returns", "ods").content_type,
            "application/vnd.oasis.opendocument.spreadsheet");
}

TEST_F(Exports, another_format_is_a_problem_that_says_which_there_are) {
  for (const auto& address : addresses) {
    const auto answer = board_.get(as_file(address, "pdf"));
    EXPECT_EQ(answer.status(), 400) << address;
    EXPECT_EQ(answer.problem(), "/problems/bad-parameter") << address;
    EXPECT_THAT(answer.text("detail"), HasSubstr("format must be csv, xlsx, ods or json."));
  }
  EXPECT_EQ(board_.get("scorecards/none?format=csv").status(), 404);
}

TEST_F(Exports, a_figure_stands_as_it_was_written) {
  const auto csv = file("series/S-2/chart", "csv").body;
  EXPECT_THAT(csv, HasSubstr(",2017-04,2017-04-30,40,100,40.00,percent,"));
  const auto rows = read_csv_file(csv);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(cell(rows[1], "mean"), "40");
  EXPECT_EQ(cell(rows[1], "trial_limits"), "yes");
  EXPECT_EQ(cell(rows[1], "chart"), "dots");
  // Worked out from its counts: no one wrote it.
  EXPECT_EQ(cell(read_csv_file(file("series/S-1/chart", "csv").body)[0], "value"), "54.5");
}

TEST_F(Exports, numbers_are_numbers_and_days_are_days_in_a_workbook) {
  const auto book = spreadsheet::read_xlsx(file("series/S-2/chart", "xlsx").body).value();
  ASSERT_EQ(book.sheets.at(1).name, "Figures");
  const auto& row = book.sheets.at(1).rows.at(2);
  using Kind = spreadsheet::Cell::Kind;
  EXPECT_EQ(row.at(4), spreadsheet::date_cell(eventstore::parse_day("2017-04-30").value()));
  EXPECT_EQ(row.at(5), spreadsheet::number_cell(40, 0));
  EXPECT_EQ(row.at(7).kind, Kind::number);
  EXPECT_EQ(row.at(7).decimals, 2);
}

TEST_F(Exports, no_cell_is_a_formula) {
  EXPECT_THAT(file("series/S-2/chart", "csv").body, HasSubstr(",\"'=cmd|"));
  const auto bytes = file("series/S-2/chart", "xlsx").body;
  auto book = spreadsheet::ZipReader::open(bytes).value();
  EXPECT_THAT(book.read("xl/worksheets/sheet2.xml").value(), Not(HasSubstr("<f>")));
  const auto ods = file("series/S-2/chart", "ods").body;
  auto archive = spreadsheet::ZipReader::open(ods).value();
  EXPECT_THAT(archive.read("content.xml").value(), Not(HasSubstr("table:formula")));
}

TEST_F(Exports, R28_no_file_holds_a_number_that_is_hidden) {
  for (const auto* address : {"series/S-2/chart", "indicators/I-2/measure", "scorecards/neglect",
                              "questions/Q-1/panels"}) {
    for (const auto* format : {"csv", "json"}) {
      const auto body = file(address, format).body;
      EXPECT_THAT(body, AllOf(Not(HasSubstr("4.4776")), Not(HasSubstr("3.000")))) << address;
    }
    for (const auto& tables :
         {read_xlsx_file(file(address, "xlsx").body), read_ods_file(file(address, "ods").body)}) {
      for (const auto& [name, table] : tables) {
        for (const auto& row : table) {
          for (const auto& [column, text] : row) {
            EXPECT_THAT(text, Not(StartsWith("4.4776"))) << address << name << column;
          }
        }
      }
      const auto& figures = tables.at("Figures");
      const auto hidden = std::ranges::find_if(figures, [](const ReadRow& row) {
        return cell(row, "series_id") == "S-2" && cell(row, "period") == "2017-03";
      });
      ASSERT_NE(hidden, figures.end()) << address;
      EXPECT_EQ(cell(*hidden, "flag"), "c");
      for (const auto* column : {"numerator", "value", "shown"}) {
        EXPECT_FALSE(hidden->contains(column)) << address << column;
      }
    }
  }
}

TEST_F(Exports, a_workbook_says_what_it_is_for_whom_and_as_known_when) {
  const auto position = std::to_string(board_.log->head().number());
  const auto address = "scorecards/neglect?journey_stage=earlyHelp&position=" + position;
  for (const auto& tables :
       {read_xlsx_file(file(address, "xlsx").body), read_ods_file(file(address, "ods").body)}) {
    EXPECT_EQ(about(tables, "Board"), "Testshire Safeguarding Children Board");
    EXPECT_EQ(about(tables, "Audience"), "The Board: small numbers are hidden");
    EXPECT_EQ(about(tables, "Position"), position);
    EXPECT_EQ(about(tables, "Known at"), "2017-06-01T09:00:00.000Z");
    EXPECT_EQ(about(tables, "Worked out for the day"), "2017-06-01");
    EXPECT_EQ(about(tables, "Asked as at position"), position);
    EXPECT_EQ(about(tables, "Only this stage of the child's journey"), "earlyHelp");
    EXPECT_EQ(about(tables, "Rules for signals"), "plot-the-dots-1");
    EXPECT_EQ(about(tables, "The same by the API"),
              "/api/v1/scorecards/neglect?journey_stage=earlyHelp&position=" + position);
    EXPECT_EQ(tables.at("Flags").size(), 7U);
  }
}

TEST_F(Exports, a_workbook_says_what_was_measured_and_since_when) {
  const auto tables = read_xlsx_file(file("scorecards/neglect", "xlsx").body);
  ASSERT_EQ(tables.at("Definitions").size(), 2U);
  EXPECT_EQ(cell(tables.at("Definitions")[0], "denominator"), "all plans");
  EXPECT_EQ(cell(tables.at("Definitions")[0], "valid_from"), "2017-06-01");
  EXPECT_EQ(cell(tables.at("Definitions")[1], "source_agency"), "Social care");
  EXPECT_EQ(cell(tables.at("Definitions")[1], "valid_from"), "2016-04-01");
  EXPECT_EQ(cell(tables.at("Measures").front(), "latest_value"), "54.5");
  EXPECT_EQ(tables.at("Figures").size(), 4U);
}

TEST_F(Exports, csv_has_one_row_of_names_and_is_stamped_in_every_row) {
  const auto csv = file("indicators/I-1/measure?known_at=2017-06-01", "csv");
  EXPECT_THAT(csv.body, StartsWith("indicator,series_id,title,period,ends,numerator,denominator,"));
  for (const auto& row : read_csv_file(csv.body)) {
    EXPECT_EQ(cell(row, "audience"), "The Board: small numbers are hidden");
    EXPECT_EQ(cell(row, "position"), std::to_string(board_.log->head().number()));
    EXPECT_EQ(cell(row, "known_on"), "2017-06-01");
  }
  EXPECT_EQ(
      csv.header("Link"),
      "</api/v1/indicators/I-1/measure?known_at=2017-06-01&format=json>; rel=\"describedby\"");
}

TEST_F(Exports, json_is_the_answer_and_what_is_said_of_it) {
  const boost::json::value description = board_.get("openapi.json").json;
  JsonSchema schemas{description};
  for (const auto& address : addresses) {
    const auto answer = board_.get(address).json;
    auto exported = boost::json::parse(file(address, "json").body);
    const auto path = "/api/v1/" + address;
    EXPECT_EQ(exported.at("about").at("audience"), "The Board: small numbers are hidden");
    EXPECT_EQ(exported.at("about").at("address").as_string(), path);
    for (const auto& [pattern, item] : description.at("paths").as_object()) {
      const auto match = board_.application->router().match("GET", path);
      if (match.route->pattern != pattern) continue;
      const auto& content = item.at_pointer("/get/responses/200/content").as_object();
      EXPECT_THAT(schemas.check(content.at("application/json").at("schema").as_object(), exported),
                  IsEmpty());
      EXPECT_TRUE(content.contains("text/csv")) << pattern;
    }
    exported.as_object().erase("about");
    EXPECT_EQ(exported, boost::json::value(answer)) << address;
  }
}

TEST_F(Exports, pages_lead_to_the_same_as_files_as_at_the_same_moment) {
  for (const auto& address : addresses) {
    const auto page = board_.send("GET", "/" + address + "?known_at=2017-06-01", "chair");
    for (const auto* format : {"csv", "xlsx", "ods", "json"}) {
      EXPECT_THAT(page.response.body, HasSubstr("href=\"/" + address +
                                                "?known_at=2017-06-01&amp;"
                                                "format=" +
                                                format + "\" download"));
    }
  }
}

TEST_F(Exports, a_file_that_someone_has_is_not_sent_again) {
  const auto first = file("data-returns", "xlsx");
  const auto tag = std::string{first.header("ETag")};
  EXPECT_EQ(board_.get("data-returns?format=xlsx", "analyst", {{"if-none-match", tag}}).status(),
            304);
  EXPECT_EQ(board_.get("data-returns?format=ods", "analyst", {{"if-none-match", tag}}).status(),
            200);
}

TEST(ExportCells, csv_has_a_number_with_the_decimals_it_was_written_with) {
  const boost::json::object row{{"whole", "18"},
                                {"tenth", "18.0"},
                                {"worked", 1e-7},
                                {"none", nullptr},
                                {"words", "about 5"}};
  EXPECT_EQ(exports::csv_text(exports::written_in(row, "whole")), "18");
  EXPECT_EQ(exports::csv_text(exports::written_in(row, "tenth")), "18.0");
  EXPECT_EQ(exports::csv_text(exports::number_in(row, "worked")), "0.0000001");
  EXPECT_EQ(exports::csv_text(exports::number_in(row, "none")), "");
  EXPECT_EQ(exports::csv_text(exports::written_in(row, "worked")), "0.0000001");
  EXPECT_EQ(exports::csv_text(exports::written_in(row, "words")), "about 5");
  EXPECT_EQ(exports::csv_text(exports::number_in(row, "missing")), "");
}

}  // namespace
}  // namespace closeloop::testing
