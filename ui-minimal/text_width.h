#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// How wide text is drawn, by estimate: as in the widest of the fonts that may be there, so that
/// it stays in its box and clear of its neighbours. Text is UTF-8.
namespace closeloop::ui {

/// Of one byte, in hundredths of the size of the letters. Bytes that go on with a character count
/// nothing: they were counted with its first.
[[nodiscard]] int width_of(char c, bool strong = false);

/// Of a text in letters of that size.
[[nodiscard]] double text_width(std::string_view text, int letters);

/// How many bytes of a text fit, never ending within a character.
[[nodiscard]] std::size_t fitting(std::string_view text, int width, int letters,
                                  bool strong = false);

/// The text, or as much of it as fits with "…" behind it.
[[nodiscard]] std::string cut_to(std::string_view text, int width, int letters);

}  // namespace closeloop::ui
