#include "api/measure_queries.h"

#include "api/answer.h"
#include "api/exports/export_answer.h"
#include "api/import/held_catalogue.h"
#include "api/question_authors.h"
#include "api/reader.h"
#include "projections/queries.h"

namespace closeloop::api {
namespace {

using boost::json::object;

constexpr std::string_view journey_stage[] = {"journey_stage"};
constexpr std::string_view area_parameter[] = {"priority_area"};
constexpr std::string_view service_parameters[] = {"audience", "priority_area", "running"};
constexpr std::string_view small_numbers_parameter[] = {"small_numbers"};
constexpr std::string_view screening_parameter[] = {"screening"};
constexpr std::string_view then_parameter[] = {"then"};
constexpr std::string_view agencies_parameter[] = {"agencies"};
constexpr std::string_view status_parameter[] = {"status"};

Result<std::optional<bool>> screening_of(const Call& call) {
  const auto given = call.parameters.text("screening");
  if (given.empty()) return std::optional<bool>{};
  if (given == "on" || given == "off") return std::optional{given == "on"};
  return eventstore::invalid("parameter", "screening must be on or off.");
}

Result<Agencies> agencies_of(const Call& call) {
  const auto given = call.parameters.text("agencies");
  if (given.empty() || given == "all") return Agencies::all;
  if (given == "notMainlyChildren") return Agencies::not_mainly_children;
  return eventstore::invalid("parameter", "agencies must be all or notMainlyChildren.");
}

/// Of a day in the past: what the two clocks make of it, and the events that made them differ.
template <typename Late>
Result<void> add_what_came_late(const Seen& seen, object& model, Late&& late) {
  BOOST_OUTCOME_TRY(const auto other, seen.by_the_other_clock());
  if (!other) return boost::outcome_v2::success();
  const bool knows = seen.as_at.known_at.has_value();
  add_late(knows ? late(*seen.board, **other) : late(**other, *seen.board), seen.asked_on, model);
  return boost::outcome_v2::success();
}

Result<object> ask_scorecard(const Seen& seen, const Call& call) {
  const auto& audience = seen.audience;
  const auto& area = call.captures[0];
  BOOST_OUTCOME_TRY(auto model, scorecard(*seen.board, area, call.parameters.text("journey_stage"),
                                          seen.asked_on, audience));
  if (seen.then) add_then(**seen.then, *seen.then_on, audience, model);
  BOOST_OUTCOME_TRY(add_what_came_late(seen, model, [&](const Board& known, const Board& held) {
    return scorecard_late(known, held, area, audience);
  }));
  return model;
}

Result<object> ask_measure(const Seen& seen, const Call& call) {
  const auto& audience = seen.audience;
  const auto& id = call.captures[0];
  BOOST_OUTCOME_TRY(const auto agencies, agencies_of(call));
  BOOST_OUTCOME_TRY(auto model, measure(*seen.board, id, seen.asked_on, audience, agencies));
  BOOST_OUTCOME_TRY(add_what_came_late(seen, model, [&](const Board& known, const Board& held) {
    return measure_late(known, held, id, audience);
  }));
  add_audience(model, seen, call, "indicators");
  return model;
}

Result<object> ask_chart(const Seen& seen, const Call& call) {
  const auto& audience = seen.audience;
  const auto& id = call.captures[0];
  BOOST_OUTCOME_TRY(const auto screening, screening_of(call));
  BOOST_OUTCOME_TRY(auto model, series_chart(*seen.board, id, seen.asked_on, audience, screening));
  BOOST_OUTCOME_TRY(add_what_came_late(seen, model, [&](const Board& known, const Board& held) {
    return series_late(known, held, id, audience);
  }));
  add_audience(model, seen, call, "series");
  return model;
}

Result<Response> indicators_table(const Call& call, const Shelf& shelf) {
  BOOST_OUTCOME_TRY(const auto seen, see(call.parameters, shelf.log, shelf.projector, shelf.clock));
  return Response{200,
                  "text/csv; charset=utf-8; header=present",
                  imports::indicators_csv(*seen.board),
                  {{"Content-Disposition", "attachment; filename=\"indicators.csv\""}}};
}

}  // namespace

const std::vector<MeasureQuestion>& measure_questions() {
  static const std::vector<MeasureQuestion> questions{
      {"/scorecards", "listScorecards", "The scorecards, each with what its signals come to",
       "ScorecardList", "scorecards", taking(as_at_parameters),
       [](const Seen& seen, const Call&) -> Result<object> {
         return scorecards(*seen.board, seen.asked_on, seen.audience);
       }},
      {"/scorecards/{id}", "getScorecard",
       "One scorecard: its measures under the Board's questions, with signal, figure and trend",
       "Scorecard", "scorecard", taking(as_at_parameters, journey_stage, then_parameter),
       ask_scorecard},
      {"/scorecards/inventory", "getInventory",
       "The inventory of existing data: what is available of each measure, and whom to ask",
       "Inventory", "inventory", taking(as_at_parameters, status_parameter),
       [](const Seen& seen, const Call& call) {
         return inventory(*seen.board, call.parameters.text("status"), seen.asked_on);
       }},
      {"/indicators/{id}/measure", "getMeasure",
       "One measure: definition, signal, chart, breakdowns, other areas, benchmarks and actions",
       "MeasureOf", "measure",
       taking(as_at_parameters, agencies_parameter, small_numbers_parameter), ask_measure},
      {"/series/{id}/chart", "getChart",
       "One series as a chart: mean, limits, special points and what was revised", "SeriesChart",
       "chart", taking(as_at_parameters, screening_parameter, small_numbers_parameter), ask_chart},
      {"/questions/{id}/panels",
       "getQuestionPanels",
       "One question of the Board: numbers, audit judgements, voices, and its answers",
       "QuestionPanels",
       "question",
       taking(as_at_parameters),
       [](const Seen& seen, const Call& call) {
         return question_panels(*seen.board, call.captures[0], seen.asked_on, seen.audience);
       },
       {},
       true},
      {"/data-returns", "listDataReturns", "Who owes which return, and what came in time",
       "DataReturns", "data_returns", taking(as_at_parameters, status_parameter, page_parameters),
       [](const Seen& seen, const Call& call) {
         const bool whole = asks_for_file(call);
         return data_returns(*seen.board, seen.asked_on, call.parameters.text("status"),
                             whole ? std::nullopt : std::optional{call.parameters.page()});
       }},
      {"/service-register", "getServiceRegister",
       "The services: for whom, capacity, wait and result, and the audiences without any",
       "ServiceRegister", "services", taking(as_at_parameters, service_parameters),
       [](const Seen& seen, const Call& call) {
         return service_register(*seen.board,
                                 {.audience = call.parameters.text("audience"),
                                  .priority_area = call.parameters.text("priority_area"),
                                  .running = call.parameters.text("running")},
                                 seen.asked_on, seen.audience);
       },
       "services"},
      {"/strategy-register", "getStrategyRegister",
       "The strategies: whether each is in place, and whether it is shown to work",
       "StrategyRegister", "strategies", taking(as_at_parameters, area_parameter),
       [](const Seen& seen, const Call& call) -> Result<object> {
         return strategy_register(*seen.board, call.parameters.text("priority_area"),
                                  seen.asked_on);
       },
       "strategies"},
      {"/code-register", "getCodeRegister",
       "The code lists: the codes that are valid on the day, those before and those to come",
       "CodeRegister", "code_lists", taking(as_at_parameters),
       [](const Seen& seen, const Call&) -> Result<object> {
         return code_lists(*seen.board, seen.asked_on);
       },
       "code-lists"},
      {"/returns/{id}/values", "getReturnValues",
       "What came with one return, value by value, and whether it counts", "ReturnValues", "",
       taking(as_at_parameters),
       [](const Seen& seen, const Call& call) {
         return return_values(*seen.board, call.captures[0], seen.asked_on, seen.audience);
       }},
  };
  return questions;
}

Result<object> answer_of(const MeasureQuestion& question, const Seen& seen, const Call& call,
                         const Shelf& shelf) {
  BOOST_OUTCOME_TRY(auto model, question.ask(seen, call));
  if (question.names_authors) {
    BOOST_OUTCOME_TRY(add_authors(model, seen, shelf));
  }
  return model;
}

void add_measure_routes(Router& router, const Shelf& shelf) {
  for (const auto& question : measure_questions()) {
    router.add({.method = "GET",
                .pattern = "/api/v1" + std::string{question.path},
                .operation = std::string{question.operation},
                .tag = "Scorecards",
                .summary = std::string{question.summary},
                .access = Access::bearer,
                .parameters = parameters_with_format(question),
                .handler =
                    [shelf, &question](const Call& call) {
                      if (asks_for_file(call)) return export_answer(call, shelf, question);
                      return answer(call, shelf, [&](const Seen& seen) {
                        return answer_of(question, seen, call, shelf);
                      });
                    },
                .answer = std::string{question.answers},
                .lasting = true,
                .media = file_media(question)});
  }
  router.add({.method = "GET",
              .pattern = "/api/v1/indicators.csv",
              .operation = "getIndicatorsCsv",
              .tag = "Scorecards",
              .summary = "The catalogue of indicators as a table, to be edited and imported again",
              .access = Access::bearer,
              .parameters = taking(as_at_parameters),
              .handler = [shelf](const Call& call) { return indicators_table(call, shelf); },
              .lasting = true,
              .media = {"text/csv"}});
}

}  // namespace closeloop::api
