#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "eventstore/core/error.h"
#include "eventstore/core/time.h"
#include "projections/board.h"

/// The questions that can be asked of a Board, each answered by one view model: the JSON that
/// the API serves, the page renders and the command line prints. Pure: what depends on a date
/// takes the day it is asked for. None of them grows with the length of the log; lists cost
/// what their page holds.
namespace closeloop {

struct Filter {
  std::string agency;         ///< Lead or supporting. Empty: any.
  std::string priority_area;  ///< "neglect"
  std::string theme;
  std::string stage;  ///< A loop stage's name, such as "actionsUnderWay".
  std::string gap;    ///< A gap's name, such as "findingWithoutLearning".
};

struct Page {
  std::string cursor;      ///< As a former page gave it; empty: the first.
  std::size_t limit = 50;  ///< 1 to 200.
};

using eventstore::Day;
using eventstore::Result;

/// Loops by stage and gap: counts, the sentence that answers, and one page of findings.
[[nodiscard]] Result<boost::json::object> loop_list(const Board&, const Filter&, const Page&,
                                                    Day asked_on);

/// One finding's loop: the records along it, forward and back, as nodes and links; one row per
/// chain; its stage; what is missing before it can close; prompts to reopen.
[[nodiscard]] Result<boost::json::object> finding_loop(const Board&, std::string_view finding,
                                                       Day asked_on);

/// Every record connected to this one, forward and back, by following links in one direction.
[[nodiscard]] Result<boost::json::object> trace(const Board&, std::string_view resource,
                                                std::string_view id, Day asked_on);

/// The broken places, each kind with count and one page of records with their age in days.
[[nodiscard]] Result<boost::json::object> gaps(const Board&, const Filter&, const Page&,
                                               Day asked_on);

/// One record as it is now: its fields, what we derive, what its source said, its links.
[[nodiscard]] Result<boost::json::object> record(const Board&, std::string_view resource,
                                                 std::string_view id, Day asked_on);
/// One page of the records of a resource, in the order they came.
[[nodiscard]] Result<boost::json::object> records(const Board&, std::string_view resource,
                                                  const Filter&, const Page&, Day asked_on);

/// "mine", "overdue", "due-soon", "awaiting-evidence", "awaiting-my-signature" or "all".
/// `person` is whose list it is.
[[nodiscard]] Result<boost::json::object> work_list(const Board&, std::string_view list,
                                                    std::string_view person, const Filter&,
                                                    const Page&, Day asked_on);

/// L01-L07 (domain 2.4) with numerator and denominator, and counts per stage.
[[nodiscard]] boost::json::object loop_measures(const Board&, Day asked_on);

/// Per imported plan and in all: what `expected` holds in the published plans, in its names.
[[nodiscard]] boost::json::object plan_summaries(const Board&, Day as_at);

}  // namespace closeloop
