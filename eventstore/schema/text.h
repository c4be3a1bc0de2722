#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// What text may be, wherever it comes from. Safe from any thread.
namespace eventstore {

/// The number of characters (code points); nothing if it is not UTF-8, or has control
/// characters other than tab and new line.
[[nodiscard]] std::optional<std::size_t> characters(std::string_view text);

/// 1 to 64 letters, digits, dots, dashes and underscores. Not "." nor "..", which an
/// address could not hold.
[[nodiscard]] bool is_id(std::string_view text);

/// The text with U+FFFD in place of every byte that is not UTF-8, so that damaged or hostile
/// bytes can be shown. Text in order is returned as it is.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace eventstore
