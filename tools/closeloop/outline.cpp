#include "tools/closeloop/outline.h"

#include <ostream>
#include <string>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace closeloop::tools {
namespace {

namespace json = boost::json;

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
char raised(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
char lowered(char c) { return upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string in_words(std::string_view name) {
  std::string words;
  for (const char c : name) {
    if (c == '_') {
      words += ' ';
    } else if (upper(c) && !words.empty() && !upper(words.back()) && words.back() != ' ') {
      words += ' ';
      words += lowered(c);
    } else {
      words += c;
    }
  }
  if (!words.empty()) words.front() = raised(words.front());
  return words;
}

bool is_empty(const json::value& value) {
  return value.is_null() || (value.is_array() && value.get_array().empty()) ||
         (value.is_object() && value.get_object().empty()) ||
         (value.is_string() && value.get_string().empty());
}

std::string scalar(const json::value& value) {
  if (value.is_string()) return std::string{value.get_string()};
  if (value.is_bool()) return value.get_bool() ? "yes" : "no";
  return json::serialize(value);
}

/// "A2, A3": a list of plain values fits on one line.
bool is_plain(const json::array& list) {
  for (const auto& item : list) {
    if (item.is_structured()) return false;
  }
  return true;
}

void print(std::ostream& out, const json::object& model, std::size_t depth);

void print(std::ostream& out, std::string_view name, const json::value& value, std::size_t depth) {
  if (is_empty(value)) return;
  out << std::string(depth * 2, ' ') << in_words(name) << ':';
  if (value.is_object()) {
    out << '\n';
    print(out, value.get_object(), depth + 1);
  } else if (!value.is_array()) {
    out << ' ' << scalar(value) << '\n';
  } else if (is_plain(value.get_array())) {
    const char* before = " ";
    for (const auto& item : value.get_array()) {
      out << before << scalar(item);
      before = ", ";
    }
    out << '\n';
  } else {
    out << '\n';
    std::size_t number = 0;
    for (const auto& item : value.get_array()) {
      print(out, std::to_string(++number), item, depth + 1);
    }
  }
}

void print(std::ostream& out, const json::object& model, std::size_t depth) {
  for (const auto& [name, value] : model) print(out, name, value, depth);
}

}  // namespace

void print_outline(std::ostream& out, const json::object& model) { print(out, model, 0); }

}  // namespace closeloop::tools
