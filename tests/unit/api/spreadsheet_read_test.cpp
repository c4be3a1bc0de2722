#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/spreadsheet/csv_table.h"
#include "api/spreadsheet/number_format.h"
#include "api/spreadsheet/xlsx_reader.h"
#include "api/spreadsheet/xlsx_writer.h"
#include "tests/places.h"
#include "tests/unit/api/spreadsheet_parts.h"

namespace closeloop::spreadsheet {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr eventstore::Day day{std::chrono::November / 14 / 2017};

std::string made_by(const std::string& program) {
  std::ifstream file{CLOSELOOP_SOURCE_DIR "/tests/data/" + program + ".xlsx", std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<std::string> texts(const std::vector<Cell>& row) {
  std::vector<std::string> shown;
  for (const auto& cell : row) shown.push_back(as_text(cell));
  return shown;
}

/// The cells of the first sheet, which has those rows and is in order.
std::vector<std::vector<Cell>> rows_of(const Parts& parts) {
  auto book = read_xlsx(file_of(parts));
  EXPECT_TRUE(book.has_value()) << (book ? "" : book.error().message);
  if (!book || book.value().sheets.empty()) return {};
  return book.value().sheets.front().rows;
}

void expect_as_made(const std::string& program, const std::string& quotient,
                    const std::string& third) {
  const auto read = read_xlsx(made_by(program));
  ASSERT_TRUE(read.has_value()) << read.error().message;
  const auto& sheets = read.value().sheets;
  ASSERT_THAT(sheets, SizeIs(2));  // "Codes" is hidden.
  EXPECT_EQ(sheets[1].name, "Notes & more");
  EXPECT_EQ(sheets[1].rows[2][1], text_cell("two\nlines"));
  EXPECT_EQ(sheets[1].rows[3][1], text_cell("  blanks  "));
  const auto& rows = sheets[0].rows;
  ASSERT_THAT(rows, SizeIs(6));
  EXPECT_THAT(texts(rows[0]), ElementsAre("series_id", "indicator", "area", "period", "numerator",
                                          "denominator", "value", "flag", "received", "share"));
  EXPECT_THAT(texts(rows[1]), ElementsAre("S011", "Neglect as a factor", "Shropshire", "2016", "53",
                                          "293", quotient, "", "2017-03-31"));
  EXPECT_THAT(rows[2], IsEmpty());
  EXPECT_THAT(texts(rows[3]),
              ElementsAre("S045", "Going missing \u2013 na\u00efve \U0001F600", "Telford & Wrekin",
                          "2017-Q1", "", "", "14.8", "c", "2017-11-14T09:30:00", "14.8%"));
  EXPECT_EQ(rows[3][6], number_cell(14.8, 2));
  EXPECT_THAT(texts(rows[5]), ElementsAre("merged", "", "", third, "TRUE", "=1+1"));
}

TEST(ReadXlsx, reads_what_libreoffice_wrote) {
  expect_as_made("libreoffice", "18.1", "0.333333333333333");
}

TEST(ReadXlsx, reads_what_python_wrote_and_never_worked_out) {
  expect_as_made("openpyxl", "=ROUND(100*E2/F2,1)", "=1/3");
}

TEST(ReadXlsx, gives_back_what_was_written) {
  Workbook book;
  book.title = "Neglect";
  book.sheets = {{"Measures",
                  {{text_cell("measure"), text_cell("value"), text_cell("at")},
                   {text_cell("=1+1"), number_cell(14.8, 1), date_cell(day)},
                   {},
                   {text_cell("  two  spaces\nand _x0041_ a line\t"),
                    number_cell(-0.125),
                    {},
                    {},
                    number_cell(123456789012345, 0)},
                   {text_cell("@SUM"), text_cell("-cmd"), text_cell("+1"), text_cell("007"),
                    text_cell("na\u00efve \u4f60\u597d \U0001F600 <&\">")},
                   {date_cell(eventstore::Day{std::chrono::March / 1 / 1900}), number_cell(1e-7),
                    number_cell(1e300), number_cell(0.1 + 0.2)}}},
                 {"Notes", {{text_cell("a"), text_cell("a")}, {text_cell("b")}}}};
  const auto read = read_xlsx(write_xlsx(book));
  ASSERT_TRUE(read.has_value()) << read.error().message;
  ASSERT_THAT(read.value().sheets, SizeIs(3));
  EXPECT_EQ(read.value().sheets[0].name, "About");
  book.sheets[0].rows[3].erase(book.sheets[0].rows[3].begin() + 5, book.sheets[0].rows[3].end());
  book.sheets[0].rows[5][3].number = 0.3;  // 15 or 16 digits are kept.
  EXPECT_EQ(read.value().sheets[1], book.sheets[0]);
  EXPECT_EQ(read.value().sheets[2], book.sheets[1]);
  EXPECT_EQ(first_table(read.value()), &read.value().sheets[1]);
}

TEST(ReadXlsx, reads_cells_as_excel_writes_them) {
  Parts parts;
  parts.strings =
      "<si><t>plain</t></si><si><r><rPr><b/></rPr><t>rich </t></r><r><t "
      "xml:space=\"preserve\"> text</t></r><rPh sb=\"0\" eb=\"1\"><t>kana</t></rPh></si>"
      "<si><t xml:space=\"preserve\">  </t></si><si><t>a_x000D_\nb_x0009__x263A_</t></si>";
  parts.rows =
      R"(<row r="2" spans="1:9"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>)"
      R"(<c r="C2" t="s"><v>2</v></c><c r="D2" t="s"><v>3</v></c>)"
      R"(<c r="F2" t="str"><f>A1&amp;"x"</f><v>worked out</v></c>)"
      R"(<c r="G2" t="e"><v>#DIV/0!</v></c><c r="H2" t="b"><v>0</v></c>)"
      R"(<c r="I2"><v>1.4800000000000001E1</v></c><c r="J2" t="s"><v>99</v></c>)"
      R"(<c r="K2" t="d"><v>2017-11-14T00:00:00</v></c></row>)"
      R"(<row><c><v>1</v></c><c t="inlineStr"><is><t>in line</t></is></c><c s="0"/></row>)";
  const auto rows = rows_of(parts);
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_THAT(rows[0], IsEmpty());
  EXPECT_THAT(texts(rows[1]),
              ElementsAre("plain", "rich  text", "  ", "a\nb\t\u263a", "", "worked out", "#DIV/0!",
                          "FALSE", "14.8", "", "2017-11-14"));
  EXPECT_EQ(rows[1][10], date_cell(day));
  EXPECT_THAT(rows[2], ElementsAre(number_cell(1), text_cell("in line")));
}

TEST(ReadXlsx, takes_any_prefix_and_leaves_only_the_first_of_merged_cells) {
  Parts parts;
  parts.prefix = "x:";
  parts.rows =
      R"(<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row>)"
      R"(<x:row r="2"><x:c r="B2"><x:v>3</x:v></x:c><x:c r="C2"><x:v>4</x:v></x:c></x:row>)";
  parts.after_rows = R"(<x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells>)";
  const auto rows = rows_of(parts);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_THAT(rows[0], ElementsAre(number_cell(1)));
  EXPECT_THAT(rows[1], ElementsAre(Cell{}, Cell{}, number_cell(4)));
}

TEST(ReadXlsx, counts_days_from_1900_or_1904) {
  Parts parts;
  parts.rows = R"(<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="1"><v>59</v></c>)"
               R"(<c r="C1" s="1"><v>60</v></c><c r="D1" s="1"><v>61</v></c>)"
               R"(<c r="E1" s="1"><v>43053</v></c><c r="F1" s="2"><v>0.39583333333333331</v></c>)"
               R"(<c r="G1" s="3"><v>43053.999999</v></c><c r="H1" s="1"><v>-1</v></c></row>)";
  EXPECT_THAT(texts(rows_of(parts).at(0)),
              ElementsAre("1900-01-01", "1900-02-28", "1900-02-29", "1900-03-01", "2017-11-14",
                          "09:30:00", "2017-11-15", "-1"));
  parts.workbook_properties = R"(<workbookPr date1904="1"/>)";
  EXPECT_THAT(texts(rows_of(parts).at(0)),
              ElementsAre("1904-01-02", "1904-02-29", "1904-03-01", "1904-03-02", "2021-11-15",
                          "09:30:00", "2021-11-16", "-1"));
}

TEST(NumberFormats, are_told_from_their_codes) {
  using Shown = NumberFormat::Shown;
  const auto is = [](Shown shown, int decimals = Cell::as_needed) {
    return NumberFormat{shown, decimals};
  };
  for (const auto* code : {"dd/mm/yyyy", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "mmm yy", "m",
                           "yyyy\"h\"", "[Red]d-mmm;@"}) {
    EXPECT_EQ(format_of_code(code), is(Shown::day)) << code;
  }
  for (const auto* code : {"hh:mm", "[h]:mm:ss", "h:mm AM/PM", "mm:ss.0", "[mm]:ss"}) {
    EXPECT_EQ(format_of_code(code), is(Shown::time)) << code;
  }
  EXPECT_EQ(format_of_code("yyyy-mm-dd hh:mm"), is(Shown::day_and_time));
  EXPECT_EQ(format_of_code("yyyy-mm-dd hh:mm:ss.000"), is(Shown::day_and_time));
  EXPECT_EQ(format_of_code("0.0%"), is(Shown::percent));
  EXPECT_EQ(format_of_code("#,##0.00_);[Red](#,##0.00)"), is(Shown::number, 2));
  EXPECT_EQ(format_of_code("0"), is(Shown::number, 0));
  for (const auto* code : {"General", "GENERAL", "", "@", "0.00E+00", "\"days\" 0 \"hours\"x", "#",
                           "\"unclosed", "[unclosed", "\\"}) {
    EXPECT_EQ(format_of_code(code), is(Shown::number)) << code;
  }
}

TEST(RowsAsCsvTable, is_the_table_that_the_same_csv_gives) {
  Sheet sheet{"Returns",
              {{text_cell(" series_id "), text_cell("value"), text_cell("period")},
               {text_cell("S011"), number_cell(14.800000000000001), date_cell(day)},
               {},
               {text_cell("S045"), number_cell(-0.0)},
               {text_cell("  "), text_cell("\t")},
               {text_cell("a"), text_cell("b"), text_cell("c"), text_cell("too many")},
               {{}, number_cell(1.0 / 3), text_cell("two\r\nlines")}}};
  imports::ImportReport of_sheet;
  const auto table = rows_as_csv_table(sheet, of_sheet);
  imports::ImportReport of_csv;
  const auto same = imports::read_csv(
      " series_id ,value,period\nS011,14.8,2017-11-14\n,,\nS045,0\n  ,\t\na,b,c,too many\n"
      ",0.333333333,\"two\r\nlines\"\n",
      of_csv);
  EXPECT_EQ(table.header, same.header);
  ASSERT_EQ(table.rows.size(), same.rows.size());
  for (std::size_t i = 0; i < same.rows.size(); ++i) {
    EXPECT_EQ(table.rows[i].number, same.rows[i].number);
    EXPECT_EQ(table.rows[i].cells, same.rows[i].cells);
  }
  EXPECT_EQ(of_sheet.refused, of_csv.refused);
  EXPECT_THAT(of_sheet.refused, SizeIs(1));
}

TEST(ReadTable, takes_csv_and_workbooks_alike) {
  Workbook book;
  book.sheets = {{"Returns",
                  {{text_cell("series_id"), text_cell("value")},
                   {},
                   {text_cell("S011"), number_cell(14.8, 1)}}}};
  for (const auto& file : {write_xlsx(book), std::string{"series_id,value\n,\nS011,14.8\n"}}) {
    imports::ImportReport report;
    const auto table = read_table(file, report);
    EXPECT_THAT(report.refused, IsEmpty());
    EXPECT_THAT(table.header, ElementsAre("series_id", "value"));
    ASSERT_THAT(table.rows, SizeIs(1));
    EXPECT_EQ(table.rows[0].number, 3);
    EXPECT_THAT(table.rows[0].cells, ElementsAre("S011", "14.8"));
  }
}

TEST(ReadTable, refuses_in_the_report) {
  const auto refused = [](const std::string& file) {
    imports::ImportReport report;
    EXPECT_THAT(read_table(file, report).rows, IsEmpty());
    return report.refused.empty() ? "nothing" : report.refused.front().text;
  };
  EXPECT_THAT(refused(write_xlsx({})), HasSubstr("This workbook is empty"));
  EXPECT_THAT(refused(made_by("libreoffice").substr(0, 3000)), HasSubstr("damaged"));
  EXPECT_THAT(refused("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), HasSubstr("(.xls)"));
}

TEST(RowsAsCsvTable, has_numbers_as_values_keep_them) {
  const auto text = [](double number) {
    imports::ImportReport report;
    return rows_as_csv_table({"", {{text_cell("n")}, {number_cell(number)}}}, report)
        .rows.at(0)
        .cells.at(0);
  };
  EXPECT_EQ(text(100.0 * 53 / 293), "18.088737201");
  EXPECT_EQ(text(0.1 + 0.2 - 0.3), "0");
  EXPECT_EQ(text(-1e-12), "0");
  EXPECT_EQ(text(2.5e-9), "0.000000003");
  EXPECT_EQ(text(123456789012345), "123456789012345");
  EXPECT_EQ(text(1e21), "1e+21");
}

TEST(RowsAsCsvTable, refuses_what_would_grow_beyond_measure) {
  Sheet sheet{"Wide", {std::vector<Cell>(16384, text_cell("x"))}};
  sheet.rows.resize(1000, {text_cell("y")});
  imports::ImportReport report;
  EXPECT_THAT(rows_as_csv_table(sheet, report).rows, IsEmpty());
  EXPECT_THAT(report.refused, SizeIs(1));
}

}  // namespace
}  // namespace closeloop::spreadsheet
