#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/spreadsheet/ods_writer.h"
#include "api/spreadsheet/xlsx_writer.h"
#include "api/spreadsheet/zip_reader.h"

namespace closeloop::spreadsheet {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr eventstore::Day day{std::chrono::November / 14 / 2017};

Workbook workbook_of(std::vector<Sheet> sheets) {
  Workbook book;
  book.title = "Neglect <scorecard>";
  book.board = "Shropshire & district";
  book.audience = "board";
  book.position = 812;
  book.known_at = eventstore::Timestamp{day} + std::chrono::hours{9};
  book.source = "Returns of agencies";
  book.sheets = std::move(sheets);
  return book;
}

Workbook small_workbook() {
  return workbook_of({{"Measures",
                       {{text_cell("measure"), text_cell("value"), text_cell("at")},
                        {text_cell("=1+1"), number_cell(14.8, 1), date_cell(day)},
                        {text_cell("  two  spaces\nand a line\t"), number_cell(-0.125), {}}}}});
}

std::string part(const std::string& file, const std::string& name) {
  auto reader = ZipReader::open(file);
  if (!reader) return "no zip";
  auto content = reader.value().read(name);
  return content ? content.value() : "no " + name;
}

TEST(SpreadsheetCell, is_told_as_a_person_would_type_it) {
  EXPECT_EQ(as_text(number_cell(14.800000000000001)), "14.8");
  EXPECT_EQ(as_text(number_cell(0.1 + 0.2)), "0.3");
  EXPECT_EQ(as_text(number_cell(30.125)), "30.125");
  EXPECT_EQ(as_text(number_cell(1e6)), "1000000");
  EXPECT_EQ(as_text(number_cell(123456789012345)), "123456789012345");
  EXPECT_EQ(as_text(number_cell(-0.0)), "0");
  EXPECT_EQ(as_text(number_cell(-17.0)), "-17");
  EXPECT_EQ(as_text(number_cell(1e300)), "1e+300");
  EXPECT_EQ(as_text(date_cell(day)), "2017-11-14");
  EXPECT_EQ(as_text(text_cell("")), "");
  EXPECT_EQ(text_cell(""), Cell{});
  EXPECT_THROW(static_cast<void>(number_cell(NAN)), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(number_cell(INFINITY)), std::invalid_argument);
}

TEST(SpreadsheetNames, are_such_as_programs_take) {
  const auto named = [](const char* name) { return Sheet{name, {}}; };
  const auto book = workbook_of({named("a/b:c"), named("A-B-C"), named(""), named("about"),
                                 named("'quoted'"), named("Missing from home, care and education"),
                                 named("Missing from home, care and education")});
  EXPECT_THAT(sheet_names(book),
              ElementsAre("About", "a-b-c", "A-B-C (2)", "Sheet", "about (2)", "-quoted-",
                          "Missing from home, care and edu", "Missing from home, care and (2)"));
}

TEST(SpreadsheetText, is_what_a_file_can_hold) {
  EXPECT_EQ(storable("na\xc3\xafve \xf0\x9f\x98\x80\ttab\r\nline"),
            "na\xc3\xafve \xf0\x9f\x98\x80\ttab\nline");
  EXPECT_EQ(storable(std::string{"a\0b\x01", 4}),
            "a\xef\xbf\xbd"
            "b\xef\xbf\xbd");
  EXPECT_EQ(storable("\xff"), "\xef\xbf\xbd");
  EXPECT_EQ(storable("\xef\xbf\xbf"), "\xef\xbf\xbd");
  EXPECT_EQ(storable(std::string(32767, 'x')).size(), 32767);
  const auto cut = storable(std::string(40000, 'x'));
  EXPECT_EQ(cut.size(), 32767);
  EXPECT_THAT(cut, ::testing::EndsWith("xx (cut: a cell holds no more)"));
}

TEST(WriteXlsx, gives_the_same_bytes_each_time) {
  const auto once = write_xlsx(small_workbook());
  EXPECT_EQ(once, write_xlsx(small_workbook()));
  auto later = small_workbook();
  later.position = 813;
  EXPECT_NE(once, write_xlsx(later));
}

TEST(WriteXlsx, writes_no_formula) {
  const auto sheet = part(write_xlsx(small_workbook()), "xl/worksheets/sheet2.xml");
  EXPECT_THAT(sheet, AllOf(HasSubstr("<v>14.8</v>"), Not(HasSubstr("<f>"))));
  EXPECT_THAT(part(write_xlsx(small_workbook()), "xl/sharedStrings.xml"), HasSubstr("<t>=1+1</t>"));
}

TEST(WriteXlsx, keeps_the_header_bold_and_in_sight_and_marks_the_table) {
  const auto file = write_xlsx(small_workbook());
  EXPECT_THAT(part(file, "xl/worksheets/sheet2.xml"),
              AllOf(HasSubstr("state=\"frozen\""), HasSubstr("ySplit=\"1\"")));
  EXPECT_THAT(part(file, "xl/styles.xml"), HasSubstr("<b/>"));
  EXPECT_THAT(part(file, "xl/tables/table1.xml"),
              AllOf(HasSubstr("ref=\"A1:C3\""), HasSubstr("name=\"measure\"")));
}

TEST(WriteXlsx, is_stamped) {
  const auto file = write_xlsx(small_workbook());
  EXPECT_THAT(part(file, "docProps/core.xml"),
              AllOf(HasSubstr("Neglect &lt;scorecard&gt;"), HasSubstr("2017-11-14T09:00:00Z")));
  EXPECT_THAT(part(file, "docProps/custom.xml"),
              AllOf(HasSubstr("<vt:lpwstr>board<"), HasSubstr("<vt:lpwstr>812<")));
  EXPECT_THAT(part(file, "xl/sharedStrings.xml"),
              AllOf(HasSubstr("Shropshire &amp; district"), HasSubstr("2017-11-14T09:00:00")));
}

TEST(WriteXlsx, refuses_more_than_a_sheet_holds) {
  EXPECT_THROW(static_cast<void>(
                   write_xlsx(workbook_of({{"Wide", {std::vector<Cell>(16385, text_cell("x"))}}}))),
               std::length_error);
}

TEST(WriteOds, begins_with_its_type_as_it_is) {
  const auto file = write_ods(small_workbook());
  EXPECT_EQ(file.substr(30, 54), "mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
  EXPECT_EQ(file, write_ods(small_workbook()));
}

TEST(WriteOds, writes_numbers_days_and_texts) {
  const auto content = part(write_ods(small_workbook()), "content.xml");
  EXPECT_THAT(content, AllOf(HasSubstr(R"(office:value-type="float" office:value="14.8")"),
                             HasSubstr(R"(office:value-type="float" office:value="-0.125")"),
                             HasSubstr(R"(office:date-value="2017-11-14")"),
                             HasSubstr(R"(office:value-type="string"><text:p>=1+1</text:p>)"),
                             Not(HasSubstr("table:formula"))));
  EXPECT_THAT(content, HasSubstr(R"(<text:p><text:s text:c="2"/>two<text:s text:c="2"/>spaces)"
                                 R"(</text:p><text:p>and a line<text:tab/></text:p>)"));
}

TEST(WriteOds, is_stamped) {
  EXPECT_THAT(part(write_ods(small_workbook()), "meta.xml"),
              AllOf(HasSubstr("Neglect &lt;scorecard&gt;"), HasSubstr("\"Audience\">board<"),
                    HasSubstr("\"Position\">812<"), HasSubstr("2017-11-14T09:00:00")));
}

}  // namespace
}  // namespace closeloop::spreadsheet
