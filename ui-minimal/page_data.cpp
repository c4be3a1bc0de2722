#include "ui-minimal/page_data.h"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/component.h"
#include "ui-minimal/component_options.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;
namespace mustache = kainjow::mustache;

constexpr std::array<std::string_view, 12> months = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

bool matches(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  return std::equal(pattern.begin(), pattern.end(), text.begin(),
                    [](char p, char c) { return p == '0' ? c >= '0' && c <= '9' : p == c; });
}

mustache::data datum(const json::value& value);

mustache::data list(const json::array& array) {
  auto result = mustache::data(mustache::data::type::list);
  for (const auto& item : array) result.push_back(datum(item));
  return result;
}

mustache::data datum(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null: return mustache::data(false);
    case json::kind::bool_: return mustache::data(value.get_bool());
    case json::kind::string: {
      const auto& text = value.get_string();
      if (text.empty()) return mustache::data(false);
      return mustache::data(std::string(text));
    }
    case json::kind::array: return list(value.get_array());
    case json::kind::object: {
      if (value.get_object().empty()) return mustache::data(false);
      return page_data(value.get_object());
    }
    default: return mustache::data(json::serialize(value));
  }
}

/// The colour of a status, as a tag that says it in words too.
std::string brag_tag(const json::value& value) {
  const auto* brag = value.if_object();
  if (brag == nullptr || !is_said(*brag, "label") || said(*brag, "name") == "none") return {};
  constexpr std::pair<std::string_view, std::string_view> colours[] = {
      {"blue", "blue"}, {"green", "green"}, {"amber", "yellow"}, {"red", "red"}};
  std::string_view colour = "grey";
  for (const auto& [name, shown] : colours) {
    if (said(*brag, "name") == name) colour = shown;
  }
  return component(
      "tag", {{"text", said(*brag, "label")}, {"classes", "govuk-tag--" + std::string(colour)}});
}

}  // namespace

std::string date_in_words(std::string_view text) {
  constexpr std::string_view day = "0000-00-00";
  if (!matches(text, day)) return {};
  const auto month = static_cast<std::size_t>((text[5] - '0') * 10 + (text[6] - '0'));
  if (month < 1 || month > months.size()) return {};
  auto words = std::string(text.substr(text[8] == '0' ? 9 : 8, text[8] == '0' ? 1 : 2));
  words.append(" ").append(months[month - 1]).append(" ").append(text.substr(0, 4));
  if (text.size() == day.size()) return words;
  if (!matches(text, "0000-00-00T00:00:00") || text.back() != 'Z') return {};
  return words.append(", ").append(text.substr(11, 5)).append(" UTC");
}

mustache::data page_data(const json::object& model) {
  auto result = mustache::data(mustache::data::type::object);
  for (const auto& [key, value] : model) {
    const auto name = std::string(key);
    result.set(name, datum(value));
    if (const auto* text = value.if_string()) {
      if (auto words = date_in_words(*text); !words.empty()) result.set(name + "Words", words);
    } else if (name == "brag") {
      result.set("bragTag", brag_tag(value));
    } else if (const auto* array = value.if_array()) {
      // Said of an empty one too: a template looks further out for a name that is not here.
      result.set(name + "Any", mustache::data(!array->empty()));
    }
  }
  return result;
}

}  // namespace closeloop::ui
