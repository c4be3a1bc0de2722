#pragma once

#include <cstdint>
#include <string>

#include <boost/json/object.hpp>

#include "api/command_table.h"
#include "api/form_body.h"
#include "api/queries.h"
#include "api/seen.h"

namespace closeloop::api {

/// A form that asks for one event, on its way to or from a person.
struct CommandForm {
  const ResourceKind& resource;
  const EventKind& kind;
  std::string id;   ///< "A-31"; empty for a new record.
  FormBody given;   ///< What was typed, or is suggested.
  std::string key;  ///< The same for every sending of this form, so that it is recorded once.
  std::uint64_t version = 0;                 ///< Of the record that was seen; 0: as it is now.
  const eventstore::Error* error = nullptr;  ///< Why it was not taken, if it was sent.

  /// "/records/actions/A-31/deliver", "/records/actions/new"
  [[nodiscard]] std::string address() const;
  /// The answers to the event's own questions, encoded: without those that belong to the page.
  [[nodiscard]] std::string answers() const;
};

/// Where a record is shown: "/findings/F-12".
[[nodiscard]] std::string record_page(std::string_view resource, std::string_view id);

/// The form as the page `command` reads it. Every field comes from the schema. `not_found` if
/// there is no such record.
[[nodiscard]] Result<boost::json::object> form_model(const CommandForm& form, const Seen& seen);

/// What was answered, to be looked at once more before it is asked for, as the page
/// `command_check` reads it.
[[nodiscard]] Result<boost::json::object> check_model(const CommandForm& form, const Seen& seen);

/// The form again after the record has changed under it: beside the answers what the record says
/// now, and who changed it. The form is made for the version that the record has now.
[[nodiscard]] Result<boost::json::object> stale_model(const CommandForm& form, const Seen& seen,
                                                      const Shelf& shelf);

}  // namespace closeloop::api
