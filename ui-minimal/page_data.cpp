#include "ui-minimal/page_data.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/component.h"
#include "ui-minimal/component_options.h"
#include "ui-minimal/templates.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 12> months = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

bool matches(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  return std::equal(pattern.begin(), pattern.end(), text.begin(),
                    [](char p, char c) { return p == '0' ? c >= '0' && c <= '9' : p == c; });
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
  return rendered("components/tag", {{"classes", "govuk-tag--" + std::string(colour)},
                                     {"content", escaped(said(*brag, "label"))}});
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

bool PageValue::holds() const {
  if (shown != Shown::as_it_is) return true;
  switch (value->kind()) {
    case json::kind::null: return false;
    case json::kind::bool_: return value->get_bool();
    case json::kind::string: return !value->get_string().empty();
    case json::kind::array: return !value->get_array().empty();
    case json::kind::object: return !value->get_object().empty();
    default: return true;  // A count of none is a number too.
  }
}

std::string_view PageValue::text(std::string& room) const {
  const auto* text = value->if_string();
  switch (shown) {
    case Shown::as_it_is:
      if (text != nullptr) return *text;
      if (value->is_number()) room = json::serialize(*value);
      break;
    case Shown::in_words: room = date_in_words(*text); break;
    case Shown::as_tag: room = brag_tag(*value); break;
  }
  return room;
}

std::optional<PageValue> page_value(const json::object& model, std::string_view name) {
  static const json::value yes(true);
  static const json::value no(false);
  static constexpr std::string_view words = "Words";
  static constexpr std::string_view any = "Any";
  if (const auto* value = model.if_contains(name)) return PageValue{value};
  if (name.ends_with(words)) {
    const auto* date = model.if_contains(name.substr(0, name.size() - words.size()));
    const auto* text = date != nullptr ? date->if_string() : nullptr;
    if (text == nullptr || date_in_words(*text).empty()) return std::nullopt;
    return PageValue{date, PageValue::Shown::in_words};
  }
  if (name.ends_with(any)) {
    // Said of an empty one too: a template looks further out for a name that is not here.
    const auto* list = model.if_contains(name.substr(0, name.size() - any.size()));
    if (list == nullptr || !list->is_array()) return std::nullopt;
    return PageValue{list->get_array().empty() ? &no : &yes};
  }
  const auto* brag = name == "bragTag" ? model.if_contains("brag") : nullptr;
  return brag != nullptr ? std::optional{PageValue{brag, PageValue::Shown::as_tag}} : std::nullopt;
}

}  // namespace closeloop::ui
