#include "api/pages/import_pages.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "api/command_id.h"
#include "api/form_body.h"
#include "api/import/file_imports.h"
#include "api/import/held_files.h"
#include "api/import/routes.h"
#include "api/multipart.h"
#include "api/pages.h"
#include "api/pages/frame.h"
#include "api/pages/import_report_model.h"
#include "api/problem.h"
#include "projections/records.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using imports::HeldFile;
using imports::HeldFiles;
using imports::ImportReport;

constexpr std::chrono::seconds views_may_lag{2};
constexpr std::string_view return_parameters[] = {"return"};

/// What the pages of one kind of file work with. The files are shared by their routes.
struct Desk {
  Shelf shelf;
  eventstore::EventLog& log;
  const FileImport& kind;
  std::shared_ptr<HeldFiles> files;
};

Result<void> must_be_allowed(const Call& call, const Desk& desk, const HeldFile& held) {
  BOOST_OUTCOME_TRY(desk.kind.may(call.actor, held, desk.shelf));
  if (!call.parameters.as_at().is_past()) return allowed();
  return eventstore::conflict("command.past",
                              "The past cannot be written. Return to today to import a file.", 0);
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

std::string address_of(const Desk& desk) { return fmt::format("/imports/{}", desk.kind.name); }

/// The form that asks for such a file again.
std::string form_of(const Desk& desk, const HeldFile& held) {
  const auto answered = held.answer("return");
  return address_of(desk) + (answered.empty() ? "" : "?return=" + percent_encoded(answered));
}

/// The form that asks for a file; `wrong` says what is wrong with what was sent.
Result<Response> ask_for_file(const Call& call, const Desk& desk, const HeldFile& given,
                              const std::string& wrong = {}) {
  BOOST_OUTCOME_TRY(must_be_allowed(call, desk, given));
  const std::string title{desk.kind.title};
  return show(call, desk, desk.kind.page, wrong.empty() ? title : "Error: " + title,
              wrong.empty() ? 200 : 422, [&](const Seen& seen) -> Result<json::object> {
                json::object model{{"planId", given.answer("plan_id")},
                                   {"planTitle", given.answer("title")},
                                   {"reason", given.answer("reason")}};
                if (const auto id = given.answer("return"); !id.empty()) {
                  BOOST_OUTCOME_TRY(auto asked, record(*seen.board, "returns", id, seen.asked_on));
                  model["dataReturn"] = std::move(asked);
                }
                if (!wrong.empty()) model["wrong"] = wrong;
                return model;
              });
}

Result<Response> first_form(const Call& call, const Desk& desk) {
  HeldFile given;
  given.answers.emplace("return", call.parameters.text("return"));
  return ask_for_file(call, desk, given);
}

Result<Response> gone(const Call& call, const Desk& desk) {
  return show(call, desk, "import_gone", "This file is no longer here", 404,
              [&](const Seen&) -> Result<json::object> {
                return json::object{{"again", address_of(desk)}};
              });
}

Response go_to_report(const Desk& desk, std::string_view id) {
  Response response{303, {}, {}, {}};
  response.headers.emplace_back("Location", fmt::format("{}/{}", address_of(desk), id));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Result<Response> receive(const Call& call, const Desk& desk) {
  const auto form = read_multipart(call.request);
  const auto* file = form ? form->file("file") : nullptr;
  HeldFile given;
  if (form) {
    for (const auto name : desk.kind.answers) {
      given.answers.emplace(name, form->answers.text(name).substr(0, 500));
    }
  }
  BOOST_OUTCOME_TRY(must_be_allowed(call, desk, given));
  if (!file) {
    return to_response(problem("malformed", "This is not the form for importing a file."));
  }
  if (file->name.empty()) return ask_for_file(call, desk, given, std::string{desk.kind.choose});
  if (file->content.empty()) {
    return ask_for_file(call, desk, given, "The file is empty. Choose another.");
  }
  if (file->content.size() > plans_file_bytes_max) {
    return ask_for_file(call, desk, given, "The file is longer than 2 MB. Split it.");
  }
  given.content = std::string{file->content};
  given.name = file->name.substr(0, 200);
  return go_to_report(desk, desk.files->keep(call.visitor->session, std::move(given)));
}

/// Tries the file, or takes it.
Result<void> take(const Call& call, const Desk& desk, const HeldFile& held,
                  const imports::Taking& asked, ImportReport& report) {
  auto taking = asked;
  taking.actor = call.actor;
  taking.correlation = call.trace;
  return desk.kind.take(held, desk.shelf, desk.log, taking, report);
}

/// The report as a page. `changed` says why it is shown again.
Result<Response> show_report(const Call& call, const Desk& desk, const HeldFile& held,
                             const ImportReport& report, const std::string& changed = {}) {
  const bool taken = held.report.has_value();
  if (report.position != 0) {
    (void)desk.shelf.projector.wait_for(eventstore::Position{report.position}, views_may_lag);
  }
  return show(call, desk, "import_report",
              taken ? std::string{desk.kind.done} : "Before you import " + held.name,
              changed.empty() ? 200 : 409, [&](const Seen& seen) -> Result<json::object> {
                auto model = report_model(report, desk.kind.resource, seen);
                model["address"] = call.request.path;
                model["ofPlans"] = desk.kind.name == "plans";
                model["again"] = form_of(desk, held);
                model["dataReturn"] = held.answer("return");
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
  const auto held = desk.files->find(call.visitor->session, call.captures[0]);
  BOOST_OUTCOME_TRY(must_be_allowed(call, desk, held ? *held : HeldFile{}));
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
  const auto& id = call.captures[0];
  const auto held = desk.files->find(call.visitor->session, id);
  BOOST_OUTCOME_TRY(must_be_allowed(call, desk, held ? *held : HeldFile{}));
  if (!held) return gone(call, desk);
  if (held->report) return go_to_report(desk, id);  // Pressed twice.
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
  spdlog::info("{} imported a file of {}", call.actor.person.text(), desk.kind.name);
  desk.files->taken(call.visitor->session, id, std::move(report));
  return go_to_report(desk, id);
}

}  // namespace

void add_import_pages(Router& router, const Shelf& shelf, eventstore::EventLog& log) {
  const auto files = std::make_shared<HeldFiles>(shelf.clock);
  for (const auto& kind : file_imports()) {
    const Desk desk{shelf, log, kind, files};
    const auto add = [&](const std::string& pattern, auto get, auto post, bool takes_file) {
      router.add(page_route(pattern, taking(as_at_parameters, return_parameters),
                            [desk, get](const Call& call) { return get(call, desk); }));
      auto sent = page_route(pattern, taking(as_at_parameters),
                             [desk, post](const Call& call) { return post(call, desk); });
      sent.method = "POST";
      sent.takes_file = takes_file;
      // The boundaries and the other answers of the form come on top of the file.
      if (takes_file) sent.body_bytes_max = plans_file_bytes_max + ordinary_body_bytes;
      router.add(std::move(sent));
    };
    add(address_of(desk), first_form, receive, true);
    add(address_of(desk) + "/{file}", report_page, take_reported, false);
  }
}

}  // namespace closeloop::api
