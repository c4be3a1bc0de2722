#pragma once

#include <cstddef>
#include <vector>

namespace closeloop::suppression {

/// So many ways to take one of each are looked at, the first first (decision 24).
inline constexpr std::size_t ways_most = 256;

/// Calls `use` with one of each of the choices, in every way. Nearly always there is only one.
template <typename One, typename Use>
void for_each_way(const std::vector<std::vector<One>>& choices, Use&& use) {
  std::vector<std::size_t> taken(choices.size());
  std::vector<One> way(choices.size());
  for (std::size_t ways = 0; ways < ways_most; ++ways) {
    for (std::size_t i = 0; i < choices.size(); ++i) way[i] = choices[i][taken[i]];
    use(way);
    std::size_t next = 0;
    while (next < choices.size() && ++taken[next] == choices[next].size()) taken[next++] = 0;
    if (next == choices.size()) return;
  }
}

}  // namespace closeloop::suppression
