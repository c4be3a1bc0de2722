#include "api/pages/import_pages.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "api/command_id.h"
#include "api/form_body.h"
#include "api/import/held_files.h"
#include "api/import/routes.h"
#include "api/import/take_plans.h"
#include "api/multipart.h"
#include "api/pages.h"
#include "api/pages/frame.h"
#include "api/pages/import_report_model.h"
#include "api/problem.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using imports::HeldFile;
using imports::HeldFiles;
using imports::ImportReport;

constexpr std::chrono::seconds views_may_lag{2};

/// What the pages work with. The files are shared by their routes.
struct Desk {
  Shelf shelf;
  eventstore::EventLog& log;
  std::shared_ptr<HeldFiles> files;
};

Result<void> must_be_allowed(const Call& call) {
  BOOST_OUTCOME_TRY(imports::must_be_permitted_to_import(call.actor.role));
  if (!call.parameters.as_at().is_past()) return allowed();
  return eventstore::conflict("command.past",
                              "The past cannot be written. Return to today to import plans.", 0);
}

/// A page about now, that no one keeps.
Result<Response> show(const Call& call, const Desk& desk, std::string_view page,
                      const std::string& title, int status, const View& view) {
  BOOST_OUTCOME_TRY(auto response, show_page(call, desk.shelf, page, title,
                                             [&](const Seen& seen) -> Result<json::object> {
                                               BOOST_OUTCOME_TRY(auto model, view(seen));
                                               model["undated"] = true;
                                               return model;
                                             }));
  response.status = status;
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

/// The form that asks for a file; `wrong` says what is wrong with what was sent.
Result<Response> ask_for_file(const Call& call, const Desk& desk, const std::string& wrong = {},
                              const imports::CsvPlan& given = {}) {
  BOOST_OUTCOME_TRY(must_be_allowed(call));
  return show(call, desk, "import", wrong.empty() ? "Import plans" : "Error: Import plans",
              wrong.empty() ? 200 : 422, [&](const Seen&) -> Result<json::object> {
                json::object model{{"planId", given.id}, {"planTitle", given.title}};
                if (!wrong.empty()) model["wrong"] = wrong;
                return model;
              });
}

Result<Response> gone(const Call& call, const Desk& desk) {
  return show(call, desk, "import_gone", "This file is no longer here", 404,
              [](const Seen&) -> Result<json::object> { return json::object{}; });
}

Response go_to_report(std::string_view id) {
  Response response{303, {}, {}, {}};
  response.headers.emplace_back("Location", fmt::format("/imports/plans/{}", id));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Result<Response> receive(const Call& call, const Desk& desk) {
  BOOST_OUTCOME_TRY(must_be_allowed(call));
  const auto form = read_multipart(call.request);
  const auto* file = form ? form->file("file") : nullptr;
  if (!file) {
    return to_response(problem("malformed", "This is not the form for importing plans."));
  }
  const imports::CsvPlan plan{std::string{form->answers.text("plan_id").substr(0, 200)},
                              std::string{form->answers.text("title").substr(0, 500)}};
  if (file->name.empty()) {
    return ask_for_file(call, desk, "Choose the file that holds the plans.", plan);
  }
  if (file->content.empty()) {
    return ask_for_file(call, desk, "The file is empty. Choose another.", plan);
  }
  if (file->content.size() > plans_file_bytes_max) {
    return ask_for_file(call, desk, "The file is longer than 2 MB. Split it.", plan);
  }
  return go_to_report(desk.files->keep(
      call.visitor->session,
      {.file = {std::string{file->content}, imports::format_of(file->content), plan},
       .name = file->name.substr(0, 200),
       .report = {}}));
}

/// Tries the file, or takes it.
Result<void> take(const Call& call, const Desk& desk, const HeldFile& held,
                  const imports::Taking& asked, ImportReport& report) {
  auto taking = asked;
  taking.actor = call.actor;
  taking.correlation = call.trace;
  const auto plans =
      imports::read_plans(held.file.content, held.file.format, held.file.plan, report);
  return take_plans(desk.log, desk.shelf.clock, plans, taking, report);
}

/// The report as a page. `changed` says why it is shown again.
Result<Response> show_report(const Call& call, const Desk& desk, const HeldFile& held,
                             const ImportReport& report, const std::string& changed = {}) {
  const bool taken = report.position != 0;
  if (taken) {
    (void)desk.shelf.projector.wait_for(eventstore::Position{report.position}, views_may_lag);
  }
  return show(call, desk, "import_report",
              taken ? "Plans are imported" : "Before you import " + held.name,
              changed.empty() ? 200 : 409, [&](const Seen& seen) -> Result<json::object> {
                auto model = report_model(report, seen);
                model["address"] = call.request.path;
                model["fileName"] = held.name;
                model["done"] = taken;
                model["changed"] = changed;
                if (report.events && !taken && report.refused.empty()) {
                  model["reported"] = eventstore::hex(*report.events);
                }
                return model;
              });
}

Result<Response> report_page(const Call& call, const Desk& desk) {
  BOOST_OUTCOME_TRY(must_be_allowed(call));
  const auto held = desk.files->find(call.visitor->session, call.captures[0]);
  if (!held) return gone(call, desk);
  if (held->report) return show_report(call, desk, *held, *held->report);
  ImportReport report;
  imports::Taking taking;
  taking.dry_run = true;
  BOOST_OUTCOME_TRY(take(call, desk, *held, taking, report));
  return show_report(call, desk, *held, report);
}

/// 64 hex digits as what they stand for; anything else as a digest that nothing has.
eventstore::Digest digest_in(std::string_view text) {
  eventstore::Digest digest{};
  const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  const bool whole = text.size() == 2 * digest.size() && std::ranges::all_of(text, [](char c) {
                       return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                     });
  for (std::size_t i = 0; whole && i < digest.size(); ++i) {
    digest.at(i) = static_cast<std::byte>(value(text[2 * i]) * 16 + value(text[2 * i + 1]));
  }
  return digest;
}

Result<Response> take_reported(const Call& call, const Desk& desk) {
  BOOST_OUTCOME_TRY(must_be_allowed(call));
  const auto& id = call.captures[0];
  const auto held = desk.files->find(call.visitor->session, id);
  if (!held) return gone(call, desk);
  if (held->report) return go_to_report(id);  // Pressed twice.
  const auto form = FormBody::read(call.request.body);
  imports::Taking taking;
  taking.command = {command_id("import", id, call.actor), eventstore::sha256(id)};
  taking.exactly = digest_in(form ? form->text("_reported") : std::string_view{});
  ImportReport report;
  const auto taken = take(call, desk, *held, taking, report);
  if (!taken) {
    const auto& error = taken.error();
    if (error.rule != "import.changed") return error;
    return show_report(call, desk, *held, report, error.message);
  }
  spdlog::info("{} imported {} plans", call.actor.person.text(), report.reviews.size());
  desk.files->taken(call.visitor->session, id, std::move(report));
  return go_to_report(id);
}

}  // namespace

void add_import_pages(Router& router, const Shelf& shelf, eventstore::EventLog& log) {
  const Desk desk{shelf, log, std::make_shared<HeldFiles>(shelf.clock)};
  const auto add = [&](std::string pattern, auto get, auto post, bool takes_file) {
    router.add(page_route(pattern, taking(as_at_parameters),
                          [desk, get](const Call& call) { return get(call, desk); }));
    auto sent = page_route(std::move(pattern), taking(as_at_parameters),
                           [desk, post](const Call& call) { return post(call, desk); });
    sent.method = "POST";
    sent.takes_file = takes_file;
    // The boundaries and the other answers of the form come on top of the file.
    if (takes_file) sent.body_bytes_max = plans_file_bytes_max + ordinary_body_bytes;
    router.add(std::move(sent));
  };
  add(
      "/imports/plans", [](const Call& call, const Desk& of) { return ask_for_file(call, of); },
      receive, true);
  add("/imports/plans/{file}", report_page, take_reported, false);
}

}  // namespace closeloop::api
