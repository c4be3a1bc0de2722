#include "api/pages/command_form.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/pages/form_fields.h"
#include "api/pages/model.h"
#include "api/problem.h"
#include "api/record_states.h"
#include "eventstore/schema/form.h"
#include "eventstore/schema/request.h"
#include "eventstore/schema/sealer.h"
#include "projections/activity.h"
#include "projections/records.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using eventstore::Shape;

const eventstore::KeylessSealer sealer;

/// What a record says, by the label of each field.
json::object by_label(const json::object& record) {
  json::object said;
  for (const auto& line : record.at("fields").as_array()) {
    const auto& [label, value] = std::pair{std::string{text_in(line.as_object(), "label")},
                                           std::string{text_in(line.as_object(), "value")}};
    std::string all{text_in(said, label)};
    if (!all.empty()) all += ", ";
    all += value;
    said[label] = all;
  }
  return said;
}

/// The last event that described the record as a whole: its first, or its last correction.
std::uint64_t described_by(const json::object& record) {
  const auto& corrections = record.at("corrections").as_array();
  return corrections.empty() ? 1 : corrections.back().at("version").to_number<std::uint64_t>();
}

/// What the event itself asks, apart from what any entry may say: that comes last, folded away.
bool is_asked_first(const CommandForm& form, const eventstore::Field& field) {
  if (form.kind.event->record->find(field.name)) return true;
  return field.required;
}

struct Errors {
  std::map<std::string, std::string, std::less<>> by_field;
  json::array summary;  ///< `sentence`, `anchor`
};

Errors errors_of(const CommandForm& form, const Shape& shape) {
  Errors errors;
  if (form.error == nullptr) return errors;
  const auto& error = *form.error;
  if (error.code != eventstore::Errc::invalid || error.problems.empty()) {
    errors.summary.push_back(json::object{{"sentence", error.message}, {"anchor", ""}});
  }
  for (const auto& problem : error.problems) {
    const auto field = field_of(shape, problem.pointer);
    errors.summary.push_back(
        json::object{{"sentence", problem.message}, {"anchor", anchor_of(shape, field)}});
    if (!field.empty()) errors.by_field.emplace(field, problem.message);
  }
  return errors;
}

/// A form with the record that it is about. Both live as long as this.
struct Looked {
  Shape shape;
  json::object record;  ///< Empty for a new record.
  FormBody given;
};

Result<Looked> look(const CommandForm& form, const Seen& seen) {
  Looked looked{eventstore::request_shape(*form.kind.event), {}, form.given};
  if (form.id.empty()) return looked;
  BOOST_OUTCOME_TRY(looked.record, record(*seen.board, std::string{form.resource.resource}, form.id,
                                          seen.asked_on, seen.audience));
  const auto* corrects = looked.shape.find("corrects");
  if (corrects && looked.given.all("corrects").empty()) {
    looked.given.add("corrects", std::to_string(described_by(looked.record)));
  }
  return looked;
}

FieldContext context_of(const CommandForm& form, const Seen& seen, const Looked& looked) {
  FieldContext context{.board = *seen.board,
                       .resource = form.resource.resource,
                       .id = form.id,
                       .given = looked.given,
                       .present = {},
                       .errors = {}};
  if (looked.shape.find("corrects")) context.present = by_label(looked.record);
  return context;
}

/// What every page about a command has.
json::object frame_of(const CommandForm& form, const Looked& looked) {
  const auto& label = form.kind.label;
  json::object model{{"title", label},
                     {"undated", true},
                     {"action", form.address()},
                     {"key", form.key},
                     {"button", label}};
  model["pageTitle"] = form.id.empty() ? label : fmt::format("{}: {}", form.id, label);
  if (form.id.empty()) {
    model["backPage"] = fmt::format("/records/{}", form.resource.resource);
    return model;
  }
  model["backPage"] = record_page(form.resource.resource, form.id);
  model["about"] = json::object{{"id", form.id},
                                {"page", record_page(form.resource.resource, form.id)},
                                {"label", text_in(looked.record, "title")},
                                {"sentence", text_in(looked.record, "sentence")}};
  const auto now = looked.record.at("version").to_number<std::uint64_t>();
  model["version"] = form.version == 0 ? now : form.version;
  return model;
}

json::object drawn(const CommandForm& form, const Seen& seen, const Looked& looked) {
  auto model = frame_of(form, looked);
  auto errors = errors_of(form, looked.shape);
  auto context = context_of(form, seen, looked);
  context.errors = std::move(errors.by_field);
  json::array fields;
  json::array source;
  json::array more;
  bool open = false;
  bool source_open = false;
  for (const auto& field : looked.shape.fields) {
    auto drawn = field_model(field, context);
    const auto said = [&](const auto& answer) {
      return answer.first.starts_with(field.name) && !answer.second.empty();
    };
    const bool filled =
        drawn.contains("error") || std::ranges::any_of(looked.given.answers(), said);
    if (field.from_source) {
      source_open = source_open || filled;
      source.push_back(std::move(drawn));
    } else if (is_asked_first(form, field)) {
      fields.push_back(std::move(drawn));
    } else {
      open = open || filled;
      more.push_back(std::move(drawn));
    }
  }
  model["source"] = std::move(source);
  model["sourceOpen"] = source_open;
  model["fields"] = std::move(fields);
  model["more"] = std::move(more);
  model["moreOpen"] = open;
  if (!errors.summary.empty()) {
    const std::string title{text_in(model, "pageTitle")};
    model["pageTitle"] = "Error: " + title;
  }
  model["errors"] = std::move(errors.summary);
  return model;
}

json::array sent_in_words(const CommandForm& form, const Seen& seen, const Looked& looked) {
  return answers_in_words(looked.shape, eventstore::form_to_json(looked.shape, form.answers()),
                          context_of(form, seen, looked));
}

}  // namespace

std::string CommandForm::address() const {
  if (id.empty()) return fmt::format("/records/{}/new", resource.resource);
  return fmt::format("/records/{}/{}/{}", resource.resource, id, kind.event->intent);
}

std::string CommandForm::answers() const {
  std::string body;
  for (const auto& [name, answer] : given.answers()) {
    if (name.starts_with('_')) continue;
    if (!body.empty()) body += '&';
    body += percent_encoded(name) + "=" + percent_encoded(answer);
  }
  return body;
}

std::string record_page(std::string_view resource, std::string_view id) {
  return fmt::format("/{}/{}", resource, id);
}

Result<json::object> form_model(const CommandForm& form, const Seen& seen) {
  BOOST_OUTCOME_TRY(const auto looked, look(form, seen));
  return drawn(form, seen, looked);
}

Result<json::object> check_model(const CommandForm& form, const Seen& seen) {
  BOOST_OUTCOME_TRY(const auto looked, look(form, seen));
  auto model = frame_of(form, looked);
  const auto& label = form.kind.label;
  model["title"] = fmt::format("Check your answers: {}", label);
  const std::string title{text_in(model, "pageTitle")};
  model["pageTitle"] = "Check: " + title;
  json::array kept;
  for (const auto& [name, answer] : form.given.answers()) {
    if (name.starts_with('_') || answer.empty()) continue;
    kept.push_back(json::object{{"name", name}, {"value", answer}});
  }
  model["answers"] = sent_in_words(form, seen, looked);
  model["keptAnswers"] = std::move(kept);
  return model;
}

Result<json::object> stale_model(const CommandForm& form, const Seen& seen, const Shelf& shelf) {
  BOOST_OUTCOME_TRY(const auto looked, look(form, seen));
  auto fresh = form;
  fresh.version = 0;
  auto model = drawn(fresh, seen, looked);
  BOOST_OUTCOME_TRY(
      auto history,
      record_activity(*seen.board, shelf.log, sealer, stream_of(form.resource.resource, form.id),
                      seen.as_at, {.cursor = {}, .limit = 20}, seen.audience));
  json::array changes;
  for (auto& row : history.at("rows").as_array()) {
    if (row.at("version").to_number<std::uint64_t>() > form.version) {
      changes.push_back(std::move(row));
    }
  }
  model["stale"] = json::object{{"changes", std::move(changes)},
                                {"now", looked.record.at("fields")},
                                {"sentence", text_in(looked.record, "sentence")},
                                {"sent", sent_in_words(form, seen, looked)}};
  return model;
}

}  // namespace closeloop::api
