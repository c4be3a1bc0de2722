#include <algorithm>

#include <gmock/gmock.h>

#include "api/spreadsheet/csv_table.h"
#include "api/spreadsheet/xlsx_writer.h"
#include "eventstore/core/decimal.h"
#include "tests/places.h"
#include "tests/support/command_line.h"

namespace closeloop::tools {
namespace {

using ::testing::HasSubstr;

constexpr auto published = CLOSELOOP_SOURCE_DIR "/tools/closeloop/demo/returns.csv";

spreadsheet::Cell typed(const std::string& text) {
  const auto number = eventstore::parse_decimal(text);
  return number ? spreadsheet::number_cell(number->value()) : spreadsheet::text_cell(text);
}

/// The published returns as a person has them after opening the CSV in a spreadsheet program: 18.0
/// has become 18.
spreadsheet::Workbook as_workbook() {
  imports::ImportReport report;
  const auto table = imports::read_csv(content_of(published), report);
  spreadsheet::Workbook book;
  auto& rows = book.sheets.emplace_back(spreadsheet::Sheet{"Returns", {}}).rows;
  const auto add = [&](const std::vector<std::string>& cells) {
    auto& row = rows.emplace_back();
    for (const auto& cell : cells) row.push_back(typed(cell));
  };
  add(table.header);
  for (const auto& row : table.rows) add(row.cells);
  return book;
}

class ImportWorkbooks : public ABoard {
 protected:
  Said import_book(const spreadsheet::Workbook& book) {
    const auto file = directory_.write("returns.xlsx", spreadsheet::write_xlsx(book));
    return on_board({"import", "returns", file});
  }
};

TEST_F(ImportWorkbooks, take_what_the_same_csv_takes) {
  const auto of_workbook = import_book(as_workbook());
  EXPECT_EQ(of_workbook.exit, Exit::ok) << of_workbook.err;
  OwnDirectory other;
  ASSERT_EQ(closeloop({"init", "--name", "Other", "--data", other / "board"}).exit, Exit::ok);
  const auto of_csv = closeloop({"import", "returns", published, "--data", other / "board"});
  EXPECT_EQ(of_csv.exit, Exit::ok) << of_csv.err;
  EXPECT_THAT(of_csv.out, HasSubstr(" values"));
  EXPECT_EQ(of_workbook.out, of_csv.out);
}

TEST_F(ImportWorkbooks, revise_only_what_another_number_stands_in) {
  ASSERT_EQ(on_board({"import", "returns", published}).exit, Exit::ok);
  auto book = as_workbook();
  EXPECT_THAT(import_book(book).out, Not(HasSubstr("revised")));
  auto& rows = book.sheets[0].rows;
  const auto value = std::ranges::find(rows[0], spreadsheet::text_cell("value")) - rows[0].begin();
  const auto at = static_cast<std::size_t>(value);
  ASSERT_EQ(rows[1].at(at).kind, spreadsheet::Cell::Kind::number);
  rows[1][at].number += 0.1;
  EXPECT_THAT(import_book(book).out, HasSubstr("1 revised value"));
}

TEST_F(ImportWorkbooks, say_which_row_is_wrong) {
  auto book = as_workbook();
  auto& rows = book.sheets[0].rows;
  const auto value = std::ranges::find(rows[0], spreadsheet::text_cell("value")) - rows[0].begin();
  rows.insert(rows.begin() + 1, std::vector<spreadsheet::Cell>{});
  rows[4].at(static_cast<std::size_t>(value)) = spreadsheet::text_cell("about 18");
  const auto said = import_book(book);
  EXPECT_NE(said.exit, Exit::ok);
  EXPECT_THAT(said.out + said.err, HasSubstr("row 5"));
}

}  // namespace
}  // namespace closeloop::tools
