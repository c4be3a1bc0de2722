#include <set>
#include <utility>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <fmt/format.h>

#include "eventstore/schema/json.h"
#include "eventstore/schema/text.h"

namespace eventstore {
namespace {

namespace json = boost::json;
using boost::system::error_code;

json::parse_options options() {
  json::parse_options limited;
  limited.max_depth = 16;
  return limited;
}

/// Builds the value, and counts the members there should be.
struct Building {
  explicit Building(json::storage_ptr memory) : values{{}, scratch, sizeof scratch} {
    values.reset(std::move(memory));
  }

  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return true; }
  bool on_object_end(std::size_t size, error_code&) {
    members += size;
    values.push_object(size);
    return true;
  }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t size, error_code&) {
    values.push_array(size);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, error_code&) {
    values.push_chars(part);
    return true;
  }
  bool on_key(json::string_view part, std::size_t, error_code&) {
    values.push_key(part);
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, error_code&) {
    values.push_chars(part);
    return true;
  }
  bool on_string(json::string_view part, std::size_t, error_code&) {
    values.push_string(part);
    return true;
  }
  bool on_number_part(json::string_view, error_code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, error_code&) {
    values.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, error_code&) {
    values.push_uint64(number);
    return true;
  }
  bool on_double(double number, json::string_view, error_code&) {
    values.push_double(number);
    return true;
  }
  bool on_bool(bool flag, error_code&) {
    values.push_bool(flag);
    return true;
  }
  bool on_null(error_code&) {
    values.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, error_code&) { return true; }
  bool on_comment(json::string_view, error_code&) { return true; }

  unsigned char scratch[2048];
  json::value_stack values;
  std::size_t members = 0;
};

/// Reads a text known to be JSON once more, only to say which names are given twice.
struct Naming {
  static constexpr std::size_t max_object_size = Building::max_object_size;
  static constexpr std::size_t max_array_size = Building::max_array_size;
  static constexpr std::size_t max_key_size = Building::max_key_size;
  static constexpr std::size_t max_string_size = Building::max_string_size;

  struct Level {
    bool object = false;
    std::size_t index = 0;  // Of an array: how many came before.
    std::string name;       // Of an object: the member being read.
    std::set<std::string> seen;
  };

  bool begin(bool object) {
    levels.push_back({object, 0, {}, {}});
    return true;
  }
  bool end() {
    levels.pop_back();
    return value();
  }
  bool value() {
    if (!levels.empty() && !levels.back().object) ++levels.back().index;
    return true;
  }
  void report() {
    std::string pointer;
    for (const auto& level : levels) {
      pointer += '/';
      if (!level.object) pointer += std::to_string(level.index);
      for (const char c : level.name) {
        if (c == '~' || c == '/') {
          pointer += c == '~' ? "~0" : "~1";
        } else {
          pointer += c;
        }
      }
    }
    if (problems.size() < 100) {
      problems.push_back({std::move(pointer), "duplicate", "This is given more than once."});
    }
  }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return begin(true); }
  bool on_object_end(std::size_t, error_code&) { return end(); }
  bool on_array_begin(error_code&) { return begin(false); }
  bool on_array_end(std::size_t, error_code&) { return end(); }
  bool on_key_part(json::string_view part, std::size_t, error_code&) {
    key += part;
    return true;
  }
  bool on_key(json::string_view part, std::size_t, error_code&) {
    key += part;
    auto& level = levels.back();
    level.name = std::exchange(key, {});
    if (!level.seen.insert(level.name).second) report();
    return true;
  }
  bool on_string_part(json::string_view, std::size_t, error_code&) { return true; }
  bool on_string(json::string_view, std::size_t, error_code&) { return value(); }
  bool on_number_part(json::string_view, error_code&) { return true; }
  bool on_int64(std::int64_t, json::string_view, error_code&) { return value(); }
  bool on_uint64(std::uint64_t, json::string_view, error_code&) { return value(); }
  bool on_double(double, json::string_view, error_code&) { return value(); }
  bool on_bool(bool, error_code&) { return value(); }
  bool on_null(error_code&) { return value(); }
  bool on_comment_part(json::string_view, error_code&) { return true; }
  bool on_comment(json::string_view, error_code&) { return true; }

  std::vector<Level> levels;
  std::string key;
  Problems problems;
};

std::size_t members_of(const json::value& value) {
  std::size_t count = 0;
  if (const auto* object = value.if_object()) {
    count += object->size();
    for (const auto& [_, each] : *object) count += members_of(each);
  } else if (const auto* array = value.if_array()) {
    for (const auto& each : *array) count += members_of(each);
  }
  return count;
}

}  // namespace

Result<json::value> parse_json(std::string_view text, json::storage_ptr memory) {
  json::basic_parser<Building> parser{options(), std::move(memory)};
  error_code wrong;
  const auto read = parser.write_some(false, text.data(), text.size(), wrong);
  if (!wrong && read < text.size()) wrong = json::error::extra_data;
  if (wrong) {
    return invalid("json",
                   fmt::format("This is not JSON that can be read: {} after {} of {} bytes.",
                               wrong.message(), read, text.size()));
  }
  auto value = parser.handler().values.release();
  if (members_of(value) == parser.handler().members) return value;

  json::basic_parser<Naming> naming{options()};
  (void)naming.write_some(false, text.data(), text.size(), wrong);
  return invalid(std::move(naming.handler().problems));
}

}  // namespace eventstore
