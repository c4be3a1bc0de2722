#include "api/csv.h"

#include <gtest/gtest.h>

namespace closeloop::api {
namespace {

std::string one_row(const std::vector<std::string>& cells) {
  CsvTable table({"a"});
  table.row(cells);
  return std::move(table).text().substr(3);  // Without "a" and its line end.
}

TEST(Csv, quotes_what_would_break_a_row) {
  EXPECT_EQ(one_row({"plain", "a, b", "say \"so\"", "two\nlines", ""}),
            "plain,\"a, b\",\"say \"\"so\"\"\",\"two\nlines\",\r\n");
}

TEST(Csv, lets_no_cell_be_a_formula) {
  EXPECT_EQ(one_row({"=1+1", "+cmd", "-cmd", "@SUM(A1)", "\tx", "\rx"}),
            "'=1+1,'+cmd,'-cmd,'@SUM(A1),'\tx,\"'\rx\"\r\n");
  EXPECT_EQ(one_row({"-", "=HYPERLINK(\"x\",\"y\")"}),
            "'-,\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
}

TEST(Csv, leaves_numbers_as_they_are) {
  EXPECT_EQ(one_row({"-12", "+3.5", "1204", "-1.2.3", "-1e9"}), "-12,+3.5,1204,'-1.2.3,'-1e9\r\n");
}

}  // namespace
}  // namespace closeloop::api
