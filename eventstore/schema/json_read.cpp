#include <algorithm>
#include <array>
#include <optional>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "eventstore/schema/dynamic.h"
#include "eventstore/schema/json.h"
#include "eventstore/schema/text.h"
#include "eventstore/schema/values.h"

namespace eventstore {
namespace {

namespace json = boost::json;
using capnp::DynamicList;
using capnp::DynamicStruct;
using capnp::DynamicValue;

std::string_view sv(const json::string& text) { return {text.data(), text.size()}; }

/// Given, but empty: as good as not given.
bool is_blank(const Field& field, const json::value& value) {
  if (value.is_null()) return field.required;
  if (field.list) return value.is_array() && value.get_array().empty();
  const auto* text = value.if_string();
  const bool may_be = field.required || field.kind == Kind::text || field.kind == Kind::sealed;
  return text && may_be &&
         std::ranges::all_of(sv(*text), [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
}

/// A name that may be hostile, fit to be repeated to who sent it.
std::string shortened(std::string_view name) {
  return name.size() <= 60 ? printable(name) : printable(name.substr(0, 60)) + "…";
}

class Reading {
 public:
  Reading(Source source, const Sealer& sealer) : source_{source}, sealer_{sealer} {}

  void record(const Shape& shape, const json::value& value, DynamicStruct::Builder to) {
    const std::array parts{Part{&shape, to}};
    record(parts, value);
  }

  /// One object that fills several messages. Their fields' names differ.
  void record(std::span<const Part> parts, const json::value& value) {
    const auto* object = value.if_object();
    if (!object) return report("type", "This must be an object.");
    for (const auto& [shape, to] : parts) fields(*shape, *object, to);
    for (const auto& [name, _] : *object) {
      const std::string_view each{name};
      if (std::ranges::any_of(parts, [&](const Part& part) { return part.shape->find(each); })) {
        continue;
      }
      const Step step{*this, each};
      report("unknown", fmt::format("There is no field called '{}' here.", shortened(each)));
    }
  }

  Problems problems;

 private:
  // More would help nobody, and a hostile body could ask for any number.
  static constexpr std::size_t problems_max = 100;

  void fields(const Shape& shape, const json::object& object, DynamicStruct::Builder to) {
    std::vector<std::string_view> variants;
    for (const auto& each : shape.fields) {
      const Step step{*this, each.name};
      const auto* found = object.if_contains(each.name);
      if (found && source_ == Source::request && each.decided) {
        report("decided", fmt::format("{} is filled in for you. Leave it out.", each.label));
      } else if (!found || is_blank(each, *found)) {
        // What was recorded before the field existed lacks it for ever.
        if (each.required && !each.decided && source_ == Source::request) {
          report("missing", fmt::format("{} is required.", each.label));
        }
      } else if (each.variant && !variants.empty()) {
        variants.push_back(each.name);
      } else {
        if (each.variant) variants.push_back(each.name);
        field(each, *found, to);
      }
    }
    if (shape.has_variants() && variants.size() != 1) report_variants(shape, variants);
  }

  using Key = std::variant<std::string_view, std::size_t>;

  /// Where we are in the JSON, spelled out only when there is something to say.
  class Step {
   public:
    Step(Reading& reading, Key key) : path_{reading.path_} { path_.push_back(key); }
    ~Step() { path_.pop_back(); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    std::vector<Key>& path_;
  };

  void field(const Field& field, const json::value& value, DynamicStruct::Builder to) {
    if (!field.list) {
      if (is_nested(field.kind)) {
        nested(field, value, to.init(field.schema).as<DynamicStruct>());
      } else if (const auto read = plain(field, value)) {
        to.set(field.schema, *read);
      }
      return;
    }
    const auto* array = value.if_array();
    if (!array) return report("type", fmt::format("{} must be a list.", field.label));
    if (array->size() > list_items_max) {
      return report("length", fmt::format("{} must have {} entries or fewer; it has {}.",
                                          field.label, list_items_max, array->size()));
    }
    auto list = to.init(field.schema, static_cast<unsigned>(array->size())).as<DynamicList>();
    for (unsigned i = 0; i < array->size(); ++i) {
      const Step step{*this, i};
      if (is_nested(field.kind)) {
        nested(field, (*array)[i], list[i].as<DynamicStruct>());
      } else if (const auto read = plain(field, (*array)[i])) {
        list.set(i, *read);
      }
    }
  }

  /// True of kinds that are structs on disk.
  static bool is_nested(Kind kind) { return kind >= Kind::id; }
  static_assert(Kind::choice < Kind::id && Kind::id < Kind::date && Kind::date < Kind::record);

  /// A value that fits in a field; nothing once a problem has been reported.
  std::optional<DynamicValue::Reader> plain(const Field& field, const json::value& value) {
    switch (field.kind) {
      case Kind::flag:
        if (const auto* flag = value.if_bool()) return DynamicValue::Reader{*flag};
        report("type", fmt::format("{} must be true or false.", field.label));
        return std::nullopt;
      case Kind::whole: return whole(field, value);
      case Kind::choice: return choice(field, value);
      default:
        if (const auto* text = checked_text(field, value)) {
          return DynamicValue::Reader{capnp::Text::Reader{text->c_str(), text->size()}};
        }
        return std::nullopt;
    }
  }

  void nested(const Field& field, const json::value& value, DynamicStruct::Builder to) {
    if (field.kind == Kind::record) return record(*field.record, value, to);
    if (field.kind == Kind::sealed) {
      if (const auto* text = checked_text(field, value)) {
        sealer_.seal(sv(*text), to.as<schema::Sealed>());
      }
      return;
    }
    if (field.kind == Kind::decimal) return number(field, value, to);
    const auto* text = value.if_string();
    if (field.kind == Kind::id) {
      if (value.is_array()) {
        return report("id", fmt::format("{} is one {}: choose it or write it, not both.",
                                        field.label, field.refers_to));
      }
      if (text && is_id(sv(*text)))
        return set_id(to, capnp::Text::Reader{text->c_str(), text->size()});
      report(
          "id",
          fmt::format("{} must be the id of the {}: letters, digits, dots, dashes and underscores.",
                      field.label, field.refers_to));
    } else if (field.kind == Kind::date) {
      if (const auto day = text ? parse_day(sv(*text)) : std::nullopt) {
        return set(to.as<schema::Date>(), *day);
      }
      report("date", fmt::format("{} must be a real date, such as 2017-03-31.", field.label));
    } else {
      if (const auto at = text ? parse_timestamp(sv(*text)) : std::nullopt) {
        return set(to.as<schema::Moment>(), *at);
      }
      report("date",
             fmt::format("{} must be a time in UTC, such as 2017-03-31T09:30:00Z.", field.label));
    }
  }

  /// Text, so that 18.0 stays 18.0; a whole number is taken too, since nothing is lost.
  void number(const Field& field, const json::value& value, DynamicStruct::Builder to) {
    std::optional<Decimal> read;
    if (const auto* text = value.if_string()) read = parse_decimal(sv(*text));
    if (const auto* whole = value.if_int64()) read = parse_decimal(std::to_string(*whole));
    if (read) return set(to.as<schema::Decimal>(), *read);
    report("number",
           fmt::format("{} must be a number such as \"18\" or \"18.5\", given as text, of 15 "
                       "digits or fewer.",
                       field.label));
  }

  std::optional<DynamicValue::Reader> whole(const Field& field, const json::value& value) {
    boost::system::error_code inexact;
    const auto number = value.is_number() ? value.to_number<std::int64_t>(inexact) : 0;
    if (!value.is_number() || (value.is_double() && inexact)) {
      report("type", fmt::format("{} must be a whole number.", field.label));
    } else if (inexact || number < field.least || number > field.most) {
      report("range",
             fmt::format("{} must be between {} and {}.", field.label, field.least, field.most));
    } else {
      return DynamicValue::Reader{number};
    }
    return std::nullopt;
  }

  std::optional<DynamicValue::Reader> choice(const Field& field, const json::value& value) {
    if (const auto* text = value.if_string()) {
      const auto found = std::ranges::find(field.choices, sv(*text), &Choice::name);
      if (found != field.choices.end()) {
        const auto type = field.schema.getType();
        const auto of = field.list ? type.asList().getEnumElementType() : type.asEnum();
        return DynamicValue::Reader{capnp::DynamicEnum{of, found->raw}};
      }
    }
    std::vector<std::string_view> names;
    for (const auto& each : field.choices) names.push_back(each.name);
    report("choice", fmt::format("{} must be one of: {}.", field.label, fmt::join(names, ", ")));
    return std::nullopt;
  }

  const json::string* checked_text(const Field& field, const json::value& value) {
    const auto* text = value.if_string();
    if (!text) {
      report("type", fmt::format("{} must be text.", field.label));
      return nullptr;
    }
    const auto length = characters(sv(*text));
    if (!length) {
      report("characters", fmt::format("{} has characters that cannot be used.", field.label));
    } else if (*length > field.max_length) {
      report("length", fmt::format("{} must be {} characters or fewer; it has {}.", field.label,
                                   field.max_length, *length));
    } else {
      return text;
    }
    return nullptr;
  }

  void report_variants(const Shape& shape, const std::vector<std::string_view>& given) {
    std::vector<std::string_view> names;
    for (const auto& each : shape.fields) {
      if (each.variant) names.push_back(each.name);
    }
    report("one-of", fmt::format("Give exactly one of: {}.{}", fmt::join(names, ", "),
                                 given.empty() ? "" : fmt::format(" This has {}.", given.size())));
  }

  void report(std::string code, std::string message) {
    if (problems.size() >= problems_max) return;
    if (problems.size() + 1 == problems_max) {
      problems.push_back({"", "more", "There are more mistakes than are listed here."});
      return;
    }
    std::string pointer;
    for (const auto& key : path_) {
      pointer += '/';
      if (const auto* index = std::get_if<std::size_t>(&key)) {
        pointer += std::to_string(*index);
        continue;
      }
      for (const char c : printable(std::get<std::string_view>(key))) {
        if (c == '~')
          pointer += "~0";
        else if (c == '/')
          pointer += "~1";
        else
          pointer += c;
      }
    }
    problems.push_back({std::move(pointer), std::move(code), std::move(message)});
  }

  Source source_;
  const Sealer& sealer_;
  std::vector<Key> path_;
};

}  // namespace

Problems from_json(const Shape& shape, const json::value& json, Source source, const Sealer& sealer,
                   DynamicStruct::Builder to) {
  const std::array parts{Part{&shape, to}};
  return from_json(parts, json, source, sealer);
}

Problems from_json(std::span<const Part> parts, const json::value& json, Source source,
                   const Sealer& sealer) {
  Reading reading{source, sealer};
  reading.record(parts, json);
  return std::move(reading.problems);
}

}  // namespace eventstore
