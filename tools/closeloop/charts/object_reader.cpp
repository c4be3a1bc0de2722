#include "tools/closeloop/charts/object_reader.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <boost/json/array.hpp>

namespace closeloop::tools {
namespace {

namespace json = boost::json;

std::optional<double> number_in(const json::value& value) {
  if (!value.is_number()) return std::nullopt;
  const auto number = value.to_number<double>();
  if (!std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<std::size_t> count_in(const json::value& value) {
  const auto number = number_in(value);
  if (!number || *number < 0 || *number > 1e15 || *number != std::floor(*number)) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(*number);
}

constexpr auto no_count = "This must be a whole number, 0 or more.";

/// Members that say where an example is from or what it is called, wherever they stand.
bool only_describes(std::string_view name) {
  constexpr std::array words{
      "author",     "authors", "caption",     "citation",    "comment", "comments", "commit",
      "date",       "dates",   "doi",         "id",          "label",   "labels",   "licence",
      "license",    "link",    "name",        "note",        "notes",   "package",  "path",
      "period",     "periods", "rationale",   "repo",        "source",  "sources",  "tags",
      "title",      "unit",    "units",       "url",         "urls",    "version",  "reference",
      "references", "why",     "description", "descriptions"};
  if (name.starts_with('_') || name.starts_with('$')) return true;
  const auto last = name.substr(name.find_last_of("_-") + 1);  // "seven_trend_note"
  const bool ends_so = last == "note" || last == "notes" || last == "comment" || last == "source" ||
                       last == "url" || last == "description";
  return ends_so || std::ranges::find(words, name) != words.end();
}

}  // namespace

std::string ObjectReader::pointer_to(std::string_view name) const {
  auto pointer = pointer_ + "/";
  for (const char c : name) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

std::vector<std::string> ObjectReader::names() const {
  std::vector<std::string> names;
  for (const auto& member : object_) names.emplace_back(member.key());
  return names;
}

const json::value* ObjectReader::find(std::string_view name) {
  asked_.emplace_back(name);
  const auto* value = object_.if_contains(name);
  return value && !value->is_null() ? value : nullptr;
}

std::string_view ObjectReader::called(std::string_view ours, std::string_view theirs) {
  const auto* one = find(ours);
  const auto* other = find(theirs);
  if (one && other && *one != *other) {
    refuse(theirs, "This is another name of '" + std::string{ours} +
                       "', which says something else. Leave one of them out.");
  }
  return !one && other ? theirs : ours;
}

std::optional<bool> ObjectReader::flag(std::string_view name) {
  const auto* value = find(name);
  if (!value) return std::nullopt;
  if (!value->is_bool()) {
    refuse(name, "This must be true or false.");
    return std::nullopt;
  }
  return value->get_bool();
}

bool ObjectReader::is_null(std::string_view name) {
  asked_.emplace_back(name);
  const auto* value = object_.if_contains(name);
  return value != nullptr && value->is_null();
}

std::optional<double> ObjectReader::number(std::string_view name) {
  const auto* value = find(name);
  if (!value) return std::nullopt;
  const auto number = number_in(*value);
  if (!number) refuse(name, "This must be a number.");
  return number;
}

std::optional<std::size_t> ObjectReader::count(std::string_view name) {
  const auto* value = find(name);
  if (!value) return std::nullopt;
  const auto count = count_in(*value);
  if (!count) refuse(name, no_count);
  return count;
}

std::optional<std::string> ObjectReader::text(std::string_view name) {
  const auto* value = find(name);
  if (!value) return std::nullopt;
  if (!value->is_string()) {
    refuse(name, "This must be text, in quotes.");
    return std::nullopt;
  }
  return std::string{value->get_string()};
}

const json::array* ObjectReader::list(std::string_view name) {
  const auto* value = find(name);
  if (!value) return nullptr;
  if (!value->is_array()) refuse(name, "This must be a list.");
  return value->if_array();
}

std::optional<std::vector<double>> ObjectReader::numbers(std::string_view name) {
  const auto* list = this->list(name);
  if (!list) return std::nullopt;
  std::vector<double> numbers;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto number = number_in((*list)[i]);
    if (!number) refuse_at(pointer_to(name) + "/" + std::to_string(i), "This must be a number.");
    numbers.push_back(number.value_or(0));
  }
  return numbers;
}

std::optional<std::vector<std::optional<double>>> ObjectReader::numbers_or_gaps(
    std::string_view name) {
  const auto* list = this->list(name);
  if (!list) return std::nullopt;
  std::vector<std::optional<double>> numbers;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto& value = (*list)[i];
    const bool gap = value.is_null() || (value.is_string() && value.get_string() == "NA");
    numbers.push_back(gap ? std::nullopt : number_in(value));
    if (!gap && !numbers.back()) {
      refuse_at(pointer_to(name) + "/" + std::to_string(i),
                "This must be a number; or null, for a gap.");
    }
  }
  return numbers;
}

std::optional<std::vector<std::size_t>> ObjectReader::counts(std::string_view name) {
  const auto* list = this->list(name);
  if (!list) return std::nullopt;
  std::vector<std::size_t> counts;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto count = count_in((*list)[i]);
    if (!count) refuse_at(pointer_to(name) + "/" + std::to_string(i), no_count);
    counts.push_back(count.value_or(0));
  }
  return counts;
}

std::optional<ObjectReader> ObjectReader::object(std::string_view name) {
  const auto* value = find(name);
  if (!value) return std::nullopt;
  if (!value->is_object()) {
    refuse(name, "This must be an object, in braces.");
    return std::nullopt;
  }
  return ObjectReader{value->get_object(), pointer_to(name), notes_};
}

void ObjectReader::pass_over(std::initializer_list<std::string_view> names) {
  asked_.insert(asked_.end(), names.begin(), names.end());
}

void ObjectReader::note_the_rest() {
  for (const auto& member : object_) {
    if (std::ranges::find(asked_, member.key()) != asked_.end()) continue;
    if (!only_describes(member.key())) notes_.not_checked.push_back(pointer_to(member.key()));
  }
}

void ObjectReader::refuse(std::string_view name, std::string why) {
  refuse_at(pointer_to(name), std::move(why));
}

void ObjectReader::refuse_at(std::string pointer, std::string why) {
  notes_.problems.push_back({std::move(pointer), "shape", std::move(why)});
}

}  // namespace closeloop::tools
