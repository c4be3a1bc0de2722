#include "api/import/series_breaks.h"

#include <algorithm>
#include <map>
#include <utility>

namespace closeloop::imports {
namespace {

/// What is said of one period.
struct Said {
  std::string text;    ///< The code of the area.
  std::string period;  ///< As it is written.
  std::string place;   ///< Empty: it is held.
};

/// By the day on which the period ends.
using Timeline = std::map<Day, Said>;

Timeline codes(const std::vector<const ReturnRow*>& rows) {
  Timeline said;
  for (const auto* row : rows) {
    if (row->area_code.empty()) continue;
    said.emplace(row->days.ends, Said{row->area_code, row->period, row->place});
  }
  return said;
}

/// The series was opened with what it says of its first period.
void add_held(Timeline& said, const series::State* held, const std::string& text) {
  if (held == nullptr || text.empty() || held->points.empty()) return;
  const auto& first = held->points.front();
  said.emplace(first.ends, Said{text, first.period, {}});
}

bool is_broken_between(const series::State* held, Day after, Day until) {
  return held != nullptr && std::ranges::any_of(held->broken, [&](const series::Step& step) {
           return after < step.from && step.from <= until;
         });
}

}  // namespace

std::string first_code(const std::vector<const ReturnRow*>& rows) {
  const auto said = codes(rows);
  return said.empty() ? std::string{} : said.begin()->second.text;
}

std::vector<ReturnedEvent> breaks_of(const std::string& series,
                                     const std::vector<const ReturnRow*>& rows,
                                     const series::State* held, ImportReport& report) {
  auto said = codes(rows);
  if (held != nullptr) add_held(said, held, held->area_code);
  std::vector<ReturnedEvent> breaks;
  for (auto at = said.begin(); at != said.end(); ++at) {
    if (at == said.begin()) continue;
    const auto& [before_ends, before] = *std::prev(at);
    const auto& [ends, now] = *at;
    if (now.text == before.text || is_broken_between(held, before_ends, ends)) continue;
    const auto& row = now.place.empty() ? before : now;
    const auto why = "The code of the area changes from " + before.text + " to " + now.text +
                     ": series " + series + " is broken from " + now.period + " on.";
    report.remark(row.place, "area_code", why);
    breaks.push_back(
        {.asked =
             {"series", series, "SeriesBroken", ends, {{"period", now.period}, {"what", "area"}}},
         .place = row.place,
         .kind = "series breaks",
         .why = why});
  }
  return breaks;
}

}  // namespace closeloop::imports
