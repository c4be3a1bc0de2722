#include "ui-minimal/loop_graph.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/loop_layout.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 5> headings = {"Findings", "Learning", "Actions", "Evidence",
                                                      "Improvement"};
constexpr int column_width = 212;
constexpr int node_width = 176;
constexpr int node_height = 92;
constexpr int row_height = 112;
constexpr int heading_height = 40;
constexpr int bottom_height = 40;       ///< For links that pass beneath the last row.
constexpr std::size_t line_bytes = 20;  ///< Of text that fits a node's width.

std::string_view text_of(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      default: result += c;
    }
  }
  return result;
}

std::size_t column_of(std::string_view kind) {
  if (kind == "learning" || kind == "recommendation") return 1;
  if (kind == "action") return 2;
  if (kind == "evidence") return 3;
  if (kind == "judgement" || kind == "improvement" || kind == "closure") return 4;
  return 0;
}

/// Cut between words into so many lines; what does not fit ends in "…".
std::vector<std::string> lines_of(std::string_view text, std::size_t lines_max) {
  std::vector<std::string> lines;
  while (!text.empty() && lines.size() < lines_max) {
    if (text.size() <= line_bytes) {
      lines.emplace_back(text);
      return lines;
    }
    auto end = text.rfind(' ', line_bytes);
    if (end == std::string_view::npos || end == 0) end = line_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  }
  if (!text.empty() && !lines.empty()) lines.back() += "…";
  return lines;
}

struct Node {
  std::string_view kind, key, id, label, page, state, broken;
  int x = 0;
  int y = 0;
};

std::string number(int value) { return std::to_string(value); }

std::string link_path(const Node& from, const Node& to) {
  auto y1 = from.y + node_height / 2;
  auto y2 = to.y + node_height / 2;
  const auto x1 = from.x + node_width;
  const auto bend = (to.x - x1) / 2;
  const auto start = number(x1) + " " + number(y1);
  const auto end = number(to.x) + " " + number(y2);
  if (to.x - from.x > column_width) {  // Not hidden behind the column that it passes.
    y1 = y2 = std::max(y1, y2) + node_height;
  }
  auto path = "<path class=\"" + std::string(to.broken.empty() ? "link" : "link broken");
  path += "\" d=\"M" + start + " C" + number(x1 + bend) + " " + number(y1) + " " +
          number(to.x - bend) + " " + number(y2) + " " + end;
  return path + "\"/>";
}

std::string spoken(const Node& node) {
  auto words = std::string(node.id);
  if (!node.label.empty()) words += (words.empty() ? "" : ": ") + std::string(node.label);
  if (!node.state.empty()) words += ", " + std::string(node.state);
  if (!node.broken.empty()) words += ", loop broken: " + std::string(node.broken);
  return escaped(words);
}

std::string drawn(const Node& node) {
  const bool broken = !node.broken.empty();
  const auto left = number(node.x + 10);
  auto shape = "<rect class=\"" + std::string(broken ? "node broken" : "node") + "\" x=\"" +
               number(node.x) + "\" y=\"" + number(node.y) + "\" width=\"" + number(node_width) +
               "\" height=\"" + number(node_height) + "\" rx=\"3\"/>";
  auto y = node.y + 20;
  shape += "<text class=\"id\" x=\"" + left + "\" y=\"" + number(y) + "\">" + escaped(node.id);
  if (!node.id.empty() && !node.state.empty()) shape += " · ";
  shape += "<tspan class=\"state\">" + escaped(node.state) + "</tspan></text>";
  const auto write = [&](std::string_view text, std::size_t lines_max) {
    for (const auto& line : lines_of(text, lines_max)) {
      y += 19;
      shape += "<text x=\"" + left + "\" y=\"" + number(y) + "\">" + escaped(line) + "</text>";
    }
  };
  write(node.label, broken && !node.label.empty() ? 1 : 3);
  write(node.broken, node.label.empty() ? 3 : 2);
  if (broken) {  // A sign beside the words and the dashes, so that colour is never needed.
    const auto x = node.x + node_width - 24;
    shape += "<path class=\"sign\" d=\"M" + number(x + 9) + " " + number(node.y + 6) +
             "l9 16h-18z\"/>" + "<text class=\"mark\" x=\"" + number(x + 9) + "\" y=\"" +
             number(node.y + 20) + "\">!</text>";
  }
  if (node.page.empty()) {
    return "<g role=\"img\" aria-label=\"" + spoken(node) + "\">" + shape + "</g>";
  }
  return "<a href=\"" + escaped(node.page) + "\" aria-label=\"" + spoken(node) + "\">" + shape +
         "</a>";
}

std::vector<Node> nodes_of(const json::object& loop) {
  std::vector<Node> nodes;
  const auto* list = loop.if_contains("nodes");
  if (list == nullptr || !list->is_array()) return nodes;
  for (const auto& item : list->get_array()) {
    if (!item.is_object()) continue;
    const auto& object = item.get_object();
    const auto id = text_of(object, "id");
    const auto key = object.contains("key") ? text_of(object, "key") : id;
    // What stands for something that is missing has a key of its own, but no id to show.
    const auto shown = object.contains("key") && key == id ? std::string_view() : id;
    nodes.push_back({text_of(object, "kind"), key, shown, text_of(object, "label"),
                     text_of(object, "page"), text_of(object, "state"), text_of(object, "broken")});
  }
  return nodes;
}

/// Links name the nodes' keys. One that names an unknown node, or leads back, is not drawn: the
/// table has it.
Links links_of(const json::object& loop, const std::vector<Node>& nodes) {
  std::map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < nodes.size(); ++i) numbers.emplace(nodes[i].key, i);
  Links links;
  const auto* list = loop.if_contains("links");
  if (list == nullptr || !list->is_array()) return links;
  for (const auto& item : list->get_array()) {
    if (!item.is_object()) continue;
    const auto from = numbers.find(text_of(item.get_object(), "from"));
    const auto to = numbers.find(text_of(item.get_object(), "to"));
    if (from == numbers.end() || to == numbers.end()) continue;
    if (column_of(nodes[from->second].kind) >= column_of(nodes[to->second].kind)) continue;
    links.emplace_back(from->second, to->second);
  }
  return links;
}

int place(std::vector<Node>& nodes, const Columns& columns) {
  std::size_t tallest = 1;
  for (const auto& column : columns) tallest = std::max(tallest, column.size());
  const auto height = static_cast<int>(tallest) * row_height;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const auto rows = static_cast<int>(columns[c].size());
    for (int row = 0; row < rows; ++row) {
      auto& node = nodes[columns[c][static_cast<std::size_t>(row)]];
      node.x = static_cast<int>(c) * column_width + 4;
      node.y = heading_height + (2 * row + 1) * height / (2 * rows) - node_height / 2;
    }
  }
  return height + heading_height + bottom_height;
}

}  // namespace

std::string loop_svg(const json::object& loop) {
  auto nodes = nodes_of(loop);
  if (nodes.empty()) return {};
  const auto links = links_of(loop, nodes);
  std::vector<std::size_t> column_numbers;
  for (const auto& node : nodes) column_numbers.push_back(column_of(node.kind));
  const auto columns = arranged(column_numbers, headings.size(), links);
  const auto height = place(nodes, columns);
  const auto width = static_cast<int>(headings.size() - 1) * column_width + node_width + 8;
  const auto broken = std::count_if(nodes.begin(), nodes.end(),
                                    [](const Node& node) { return !node.broken.empty(); });

  auto svg =
      "<svg class=\"loop\" viewBox=\"0 0 " + number(width) + " " + number(height) + "\" width=\"" +
      number(width) + "\" height=\"" + number(height) +
      "\" role=\"group\" aria-labelledby=\"loop-title loop-desc\"><title id=\"loop-title\">" +
      "The loop of " + escaped(text_of(loop, "id")) + "</title><desc id=\"loop-desc\">" +
      std::to_string(nodes.size()) + " records in order, from finding to improvement; " +
      std::to_string(broken) + " broken places. The table below says the same.</desc>";
  for (std::size_t c = 0; c < headings.size(); ++c) {
    svg += "<text class=\"heading\" aria-hidden=\"true\" x=\"" +
           number(static_cast<int>(c) * column_width + 4) + "\" y=\"22\">" +
           std::string(headings[c]) + "</text>";
  }
  for (const auto& [from, to] : links) svg += link_path(nodes[from], nodes[to]);
  for (const auto& column : columns) {
    for (const auto node : column) svg += drawn(nodes[node]);
  }
  return svg + "</svg>";
}

}  // namespace closeloop::ui
