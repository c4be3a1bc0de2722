#include "ui-minimal/links.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/component_options.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view plain = "-_.~";
  std::string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || plain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

bool is_among(std::initializer_list<std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

Query::Query(const json::object& model) {
  for (const auto& parameter : parts(model, "parameters")) {
    const auto& object = parameter.get_object();
    parameters_.emplace_back(said(object, "name"), said(object, "value"));
  }
}

Query Query::with(std::string_view name, std::string_view value) const {
  auto query = without({name});
  if (!value.empty()) query.parameters_.emplace_back(name, value);
  return query;
}

Query Query::without(std::initializer_list<std::string_view> names) const {
  auto query = *this;
  std::erase_if(query.parameters_, [&](const auto& each) { return is_among(names, each.first); });
  return query;
}

Query Query::only(std::initializer_list<std::string_view> names) const {
  auto query = *this;
  std::erase_if(query.parameters_, [&](const auto& each) { return !is_among(names, each.first); });
  return query;
}

std::string_view Query::operator[](std::string_view name) const {
  const auto found = std::ranges::find(
      parameters_, name, [](const auto& each) { return std::string_view(each.first); });
  return found == parameters_.end() ? std::string_view() : std::string_view(found->second);
}

std::string Query::at(std::string_view path) const {
  auto address = std::string(path);
  char separator = '?';
  for (const auto& [name, value] : parameters_) {
    address += separator + percent_encoded(name) + '=' + percent_encoded(value);
    separator = '&';
  }
  return address;
}

json::array Query::fields() const {
  json::array fields;
  for (const auto& [name, value] : parameters_) {
    fields.push_back(json::object{{"name", name}, {"value", value}});
  }
  return fields;
}

}  // namespace closeloop::ui
