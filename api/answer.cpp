#include "api/answer.h"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "api/reader.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

/// The address of the next page: the same question, going on at the cursor.
std::string next_address(const Call& call, std::string_view cursor) {
  std::string address = call.request.path + "?";
  for (const auto& [name, value] : call.parameters.all()) {
    if (name == "cursor" || name == "min_position") continue;
    address += fmt::format("{}={}&", name, percent_encoded(value));
  }
  return address + "cursor=" + percent_encoded(cursor);
}

Response respond(const Call& call, const std::string& tag, const json::object& model) {
  Response response{200, "application/json", json::serialize(model), {{"ETag", tag}}};
  if (const auto* position = model.if_contains("position")) {
    response.headers.emplace_back("Loop-Position", json::serialize(*position));
  }
  if (const auto* next = model.if_contains("next"); next && next->is_string()) {
    response.headers.emplace_back(
        "Link", fmt::format("<{}>; rel=\"next\"",
                            next_address(call, std::string_view{next->get_string()})));
  }
  return response;
}

}  // namespace

bool has_already(const Request& request, std::string_view tag) {
  const auto known = request.header("if-none-match");
  return !known.empty() && known.find(tag) != std::string_view::npos;
}

Response not_modified(const std::string& tag, eventstore::Position position) {
  return {304, {}, {}, {{"ETag", tag}, {"Loop-Position", std::to_string(position.number())}}};
}

Result<Response> answer(const Call& call, const Shelf& shelf, const View& view,
                        std::string_view also) {
  std::string tag;
  json::object model;
  {
    BOOST_OUTCOME_TRY(const auto seen, see_for(call, shelf));
    tag = seen.tag();
    if (!also.empty()) tag.insert(tag.size() - 1, fmt::format("-{}", also));
    if (has_already(call.request, tag)) return not_modified(tag, seen.board->position());
    BOOST_OUTCOME_TRY(model, view(seen));
    model["position"] = seen.board->position().number();
    model["asAt"] = seen.as_at_json();
  }  // The board may move on while the answer is written.
  return respond(call, tag, model);
}

Result<Response> answer_record(const Call& call, const Shelf& shelf, const std::string& stream,
                               const View& view) {
  std::string tag;
  json::object model;
  {
    BOOST_OUTCOME_TRY(const auto seen, see_for(call, shelf));
    BOOST_OUTCOME_TRY(model, view(seen));
    if (!model.contains("version")) {
      BOOST_OUTCOME_TRY(const auto version, shelf.log.stream_version(stream));
      model["version"] = version.number();
    }
    tag = fmt::format("\"v{}-{}", json::serialize(model["version"]), seen.tag().substr(1));
    if (has_already(call.request, tag)) return not_modified(tag, seen.board->position());
    model["position"] = seen.board->position().number();
    model["asAt"] = seen.as_at_json();
  }
  return respond(call, tag, model);
}

}  // namespace closeloop::api
