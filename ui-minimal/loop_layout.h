#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace closeloop::ui {

/// A layered drawing: which nodes stand in which column, from top to bottom.
using Columns = std::vector<std::vector<std::size_t>>;
using Links = std::vector<std::pair<std::size_t, std::size_t>>;

/// How many pairs of links cross if each is drawn straight between its columns.
[[nodiscard]] std::size_t crossings(const Columns& columns, const Links& links);

/// The nodes, each put into its column and the columns ordered so that few links cross: sweeps
/// that move every node to the mean height of its neighbours, of which the best is kept. The
/// same input always gives the same picture.
[[nodiscard]] Columns arranged(const std::vector<std::size_t>& column_of, std::size_t columns,
                               const Links& links);

}  // namespace closeloop::ui
