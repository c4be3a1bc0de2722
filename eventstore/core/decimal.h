#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace eventstore {

/// A number exactly as it was written: 18.0 stays 18.0, and 0.1 is a tenth. What is counted with
/// is `value()`; what is shown and kept is `text()`.
struct Decimal {
  std::int64_t digits = 0;  ///< 180 for 18.0
  std::uint8_t places = 0;  ///< Of them behind the point: 1 for 18.0

  [[nodiscard]] double value() const;
  [[nodiscard]] std::string text() const;

  friend bool operator==(const Decimal&, const Decimal&) = default;
};

/// At most 15 digits, 9 of them behind the point; a minus is allowed, an exponent, a plus and
/// separators of thousands are not. Nothing if it is anything else.
[[nodiscard]] std::optional<Decimal> parse_decimal(std::string_view text);

}  // namespace eventstore
