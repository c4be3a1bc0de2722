#include "api/import/written_number.h"

#include <algorithm>
#include <string>

namespace closeloop::imports {
namespace {

/// Without blanks (also those that don't break) and a percent sign.
std::string bare(std::string_view text) {
  constexpr std::string_view no_break = "\xC2\xA0";
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with(no_break)) {
      ++i;
    } else if (text[i] != ' ') {
      digits += text[i];
    }
  }
  if (digits.ends_with('%')) digits.pop_back();
  return digits;
}

bool are_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "1.234.567" by points, or by commas: up to three digits, then three each time.
bool are_thousands(std::string_view text, char separator) {
  if (text.starts_with('-')) text.remove_prefix(1);
  auto end = text.find(separator);
  if (end == std::string_view::npos || end > 3 || !are_digits(text.substr(0, end))) return false;
  while (end != std::string_view::npos) {
    text.remove_prefix(end + 1);
    end = text.find(separator);
    const auto group = text.substr(0, end);
    if (group.size() != 3 || !are_digits(group)) return false;
  }
  return true;
}

std::string without(std::string text, char separator) {
  std::erase(text, separator);
  return text;
}

}  // namespace

bool has_decimal_comma(std::string_view text) {
  const auto number = bare(text);
  const auto comma = number.find(',');
  if (comma == std::string::npos || comma != number.rfind(',')) return false;
  const auto whole = number.substr(0, comma);
  const auto decimals = number.substr(comma + 1);
  const bool is_whole = are_digits(whole.starts_with('-') ? whole.substr(1) : whole);
  if (!are_digits(decimals) || (!is_whole && !are_thousands(whole, '.'))) return false;
  return !are_thousands(number, ',');
}

WrittenNumber read_number(std::string_view text, bool decimal_commas_in_file) {
  auto number = bare(text);
  if (has_decimal_comma(text)) {
    number = without(number, '.');
    std::ranges::replace(number, ',', '.');
    return {eventstore::parse_decimal(number), false};
  }
  const auto comma = number.find(',');
  const auto point = number.find('.');
  const bool of_three = are_thousands(number, comma == std::string::npos ? '.' : ',');
  const auto last = number.find_last_of(",.");
  const bool once = last != std::string::npos && number.find_first_of(",.") == last;
  if (decimal_commas_in_file && of_three && once) return {std::nullopt, true};
  if (comma == std::string::npos) return {eventstore::parse_decimal(number), false};
  const auto whole = number.substr(0, point);
  if (number.rfind(',') > point || !are_thousands(whole, ',')) return {};
  return {eventstore::parse_decimal(without(number, ',')), false};
}

}  // namespace closeloop::imports
