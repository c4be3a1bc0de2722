#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/claims.h"
#include "projections/measures/coverage.h"
#include "projections/measures/measure_row.h"
#include "projections/measures/question_findings.h"
#include "projections/measures/scorecard.h"
#include "projections/registers/question_assurance.h"
#include "projections/registers/question_services.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

array numbers_panel(const Board::Records& records, std::string_view question, Audience audience,
                    Day asked_on) {
  array rows;
  for (const auto number : indicators(records)) {
    const auto& asked = records.state<indicator::State>(number).terms.questions;
    if (std::any_of(asked.begin(), asked.end(),
                    [&](const auto& id) { return id.text() == question; })) {
      rows.push_back(measure_row(records, number, audience, asked_on));
    }
  }
  return rows;
}

array audits_panel(const Board::Records& records, const std::vector<Number>& findings,
                   Day asked_on) {
  array rows;
  for (const auto number : findings) {
    auto row = reference_json(records, number);
    add_loop_status(records, number, asked_on, row);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

Result<object> question_panels(const Board& board, std::string_view id, Day asked_on,
                               Audience audience) {
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto number, must_find(records, "questions", id));
  const auto& state = records.state<question::State>(number);
  const auto findings = findings_about(records, state);
  auto numbers = numbers_panel(records, id, audience, asked_on);
  auto audits = audits_panel(records, findings, asked_on);
  auto voices = voices_in(records, findings);
  auto said = board_answers(records, number);
  auto coverage = coverage_of(records, numbers, asked_on);
  auto claims = claims_of_difference(records, state, numbers);
  const auto sentence = fmt::format(
      "{} {} and {} bear on it. {}", coverage,
      sentence_case(counted(audits.size(), "audit finding", "audit findings")),
      counted(voices.size(), "voice", "voices"),
      said.empty() ? "The Board has not answered it yet." : "The Board has answered it.");
  object model{{"id", records.store[number].id},
               {"title", state.text},
               {"page", fmt::format("/questions/{}/panels", id)},
               {"self", fmt::format("/api/v1/questions/{}/panels", id)},
               {"record", page_of(records, number)},
               {"scorecard", fmt::format("/scorecards/{}", state.priority_area.text())},
               {"askedOn", iso(asked_on)},
               {"sentence", sentence},
               {"coverage", std::move(coverage)},
               {"measures", std::move(numbers)},
               {"themes", themes_of(records, findings)},
               {"audits", std::move(audits)},
               {"voices", std::move(voices)},
               {"claims", std::move(claims)},
               {"asked", asked_json(records, number)},
               {"answers", std::move(said)}};
  auto assurance = assurance_json(records, number, asked_on);
  if (!assurance.empty()) model["assurance"] = std::move(assurance);
  auto services = services_of_question(records, number, asked_on, audience);
  if (!services.empty()) model["services"] = std::move(services);
  return model;
}

}  // namespace closeloop
