#pragma once

#include <cstdint>
#include <string>
#include <vector>

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

/// What each column means by its name in the header, whatever its case, spaces and underscores;
/// `other` if it is not known. What stands in brackets counts only where the name means nothing
/// without it. A name without its brackets, or one that is only near ("key finding"), never gives
/// a column the meaning that another has already.
[[nodiscard]] std::vector<Column> meanings_of(const std::vector<std::string>& header);

}  // namespace closeloop::imports
