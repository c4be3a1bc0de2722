#include "api/pages/now.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/answer.h"
#include "api/csv.h"
#include "api/pages.h"
#include "api/pages/frame.h"
#include "api/pages/next_steps.h"
#include "api/reader.h"
#include "projections/queries.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

constexpr std::size_t rows_most = 10'000;
constexpr std::string_view own_parameters[] = {"list", "stage"};

/// The list asked for; of who was not a person of the board yet at the moment looked at, all.
std::string list_of(const Call& call, const Seen& seen) {
  const auto asked = call.parameters.text("list");
  if (!asked.empty()) return std::string{asked};
  return seen.board->person(call.actor.person.text()) ? "mine" : "all";
}

Result<json::object> list(const Call& call, const Seen& seen, const Page& page) {
  return work_list(*seen.board, list_of(call, seen), call.actor.person.text(),
                   call.parameters.filter(), page, seen.asked_on);
}

std::string text_of(const json::object& row, std::string_view name) {
  const auto* value = row.if_contains(name);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
}

std::string part_of(const json::object& row, std::string_view name, std::string_view part) {
  const auto* value = row.if_contains(name);
  return value && value->is_object() ? text_of(value->get_object(), part) : std::string{};
}

void add_row(CsvTable& table, const json::object& row) {
  std::string loops;
  for (const auto& loop : row.at("loops").as_array()) {
    loops += (loops.empty() ? "" : " ") + text_of(loop.as_object(), "id");
  }
  const auto* overdue = row.if_contains("daysOverdue");
  table.row({text_of(row, "id"), text_of(row, "kind"), text_of(row, "title"), text_of(row, "due"),
             text_of(row, "status"),
             overdue ? std::to_string(overdue->to_number<std::int64_t>()) : std::string{},
             part_of(row, "stage", "label"), part_of(row, "leadAgency", "label"),
             text_of(row, "owner"), loops});
}

/// "now-overdue_known-2017-11-14_pos-812.csv"
std::string file_name(std::string_view list, const Seen& seen) {
  return fmt::format("now-{}_known-{}_pos-{}.csv", list, iso(seen.asked_on),
                     seen.board->position().number());
}

Result<Response> csv(const Call& call, const Shelf& shelf) {
  BOOST_OUTCOME_TRY(const auto seen, see_for(call, shelf));
  CsvTable table({"id", "kind", "title", "due", "status", "days_overdue", "stage", "lead_agency",
                  "owner", "loops"});
  Page page{.cursor = {}, .limit = 200};
  std::string name;
  for (std::size_t rows = 0; rows < rows_most;) {
    BOOST_OUTCOME_TRY(const auto model, list(call, seen, page));
    name = file_name(text_of(model, "list"), seen);
    for (const auto& row : model.at("rows").as_array()) {
      add_row(table, row.as_object());
      ++rows;
    }
    page.cursor = text_of(model, "next");
    if (page.cursor.empty()) break;
  }
  return Response{200,
                  "text/csv; charset=utf-8; header=present",
                  std::move(table).text(),
                  {{"Content-Disposition", fmt::format("attachment; filename=\"{}\"", name)}}};
}

}  // namespace

void add_now_routes(Router& router, const Shelf& shelf, Commands& commands) {
  router.add(board_page(
      "/now", taking(as_at_parameters, facet_parameters, own_parameters, page_parameters),
      [shelf, &commands](const Call& call) {
        return show_page(call, shelf, "now", "Now", [&](const Seen& seen) -> Result<json::object> {
          BOOST_OUTCOME_TRY(auto model, list(call, seen, call.parameters.page()));
          add_forms_of_rows(model, call, seen, commands);
          model["choices"] = filter_choices(*seen.board);
          return model;
        });
      }));
  router.add(board_page("/now.csv", taking(as_at_parameters, facet_parameters, own_parameters),
                        [shelf](const Call& call) { return csv(call, shelf); }));
}

}  // namespace closeloop::api
