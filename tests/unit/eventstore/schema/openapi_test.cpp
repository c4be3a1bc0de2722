#include "eventstore/schema/openapi.h"

#include <fstream>
#include <set>
#include <vector>

#include "domain/schema/event.capnp.h"
#include "tests/places.h"
#include "tests/support/codec.h"

namespace eventstore {
namespace {

namespace json = boost::json;

const Catalogue& catalogue() {
  static const Catalogue all{shape_of<closeloop::Event>()};
  return all;
}

json::object schema(const std::string& name) {
  return openapi_components(catalogue()).at("schemas").at(name).as_object();
}

TEST(OpenApi, DescribesARequest) {
  EXPECT_EQ(
      json::serialize(schema("ActionDateMovedRequest")),
      R"({"title":"Move the due date","type":"object","properties":{)"
      R"("newDate":{"type":"string","format":"date","title":"New date"},)"
      R"("effectiveOn":{"type":"string","format":"date","title":"When it was true",)"
      R"("description":"Today, if you leave it out."},)"
      R"("reason":{"type":"string","maxLength":1000,"pattern":"[^ \\n\\t]","title":"Reason"},)"
      R"("onBehalfOf":{"type":"string","pattern":"^(?!\\.{1,2}$)[A-Za-z0-9._-]{1,64}$",)"
      R"("x-ref":"person","title":"On behalf of",)"
      R"("description":"The person you enter this for."}},)"
      R"("required":["newDate","reason"],"additionalProperties":false})");
}

TEST(OpenApi, DescribesWhatWasRecordedWithoutPromisingWhatOldEventsLack) {
  EXPECT_EQ(
      json::serialize(schema("ActionDateMoved")),
      R"({"title":"Move the due date","type":"object","properties":{)"
      R"("newDate":{"type":"string","format":"date","title":"New date"},)"
      R"("oldDate":{"type":"string","format":"date","title":"Old date"},)"
      R"("count":{"type":"integer","minimum":0,"maximum":4294967295,"title":"Times moved"}}})");
}

TEST(OpenApi, HasAPathForEveryIntent) {
  const auto paths = openapi_command_paths(catalogue());
  std::size_t creating = 0;
  for (const auto& kind : catalogue().all()) {
    const auto path = "/api/v1/" + kind.resource() + "/{id}/" + kind.event->intent;
    EXPECT_TRUE(paths.contains(path)) << path;
    creating += kind.event->creates ? 1U : 0U;
    EXPECT_TRUE(!kind.event->creates || paths.contains("/api/v1/" + kind.resource()));
  }
  EXPECT_EQ(paths.size(), catalogue().all().size() + creating);
}

TEST(OpenApi, AsksForTheVersionOnlyOfARecordThatIsThere) {
  const auto paths = openapi_command_paths(catalogue());
  const auto parameters = [&](const char* path) {
    return json::serialize(paths.at(path).at("post").at("parameters"));
  };
  EXPECT_NE(parameters("/api/v1/actions/{id}/move-date").find("ifMatch"), std::string::npos);
  EXPECT_EQ(parameters("/api/v1/actions/{id}/agree").find("ifMatch"), std::string::npos);
  EXPECT_NE(parameters("/api/v1/actions/{id}/agree").find("parameters/id\""), std::string::npos);
  EXPECT_EQ(parameters("/api/v1/actions").find("parameters/id\""), std::string::npos);
}

/// Every "$ref" there is.
void references(const json::value& value, std::vector<std::string>& found) {
  if (const auto* object = value.if_object()) {
    for (const auto& [name, each] : *object) {
      if (name == "$ref") found.emplace_back(each.as_string());
      references(each, found);
    }
  } else if (const auto* array = value.if_array()) {
    for (const auto& each : *array) references(each, found);
  }
}

TEST(OpenApi, RefersToNothingThatIsNotThere) {
  const auto components = openapi_components(catalogue());
  std::vector<std::string> found;
  references(components, found);
  references(openapi_command_paths(catalogue()), found);
  const json::value document{{"components", components}};
  EXPECT_GT(found.size(), 300U);
  for (const auto& each : found) {
    boost::system::error_code missing;
    EXPECT_NE(document.find_pointer(each.substr(1), missing), nullptr) << each;
  }
}

TEST(OpenApi, GivesEveryOperationAnIdOfItsOwn) {
  std::set<std::string> seen;
  for (const auto& [path, item] : openapi_command_paths(catalogue())) {
    EXPECT_TRUE(seen.emplace(item.at("post").at("operationId").as_string()).second) << path;
  }
}

// For the linters that are not C++.
TEST(OpenApi, IsWrittenForLinting) {
  const json::object document{{"openapi", "3.1.0"},
                              {"info", {{"title", "Commands"}, {"version", "1"}}},
                              {"paths", openapi_command_paths(catalogue())},
                              {"components", openapi_components(catalogue())}};
  std::ofstream file{std::string{CLOSELOOP_BINARY_DIR} + "/openapi_commands.json"};
  file << json::serialize(document);
  EXPECT_TRUE(file.flush().good());
}

}  // namespace
}  // namespace eventstore
