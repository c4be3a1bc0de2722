#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <boost/outcome/basic_result.hpp>
#include <boost/outcome/policy/terminate.hpp>
#include <boost/outcome/success_failure.hpp>
#include <boost/outcome/try.hpp>

namespace eventstore {

/// What the caller can do next: mend the request; look elsewhere; accept the rule;
/// read again and decide anew; try later; call for help.
enum class Errc : std::uint8_t { invalid, not_found, refused, conflict, unavailable, corrupt };

/// One thing wrong with what was sent. All of them are reported at once.
struct Problem {
  std::string pointer;  ///< JSON pointer to the place: "/evidence/0/title".
  std::string code;     ///< Stable, for programs: "missing".
  std::string message;  ///< One sentence for the person who filled it in.

  friend bool operator==(const Problem&, const Problem&) = default;
};
using Problems = std::vector<Problem>;

struct Error {
  Errc code{};
  std::string rule;     ///< A stable name such as "action.verify.independence".
  std::string message;  ///< One sentence for a person. Never parsed.
  Problems problems;    ///< For `invalid`: each of them. For `refused`: each unmet test.
  std::uint64_t current_version = 0;  ///< For `conflict` on a stream: the version it has.
};

template <typename T>
using Result = boost::outcome_v2::basic_result<T, Error, boost::outcome_v2::policy::terminate>;

inline Error invalid(Problems problems) {
  return {Errc::invalid, {}, "Some answers need another look.", std::move(problems)};
}
inline Error invalid(std::string rule, std::string message) {
  return {Errc::invalid, std::move(rule), std::move(message), {}};
}
inline Error not_found(std::string message) {
  return {Errc::not_found, {}, std::move(message), {}};
}
inline Error refused(std::string rule, std::string message, Problems unmet = {}) {
  return {Errc::refused, std::move(rule), std::move(message), std::move(unmet)};
}
inline Error conflict(std::string rule, std::string message, std::uint64_t current_version = 0) {
  return {Errc::conflict, std::move(rule), std::move(message), {}, current_version};
}
inline Error unavailable(std::string rule, std::string message) {
  return {Errc::unavailable, std::move(rule), std::move(message), {}};
}
inline Error corrupt(std::string message) { return {Errc::corrupt, {}, std::move(message), {}}; }
inline auto allowed() { return boost::outcome_v2::success(); }

}  // namespace eventstore
