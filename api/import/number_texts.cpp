#include "api/import/number_texts.h"

#include <boost/json/serialize.hpp>

namespace closeloop::imports {
namespace {

namespace json = boost::json;

/// Takes the next number from the text, up to and with which it was not looked at yet.
std::string_view take_number(std::string_view& text) {
  bool quoted = false;
  while (!text.empty()) {
    const char c = text.front();
    if (quoted && c == '\\') {
      text.remove_prefix(2);  // Well-formed text has something behind it.
      continue;
    }
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '-' || (c >= '0' && c <= '9'))) break;
    text.remove_prefix(1);
  }
  const auto number = text.substr(0, text.find_first_not_of("0123456789+-.eE"));
  text.remove_prefix(number.size());
  return number;
}

/// Gives each number to `use`, in the order in which they are written.
template <typename Use>
void each_number(const json::value& value, Use&& use) {
  if (value.is_number()) {
    use(value);
  } else if (const auto* list = value.if_array()) {
    for (const auto& item : *list) each_number(item, use);
  } else if (const auto* object = value.if_object()) {
    for (const auto& member : *object) each_number(member.value(), use);
  }
}

}  // namespace

NumberTexts::NumberTexts(std::string_view text, const json::value& root) {
  each_number(root, [&](const json::value& number) { texts_[&number] = take_number(text); });
}

std::string NumberTexts::written(const json::value& value) const {
  std::string all;
  if (const auto* list = value.if_array()) {
    for (const auto& item : *list) all += (all.empty() ? "" : ",") + written(item);
    return "[" + all + "]";
  }
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) {
      all +=
          (all.empty() ? "" : ",") + json::serialize(member.key()) + ":" + written(member.value());
    }
    return "{" + all + "}";
  }
  const auto number = texts_.find(&value);
  return number == texts_.end() ? json::serialize(value) : std::string{number->second};
}

}  // namespace closeloop::imports
