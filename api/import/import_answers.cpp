#include "api/import/import_answers.h"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "api/problem.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using imports::ImportReport;

constexpr std::size_t errors_shown_max = 200;  // The report has all of them.

}  // namespace

Response refused_file(const ImportReport& report) {
  eventstore::Problems problems;
  for (const auto& each : report.refused) {
    if (problems.size() == errors_shown_max) break;
    problems.push_back({where(each), "refused", each.text});
  }
  auto document = problem_of(eventstore::invalid(std::move(problems)));
  document.detail =
      "Nothing was taken: the file has " +
      (report.refused.size() == 1 ? std::string{"one mistake."}
                                  : fmt::format("{} mistakes.", report.refused.size())) +
      " Mend what 'errors' names, and send it again.";
  document.more["report"] = to_json(report);
  return to_response(document);
}

Response told(const ImportReport& report, eventstore::Position head) {
  const bool taken = report.position != 0;
  Response response{taken ? 201 : 200, "application/json", json::serialize(to_json(report)), {}};
  response.headers.emplace_back("Loop-Position",
                                std::to_string(taken ? report.position : head.number()));
  if (taken && report.reviews.size() == 1) {
    response.headers.emplace_back("Location", "/api/v1/reviews/" + report.reviews.front());
  }
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace closeloop::api
