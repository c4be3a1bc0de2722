#include "api/meta_routes.h"

#include <memory>
#include <mutex>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "api/openapi.h"
#include "domain/permissions.h"
#include "eventstore/schema/shape.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

const eventstore::Field& role_field() {
  return *eventstore::shape_of<person::Added>().find("role");
}

/// The table of permissions, in the words of the schema.
json::object roles() {
  json::array all;
  for (const auto& role : role_field().choices) {
    all.push_back(json::object{{"name", role.name}, {"label", role.label}});
  }
  json::array commands;
  for (const auto& permission : permissions()) {
    json::array may;
    for (const auto& role : role_field().choices) {
      if (permission.has(static_cast<person::Role>(role.raw))) may.emplace_back(role.name);
    }
    commands.push_back(json::object{{"resource", permission.resource},
                                    {"intent", permission.intent},
                                    {"roles", std::move(may)}});
  }
  return {{"sentence", "Everyone who is signed in may read; who may give which command is below."},
          {"roles", std::move(all)},
          {"commands", std::move(commands)}};
}

/// The description of the routes. They stay as they are, so it is made but once.
struct Described {
  std::once_flag once;
  Response as;
};

Response json_response(const json::object& body) {
  return {200, "application/json", json::serialize(body), {}};
}

Response json_response_at(std::uint64_t position, const json::object& body) {
  auto response = json_response(body);
  response.headers.emplace_back("Loop-Position", std::to_string(position));
  return response;
}

}  // namespace

void add_meta_routes(Router& router, const Shelf& shelf) {
  router.add({.method = "GET",
              .pattern = "/api/v1/roles",
              .operation = "listRoles",
              .tag = "About",
              .summary = "The roles, and which may give which command",
              .access = Access::bearer,
              .parameters = {},
              .handler = [shelf](const Call&) -> Result<Response> {
                return json_response_at(shelf.projector.live()->position().number(), roles());
              },
              .answer = "Roles"});
  router.add({.method = "GET",
              .pattern = "/api/v1/health",
              .operation = "getHealth",
              .tag = "About",
              .summary = "Whether the server works, and how far the views are",
              .access = Access::open,
              .parameters = {},
              .handler = [shelf](const Call&) -> Result<Response> {
                BOOST_OUTCOME_TRY(shelf.projector.health());
                const auto head = shelf.log.head().number();
                const auto views = shelf.projector.live()->position().number();
                return json_response_at(
                    views, {{"status", "ok"}, {"position", head}, {"viewsPosition", views}});
              },
              .answer = "Health"});
  router.add({.method = "GET",
              .pattern = "/api/v1/openapi.json",
              .operation = "getOpenapi",
              .tag = "About",
              .summary = "This API, described in OpenAPI 3.1",
              .access = Access::open,
              .parameters = {},
              .handler = [described = std::make_shared<Described>(),
                          &router](const Call&) -> Result<Response> {
                std::call_once(described->once,
                               [&] { described->as = json_response(openapi_document(router)); });
                return described->as;
              }});
}

}  // namespace closeloop::api
