#include <array>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/spreadsheet/csv_table.h"
#include "api/spreadsheet/ods_writer.h"
#include "api/spreadsheet/xlsx_reader.h"
#include "api/spreadsheet/xlsx_writer.h"
#include "tests/places.h"
#include "tests/support/random.h"
#include "tests/unit/api/spreadsheet_parts.h"

namespace closeloop::spreadsheet {
namespace {

using eventstore::testing::Random;
using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string what_is_wrong(const std::string& bytes) {
  const auto read = read_xlsx(bytes);
  if (read) return "nothing";
  EXPECT_EQ(read.error().code, eventstore::Errc::invalid);
  return read.error().message;
}

std::string utf16(std::string_view text) {
  std::string wide;
  for (const char c : text) wide.append({c, '\0'});
  return wide;
}

std::string made_by(const std::string& program) {
  std::ifstream file{CLOSELOOP_SOURCE_DIR "/tests/data/" + program + ".xlsx", std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// Reads it and, if that can be done, all that is made of it. Either is well, or there is a reason.
void survive(const std::string& bytes) {
  const auto read = read_xlsx(bytes);
  if (!read) {
    EXPECT_FALSE(read.error().message.empty());
    return;
  }
  for (const auto& sheet : read.value().sheets) {
    imports::ImportReport report;
    static_cast<void>(rows_as_csv_table(sheet, report));
  }
}

TEST(ReadXlsx, says_in_plain_words_what_another_file_is) {
  const std::string ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
  EXPECT_THAT(what_is_wrong(""), HasSubstr("empty"));
  EXPECT_THAT(what_is_wrong("series_id,value\r\nS011,14.8\r\n"), HasSubstr("ends in .csv"));
  EXPECT_THAT(what_is_wrong(ole + utf16("EncryptedPackage")), HasSubstr("password"));
  EXPECT_THAT(what_is_wrong(ole + utf16("Workbook")), HasSubstr("(.xls)"));
  EXPECT_THAT(what_is_wrong(write_ods({})), HasSubstr("OpenDocument"));
  EXPECT_THAT(what_is_wrong(write_zip({{"a.txt", "a"}})), HasSubstr("no workbook in it"));
  const auto of_kind = [](const std::string& path, const std::string& content) {
    return write_zip(
        {{"_rels/.rels", relations(relation("a", "officeDocument", path))}, {path, content}});
  };
  EXPECT_THAT(what_is_wrong(of_kind("xl/workbook.bin", "\x83")), HasSubstr("(.xlsb)"));
  EXPECT_THAT(what_is_wrong(of_kind("word/document.xml", "<w:document/>")),
              HasSubstr("no workbook in it"));
  EXPECT_THAT(what_is_wrong(of_kind("xl/workbook.xml", "<workbook><sheets>")),
              HasSubstr("damaged"));
  EXPECT_THAT(what_is_wrong(of_kind("xl/workbook.xml",
                                    "<workbook><sheets><sheet id=\"x\"/></sheets></workbook>")),
              HasSubstr("damaged"));
}

TEST(ReadXlsx, finds_every_truncation) {
  const auto whole = made_by("libreoffice");
  for (std::size_t size = 1; size < whole.size(); size += 13) {
    EXPECT_NE(what_is_wrong(whole.substr(0, size)), "nothing") << size;
  }
}

TEST(ReadXlsx, survives_changed_bytes) {
  Random random;
  for (const auto* program : {"libreoffice", "openpyxl"}) {
    const auto whole = made_by(program);
    for (int i = 0; i < 1000; ++i) {
      auto changed = whole;
      for (std::size_t n = 0; n <= random.below(4); ++n) {
        changed[random.below(changed.size())] = static_cast<char>(random.below(256));
      }
      survive(changed);
    }
  }
}

/// Zip finds out most changes; a hostile writer's sums are right.
TEST(ReadXlsx, survives_changed_parts) {
  Random random;
  for (int i = 0; i < 1500; ++i) {
    Parts parts;
    parts.workbook_properties = "<workbookPr date1904=\"1\"/>";
    parts.strings = "<si><t>a_x000D_b</t></si><si><r><t>c</t></r></si>";
    parts.rows =
        R"(<row r="1"><c r="A1" s="1"><v>43053</v></c><c r="C1" t="s"><v>1</v></c>)"
        R"(<c r="D1" s="3"><v>43053.5</v></c><c t="inlineStr"><is><t>x</t></is></c></row>)"
        R"(<row r="12"><c r="B12" t="d"><v>2017-11-14</v></c><c s="2"><v>1e3</v></c></row>)";
    parts.after_rows = R"(<mergeCells><mergeCell ref="A1:C12"/></mergeCells>)";
    const auto changes = random.below(5) + 1;
    for (std::size_t n = 0; n < changes; ++n) {
      auto* texts = std::array{&parts.workbook_properties, &parts.strings, &parts.rows, &parts.rows,
                               &parts.after_rows}[random.below(5)];
      constexpr std::string_view likely = "0123456789-+.eE<>/\"&;:=AZaz_x \0\xff\xc3";
      (*texts)[random.below(texts->size())] = likely[random.below(likely.size())];
    }
    survive(file_of(parts));
  }
}

TEST(ReadXlsx, takes_nonsense_for_what_it_is) {
  Parts parts;
  parts.rows = R"(<row r="1"><c r="A1"><v>nan</v></c><c r="B1"><v>inf</v></c>)"
               R"(<c r="C1"><v>1e999</v></c><c r="D1" s="4294967296"><v>1</v></c>)"
               R"(<c r="E1" t="s"><v>-1</v></c><c r="F1" s="1"><v>1e308</v></c></row>)";
  const auto read = read_xlsx(file_of(parts));
  ASSERT_TRUE(read.has_value());
  EXPECT_THAT(read.value().sheets.at(0).rows.at(0),
              ::testing::ElementsAre(text_cell("nan"), text_cell("inf"), text_cell("1e999"),
                                     number_cell(1), Cell{}, number_cell(1e308)));
  for (const auto* row :
       {R"(<row r="0"/>)", R"(<row r="-1"/>)", R"(<row r="1048577"/>)",
        R"(<row r="1"><c r="A2"/></row>)", R"(<row r="1"><c r="XFE1"/></row>)",
        R"(<row r="1"><c r="1"/></row>)", R"(<row r="1"><c r="AAAAAAAAA1"/></row>)",
        R"(<row r="1"><c r="XFD1"/><c/></row>)"}) {
    parts.rows = row;
    EXPECT_THAT(what_is_wrong(file_of(parts)), HasSubstr("damaged")) << row;
  }
}

TEST(ReadXlsx, refuses_what_grows_beyond_measure) {
  Parts parts;
  parts.rows = std::string(std::size_t{65} << 20, ' ');
  EXPECT_THAT(what_is_wrong(file_of(parts)), HasSubstr("too large"));

  parts.rows = repeated("<c/>", 6'000'001);
  EXPECT_THAT(what_is_wrong(file_of(parts)), HasSubstr("too large"));

  parts.rows.clear();
  for (int row = 1; row <= 200; ++row) {
    const auto number = std::to_string(row * 5000);
    parts.rows.append("<row r=\"").append(number).append("\"><c r=\"XFD");
    parts.rows.append(number).append("\"><v>1</v></c></row>");
  }
  EXPECT_THAT(what_is_wrong(file_of(parts)), HasSubstr("too large"));

  parts.strings = "<si><t>" + std::string(32000, 'x') + "</t></si>";
  parts.rows = "<row>" + repeated("<c t=\"s\"><v>0</v></c>", 5000) + "</row>";
  EXPECT_THAT(what_is_wrong(file_of(parts)), HasSubstr("too large"));

  parts.strings.clear();
  parts.rows = repeated("<row><c><v>1</v></c></row>", 2000);
  parts.after_rows =
      "<mergeCells>" + repeated("<mergeCell ref=\"A1:XFD1048576\"/>", 5000) + "</mergeCells>";
  EXPECT_THAT(what_is_wrong(file_of(parts)), HasSubstr("too large"));

  std::vector<ZipEntry> many;
  for (int i = 0; i < 1001; ++i) many.push_back({std::to_string(i), "", true});
  EXPECT_THAT(what_is_wrong(write_zip(many)), HasSubstr("too large"));
}

TEST(ReadXlsx, fetches_and_declares_nothing) {
  Parts parts;
  parts.rows = R"(<row><c t="str"><v>&bomb;</v></c></row>)";
  auto file = file_of(parts);
  const auto read = read_xlsx(file);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read.value().sheets.at(0).rows.at(0).at(0), text_cell("&bomb;"));
}

TEST(Spreadsheets, take_fifty_thousand_rows) {
  Workbook book;
  book.sheets = {{"Returns", {{}}}};
  auto& rows = book.sheets[0].rows;
  for (int column = 0; column < 12; ++column) {
    rows[0].push_back(text_cell("column " + std::to_string(column)));
  }
  for (int row = 0; row < 50'000; ++row) {
    auto& cells = rows.emplace_back();
    for (int column = 0; column < 12; ++column) {
      cells.push_back(column < 6 ? text_cell("row " + std::to_string(row % 500))
                                 : number_cell(row + column / 8.0));
    }
  }
  const auto file = write_xlsx(book);
  EXPECT_LT(file.size(), std::size_t{8} << 20);
  const auto read = read_xlsx(file);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  ASSERT_THAT(read.value().sheets, SizeIs(2));
  EXPECT_TRUE(read.value().sheets[1] == book.sheets[0]);
  EXPECT_LT(write_ods(book).size(), std::size_t{8} << 20);
}

}  // namespace
}  // namespace closeloop::spreadsheet
