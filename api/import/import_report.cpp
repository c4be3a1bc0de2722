#include "api/import/import_report.h"

#include <ostream>

#include <boost/json/array.hpp>

namespace closeloop::imports {
namespace {

namespace json = boost::json;

json::array to_json(const std::vector<ImportReport::Remark>& remarks, const char* said) {
  json::array list;
  for (const auto& remark : remarks) {
    json::object one{{"place", remark.place}};
    if (!remark.column.empty()) one["column"] = remark.column;
    one[said] = remark.text;
    list.push_back(std::move(one));
  }
  return list;
}

/// "1 action", of "actions".
std::string counted(std::size_t count, std::string what) {
  if (count == 1 && what == "pieces of evidence") {
    what = "piece of evidence";
  } else if (count == 1 && what != "series") {
    what.pop_back();
  }
  return std::to_string(count) + " " + what;
}

/// "1 plan, 2 findings and 3 actions"
std::string counts(const ImportReport& report) {
  std::vector<std::string> all;
  for (const auto* what : counted_in_imports) {
    const auto count = report.taken.find(what);
    if (count != report.taken.end()) all.push_back(counted(count->second, what));
  }
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) text += i + 1 == all.size() ? " and " : ", ";
    text += all[i];
  }
  return text;
}

/// Empty if there is none.
std::string given_again(const ImportReport& report) {
  if (report.given_again == 0) return {};
  if (report.given_again == 1) {
    return "1 value is given again for a figure that is not shown: it is kept if it differs.";
  }
  return std::to_string(report.given_again) +
         " values are given again for figures that are not shown: they are kept if they differ.";
}

}  // namespace

std::string sentence(const ImportReport& report) {
  if (!report.refused.empty()) {
    return "Nothing has been taken: " + counted(report.refused.size(), "places") +
           " in the file must be mended first.";
  }
  const auto again = given_again(report);
  if (report.taken.empty() && again.empty()) {
    return "Nothing is new: all of this was imported before.";
  }
  std::string all = report.dry_run ? "Nothing has been taken yet." : "";
  const auto add = [&](const std::string& said) { all += (all.empty() ? "" : " ") + said; };
  if (!report.taken.empty()) {
    const auto counted_all = counts(report);
    const auto* be = counted_all.starts_with("1 ") ? "is " : "are ";
    add(report.dry_run ? std::string("There ") + be + counted_all + " to take."
                       : counted_all + " taken.");
  }
  if (!again.empty()) add(again);
  return all;
}

std::string where(const ImportReport::Remark& remark) {
  if (remark.column.empty()) return remark.place.empty() ? "the file" : remark.place;
  const bool pointer = remark.place.empty() || remark.place.front() == '/';
  return remark.place + (pointer ? "/" : ", ") + remark.column;
}

json::object to_json(const ImportReport& report) {
  json::object taken;
  for (const auto& [what, count] : report.taken) taken[what] = count;
  json::object answer{{"dryRun", report.dry_run},
                      {"sentence", sentence(report)},
                      {"taken", std::move(taken)},
                      {"reviews", json::array(report.reviews.begin(), report.reviews.end())},
                      {"findings", json::array(report.findings.begin(), report.findings.end())},
                      {"givenAgain", report.given_again},
                      {"unchanged", json::array(report.unchanged.begin(), report.unchanged.end())},
                      {"keptAsText", to_json(report.kept_as_text, "text")},
                      {"changed", to_json(report.changed, "how")},
                      {"odd", to_json(report.odd, "what")},
                      {"refused", to_json(report.refused, "why")}};
  // How far the log went on would tell whether those were recorded.
  if (report.position != 0 && report.given_again == 0) answer["position"] = report.position;
  return answer;
}

void print(std::ostream& out, const ImportReport& report) {
  if (!report.odd.empty()) {
    out << "To be looked at:\n";
    for (const auto& one : report.odd) out << "  " << where(one) << ": " << one.text << '\n';
  }
  if (!report.refused.empty()) {
    out << "Refused, so nothing is taken:\n";
    for (const auto& one : report.refused) out << "  " << where(one) << ": " << one.text << '\n';
    return;
  }
  if (const auto again = given_again(report); !again.empty()) out << again << '\n';
  if (report.taken.empty()) {
    if (report.given_again == 0) out << "Nothing is new.\n";
  } else {
    out << (report.dry_run ? "Would be taken:\n" : "Taken:\n");
    for (const auto& [what, count] : report.taken) out << "  " << count << ' ' << what << '\n';
  }
  if (!report.unchanged.empty()) {
    out << "Imported before, and unchanged:\n ";
    for (const auto& plan : report.unchanged) out << ' ' << plan;
    out << '\n';
  }
  if (!report.kept_as_text.empty()) {
    out << "Kept as text, for these have no place of their own or are no full dates:\n";
    for (const auto& one : report.kept_as_text) {
      out << "  " << where(one) << ": " << one.text << '\n';
    }
  }
  if (!report.changed.empty()) {
    out << "Put differently than the file has it:\n";
    for (const auto& one : report.changed) {
      out << "  " << where(one) << ": " << one.text << '\n';
    }
  }
}

}  // namespace closeloop::imports
