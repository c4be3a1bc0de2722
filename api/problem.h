#pragma once

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "api/http.h"
#include "eventstore/core/error.h"

namespace closeloop::api {

/// What went wrong, as RFC 9457 has it: `type` "/problems/<name>", `status`, `title`, `detail`,
/// `rule`, `errors` [{pointer, code, detail}] and, of a conflict, `currentVersion`; the application
/// adds `trace_id`. This is the one place where a code of ours becomes a status of HTTP.
struct ProblemDocument {
  int status = 500;
  std::string name;    ///< "stale": the end of its `type`.
  std::string title;   ///< The same for every problem of the type.
  std::string detail;  ///< What is wrong here, and what to do.
  std::string rule;
  eventstore::Problems errors;
  std::uint64_t current_version = 0;
  boost::json::object more;  ///< Further members, such as who changed it since.
};

[[nodiscard]] ProblemDocument problem_of(const eventstore::Error& error);

/// A problem that HTTP itself has: of the named kind, with its own detail.
[[nodiscard]] ProblemDocument problem(std::string_view name, std::string detail);

[[nodiscard]] boost::json::object to_json(const ProblemDocument& problem);
[[nodiscard]] Response to_response(const ProblemDocument& problem);

/// What a page about that kind of problem says; empty if there is no such kind.
struct ProblemKind {
  std::string_view name;
  int status;
  std::string_view title;
  std::string_view help;  ///< What to do about it.
};
[[nodiscard]] const ProblemKind* find_problem_kind(std::string_view name);

}  // namespace closeloop::api
