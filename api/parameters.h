#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eventstore/core/error.h"
#include "eventstore/core/time.h"
#include "projections/as_at.h"
#include "projections/page.h"

namespace closeloop::api {

/// A parameter of an address, as it is checked and described.
struct Parameter {
  enum class Kind : std::uint8_t { text, number, date, words };  ///< Words: whatever one types.

  std::string_view name;  ///< "known_at"
  Kind kind = Kind::text;
  std::string_view description;
  std::uint64_t least = 0;  ///< Of a number.
  std::uint64_t most = 0;   ///< Of a number; characters of a text, where 0 says 200.
};

/// Null if no address takes such a parameter.
[[nodiscard]] const Parameter* find_parameter(std::string_view name);

/// The query of an address, decoded and checked: nothing unknown, nothing twice, dates that
/// exist, numbers in range.
class Parameters {
 public:
  /// `invalid` with the rule "parameter" and a sentence that names the one that is wrong.
  [[nodiscard]] static eventstore::Result<Parameters> read(std::string_view query,
                                                           std::span<const std::string_view> taken);

  /// Empty if it is not there.
  [[nodiscard]] std::string_view text(std::string_view name) const;
  [[nodiscard]] std::optional<std::uint64_t> number(std::string_view name) const;
  [[nodiscard]] std::optional<eventstore::Day> day(std::string_view name) const;

  [[nodiscard]] AsAt as_at() const;
  [[nodiscard]] Filter filter() const;
  [[nodiscard]] Page page() const;
  [[nodiscard]] const auto& all() const { return values_; }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

/// The names that every question about a board takes.
inline constexpr std::string_view as_at_parameters[] = {"known_at", "true_on", "position",
                                                        "min_position"};
inline constexpr std::string_view facet_parameters[] = {"agency", "priority_area", "theme",
                                                        "journey_stage"};
inline constexpr std::string_view loop_parameters[] = {"stage", "gap"};
inline constexpr std::string_view focus_parameters[] = {"focus"};
inline constexpr std::string_view activity_parameters[] = {"known_since"};
inline constexpr std::string_view suggestion_parameters[] = {"about", "because", "series"};
inline constexpr std::string_view done_parameters[] = {"done"};
inline constexpr std::string_view page_parameters[] = {"cursor", "limit"};

}  // namespace closeloop::api
