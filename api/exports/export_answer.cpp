#include "api/exports/export_answer.h"

#include <algorithm>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "api/answer.h"
#include "api/board_name.h"
#include "api/exports/about.h"
#include "api/exports/format.h"
#include "api/exports/tables.h"
#include "api/pages/model.h"
#include "api/reader.h"
#include "api/spreadsheet/ods_writer.h"
#include "api/spreadsheet/xlsx_writer.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

/// What was asked, but for how it is to be told: pages and the API are asked in the same words.
std::vector<std::pair<std::string, std::string>> asked_in(const Call& call) {
  std::vector<std::pair<std::string, std::string>> asked;
  for (const auto& each : call.parameters.all()) {
    if (each.first != "format" && each.first != "min_position") asked.push_back(each);
  }
  std::ranges::sort(asked);
  return asked;
}

std::string address_of(const Call& call,
                       const std::vector<std::pair<std::string, std::string>>& asked) {
  constexpr std::string_view api = "/api/v1";
  std::string address = call.request.path;
  if (!address.starts_with(api)) address.insert(0, api);
  char separator = '?';
  for (const auto& [name, value] : asked) {
    address += fmt::format("{}{}={}", separator, name, percent_encoded(value));
    separator = '&';
  }
  return address;
}

std::string with_format(const std::string& address, std::string_view format) {
  return fmt::format("{}{}format={}", address, address.find('?') == std::string::npos ? '?' : '&',
                     format);
}

std::string bytes_of(const exports::Format& format, const exports::About& about, json::object model,
                     std::vector<spreadsheet::Sheet> tables) {
  if (format.name == "csv") return exports::csv_of(about, tables.front());
  if (format.name == "json") {
    model["about"] = exports::about_json(about);
    return json::serialize(model);
  }
  const auto book = exports::workbook_of(about, std::move(tables));
  return format.name == "ods" ? spreadsheet::write_ods(book) : spreadsheet::write_xlsx(book);
}

}  // namespace

std::vector<std::string_view> file_media(const MeasureQuestion& question) {
  std::vector<std::string_view> media;
  if (!exports::find_layout(question.answers)) return media;
  for (const auto& format : exports::formats) media.push_back(format.media_type);
  return media;
}

std::vector<std::string_view> parameters_with_format(const MeasureQuestion& question) {
  auto parameters = question.parameters;
  if (exports::find_layout(question.answers)) parameters.emplace_back("format");
  return parameters;
}

bool asks_for_file(const Call& call) { return !call.parameters.text("format").empty(); }

Result<Response> export_answer(const Call& call, const Shelf& shelf,
                               const MeasureQuestion& question) {
  BOOST_OUTCOME_TRY(const auto format, exports::format_called(call.parameters.text("format")));
  const auto& layout = *exports::find_layout(question.answers);
  std::string tag;
  exports::About about;
  json::object model;
  std::vector<spreadsheet::Sheet> tables;
  {
    BOOST_OUTCOME_TRY(const auto seen, see_for(call, shelf));
    tag = seen.tag();
    tag.insert(tag.size() - 1, fmt::format("-{}", format.name));
    if (has_already(call.request, tag)) return not_modified(tag, seen.board->position());
    BOOST_OUTCOME_TRY(model, answer_of(question, seen, call, shelf));
    model["position"] = seen.board->position().number();
    model["asAt"] = seen.as_at_json();
    BOOST_OUTCOME_TRY(tables, exports::tables_of(layout, model, seen, seen.audience));
    const auto asked = asked_in(call);
    about = {
        .board = board_name(seen),
        .title = exports::title_of(layout.label, model),
        .sentence = std::string{text_in(model, "sentence")},
        .address = address_of(call, asked),
        .asked = asked,
        .asked_on = seen.asked_on,
        .audience = audience_of_answer(seen, call),
        .position = seen.board->position().number(),
        .recorded_at = seen.board->recorded_at(),
        .definitions = exports::definitions_of(*seen.board, exports::indicators_in(layout, model))};
  }  // The board may move on while the file is written.
  const auto name = exports::file_name(about, layout.noun, text_in(model, "id"), format.name);
  std::string type{format.media_type};
  if (format.name == "csv") type += "; charset=utf-8; header=present";
  Response response{200,
                    std::move(type),
                    bytes_of(format, about, std::move(model), std::move(tables)),
                    {{"ETag", tag},
                     {"Loop-Position", std::to_string(about.position)},
                     {"Content-Disposition", fmt::format("attachment; filename=\"{}\"", name)}}};
  if (format.name == "csv") {  // What CSV has no place for.
    response.headers.emplace_back(
        "Link", fmt::format("<{}>; rel=\"describedby\"", with_format(about.address, "json")));
  }
  return response;
}

}  // namespace closeloop::api
