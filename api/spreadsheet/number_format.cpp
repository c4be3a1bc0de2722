#include "api/spreadsheet/number_format.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <fmt/format.h>

#include "api/spreadsheet/xml.h"

namespace closeloop::spreadsheet {
namespace {

using Shown = NumberFormat::Shown;

constexpr std::size_t styles_max = 65536;  // Excel has 65,490 at most.

/// The first part of a code (that of positive numbers) in small letters, without the texts, colours
/// and fillings that stand in it. What counts hours beyond a day ([h]) stays.
std::string essence(std::string_view code) {
  std::string kept;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size() - 1);
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const auto end = std::min(code.find(']', i), code.size() - 1);
      const auto inside = code.substr(i + 1, end - i - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) {
        kept += "h";
      }
      i = end;
    } else {
      kept += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  for (const std::string_view half_of_day : {"am/pm", "a/p"}) {
    if (const auto at = kept.find(half_of_day); at != std::string::npos) {
      kept.replace(at, half_of_day.size(), "h");
    }
  }
  return kept;
}

NumberFormat format_of_number(int id) {
  if (id == 9 || id == 10) return {Shown::percent};
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) {
    return {Shown::day};
  }
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) {
    return {Shown::time};
  }
  if (id == 22) return {Shown::day_and_time};
  if (id == 1 || id == 3 || id == 37 || id == 38) return {Shown::number, 0};
  if (id == 2 || id == 4 || id == 39 || id == 40) return {Shown::number, 2};
  return {};
}

std::string time_of(std::int64_t seconds) {
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

Cell cell_of_time(double number, Shown shown, bool from_1904) {
  constexpr std::int64_t seconds_of_day = 86400;
  const auto seconds = static_cast<std::int64_t>(std::llround(number * seconds_of_day));
  const auto whole = seconds / seconds_of_day;
  const auto rest = seconds % seconds_of_day;
  if (shown == Shown::time || (whole == 0 && !from_1904)) return text_cell(time_of(seconds));
  constexpr std::int64_t leap_day_that_was_not = 60;
  const bool known = from_1904 || whole != leap_day_that_was_not;
  eventstore::Day day{std::chrono::January / 1 / 1904};
  if (!from_1904) {
    const int first = whole < leap_day_that_was_not ? 31 : 30;
    day = eventstore::Day{std::chrono::December / first / 1899};
  }
  day += std::chrono::days{whole};
  if (rest == 0 && known) return date_cell(day);
  const auto date = known ? eventstore::iso(day) : "1900-02-29";
  return text_cell(rest == 0 ? date : date + "T" + time_of(rest));
}

}  // namespace

NumberFormat format_of_code(std::string_view code) {
  const auto kept = essence(code);
  if (kept.find("general") != std::string::npos) return {};
  const auto has = [&](std::string_view any) {
    return kept.find_first_of(any) != std::string::npos;
  };
  if (!has("0#?")) {
    const bool time = has("hs");
    const bool day = has("yd") || (has("m") && !time);
    if (day) return {time ? Shown::day_and_time : Shown::day};
    if (time) return {Shown::time};
  } else if (has("hs") && !has("#?")) {
    return {has("yd") ? Shown::day_and_time : Shown::time};  // With tenths of a second.
  }
  if (has("%")) return {Shown::percent};
  if (kept.find_first_not_of("0#,. -()") != std::string::npos || !has("0")) return {};
  const auto point = kept.find('.');
  if (point == std::string::npos) return {Shown::number, 0};
  return {Shown::number,
          static_cast<int>(std::min<std::ptrdiff_t>(
              std::count(kept.begin() + static_cast<std::ptrdiff_t>(point), kept.end(), '0'), 15))};
}

std::vector<NumberFormat> read_formats(pugi::xml_node style_sheet) {
  std::map<int, NumberFormat> own;
  for (const auto node : child(style_sheet, "numFmts").children()) {
    own[whole_number(attribute(node, "numFmtId"), -1)] =
        format_of_code(attribute(node, "formatCode"));
  }
  std::vector<NumberFormat> formats;
  for (const auto node : child(style_sheet, "cellXfs").children()) {
    if (!is(node, "xf") || formats.size() >= styles_max) continue;
    const auto id = whole_number(attribute(node, "numFmtId"), 0);
    const auto found = own.find(id);
    formats.push_back(found == own.end() ? format_of_number(id) : found->second);
  }
  return formats;
}

Cell cell_of_number(double number, const NumberFormat& format, bool from_1904) {
  constexpr double last_day = 2958466;  // Of the year 9999.
  switch (format.shown) {
    case Shown::percent: return text_cell(as_text(number_cell(number * 100)) + "%");
    case Shown::day:
    case Shown::time:
    case Shown::day_and_time:
      if (number < 0 || number >= last_day - 1) break;  // Shown as ##### by Excel.
      return cell_of_time(number, format.shown, from_1904);
    case Shown::number: return number_cell(number, format.decimals);
  }
  return number_cell(number);
}

}  // namespace closeloop::spreadsheet
