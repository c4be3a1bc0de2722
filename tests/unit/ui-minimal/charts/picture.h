#pragma once

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>

#include "ui-minimal/text_width.h"

/// What can be said of a picture without looking at it.
namespace closeloop::ui::charts::testing {

using Tree = boost::property_tree::ptree;

/// Throws if it is not well-formed XML.
inline Tree parsed(const std::string& xml) {
  std::istringstream text(xml);
  Tree tree;
  boost::property_tree::read_xml(text, tree);
  return tree;
}

inline std::string attribute(const Tree& element, const std::string& name) {
  return element.get<std::string>("<xmlattr>." + name, "");
}

/// Every element with its name, outermost first.
inline void each(const Tree& tree,
                 const std::function<void(const std::string&, const Tree&)>& take) {
  for (const auto& [name, child] : tree) {
    if (name.starts_with('<')) continue;
    take(name, child);
    each(child, take);
  }
}

struct Spot {
  double x, y;
};

/// The corners of a path; knows the commands that our pictures have: M L H V l h v z.
inline std::vector<Spot> corners(const std::string& data) {
  std::vector<Spot> found;
  Spot at{0, 0};
  char command = 'M';
  const char* c = data.c_str();
  const auto number = [&] {
    char* end = nullptr;
    const auto value = std::strtod(c, &end);
    if (end == c) throw std::runtime_error("no number in " + data);
    c = end;
    return value;
  };
  while (*c != '\0') {
    if (*c == ' ') {
      ++c;
      continue;
    }
    if (std::string_view("MLHVlhvz").find(*c) != std::string_view::npos) command = *c++;
    switch (command) {
      case 'M':
      case 'L':
        at.x = number();
        at.y = number();
        break;
      case 'H': at.x = number(); break;
      case 'V': at.y = number(); break;
      case 'l':
        at.x += number();
        at.y += number();
        break;
      case 'h': at.x += number(); break;
      case 'v': at.y += number(); break;
      default: break;
    }
    found.push_back(at);
  }
  return found;
}

/// Every place that anything is drawn at, labels by their estimated width too.
struct Text {
  std::string words;
  double left, right, baseline;
  std::string group;  ///< The class of the group that it stands in.
};

struct Picture {
  explicit Picture(const std::string& svg) {
    const auto tree = parsed(svg);
    const auto& root = tree.get_child("svg");
    std::istringstream box(attribute(root, "viewBox"));
    double zero = 0;
    box >> zero >> zero >> width >> height;
    read(root, "start", "");
  }

  double width = 0;
  double height = 0;
  std::vector<Spot> spots;
  std::vector<Text> texts;

 private:
  void read(const Tree& tree, const std::string& anchor, const std::string& group) {
    for (const auto& [name, child] : tree) {
      if (name.starts_with('<')) continue;
      const auto value = [&, &element = child](const char* of) {
        return element.get<double>(std::string("<xmlattr>.") + of, 0);
      };
      const auto own = attribute(child, "text-anchor");
      const auto side = own.empty() ? anchor : own;
      if (name == "path") {
        const auto found = corners(attribute(child, "d"));
        spots.insert(spots.end(), found.begin(), found.end());
      } else if (name == "circle") {
        spots.push_back({value("cx") - value("r"), value("cy") - value("r")});
        spots.push_back({value("cx") + value("r"), value("cy") + value("r")});
      } else if (name == "rect") {
        spots.push_back({value("x"), value("y")});
        spots.push_back({value("x") + value("width"), value("y") + value("height")});
      } else if (name == "text") {
        const auto words = child.get_value<std::string>();
        const auto wide = text_width(words, 13);
        const auto left = value("x") - (side == "middle" ? wide / 2 : side == "end" ? wide : 0);
        texts.push_back({words, left, left + wide, value("y"), group});
        spots.push_back({left, value("y") - 10});
        spots.push_back({left + wide, value("y") + 3});
      }
      const auto css_class = attribute(child, "class");
      read(child, side, css_class.empty() ? group : css_class);
    }
  }
};

}  // namespace closeloop::ui::charts::testing
