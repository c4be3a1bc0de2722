#pragma once

#include <vector>

#include "api/queries.h"
#include "api/seen.h"

namespace closeloop::api {

/// A question about figures: scorecards, a measure, a chart, a question of the Board with its
/// panels, who owes what, and the registers of services, strategies and code lists. The API answers
/// it, and a page shows it.
struct MeasureQuestion {
  std::string_view path;  ///< Behind "/api/v1" and as a page: "/scorecards/{id}".
  std::string_view operation;
  std::string_view summary;
  std::string_view answers;  ///< Its schema.
  std::string_view page;     ///< Its template; empty if its page is made elsewhere.
  std::vector<std::string_view> parameters;
  Result<boost::json::object> (*ask)(const Seen& seen, const Call& call);
  std::string_view creates = {};  ///< The resource of which its page offers to make one more.
  bool names_authors = false;     ///< Its answer holds what the Board said: see add_authors.
};

[[nodiscard]] const std::vector<MeasureQuestion>& measure_questions();

/// What such a question answers, by the API and on its page: what it asks of the board, and who
/// recorded what the Board said.
[[nodiscard]] Result<boost::json::object> answer_of(const MeasureQuestion& question,
                                                    const Seen& seen, const Call& call,
                                                    const Shelf& shelf);

void add_measure_routes(Router& router, const Shelf& shelf);

}  // namespace closeloop::api
