#pragma once

#include <map>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "api/form_body.h"
#include "eventstore/core/error.h"
#include "eventstore/schema/shape.h"
#include "projections/board.h"

/// The fields of a form, made from the schema of the event that it asks for: as a page draws
/// them, and as words when they have been filled in.
namespace closeloop::api {

/// What a form is shown with, beside its schema. All is lent.
struct FieldContext {
  const Board& board;
  std::string_view resource;    ///< What the form is about: "actions",
  std::string_view id;          ///< "A-31"; empty if it is about a new record.
  const FormBody& given;        ///< What was typed, or is suggested.
  boost::json::object present;  ///< What the record says now, by the label of the field.
  /// What is wrong, by the name of the field: "due", "notes.0.text".
  std::map<std::string, std::string, std::less<>> errors;
};

/// A field as the page `command` reads it: `control`, `name`, `label`, `hint`, `optional`,
/// `value` or `values`, `choices` (`value`, `label`), `error`. What is chosen from a list can be
/// written instead where the schema lets any id in: `other`, `otherLabel`, `otherHint`.
[[nodiscard]] boost::json::object field_model(const eventstore::Field& field,
                                              const FieldContext& context);

/// The name of the field that a problem is about: "/findings/1" is about "findings" and
/// "/notes/0/text" about "notes.0.text". Empty if the form has no such field.
[[nodiscard]] std::string field_of(const eventstore::Shape& shape, std::string_view pointer);

/// The place on the page to which the summary of errors leads: the field's first box.
[[nodiscard]] std::string anchor_of(const eventstore::Shape& shape, std::string_view field);

/// What was answered, in words: `label`, `value` of each field that has an answer.
[[nodiscard]] boost::json::array answers_in_words(const eventstore::Shape& shape,
                                                  const boost::json::object& answers,
                                                  const FieldContext& context);

}  // namespace closeloop::api
