#include "api/import/series_breaks.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace closeloop::imports {
namespace {

/// What a series can break by.
struct Aspect {
  std::string ReturnRow::*said;
  std::string series::State::*held;
  const char* what;  ///< As the event has it.
  const char* column;
  const char* changes;
};
constexpr std::array<Aspect, 2> aspects{{
    {&ReturnRow::area_code, &series::State::area_code, "area", "area_code", "The code of the area"},
    {&ReturnRow::definition, &series::State::definition, "definition", "definition",
     "The definition"},
}};

/// What is said of one period.
struct Said {
  std::string text;
  std::string period;  ///< As it is written.
  std::string place;   ///< Empty: it is held.
};

/// By the day on which the period ends.
using Timeline = std::map<Day, Said>;

Timeline timeline(const std::vector<const ReturnRow*>& rows, std::string ReturnRow::*what) {
  Timeline said;
  for (const auto* row : rows) {
    if ((row->*what).empty()) continue;
    said.emplace(row->days.ends, Said{row->*what, row->period, row->place});
  }
  return said;
}

/// A series was opened with what it says of its first period.
void add_held(Timeline& said, const series::State& held, const std::string& text) {
  if (text.empty() || held.points.empty()) return;
  const auto& first = held.points.front();
  said.emplace(first.ends, Said{text, first.period, {}});
}

bool is_broken_between(const series::State* held, Day after, Day until) {
  return held != nullptr && std::ranges::any_of(held->broken, [&](const series::Step& step) {
           return after < step.from && step.from <= until;
         });
}

}  // namespace

std::string first_said(const std::vector<const ReturnRow*>& rows, std::string ReturnRow::*what) {
  const auto said = timeline(rows, what);
  return said.empty() ? std::string{} : said.begin()->second.text;
}

std::vector<ReturnedEvent> breaks_of(const std::string& series,
                                     const std::vector<const ReturnRow*>& rows,
                                     const series::State* held, ImportReport& report) {
  std::vector<ReturnedEvent> breaks;
  std::set<Day> broken;  // A series breaks once in a period, whatever changes.
  for (const auto& aspect : aspects) {
    auto said = timeline(rows, aspect.said);
    if (held != nullptr) add_held(said, *held, held->*aspect.held);
    for (auto at = said.begin(); at != said.end(); ++at) {
      if (at == said.begin()) continue;
      const auto& [before_ends, before] = *std::prev(at);
      const auto& [ends, now] = *at;
      if (now.text == before.text || is_broken_between(held, before_ends, ends)) continue;
      const auto why = std::string{aspect.changes} + " changes from " + before.text + " to " +
                       now.text + ": series " + series + " is broken from " + now.period + " on.";
      const auto& place = now.place.empty() ? before.place : now.place;
      report.remark(place, aspect.column, why);
      if (!broken.insert(ends).second) continue;
      breaks.push_back({.asked = {"series",
                                  series,
                                  "SeriesBroken",
                                  ends,
                                  {{"period", now.period}, {"what", aspect.what}}},
                        .place = place,
                        .kind = "series breaks",
                        .why = why});
    }
  }
  return breaks;
}

}  // namespace closeloop::imports
