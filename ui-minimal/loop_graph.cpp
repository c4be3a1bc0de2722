#include "ui-minimal/loop_graph.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/component.h"
#include "ui-minimal/loop_layout.h"
#include "ui-minimal/text_width.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 5> headings = {"Findings", "Learning", "Actions", "Evidence",
                                                      "Improvement"};
constexpr int column_width = 220;
constexpr int node_width = 190;
constexpr int node_height = 111;
constexpr int row_height = 131;
constexpr int heading_height = 40;
constexpr int bottom_height = 40;  ///< For links that pass beneath the last row.
constexpr int letters = 14;        ///< The size of the text in a node.
constexpr int line_width = node_width - 20;

/// How a box and a line are drawn where no style sheet came: without it they would be black, and
/// the words in a box as well.
constexpr std::string_view plain_box = " fill=\"#fff\" stroke=\"currentColor\"";
constexpr std::string_view plain_line = " fill=\"none\" stroke=\"currentColor\"";

std::string_view text_of(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

/// "1 broken place", "2 broken places"
std::string counted(const json::object& loop, std::string_view name, std::string_view one,
                    std::string_view many) {
  const auto* value = loop.if_contains(name);
  const auto count = value != nullptr && value->is_number() ? value->to_number<std::int64_t>() : 0;
  return std::to_string(count).append(count == 1 ? one : many);
}

std::size_t column_of(std::string_view kind) {
  if (kind == "learning" || kind == "recommendation") return 1;
  if (kind == "action") return 2;
  if (kind == "evidence") return 3;
  if (kind == "judgement" || kind == "improvement" || kind == "closure") return 4;
  return 0;
}

/// Cut between words into so many lines; what does not fit ends in "…".
std::vector<std::string> lines_of(std::string_view text, std::size_t lines_max, int width) {
  std::vector<std::string> lines;
  while (!text.empty() && lines.size() < lines_max) {
    const bool last = lines.size() + 1 == lines_max;
    auto end = fitting(text, width, letters);
    if (end == text.size()) {
      lines.emplace_back(text);
      return lines;
    }
    if (last)
      end = fitting(text, width - letters, letters);  // The sign that text is left out fits too.
    const auto space = text.rfind(' ', end);
    if (space != std::string_view::npos && space > 0) end = space;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  }
  if (!text.empty() && !lines.empty()) lines.back() += "…";
  return lines;
}

struct Node {
  std::string_view kind, key, id, label, page, state, broken;
  bool off = false;  ///< Another record is in focus, and no way through it comes by here.
  int x = 0;
  int y = 0;
};

/// Whether it is said of a node or a link that it lies outside the focus.
bool is_off(const json::object& object) {
  const auto* on = object.if_contains("onPath");
  return on != nullptr && on->is_bool() && !on->get_bool();
}

struct Link {
  std::size_t from, to;
  bool off = false;
};

std::string number(int value) { return std::to_string(value); }

std::string link_path(const Node& from, const Node& to, bool off) {
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
  if (off) path += " off";
  path += "\" d=\"M" + start + " C" + number(x1 + bend) + " " + number(y1) + " " +
          number(to.x - bend) + " " + number(y2) + " " + end;
  return path.append("\"").append(plain_line) + "/>";
}

std::string spoken(const Node& node) {
  auto words = std::string(node.id);
  if (!node.label.empty()) words += (words.empty() ? "" : ": ") + std::string(node.label);
  if (!node.state.empty()) words += ", " + std::string(node.state);
  if (!node.broken.empty()) words += ", loop broken: " + std::string(node.broken);
  return escaped(words);
}

std::string drawn(const Node& node, const std::string& at) {
  const bool broken = !node.broken.empty();
  const auto left = number(node.x + 10);
  auto shape = "<rect class=\"" + std::string(broken ? "node broken" : "node") +
               (node.off ? " off" : "") + "\" x=\"" + number(node.x) + "\" y=\"" + number(node.y) +
               "\" width=\"" + number(node_width) + "\" height=\"" + number(node_height) +
               "\" rx=\"3\"" + std::string(plain_box) + "/>";
  const int width = broken ? line_width - 24 : line_width;  // Of the first line, beside the sign.
  auto y = node.y + 20;
  const auto write = [&](std::string_view text, std::size_t lines_max, int fits,
                         std::string_view style) {
    for (const auto& line : lines_of(text, lines_max, fits)) {
      shape += "<text" + std::string(style) + " x=\"" + left + "\" y=\"" + number(y) + "\">" +
               escaped(line) + "</text>";
      y += 19;
    }
  };
  if (!node.id.empty()) {
    const auto end = fitting(node.id, width, letters, true);
    shape += "<text class=\"id\" x=\"" + left + "\" y=\"" + number(y) + "\">" +
             escaped(node.id.substr(0, end)) + (end < node.id.size() ? "…" : "") + "</text>";
    y += 19;
  }
  std::size_t left_over = node.id.empty() ? 5 : 4;
  if (!node.state.empty()) {
    write(node.state, 1, line_width, " class=\"state\"");
    --left_over;
  }
  if (broken) {  // Why it is broken is said whole; of the rest, what there is room for.
    const auto lines = lines_of(node.broken, left_over, line_width).size();
    write(node.broken, left_over, line_width, "");
    write(node.label, left_over - lines, line_width, "");
  } else {
    write(node.label, left_over, line_width, "");
  }
  if (broken) {  // A sign beside the words and the dashes, so that colour is never needed.
    const auto x = node.x + node_width - 24;
    shape += "<path class=\"sign\" d=\"M" + number(x + 9) + " " + number(node.y + 6) +
             "l9 16h-18z\"" + std::string(plain_box) +
             "/><text class=\"mark\" text-anchor=\"middle\" x=\"" + number(x + 9) + "\" y=\"" +
             number(node.y + 20) + "\">!</text>";
  }
  if (node.page.empty()) {
    return "<g role=\"img\" aria-label=\"" + spoken(node) + "\">" + shape + "</g>";
  }
  // A group of records leads to the table further down.
  const auto page = std::string(node.page) + (node.page.starts_with('#') ? "" : at);
  return "<a href=\"" + escaped(page) + "\" aria-label=\"" + spoken(node) + "\">" + shape + "</a>";
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
                     text_of(object, "page"), text_of(object, "state"), text_of(object, "broken"),
                     is_off(object)});
  }
  return nodes;
}

/// Links name the nodes' keys. One that names an unknown node, or leads back, is not drawn: the
/// table has it.
std::vector<Link> links_of(const json::object& loop, const std::vector<Node>& nodes) {
  std::map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < nodes.size(); ++i) numbers.emplace(nodes[i].key, i);
  std::vector<Link> links;
  const auto* list = loop.if_contains("links");
  if (list == nullptr || !list->is_array()) return links;
  for (const auto& item : list->get_array()) {
    if (!item.is_object()) continue;
    const auto from = numbers.find(text_of(item.get_object(), "from"));
    const auto to = numbers.find(text_of(item.get_object(), "to"));
    if (from == numbers.end() || to == numbers.end()) continue;
    if (column_of(nodes[from->second].kind) >= column_of(nodes[to->second].kind)) continue;
    links.push_back({from->second, to->second, is_off(item.get_object())});
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
  const auto* folded = loop.if_contains("folded");
  const auto& graph = folded != nullptr && folded->is_object() ? folded->get_object() : loop;
  auto nodes = nodes_of(graph);
  if (nodes.empty()) return {};
  const auto links = links_of(graph, nodes);
  Links ends;
  for (const auto& link : links) ends.emplace_back(link.from, link.to);
  std::vector<std::size_t> column_numbers;
  for (const auto& node : nodes) column_numbers.push_back(column_of(node.kind));
  const auto columns = arranged(column_numbers, headings.size(), ends);
  const auto height = place(nodes, columns);
  const auto width = static_cast<int>(headings.size() - 1) * column_width + node_width + 8;

  const std::string at{text_of(loop, "at")};
  auto svg =
      "<svg class=\"loop\" viewBox=\"0 0 " + number(width) + " " + number(height) + "\" width=\"" +
      number(width) + "\" height=\"" + number(height) +
      "\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"" + number(letters) +
      "\" role=\"group\" aria-labelledby=\"loop-title loop-desc\"><title id=\"loop-title\">" +
      "The loop of " + escaped(text_of(loop, "id")) + "</title><desc id=\"loop-desc\">" +
      counted(loop, "recordCount", " record", " records") +
      " in order, from finding to improvement; " +
      counted(loop, "brokenCount", " broken place", " broken places") +
      (&graph == &loop ? "" : ", folded by theme") + ". The table below says " +
      (&graph == &loop ? "the same" : "all of it") + ".</desc>";
  for (std::size_t c = 0; c < headings.size(); ++c) {
    svg += "<text class=\"heading\" aria-hidden=\"true\" x=\"" +
           number(static_cast<int>(c) * column_width + 4) + "\" y=\"22\">" +
           std::string(headings[c]) + "</text>";
  }
  for (const auto& link : links) svg += link_path(nodes[link.from], nodes[link.to], link.off);
  for (const auto& column : columns) {
    for (const auto node : column) svg += drawn(nodes[node], at);
  }
  return svg + "</svg>";
}

}  // namespace closeloop::ui
