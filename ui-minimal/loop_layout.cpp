#include "ui-minimal/loop_layout.h"

#include <algorithm>

namespace closeloop::ui {
namespace {

constexpr int sweeps_max = 12;

struct Place {
  std::size_t column = 0;
  double height = 0;  ///< 0 to 1 within the column.
};

std::vector<Place> places(const Columns& columns, std::size_t nodes) {
  std::vector<Place> result(nodes);
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const auto& members = columns[column];
    for (std::size_t row = 0; row < members.size(); ++row) {
      const auto height = (static_cast<double>(row) + 0.5) / static_cast<double>(members.size());
      result[members[row]] = {column, height};
    }
  }
  return result;
}

std::size_t node_count(const Columns& columns) {
  std::size_t count = 0;
  for (const auto& column : columns) count += column.size();
  return count;
}

void order_by_neighbours(Columns& columns, std::size_t column, const Links& links,
                         std::size_t nodes) {
  const auto at = places(columns, nodes);
  std::vector<double> sum(nodes, 0);
  std::vector<double> neighbours(nodes, 0);
  for (const auto& [from, to] : links) {
    sum[from] += at[to].height;
    sum[to] += at[from].height;
    neighbours[from] += 1;
    neighbours[to] += 1;
  }
  const auto wanted = [&](std::size_t node) {
    return neighbours[node] > 0 ? sum[node] / neighbours[node] : at[node].height;
  };
  std::stable_sort(columns[column].begin(), columns[column].end(),
                   [&](std::size_t a, std::size_t b) { return wanted(a) < wanted(b); });
}

}  // namespace

std::size_t crossings(const Columns& columns, const Links& links) {
  const auto at = places(columns, node_count(columns));
  std::size_t count = 0;
  for (std::size_t i = 0; i < links.size(); ++i) {
    for (std::size_t j = i + 1; j < links.size(); ++j) {
      const auto& [a, b] = links[i];
      const auto& [c, d] = links[j];
      if (at[a].column != at[c].column || at[b].column != at[d].column) continue;
      if ((at[a].height - at[c].height) * (at[b].height - at[d].height) < 0) ++count;
    }
  }
  return count;
}

Columns arranged(const std::vector<std::size_t>& column_of, std::size_t columns,
                 const Links& links) {
  Columns current(columns);
  for (std::size_t node = 0; node < column_of.size(); ++node) {
    current[column_of[node]].push_back(node);
  }
  auto best = current;
  auto fewest = crossings(best, links);
  for (int sweep = 0; sweep < sweeps_max && fewest > 0; ++sweep) {
    for (std::size_t step = 0; step < columns; ++step) {
      const auto column = sweep % 2 == 0 ? step : columns - 1 - step;
      order_by_neighbours(current, column, links, column_of.size());
    }
    if (const auto found = crossings(current, links); found < fewest) {
      fewest = found;
      best = current;
    }
  }
  return best;
}

}  // namespace closeloop::ui
