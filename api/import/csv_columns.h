#pragma once

#include <cstdint>
#include <string_view>

namespace closeloop::imports {

/// What a column of an action plan may hold (domain 1.6).
enum class Column : std::uint8_t {
  review_id,
  review,
  review_kind,
  board,
  review_date,
  finding_id,
  finding,
  finding_kind,
  themes,
  priority_area,
  journey_stage,
  learning,
  recommendation,
  ref,
  action,
  lead_person,
  lead_agency,
  start,
  due,
  revised_due,
  success_criterion,
  child_would_notice,
  status,
  delivered,
  outputs,
  outcomes,
  other,
};

/// By its name in the header, whatever its case, spaces and underscores; `other` if it is not
/// known.
[[nodiscard]] Column meaning_of(std::string_view header);

}  // namespace closeloop::imports
