#include "api/import/csv.h"

#include <gmock/gmock.h>

namespace closeloop::imports {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

struct Case {
  const char* name;
  std::string bytes;
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};

TEST(Csv, is_read_as_spreadsheets_write_it) {
  const Case cases[] = {
      {"commas", "a,b\n1,2\n", {"a", "b"}, {{"1", "2"}}},
      {"semicolons", "a;b\n1,5;2\n", {"a", "b"}, {{"1,5", "2"}}},
      {"tabs", "a\tb\n1\t2\n", {"a", "b"}, {{"1", "2"}}},
      {"byte-order mark", "\xEF\xBB\xBFx,b\n1,2", {"x", "b"}, {{"1", "2"}}},
      {"carriage returns", "a,b\r\n1,2\r\n", {"a", "b"}, {{"1", "2"}}},
      {"old line ends", "a,b\r1,2\r", {"a", "b"}, {{"1", "2"}}},
      {"quotes", "a,b\n\"x, y\",\"say \"\"no\"\"\"\n", {"a", "b"}, {{"x, y", "say \"no\""}}},
      {"line ends within a text", "a,b\n\"x\r\ny\",2\n", {"a", "b"}, {{"x\ny", "2"}}},
      {"a separator in a quoted header", "\"a;b;c\",d\n1,2\n", {"a;b;c", "d"}, {{"1", "2"}}},
      {"blank rows", "a,b\n\n , \n1,2\n,\n", {"a", "b"}, {{"1", "2"}}},
      {"short rows", "a,b,c\n1\n", {"a", "b", "c"}, {{"1", "", ""}}},
      {"empty cells too many", "a,b\n1,2,,\n", {"a", "b"}, {{"1", "2"}}},
      {"blanks around", "a , b\n 1,2 \n", {"a", "b"}, {{"1", "2"}}},
      {"other letters", "a\n\xC5\xB5r\n", {"a"}, {{"\xC5\xB5r"}}},
      {"blank rows above", "\n,,\na,b\n1,2\n", {"a", "b"}, {{"1", "2"}}},
      {"titles above", "Action plan\nof 2018,,\na,b\n1,2\n", {"a", "b"}, {{"1", "2"}}},
      {"a title without separators", "Plan\n\na;b\n1,5;2\n", {"a", "b"}, {{"1,5", "2"}}},
      {"a named separator", "sep=;\r\na;b\r\n1,5;2\r\n", {"a", "b"}, {{"1,5", "2"}}},
      {"no last line end", "a\n\"1\"", {"a"}, {{"1"}}},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    ImportReport report;
    const auto table = read_csv(one.bytes, report);
    EXPECT_THAT(report.refused, IsEmpty());
    EXPECT_EQ(table.header, one.header);
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : table.rows) rows.push_back(row.cells);
    EXPECT_EQ(rows, one.rows);
  }
}

TEST(Csv, counts_rows_as_spreadsheets_do) {
  ImportReport report;
  const auto table = read_csv("a,b\n\"x\ny\",2\n\n3,4\n", report);
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0].place(), "row 2");
  EXPECT_EQ(table.rows[1].place(), "row 4");
}

TEST(Csv, says_where_the_header_is_and_what_stands_above_it) {
  ImportReport report;
  const auto table = read_csv("Plan of 2018\n\na,b\n3,4\n", report);
  EXPECT_EQ(table.header_place(), "row 3");
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.rows[0].place(), "row 4");
  ASSERT_EQ(report.kept_as_text.size(), 1U);
  EXPECT_EQ(where(report.kept_as_text[0]), "row 1");
}

TEST(Csv, characters_that_cannot_be_shown_become_spaces_and_are_told) {
  ImportReport report;
  const auto table = read_csv("a,b\n1,x\fy\x7fz\n", report);
  EXPECT_EQ(table.rows.at(0).cells.at(1), "x y z");
  ASSERT_EQ(report.changed.size(), 1U);
  EXPECT_EQ(report.changed[0].place, "row 2");
  EXPECT_EQ(report.changed[0].column, "b");
  EXPECT_THAT(report.changed[0].text, HasSubstr("U+000C, U+007F"));
}

TEST(Csv, what_is_wrong_is_said_by_row) {
  struct Wrong {
    std::string bytes;
    const char* place;
    const char* why;
  };
  const Wrong cases[] = {
      {"a,b\n\"1,2\n3,4\n", "row 2", "never closed"},
      {"a,b\n\"1\"x,2\n", "row 2", "follows a closing quote"},
      {"a,b\n1,2\n1,2,3\n", "row 3", "more cells than the header"},
      {"a,b\n\x96 dash,2\n", "", "Windows-1252"},
      {"a,b\n caf\xE9,2\n", "", "UTF-8"},
      {std::string("\xFF\xFEx\0", 4), "", "UTF-16"},
      {std::string("a,b\n1\0,2\n", 9), "line 2", "U+0000"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.why);
    ImportReport report;
    (void)read_csv(one.bytes, report);
    ASSERT_EQ(report.refused.size(), 1U);
    EXPECT_EQ(report.refused[0].place, one.place);
    EXPECT_THAT(report.refused[0].text, HasSubstr(one.why));
  }
}

}  // namespace
}  // namespace closeloop::imports
