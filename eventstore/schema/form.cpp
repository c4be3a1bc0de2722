#include "eventstore/schema/form.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/value_from.hpp>
#include <fmt/format.h>

namespace eventstore {
namespace {

namespace json = boost::json;

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Undoes form encoding. Browsers send new lines as CR LF; we keep LF.
std::string decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i] == '+' ? ' ' : text[i];
    if (c == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      c = static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    }
    if (c != '\r') out += c;
  }
  return out;
}

/// The answers, by the name of the question. What is taken is not left over.
class Answers {
 public:
  explicit Answers(std::string_view body) {
    while (!body.empty()) {
      const auto pair = body.substr(0, body.find('&'));
      body.remove_prefix(std::min(body.size(), pair.size() + 1));
      const auto equals = pair.find('=');
      auto name = decoded(pair.substr(0, equals));
      if (name.empty() || name.front() == '_') continue;
      answers_[std::move(name)].push_back(
          equals == std::string_view::npos ? "" : decoded(pair.substr(equals + 1)));
    }
  }

  std::vector<std::string> take(const std::string& name) {
    const auto node = answers_.extract(name);
    return node ? std::move(node.mapped()) : std::vector<std::string>{};
  }
  std::optional<std::string> take_one(const std::string& name) {
    auto all = take(name);
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
  }
  [[nodiscard]] bool any_under(const std::string& prefix) const {
    const auto next = answers_.lower_bound(prefix);
    return next != answers_.end() && next->first.starts_with(prefix);
  }
  [[nodiscard]] const auto& left_over() const { return answers_; }

 private:
  std::map<std::string, std::vector<std::string>> answers_;
};

json::value as(Kind kind, const std::string& text) {
  if (kind == Kind::flag && (text == "true" || text == "on")) return true;
  if (kind == Kind::flag && text == "false") return false;
  if (kind == Kind::whole) {
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    if (const auto [at, error] = std::from_chars(text.data(), end, number);
        error == std::errc{} && at == end) {
      return number;
    }
  }
  return json::value(text);
}

/// What stands on each line, without the blanks around it and without empty lines.
std::vector<std::string> lines_of(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  std::vector<std::string> lines;
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const auto begin = line.find_first_not_of(blanks);
    if (begin == std::string_view::npos) continue;
    line = line.substr(begin, line.find_last_not_of(blanks) - begin + 1);
    lines.emplace_back(line);
  }
  return lines;
}

/// An id is chosen from a list or written in the box beside it: one of the two is empty, or both
/// say the same.
void keep_one_if_alike(std::vector<std::string>& texts) {
  if (texts.size() < 2) return;
  std::erase_if(texts, [](const std::string& text) { return lines_of(text).empty(); });
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

json::object record(const Shape& shape, const std::string& prefix, Answers& answers);

/// The date in three boxes; nothing if all are empty or missing.
std::optional<std::string> three_boxes(const std::string& name, Answers& answers) {
  const auto year = answers.take_one(name + "-year").value_or("");
  const auto month = answers.take_one(name + "-month").value_or("");
  const auto day = answers.take_one(name + "-day").value_or("");
  if (year.empty() && month.empty() && day.empty()) return std::nullopt;
  return fmt::format("{}-{:0>2}-{:0>2}", year, month, day);
}

json::value field(const Field& field, const std::string& name, Answers& answers) {
  if (field.list) {
    json::array list;
    if (field.kind == Kind::record) {
      for (int i = 0; answers.any_under(fmt::format("{}.{}.", name, i)); ++i) {
        auto each = record(*field.record, fmt::format("{}.{}.", name, i), answers);
        if (!each.empty()) list.push_back(std::move(each));
      }
    } else {
      for (const auto& text : answers.take(name)) {
        for (const auto& line : lines_of(text)) list.push_back(as(field.kind, line));
      }
    }
    return list.empty() ? json::value(nullptr) : json::value(std::move(list));
  }
  if (field.kind == Kind::record) {
    if (!answers.any_under(name + ".")) return nullptr;
    return record(*field.record, name + ".", answers);
  }
  auto texts = answers.take(name);
  if (field.kind == Kind::id) keep_one_if_alike(texts);
  if (texts.size() > 1) return json::value_from(texts);  // No list is wanted: refused later.
  auto text = texts.empty() ? std::nullopt : std::optional{std::move(texts.front())};
  if (!text && field.kind == Kind::date) text = three_boxes(name, answers);
  return text && !text->empty() ? as(field.kind, *text) : json::value(nullptr);
}

json::object record(const Shape& shape, const std::string& prefix, Answers& answers) {
  json::object object;
  for (const auto& each : shape.fields) {
    auto value = field(each, prefix + each.name, answers);
    if (!value.is_null()) object.emplace(each.name, std::move(value));
  }
  return object;
}

}  // namespace

json::object form_to_json(const Shape& shape, std::string_view body) {
  Answers answers{body};
  auto object = record(shape, "", answers);
  for (const auto& [name, texts] : answers.left_over()) object.emplace(name, texts.front());
  return object;
}

}  // namespace eventstore
