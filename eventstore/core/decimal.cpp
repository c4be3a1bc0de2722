#include "eventstore/core/decimal.h"

#include <array>
#include <cstddef>

namespace eventstore {
namespace {

constexpr std::size_t digits_max = 15;  // As many as a double holds exactly.
constexpr std::size_t places_max = 9;
constexpr std::array<double, places_max + 1> powers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

}  // namespace

double Decimal::value() const {
  // Both are exact as doubles, so the quotient is the double nearest to what was written.
  return static_cast<double>(digits) / powers.at(places <= places_max ? places : places_max);
}

std::string Decimal::text() const {
  const bool negative = digits < 0;
  auto text = std::to_string(negative ? -digits : digits);
  if (places > 0) {
    if (text.size() <= places) text.insert(0, places + 1U - text.size(), '0');
    text.insert(text.size() - places, 1, '.');
  }
  return negative ? "-" + text : text;
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  Decimal decimal;
  std::size_t digits = 0;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point && digits > 0) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    decimal.digits = decimal.digits * 10 + (c - '0');
    if (point) ++decimal.places;
    if (++digits > digits_max || decimal.places > places_max) return std::nullopt;
  }
  if (digits == 0 || text.ends_with('.')) return std::nullopt;
  if (negative) decimal.digits = -decimal.digits;
  return decimal;
}

}  // namespace eventstore
