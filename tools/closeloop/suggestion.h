#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace closeloop::tools {

/// The candidate that a mistyped word most likely meant; empty if none is near.
[[nodiscard]] std::string nearest(std::string_view word,
                                  const std::vector<std::string>& candidates);

}  // namespace closeloop::tools
