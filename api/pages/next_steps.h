#pragma once

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "api/commands.h"
#include "api/router.h"
#include "api/seen.h"

/// What a page adds to a view model: links to the forms of what whoever asks may do. Never on a
/// page about the past.
namespace closeloop::api {

/// `steps` (`label`, `href`): the commands on that record that the person may give as things are,
/// and the forms for new records that may follow from it.
void add_next_steps(boost::json::object& model, const Call& call, const Seen& seen,
                    Commands& commands, std::string_view resource, const std::string& id);

/// `form` (`label`, `href`) of each entry of `missing` and `prompts` whose command the person may
/// give as things are, and `page` of what stands in the graph for something that is missing. What
/// is new is opened about the finding.
void add_forms_of_loop(boost::json::object& model, const Call& call, const Seen& seen,
                       Commands& commands, std::string_view finding);

/// `form` of each of the `rows` of a work list, and of their `prompts`, likewise.
void add_forms_of_rows(boost::json::object& model, const Call& call, const Seen& seen,
                       Commands& commands);

/// `form` of each entry of `figures` that proposes evidence, filled in with what it proposes; about
/// that record ("findings/F-1"), or if it is empty about the action that the entry names.
void add_forms_of_figures(boost::json::object& model, const Call& call, const Seen& seen,
                          std::string_view about = {});

/// `create` (`label`, `href`): the form for a new record of that resource.
void add_creation(boost::json::object& model, const Call& call, const Seen& seen,
                  std::string_view resource);

/// `done`: what was just recorded, if the address says so by a command that there is.
void add_done(boost::json::object& model, const Call& call, const Seen& seen,
              std::string_view resource);

}  // namespace closeloop::api
