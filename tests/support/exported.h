#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "api/import/csv.h"
#include "api/spreadsheet/xlsx_reader.h"
#include "api/spreadsheet/zip_reader.h"

/// Files that people take away, read back as another program would.
namespace closeloop::testing {

/// The cells of a row by the names of their columns. What is empty is not there.
using ReadRow = std::map<std::string, std::string, std::less<>>;
using ReadTable = std::vector<ReadRow>;
using ReadTables = std::map<std::string, ReadTable, std::less<>>;

inline std::string cell(const ReadRow& row, std::string_view column) {
  const auto found = row.find(column);
  return found == row.end() ? std::string{} : found->second;
}

inline ReadTable by_name(const std::vector<std::vector<std::string>>& rows) {
  ReadTable table;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    ReadRow named;
    for (std::size_t column = 0; column < rows[i].size(); ++column) {
      if (!rows[i][column].empty()) named[rows[0].at(column)] = rows[i][column];
    }
    table.push_back(std::move(named));
  }
  return table;
}

inline ReadTable read_csv_file(std::string_view bytes) {
  imports::ImportReport report;
  const auto csv = imports::read_csv(bytes, report);
  EXPECT_TRUE(report.refused.empty());
  std::vector<std::vector<std::string>> rows{csv.header};
  for (const auto& row : csv.rows) rows.push_back(row.cells);
  return by_name(rows);
}

inline ReadTables read_xlsx_file(std::string_view bytes) {
  const auto book = spreadsheet::read_xlsx(bytes);
  EXPECT_TRUE(book);
  ReadTables tables;
  if (!book) return tables;
  for (const auto& sheet : book.value().sheets) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : sheet.rows) {
      auto& read = rows.emplace_back();
      for (const auto& each : row) read.push_back(spreadsheet::as_text(each));
    }
    tables[sheet.name] = by_name(rows);
  }
  return tables;
}

/// The text between the tags, with what XML escapes undone.
inline std::string text_within(std::string_view xml) {
  std::string text;
  for (std::size_t at = 0; at < xml.size(); ++at) {
    if (xml[at] == '<') {
      at = xml.find('>', at);
    } else {
      text += xml[at];
    }
  }
  for (const auto& [from, to] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}}) {
    const std::string_view escape{from};
    for (auto at = text.find(escape); at != std::string::npos; at = text.find(escape, at + 1)) {
      text.replace(at, escape.size(), to);
    }
  }
  return text;
}

/// Takes what lies between `begin` and `end` off the front of `rest`; false if it is not there.
inline bool take_between(std::string_view& rest, std::string_view begin, std::string_view end,
                         std::string_view& taken) {
  const auto from = rest.find(begin);
  if (from == std::string_view::npos) return false;
  rest.remove_prefix(from + begin.size());
  const auto to = rest.find(end);
  taken = rest.substr(0, to);
  rest.remove_prefix(std::min(rest.size(), to + end.size()));
  return true;
}

/// The cell that begins the text, as far as "<table:table-cell" was taken off it.
inline std::string ods_cell(std::string_view& rest) {
  const auto head = rest.substr(0, rest.find('>'));
  rest.remove_prefix(head.size() + 1);
  if (head.ends_with('/')) return {};
  const auto content = rest.substr(0, rest.find("</table:table-cell>"));
  rest.remove_prefix(content.size());
  auto attributes = head;
  std::string_view value;
  for (const auto* name : {" office:value=\"", " office:date-value=\""}) {
    if (take_between(attributes, name, "\"", value)) return std::string{value};
  }
  return text_within(content);
}

inline ReadTables read_ods_file(std::string_view bytes) {
  auto archive = spreadsheet::ZipReader::open(bytes);
  EXPECT_TRUE(archive);
  const auto content = archive.value().read("content.xml").value();
  ReadTables tables;
  std::string_view rest{content};
  for (std::string_view sheet;
       take_between(rest, "<table:table table:name=\"", "</table:table>", sheet);) {
    const auto name = text_within(sheet.substr(0, sheet.find('"')));
    std::vector<std::vector<std::string>> rows;
    for (std::string_view row;
         take_between(sheet, "<table:table-row>", "</table:table-row>", row);) {
      auto& read = rows.emplace_back();
      for (std::string_view begin{"<table:table-cell"};
           row.find(begin) != std::string_view::npos;) {
        row.remove_prefix(row.find(begin) + begin.size());
        read.push_back(ods_cell(row));
      }
    }
    tables[name] = by_name(rows);
  }
  return tables;
}

/// What the sheet "About" says beside that name.
inline std::string about(const ReadTables& tables, std::string_view name) {
  for (const auto& row : tables.at("About")) {
    if (cell(row, "About") != name) continue;
    for (const auto& [column, text] : row) {
      if (column != "About") return text;
    }
  }
  return {};
}

}  // namespace closeloop::testing
