#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

/// Text that would run if a page showed it as markup, and how to see that it does not.
namespace closeloop::testing {

/// Breaks out of elements and of attributes in either kind of quotes.
inline constexpr std::string_view script =
    R"(<script>alert(1)</script>"'><img src=x onerror=alert(1)>)";

/// The page may hold the text, but no part of it as markup.
inline void expect_no_script(std::string_view page, std::string_view where) {
  // The last two: a quotation mark that would end an attribute.
  for (const std::string_view markup :
       {"<script>alert", "<img src=x", "</script>\"'>", "/script&gt;\"", "&quot;'"}) {
    const auto at = page.find(markup);
    EXPECT_EQ(at, std::string_view::npos)
        << where << " holds " << markup << " as markup: "
        << (at == std::string_view::npos ? "" : page.substr(at > 200 ? at - 200 : 0, 400));
  }
}

}  // namespace closeloop::testing
