#include "api/spreadsheet/xlsx_writer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <future>
#include <memory>
#include <set>
#include <stdexcept>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace closeloop::spreadsheet {
namespace {

constexpr eventstore::Day serial_origin{std::chrono::December / 30 / 1899};
constexpr eventstore::Day first_countable{std::chrono::March / 1 / 1900};
constexpr eventstore::Timestamp earliest{eventstore::Day{std::chrono::January / 1 / 1980}};
constexpr int formats_max = 16;  // As needed, and 0 to 15 decimals.

void must(lxw_error error) {
  if (error != LXW_NO_ERROR) {
    throw std::runtime_error{std::string{"a spreadsheet could not be written: "} +
                             lxw_strerror(error)};
  }
}

/// A file in memory that has a name for as long as it is open.
class MemoryFile {
 public:
  MemoryFile() : descriptor_{memfd_create("spreadsheet", MFD_CLOEXEC)} {
    if (descriptor_ < 0) throw std::runtime_error{"no memory to write a spreadsheet"};
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  MemoryFile(MemoryFile&&) = delete;
  MemoryFile& operator=(MemoryFile&&) = delete;
  ~MemoryFile() { close(descriptor_); }

  [[nodiscard]] std::string name() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
  [[nodiscard]] std::string content() const {
    struct stat about_it {};
    if (fstat(descriptor_, &about_it) != 0) throw std::runtime_error{"a spreadsheet was lost"};
    std::string bytes(static_cast<std::size_t>(about_it.st_size), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
      const auto count =
          pread(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
      if (count <= 0) throw std::runtime_error{"a spreadsheet was lost"};
      done += static_cast<std::size_t>(count);
    }
    return bytes;
  }

 private:
  int descriptor_;
};

/// What stands for a control character (_x000D_) must not be found in a text by chance.
std::string escaped(std::string_view text) {
  std::string kept = storable(text);
  const auto is_code = [&](std::size_t at) {
    return kept.size() - at >= 7 && kept[at + 6] == '_' &&
           std::all_of(kept.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                       kept.begin() + static_cast<std::ptrdiff_t>(at) + 6,
                       [](unsigned char c) { return std::isxdigit(c) != 0; });
  };
  for (auto at = kept.find("_x"); at != std::string::npos; at = kept.find("_x", at + 2)) {
    if (!is_code(at)) continue;
    kept.insert(at, "_x005F");
    at += 6;
  }
  constexpr std::size_t text_max = 32767;
  return kept.size() > text_max ? storable(kept) : kept;
}

struct Closing {
  void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
};

class Writer {
 public:
  explicit Writer(const std::string& file_name) : book_{workbook_new(file_name.c_str())} {
    if (!book_) throw std::runtime_error{"no memory to write a spreadsheet"};
    bold_ = format();
    format_set_bold(bold_);
    format_set_text_wrap(bold_);
    wrapped_ = format();
    format_set_text_wrap(wrapped_);
    date_ = format();
    format_set_num_format(date_, "yyyy-mm-dd");
    format_set_align(date_, LXW_ALIGN_LEFT);
  }

  void properties(const Workbook& workbook) {
    std::array texts{storable(workbook.title), storable(workbook.board), storable(workbook.source)};
    lxw_doc_properties said{};
    said.title = texts[0].data();
    said.company = texts[1].data();
    said.comments = texts[2].data();
    said.created = std::chrono::system_clock::to_time_t(std::max(workbook.known_at, earliest));
    must(workbook_set_properties(book_.get(), &said));
    property("Audience", workbook.audience);
    property("Position", std::to_string(workbook.position));
    property("Known at", eventstore::iso(workbook.known_at));
  }

  void sheet(const Sheet& sheet, const std::string& name) {
    const auto columns = columns_of(sheet);
    if (sheet.rows.size() > LXW_ROW_MAX || columns > LXW_COL_MAX) {
      throw std::length_error{"\"" + name + "\" is larger than a sheet of Excel can be"};
    }
    lxw_worksheet* to = workbook_add_worksheet(book_.get(), name.c_str());
    if (to == nullptr) throw std::runtime_error{"a spreadsheet could not take a sheet: " + name};
    for (std::size_t column = 0; column < columns; ++column) {
      const auto at = static_cast<lxw_col_t>(column);
      must(worksheet_set_column(to, at, at, static_cast<double>(column_width(sheet, column)),
                                nullptr));
    }
    worksheet_freeze_panes(to, 1, 0);
    if (name != about) mark_as_table(to, sheet);
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
      for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
        cell(to, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
             sheet.rows[row][column]);
      }
    }
  }

  /// Writes the file.
  void close() { must(workbook_close(book_.release())); }

 private:
  lxw_format* format() {
    lxw_format* made = workbook_add_format(book_.get());
    if (made == nullptr) throw std::runtime_error{"no memory to write a spreadsheet"};
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    return made;
  }
  lxw_format* number_format(int decimals) {
    auto& made = numbers_.at(static_cast<std::size_t>(decimals));
    if (made == nullptr) {
      made = format();
      const auto zeros = std::string(static_cast<std::size_t>(decimals), '0');
      format_set_num_format(made, decimals == 0 ? "0" : ("0." + zeros).c_str());
    }
    return made;
  }
  void property(const char* name, std::string_view value) {
    constexpr std::size_t value_max = 255;
    const auto text = storable(value);
    if (!text.empty() && text.size() <= value_max) {
      must(workbook_set_custom_property_string(book_.get(), name, text.c_str()));
    }
  }

  void cell(lxw_worksheet* to, lxw_row_t row, lxw_col_t column, const Cell& cell) {
    switch (cell.kind) {
      case Cell::Kind::empty: return;
      case Cell::Kind::text: {
        const auto text = escaped(cell.text);
        must(worksheet_write_string(to, row, column, text.c_str(), row == 0 ? bold_ : wrapped_));
        return;
      }
      case Cell::Kind::number: {
        auto* shown = cell.decimals < 0 ? nullptr : number_format(cell.decimals);
        must(worksheet_write_number(to, row, column, cell.number, row == 0 ? bold_ : shown));
        return;
      }
      case Cell::Kind::date:
        if (cell.date < first_countable) {
          must(worksheet_write_string(to, row, column, as_text(cell).c_str(), wrapped_));
        } else {
          const auto days = (cell.date - serial_origin).count();
          must(worksheet_write_number(to, row, column, static_cast<double>(days), date_));
        }
    }
  }

  /// Only what Excel takes: rows below a header of short, different texts.
  void mark_as_table(lxw_worksheet* to, const Sheet& sheet) {
    constexpr std::size_t header_max = 255;
    if (sheet.rows.size() < 2 || sheet.rows.front().size() != columns_of(sheet)) return;
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const auto& cell : sheet.rows.front()) {
      auto name = escaped(cell.text);
      auto same = name;
      std::ranges::transform(same, same.begin(),
                             [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      if (cell.kind != Cell::Kind::text || name.size() > header_max || name != cell.text ||
          name.find_first_of("\n\t") != std::string::npos || !seen.insert(same).second) {
        return;
      }
      names.push_back(std::move(name));
    }
    std::vector<lxw_table_column> columns(names.size());
    std::vector<lxw_table_column*> list;
    for (std::size_t i = 0; i < names.size(); ++i) {
      columns[i].header = names[i].data();
      columns[i].header_format = bold_;
      list.push_back(&columns[i]);
    }
    list.push_back(nullptr);
    lxw_table_options options{};
    options.no_banded_rows = LXW_TRUE;
    options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;
    options.style_type_number = 1;
    options.columns = list.data();
    must(worksheet_add_table(to, 0, 0, static_cast<lxw_row_t>(sheet.rows.size() - 1),
                             static_cast<lxw_col_t>(names.size() - 1), &options));
  }

  std::unique_ptr<lxw_workbook, Closing> book_;
  lxw_format* bold_ = nullptr;
  lxw_format* wrapped_ = nullptr;
  lxw_format* date_ = nullptr;
  std::array<lxw_format*, formats_max> numbers_{};
};

std::string written(const Workbook& workbook) {
  const MemoryFile file;
  Writer writer{file.name()};
  writer.properties(workbook);
  const auto names = sheet_names(workbook);
  writer.sheet(about_sheet(workbook), names.front());
  for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
    writer.sheet(workbook.sheets[i], names[i + 1]);
  }
  writer.close();
  return file.content();
}

}  // namespace

std::string write_xlsx(const Workbook& workbook) {
  // The library packs with 64 KiB of buffers on the stack, and a thread of the HTTP server has no
  // more than 100 KiB: the file is written on a thread of its own.
  return std::async(std::launch::async, written, std::cref(workbook)).get();
}

}  // namespace closeloop::spreadsheet
