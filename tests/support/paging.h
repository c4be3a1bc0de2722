#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "projections/page.h"
#include "tests/support/chronicle.h"

namespace closeloop::testing {

/// The ids of a list, read page by page as a person would: `ask(page)` gives one. Fails the test
/// if a page is too long, is empty behind another, or if they never end.
template <typename Ask>
std::vector<std::string> ids_by_pages(std::size_t limit, Ask&& ask) {
  std::vector<std::string> all;
  Page page{.cursor = {}, .limit = limit};
  for (int asked = 0; asked < 1000; ++asked) {
    const auto answered = ask(page);
    if (!answered) {
      ADD_FAILURE() << answered.error().message;
      return all;
    }
    const auto ids = each(answered.value().at("rows"), "id");
    EXPECT_LE(ids.size(), limit);
    EXPECT_TRUE(asked == 0 || !ids.empty()) << "a page with nothing on it";
    all.insert(all.end(), ids.begin(), ids.end());
    const auto* next = answered.value().if_contains("next");
    if (next == nullptr) return all;
    page.cursor = next->as_string();
  }
  ADD_FAILURE() << "the pages never end";
  return all;
}

}  // namespace closeloop::testing
