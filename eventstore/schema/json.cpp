#include "eventstore/schema/json.h"

#include <algorithm>
#include <optional>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "eventstore/schema/values.h"

namespace eventstore {
namespace {

namespace json = boost::json;
using capnp::DynamicList;
using capnp::DynamicStruct;
using capnp::DynamicValue;

std::string_view sv(const json::string& text) { return {text.data(), text.size()}; }

/// The number of characters; nothing if it is not UTF-8, or has control
/// characters other than tab and new line.
std::optional<std::size_t> characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      if ((lead < 0x20 && lead != '\n' && lead != '\t') || lead == 0x7f) return std::nullopt;
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || i + length > text.size()) return std::nullopt;
    std::uint32_t point = lead & (0x7fU >> length);
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xc0) != 0x80) return std::nullopt;
      point = (point << 6) | (next & 0x3f);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    if (overlong || surrogate || point > 0x10ffff || point < 0xa0) return std::nullopt;
    i += length;
  }
  return count;
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

/// Given, but empty: as good as not given.
bool is_blank(const Field& field, const json::value& value) {
  if (value.is_null()) return field.required;
  if (field.list) return value.is_array() && value.get_array().empty();
  const auto* text = value.if_string();
  const bool may_be = field.required || field.kind == Kind::text || field.kind == Kind::sealed;
  return text && may_be &&
         std::ranges::all_of(sv(*text), [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
}

class Reading {
 public:
  Reading(Source source, const Sealer& sealer) : source_{source}, sealer_{sealer} {}

  void record(const Shape& shape, const json::value& value, DynamicStruct::Builder to) {
    const auto* object = value.if_object();
    if (!object) return report("type", "This must be an object.");

    std::vector<std::string_view> variants;
    for (const auto& each : shape.fields) {
      const Step step{*this, each.name};
      const auto* found = object->if_contains(each.name);
      if (found && source_ == Source::request && each.decided) {
        report("decided", fmt::format("{} is filled in for you. Leave it out.", each.label));
      } else if (!found || is_blank(each, *found)) {
        if (each.required && !each.decided) {
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
    for (const auto& [name, _] : *object) {
      if (shape.find(name)) continue;
      const Step step{*this, name};
      report("unknown", fmt::format("There is no field called '{}' here.", std::string_view{name}));
    }
  }

  Problems problems;

 private:
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
    const auto* text = value.if_string();
    if (field.kind == Kind::id) {
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
    std::string pointer;
    for (const auto& key : path_) {
      pointer += '/';
      if (const auto* index = std::get_if<std::size_t>(&key)) {
        pointer += std::to_string(*index);
        continue;
      }
      for (const char c : std::get<std::string_view>(key)) {
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

class Writing {
 public:
  Writing(const Sealer& sealer, json::storage_ptr memory)
      : sealer_{sealer}, memory_{std::move(memory)} {}

  json::object record(const Shape& shape, DynamicStruct::Reader from) {
    json::object object(memory_);  // Braces would make a list of one.
    object.reserve(shape.fields.size());
    for (const auto& field : shape.fields) {
      if (!from.has(field.schema)) continue;  // Null, or a variant that is not this one.
      const auto value = from.get(field.schema);
      if (field.list) {
        const auto list = value.as<DynamicList>();
        json::array array(memory_);
        array.reserve(list.size());
        for (const auto item : list) array.push_back(one(field, item));
        object.emplace(field.name, std::move(array));
      } else if (auto written = one(field, value);
                 !(field.kind == Kind::choice && written.is_null())) {
        object.emplace(field.name, std::move(written));
      }
    }
    return object;
  }

 private:
  json::value one(const Field& field, const DynamicValue::Reader& value) {
    switch (field.kind) {
      case Kind::text: return string(view(value.as<capnp::Text>()));
      case Kind::flag: return value.as<bool>();
      case Kind::whole:
        // An unsigned field is UINT to the dynamic API whatever its value.
        return value.getType() == DynamicValue::UINT ? json::value(value.as<std::uint64_t>())
                                                     : json::value(value.as<std::int64_t>());
      case Kind::choice: {
        const auto raw = value.as<capnp::DynamicEnum>().getRaw();
        if (raw == 0) return nullptr;
        const auto found = std::ranges::find(field.choices, raw, &Choice::raw);
        return found != field.choices.end() ? string(found->name) : string("unknown");
      }
      case Kind::id: return string(view(text_of_id(value.as<DynamicStruct>())));
      case Kind::date: return string(iso(day(value.as<schema::Date>())));
      case Kind::moment: return string(iso(timestamp(value.as<schema::Moment>())));
      case Kind::sealed: {
        const auto opened = sealer_.open(value.as<schema::Sealed>());
        return opened ? string(*opened) : json::value(nullptr);
      }
      case Kind::record: return record(*field.record, value.as<DynamicStruct>());
    }
    return nullptr;
  }

  json::value string(std::string_view text) const {
    return json::string(json::string_view{text.data(), text.size()}, memory_);
  }

  const Sealer& sealer_;
  json::storage_ptr memory_;
};

}  // namespace

Problems from_json(const Shape& shape, const json::value& json, Source source, const Sealer& sealer,
                   DynamicStruct::Builder to) {
  Reading reading{source, sealer};
  reading.record(shape, json, to);
  return std::move(reading.problems);
}

json::object to_json(const Shape& shape, DynamicStruct::Reader from, const Sealer& sealer,
                     json::storage_ptr memory) {
  return Writing{sealer, std::move(memory)}.record(shape, from);
}

}  // namespace eventstore
