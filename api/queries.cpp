#include "api/queries.h"

#include <fmt/format.h>

#include "api/answer.h"
#include "api/answer_schemas.h"
#include "api/measure_queries.h"
#include "api/record_states.h"
#include "projections/queries.h"

namespace closeloop::api {
namespace {

/// A question whose answer needs only the board, the call and the day.
template <typename Ask>
void add(Router& router, const Shelf& shelf, std::string pattern, std::string operation,
         std::string tag, std::string summary, std::string answers,
         std::vector<std::string_view> parameters, Ask ask) {
  router.add({.method = "GET",
              .pattern = std::move(pattern),
              .operation = std::move(operation),
              .tag = std::move(tag),
              .summary = std::move(summary),
              .access = Access::bearer,
              .parameters = std::move(parameters),
              .handler =
                  [shelf, ask](const Call& call) {
                    return answer(call, shelf,
                                  [&](const Seen& seen) -> Result<boost::json::object> {
                                    return ask(seen, call);
                                  });
                  },
              .answer = std::move(answers),
              .lasting = true});
}

void add_resource_routes(Router& router, const Shelf& shelf, const ResourceKind& resource) {
  const std::string name{resource.resource};
  const auto& tag = resource.shape->label;
  const auto path = "/api/v1/" + name;
  auto suffix = resource.events.front().type;  // "ReviewOpened": operations need own names.
  suffix = suffix.substr(0, suffix.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1));

  add(router, shelf, path, "list" + suffix, tag, fmt::format("List: {}", name), "RecordList",
      taking(as_at_parameters, facet_parameters, page_parameters),
      [name](const Seen& seen, const Call& call) {
        return records(*seen.board, name, call.parameters.filter(), call.parameters.page(),
                       seen.asked_on, seen.audience);
      });
  router.add(
      {.method = "GET",
       .pattern = path + "/{id}",
       .operation = "get" + suffix,
       .tag = tag,
       .summary = fmt::format("One {}: its fields, what is derived, its links", resource.kind),
       .access = Access::bearer,
       .parameters = taking(as_at_parameters),
       .handler =
           [shelf, name](const Call& call) {
             const auto& id = call.captures[0];
             return answer_record(call, shelf, stream_of(name, id), [&](const Seen& seen) {
               return record(*seen.board, name, id, seen.asked_on, seen.audience);
             });
           },
       .answer = record_answer(resource),
       .lasting = true});
  add(router, shelf, path + "/{id}/trace", "trace" + suffix, tag,
      fmt::format("Everything connected to one {}, forward and back", resource.kind), "Trace",
      taking(as_at_parameters), [name](const Seen& seen, const Call& call) {
        return trace(*seen.board, name, call.captures[0], seen.asked_on, seen.audience);
      });
}

}  // namespace

void add_query_routes(Router& router, const Shelf& shelf) {
  using boost::json::object;
  add(router, shelf, "/api/v1/loops", "listLoops", "Loops", "Loops by stage and gap", "LoopList",
      taking(as_at_parameters, facet_parameters, loop_parameters, page_parameters),
      [](const Seen& seen, const Call& call) {
        return loop_list(*seen.board, call.parameters.filter(), call.parameters.page(),
                         seen.asked_on);
      });
  add(router, shelf, "/api/v1/findings/{id}/loop", "getLoop", "Loops",
      "One finding's loop: graph, chains, stage, and what is missing before it can close", "Loop",
      taking(as_at_parameters, focus_parameters), [](const Seen& seen, const Call& call) {
        return finding_loop(*seen.board, call.captures[0], seen.asked_on,
                            call.parameters.text("focus"));
      });
  constexpr std::string_view gap[] = {"gap"};
  add(router, shelf, "/api/v1/gaps", "listGaps", "Loops", "The broken places, each with its age",
      "GapList", taking(as_at_parameters, facet_parameters, gap, page_parameters),
      [](const Seen& seen, const Call& call) {
        return gaps(*seen.board, call.parameters.filter(), call.parameters.page(), seen.asked_on);
      });
  constexpr std::string_view person[] = {"stage", "person"};
  add(router, shelf, "/api/v1/work-lists/{list}", "getWorkList", "Work lists",
      "mine, overdue, due-soon, awaiting-evidence, awaiting-my-signature, look-again or all",
      "WorkList", taking(as_at_parameters, facet_parameters, page_parameters, person),
      [](const Seen& seen, const Call& call) {
        const auto whose = call.parameters.text("person");
        return work_list(*seen.board, call.captures[0],
                         whose.empty() ? call.actor.person.text() : whose, call.parameters.filter(),
                         call.parameters.page(), seen.asked_on);
      });
  add(router, shelf, "/api/v1/measures", "getMeasures", "Loops",
      "The loop measures L01 to L07, and the number of loops at each stage", "Measures",
      taking(as_at_parameters), [](const Seen& seen, const Call& /*call*/) {
        return loop_measures(*seen.board, seen.asked_on);
      });
  add(router, shelf, "/api/v1/summary", "getSummary", "Loops",
      "Per imported plan and in all: what is counted, listed and missing", "Summary",
      taking(as_at_parameters), [](const Seen& seen, const Call& /*call*/) {
        return plan_summaries(*seen.board, seen.asked_on);
      });
  add(router, shelf, "/api/v1/records", "countRecords", "Records",
      "The kinds of records, and how many there are of each", "RecordKinds",
      taking(as_at_parameters), [](const Seen& seen, const Call& /*call*/) -> Result<object> {
        return record_kinds(*seen.board);
      });
  add_measure_routes(router, shelf);
  for (const auto& resource : resource_kinds()) add_resource_routes(router, shelf, resource);
}

}  // namespace closeloop::api
