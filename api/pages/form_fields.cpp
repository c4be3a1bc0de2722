#include "api/pages/form_fields.h"

#include <algorithm>
#include <vector>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "api/command_table.h"
#include "eventstore/core/time.h"
#include "eventstore/schema/values.h"
#include "projections/reference_choices.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using eventstore::Field;
using eventstore::Kind;
using eventstore::Shape;

constexpr std::uint32_t one_line_most = 200;  // Characters: what is longer gets a box of lines.
constexpr std::size_t radios_most = 6;
constexpr std::size_t present_shown_most = 300;

/// One of these is chosen; of other kinds ids that nobody listed can be written too.
bool is_closed(std::string_view refers_to) {
  return refers_to == "agency" || refers_to == "person";
}

std::string id_example(std::string_view refers_to) {
  const auto& kinds = resource_kinds();
  const auto named = std::ranges::find(kinds, refers_to, &ResourceKind::kind);
  return named == kinds.end() ? std::string{} : named->shape->prefix + "-1";
}

json::array choices_json(const Field& field) {
  json::array choices;
  for (const auto& each : field.choices) {
    choices.push_back(json::object{{"value", each.name}, {"label", each.label}});
  }
  return choices;
}

/// Whether it says nothing but the id, in words: "Head of early help".
bool is_in_words(std::string_view label, std::string_view id) {
  return std::ranges::equal(label, id, [](char of_label, char of_id) {
    const auto lower = of_label >= 'A' && of_label <= 'Z' ? of_label - 'A' + 'a' : of_label;
    return lower == of_id || of_label == of_id ||
           (of_label == ' ' && (of_id == '-' || of_id == '_'));
  });
}

/// With the id beside the label, unless that says it.
json::array choices_json(const json::array& references) {
  json::array choices;
  for (const auto& each : references) {
    const auto id = std::string_view{each.at("id").as_string()};
    const auto label = std::string_view{each.at("label").as_string()};
    auto shown = fmt::format("{} ({})", label, id);
    if (label.empty()) shown = id;
    if (is_in_words(label, id)) shown = label;
    choices.push_back(json::object{{"value", id}, {"label", std::move(shown)}});
  }
  return choices;
}

bool is_among(const json::array& choices, std::string_view given) {
  return std::ranges::any_of(choices, [&](const json::value& each) {
    return std::string_view{each.at("value").as_string()} == given;
  });
}

class Hint {
 public:
  void add(std::string_view sentence) {
    if (sentence.empty()) return;
    if (!text_.empty()) text_ += ' ';
    text_ += sentence;
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

class Drawing {
 public:
  explicit Drawing(const FieldContext& context) : context_{context} {}

  json::object field(const Field& field, const std::string& name) const {
    json::object model{{"name", name}, {"label", field.label}, {"optional", !field.required}};
    if (const auto error = context_.errors.find(name); error != context_.errors.end()) {
      model["error"] = error->second;
    }
    Hint hint;
    hint.add(field.help);
    control(field, name, model, hint);
    if (const auto* now = context_.present.if_contains(field.label)) {
      hint.add("Now: " + shortened(std::string_view{now->as_string()}));
    }
    model["hint"] = hint.text();
    return model;
  }

 private:
  void control(const Field& field, const std::string& name, json::object& model, Hint& hint) const {
    switch (field.kind) {
      case Kind::record: return group(field, name, model);
      case Kind::choice: return choice(choices_json(field), field, name, model);
      case Kind::id: return reference(field, name, model, hint);
      case Kind::date: return date(name, model, hint);
      case Kind::flag:
        model["control"] = "flag";
        model["value"] = context_.given.text(name);
        return;
      case Kind::whole:
        model["control"] = "number";
        model["value"] = context_.given.text(name);
        return;
      case Kind::moment:
      case Kind::decimal:
      case Kind::text:
      case Kind::sealed: return text(field, name, model, hint);
    }
  }

  void text(const Field& field, const std::string& name, json::object& model, Hint& hint) const {
    if (field.list) return lines(name, model, hint, "Write each on a line of its own.");
    model["control"] = field.max_length > one_line_most ? "area" : "text";
    model["value"] = context_.given.text(name);
    hint.add(fmt::format("Up to {} characters.", field.max_length));
  }

  void lines(const std::string& name, json::object& model, Hint& hint, std::string_view how) const {
    std::string value;
    for (const auto each : context_.given.all(name)) {
      if (!value.empty()) value += '\n';
      value += each;
    }
    model["control"] = "lines";
    model["value"] = value;
    hint.add(how);
  }

  void choice(json::array choices, const Field& field, const std::string& name,
              json::object& model) const {
    const auto given = context_.given.text(name);
    if (!given.empty() && !is_among(choices, given)) {
      choices.push_back(json::object{{"value", given}, {"label", given}});
    }
    const bool few = field.kind == Kind::choice && choices.size() <= radios_most;
    model["control"] = few ? "radios" : "select";
    model["choices"] = std::move(choices);
    model["value"] = given;
  }

  void reference(const Field& field, const std::string& name, json::object& model,
                 Hint& hint) const {
    const auto known =
        reference_choices(context_.board, field.refers_to, context_.resource, context_.id);
    const auto example = id_example(field.refers_to);
    const bool closed = is_closed(field.refers_to) && !known.empty();
    if (field.list && !known.empty()) return several(known, field, name, model, closed, example);
    if (closed) return choice(choices_json(known), field, name, model);
    if (!known.empty()) return chosen_or_written(known, field, name, model, example);
    if (field.list) {
      const auto how =
          example.empty() ? std::string{"Write each on a line of its own."}
                          : fmt::format("Write each id on a line of its own, such as {}.", example);
      return lines(name, model, hint, how);
    }
    model["control"] = "text";
    model["value"] = context_.given.text(name);
    if (!example.empty()) hint.add(fmt::format("Its id, such as {}.", example));
  }

  /// A list to choose from, and a box for what is not in it. Both are sent by the same name.
  void chosen_or_written(const json::array& known, const Field& field, const std::string& name,
                         json::object& model, const std::string& example) const {
    auto choices = choices_json(known);
    model["value"] = "";
    model["other"] = "";
    for (const auto given : context_.given.all(name)) {
      if (given.empty()) continue;
      const bool chosen = model["value"] == "" && is_among(choices, given);
      model[chosen ? "value" : "other"] = given;
    }
    model["control"] = "known";
    model["otherLabel"] = fmt::format("Another: {}", field.label);
    model["otherHint"] =
        example.empty()
            ? fmt::format("Only if it is not in the list; written like {}.",
                          std::string_view{choices.front().at("value").as_string()})
            : fmt::format("Only if it is not in the list: its id, such as {}.", example);
    model["choices"] = std::move(choices);
  }

  /// Boxes to tick, and lines for what is not among them if there can be more.
  void several(const json::array& known, const Field& field, const std::string& name,
               json::object& model, bool closed, const std::string& example) const {
    auto choices = choices_json(known);
    json::array values;
    std::string others;
    for (const auto given : context_.given.all(name)) {
      if (is_among(choices, given)) {
        values.push_back(json::value(given));
      } else if (!given.empty()) {
        if (!others.empty()) others += '\n';
        others += given;
      }
    }
    model["control"] = "several";
    model["choices"] = std::move(choices);
    model["values"] = std::move(values);
    if (closed && others.empty()) return;
    model["others"] = others;
    model["othersLabel"] = fmt::format("Others: {}", field.label);
    model["othersHint"] =
        example.empty() ? std::string{"Write each on a line of its own."}
                        : fmt::format("Write each id on a line of its own, such as {}.", example);
  }

  void date(const std::string& name, json::object& model, Hint& hint) const {
    model["control"] = "date";
    model["day"] = context_.given.text(name + "-day");
    model["month"] = context_.given.text(name + "-month");
    model["year"] = context_.given.text(name + "-year");
    hint.add("For example, 31 3 2017.");
  }

  /// One set of boxes for each that was filled in, and an empty one.
  void group(const Field& field, const std::string& name, json::object& model) const {
    json::array sets;
    bool filled = true;
    for (int at = 0; filled && at < 50; ++at) {
      const auto prefix = field.list ? fmt::format("{}.{}.", name, at) : name + ".";
      filled = std::ranges::any_of(context_.given.answers(), [&](const auto& answer) {
        return answer.first.starts_with(prefix) && !answer.second.empty();
      });
      json::array fields;
      for (const auto& each : field.record->fields) {
        fields.push_back(this->field(each, prefix + each.name));
      }
      const auto label = field.list && (filled || at > 0)
                             ? fmt::format("{} {}", field.label, at + 1)
                             : field.label;
      sets.push_back(json::object{{"label", label}, {"fields", std::move(fields)}});
      if (!field.list) break;
    }
    model["control"] = "group";
    model["sets"] = std::move(sets);
  }

  /// Without cutting through a character.
  static std::string shortened(std::string_view text) {
    if (text.size() <= present_shown_most) return std::string{text};
    auto end = present_shown_most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return std::string{text.substr(0, end)} + "…";
  }

  const FieldContext& context_;
};

/// An answer in words; empty if there is none.
std::string in_words(const Field& field, const json::value& answer, const FieldContext& context) {
  if (const auto* list = answer.if_array()) {
    std::string all;
    for (const auto& each : *list) {
      if (!all.empty()) all += '\n';
      all += in_words(field, each, context);
    }
    return all;
  }
  if (const auto* object = answer.if_object()) {
    std::string all;
    for (const auto& each : field.record->fields) {
      const auto* said = object->if_contains(each.name);
      if (said == nullptr) continue;
      if (!all.empty()) all += ": ";
      all += in_words(each, *said, context);
    }
    return all;
  }
  if (const auto* flag = answer.if_bool()) return *flag ? "Yes" : "No";
  const auto* text = answer.if_string();
  if (text == nullptr) return json::serialize(answer);
  std::string said{*text};
  if (field.kind == Kind::date) {
    const auto day = eventstore::parse_day(said);
    return day ? eventstore::long_form(*day) : said;
  }
  if (field.kind == Kind::choice) {
    const auto chosen = std::ranges::find(field.choices, said, &eventstore::Choice::name);
    return chosen == field.choices.end() ? said : chosen->label;
  }
  if (field.kind == Kind::id) {
    for (const auto& each : choices_json(
             reference_choices(context.board, field.refers_to, context.resource, context.id))) {
      if (std::string_view{each.at("value").as_string()} == said) {
        return std::string{each.at("label").as_string()};
      }
    }
  }
  return said;
}

}  // namespace

json::object field_model(const Field& field, const FieldContext& context) {
  return Drawing{context}.field(field, field.name);
}

std::string field_of(const Shape& shape, std::string_view pointer) {
  if (pointer.empty()) return {};
  auto path = pointer.substr(1);
  const auto* field = shape.find(path.substr(0, path.find('/')));
  if (field == nullptr) return {};
  if (field->kind != Kind::record) return field->name;
  std::string name{path};
  std::ranges::replace(name, '/', '.');
  return name;
}

std::string anchor_of(const Shape& shape, std::string_view field) {
  const auto* found = shape.find(field);
  std::string anchor{field};
  std::ranges::replace(anchor, '.', '-');
  if (found != nullptr && found->kind == Kind::date && !found->list) anchor += "-day";
  return anchor;
}

json::array answers_in_words(const Shape& shape, const json::object& answers,
                             const FieldContext& context) {
  json::array lines;
  for (const auto& field : shape.fields) {
    const auto* answer = answers.if_contains(field.name);
    if (answer == nullptr) continue;
    lines.push_back(
        json::object{{"label", field.label}, {"value", in_words(field, *answer, context)}});
  }
  return lines;
}

}  // namespace closeloop::api
