#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "projections/board_records.h"

namespace closeloop {

/// The graph of one finding's loop as it is drawn: nodes in five columns, the links between them,
/// and the same as rows of a table. Where a chain stops, a node and a cell stand for what is not
/// there, with since when. Every node and link is held once, however often it is asked for.
class LoopGraph {
 public:
  /// Both are lent.
  LoopGraph(const Board::Records& records, const Loop& loop, Day asked_on)
      : records_{records}, loop_{loop}, asked_on_{asked_on} {}

  /// A cell of the table, and the node that it shows; without a node it shows none.
  struct Cell {
    boost::json::object json;
    std::string node;
  };
  Cell record(Number number, const std::string& state);
  /// How the improvement stands: closed, judged or not judged yet.
  Cell improvement();
  /// A node that stands for what is missing: `kind` is "learning", "action" or "evidence".
  Cell missing(std::string_view kind, const std::string& id, std::string_view what, Day since);
  /// A cell that says since when there is nothing, of no node.
  [[nodiscard]] Cell gap(Day since) const;
  [[nodiscard]] static Cell blank(std::string_view label = "");

  void link(const Cell& from, const Cell& to);
  /// To learning or a recommendation: from the finding, and from the learning that it rests on.
  void link_back(Number middle, const Cell& to);
  void row(const std::vector<Cell>& cells);

  /// columns, nodes, links, rows; the graph is empty afterwards.
  void move_to(boost::json::object& model);

 private:
  void add_node(boost::json::object json);
  void link(const std::string& from, const std::string& to);

  const Board::Records& records_;
  const Loop& loop_;
  Day asked_on_;
  boost::json::array nodes_;
  boost::json::array links_;
  boost::json::array rows_;
};

}  // namespace closeloop
