#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/answer.h"
#include "api/import/take_catalogue.h"
#include "api/import/take_plans.h"
#include "api/pages.h"
#include "api/pages/frame.h"
#include "api/pages/looking_back.h"
#include "api/pages/next_steps.h"
#include "api/pages/now.h"
#include "api/pages/return_pages.h"
#include "api/pages/scorecard_pages.h"
#include "api/record_states.h"
#include "domain/permissions.h"
#include "eventstore/schema/sealer.h"
#include "projections/activity.h"
#include "projections/loop_activity.h"
#include "projections/queries.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

const eventstore::KeylessSealer sealer;

Result<json::object> record_page(const Shelf& shelf, const std::string& resource,
                                 const std::string& id, const Seen& seen) {
  BOOST_OUTCOME_TRY(auto model, record(*seen.board, resource, id, seen.asked_on, seen.audience));
  BOOST_OUTCOME_TRY(auto history,
                    record_activity(*seen.board, shelf.log, sealer, stream_of(resource, id),
                                    seen.as_at, {.cursor = {}, .limit = 200}, seen.audience));
  model["kindLabel"] = find_resource(resource)->shape->label;
  if (auto* rows = history.if_contains("rows")) model["history"] = std::move(*rows);
  return model;
}

/// Of a board that holds no findings yet: how they come in.
void add_ways_in(json::object& model, const Call& call, const Seen& seen) {
  if (seen.as_at.is_past()) return;
  model["mayImport"] = imports::must_be_permitted_to_import(call.actor.role).has_value();
  model["mayRaise"] = may(call.actor.role, "findings", "raise");
}

void add_record_routes(Router& router, const Shelf& shelf, Commands& commands) {
  router.add(board_page("/records", taking(as_at_parameters), [shelf](const Call& call) {
    return show_page(call, shelf, "kinds", "Records",
                     [&](const Seen& seen) -> Result<json::object> {
                       auto model = record_kinds(*seen.board);
                       if (seen.as_at.is_past()) return model;
                       add_ways_in(model, call, seen);
                       model["mayImportReturns"] = may(call.actor.role, "series", "open");
                       model["mayImportCatalogue"] =
                           imports::must_be_permitted_to_define(call.actor.role).has_value();
                       return model;
                     });
  }));
  router.add(board_page(
      "/records/{resource}", taking(as_at_parameters, facet_parameters, page_parameters),
      [shelf](const Call& call) {
        const auto& name = call.captures[0];
        return show_page(
            call, shelf, "records", "Records", [&](const Seen& seen) -> Result<json::object> {
              BOOST_OUTCOME_TRY(auto model,
                                records(*seen.board, name, call.parameters.filter(),
                                        call.parameters.page(), seen.asked_on, seen.audience));
              add_creation(model, call, seen, name);
              return model;
            });
      }));
  for (const auto& resource : resource_kinds()) {
    const std::string name{resource.resource};
    const auto handler = [shelf, &commands, name, label = resource.shape->label](const Call& call) {
      const auto& id = call.captures[0];
      return show_page(call, shelf, "record", label + " " + id,
                       [&](const Seen& seen) -> Result<json::object> {
                         BOOST_OUTCOME_TRY(auto model, record_page(shelf, name, id, seen));
                         add_next_steps(model, call, seen, commands, name, id);
                         add_forms_of_figures(model, call, seen);
                         if (name == "returns") add_return_steps(model, call, seen, id);
                         add_done(model, call, seen, name);
                         return model;
                       });
    };
    // A finding's own page is its loop; its fields and history are one step further.
    const auto* pattern = name == "findings" ? "/{}/{{id}}/history" : "/{}/{{id}}";
    router.add(board_page(fmt::format(fmt::runtime(pattern), name),
                          taking(as_at_parameters, done_parameters), handler));
  }
}

void add_event_pages(Router& router, const Shelf& shelf) {
  router.add(board_page(
      "/activity", taking(as_at_parameters, activity_parameters, page_parameters),
      [shelf](const Call& call) {
        return show_page(call, shelf, "activity", "Activity", [&](const Seen& seen) {
          return activity(*seen.board, shelf.log, sealer, seen.as_at, call.parameters.page(),
                          call.parameters.day("known_since"), seen.audience);
        });
      }));
  router.add(board_page("/findings/{id}/timeline", taking(as_at_parameters, page_parameters),
                        [shelf](const Call& call) {
                          const auto& id = call.captures[0];
                          return show_page(
                              call, shelf, "timeline", "What happened in the loop of " + id,
                              [&](const Seen& seen) {
                                return loop_activity(*seen.board, shelf.log, sealer, id, seen.as_at,
                                                     call.parameters.page());
                              });
                        }));
  router.add(board_page(
      "/events/{position}", taking(as_at_parameters),
      [shelf](const Call& call) -> Result<Response> {
        BOOST_OUTCOME_TRY(const auto position, event_position(call.captures[0]));
        return show_page(call, shelf, "event", "Event " + call.captures[0], [&](const Seen& seen) {
          return event_at(*seen.board, shelf.log, sealer, position, seen.as_at, seen.audience);
        });
      }));
}

}  // namespace

void add_page_routes(Router& router, const Shelf& shelf, Commands& commands) {
  router.add(board_page(
      "/", taking(as_at_parameters, facet_parameters, loop_parameters, page_parameters),
      [shelf](const Call& call) {
        return show_page(
            call, shelf, "loops", "Loops", [&](const Seen& seen) -> Result<json::object> {
              BOOST_OUTCOME_TRY(auto model, loop_list(*seen.board, call.parameters.filter(),
                                                      call.parameters.page(), seen.asked_on));
              add_ways_in(model, call, seen);
              return model;
            });
      }));
  router.add(board_page(
      "/findings/{id}", taking(as_at_parameters, focus_parameters, done_parameters),
      [shelf, &commands](const Call& call) {
        const auto& id = call.captures[0];
        return show_page(
            call, shelf, "finding", "Finding " + id, [&](const Seen& seen) -> Result<json::object> {
              BOOST_OUTCOME_TRY(auto model, finding_loop(*seen.board, id, seen.asked_on,
                                                         call.parameters.text("focus")));
              add_forms_of_loop(model, call, seen, commands, id);
              add_next_steps(model, call, seen, commands, "findings", id);
              add_done(model, call, seen, "findings");
              return model;
            });
      }));
  add_now_routes(router, shelf, commands);
  add_record_routes(router, shelf, commands);
  add_event_pages(router, shelf);
  add_looking_back_routes(router, shelf);
  add_scorecard_pages(router, shelf);
}

}  // namespace closeloop::api
