#include "api/pages/import_report_model.h"

#include <algorithm>
#include <vector>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/pages/command_form.h"
#include "projections/describe.h"
#include "projections/queries.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using imports::ImportReport;

constexpr std::size_t shown_max = 50;  // A page is read by people; the API tells all of it.

/// "plan 1, action 4, due_date" of "/plans/0/actions/3" and "due_date"; a row as it is.
std::string in_words(const ImportReport::Remark& remark) {
  if (!remark.place.starts_with('/')) return where(remark);
  std::string words;
  std::string_view left = remark.place;
  std::string what = "plan";
  const auto add = [&](std::string_view word) {
    if (!words.empty()) words += ", ";
    words += word;
  };
  while (!left.empty()) {
    left.remove_prefix(1);
    const std::string part{left.substr(0, left.find('/'))};
    left.remove_prefix(part.size());
    const bool number =
        !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    if (number && part.size() < 7) {
      add(what + " " + std::to_string(std::stoul(part) + 1));
    } else {
      what = part.ends_with('s') ? part.substr(0, part.size() - 1) : part;
      if (left.empty()) add(part);
    }
  }
  if (!remark.column.empty()) add(remark.column);
  return words;
}

/// The list, as long as a page bears, and how many more there are under `name` + "More".
void put_list(json::object& model, const std::string& name, json::array list, std::size_t all) {
  if (all > list.size()) model[name + "More"] = fmt::format("{} more", all - list.size());
  model[name] = std::move(list);
}

json::array remarks(const std::vector<ImportReport::Remark>& all) {
  json::array list;
  for (const auto& remark : all) {
    if (list.size() == shown_max) break;
    list.push_back(json::object{{"place", in_words(remark)}, {"text", remark.text}});
  }
  return list;
}

json::array links(const std::vector<std::string>& ids, std::string_view resource,
                  const Seen& seen) {
  json::array list;
  for (const auto& id : ids) {
    if (list.size() == shown_max) break;
    json::object link{{"id", id}, {"page", record_page(resource, id)}};
    if (const auto found = record(*seen.board, resource, id, seen.asked_on)) {
      link["title"] = found.value().at("title");
    } else {
      link["page"] = fmt::format("/records/{}", resource);
    }
    list.push_back(std::move(link));
  }
  return list;
}

}  // namespace

json::object report_model(const ImportReport& report, std::string_view unchanged,
                          const Seen& seen) {
  json::object model{{"sentence", sentence(report)}};
  json::array counts;
  for (const auto* what : imports::counted_in_imports) {
    const auto found = report.taken.find(what);
    if (found == report.taken.end()) continue;
    counts.push_back(json::object{{"label", sentence_case(what)}, {"count", found->second}});
  }
  model["counts"] = std::move(counts);
  model["isRefused"] = !report.refused.empty();
  put_list(model, "refused", remarks(report.refused), report.refused.size());
  put_list(model, "asWords", remarks(report.kept_as_text), report.kept_as_text.size());
  put_list(model, "rewritten", remarks(report.changed), report.changed.size());
  put_list(model, "odd", remarks(report.odd), report.odd.size());
  put_list(model, "unchanged", links(report.unchanged, unchanged, seen), report.unchanged.size());
  if (report.position != 0) {
    put_list(model, "reviews", links(report.reviews, "reviews", seen), report.reviews.size());
    put_list(model, "findings", links(report.findings, "findings", seen), report.findings.size());
  }
  return model;
}

}  // namespace closeloop::api
