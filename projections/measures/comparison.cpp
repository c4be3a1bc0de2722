#include "projections/measures/comparison.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/headline.h"
#include "projections/measures/pattern.h"

namespace closeloop {
namespace {

using boost::json::object;

struct Changes {
  std::size_t measures = 0, signals = 0, figures = 0, new_measures = 0;
};

object shown_then(const Board::Records& records, std::string_view id, Audience audience,
                  Day then_on) {
  const auto number = records.store.find(RecordKind::INDICATOR, id);
  if (number == 0 || !records.store[number].exists) {
    return {{"signal", object{{"name", "noData"}, {"label", "Not defined yet"}, {"reason", ""}}},
            {"defined", false}};
  }
  object shown{{"defined", true}};
  if (const auto pattern = pattern_of(records, number, audience, then_on)) {
    shown["signal"] = signal_json(pattern->signal);
    return shown;
  }
  const auto headline = headline_of(records, number, audience, then_on);
  shown["signal"] = signal_json(headline ? headline->signal : no_data());
  if (headline && !headline->judged.figures.empty()) {
    const auto& newest = headline->judged.figures.back();
    shown["latest"] = object{{"period", newest.point->period}, {"shown", shown_of(newest)}};
  }
  return shown;
}

bool differs(const object& now, const object& then, std::string_view member) {
  const auto* one = now.if_contains(member);
  const auto* other = then.if_contains(member);
  if (one == nullptr || other == nullptr) return one != other;
  const auto text = [&](const char* name) { return one->at(name) != other->at(name); };
  return member == "signal" ? text("name") : text("period") || text("shown");
}

std::string sentence(const Changes& changes, Day then_on) {
  auto text = fmt::format(
      "Since {}: of {}, {} another signal and {} another latest figure.", long_form(then_on),
      counted(changes.measures, "measure", "measures"),
      changes.signals == 1 ? std::string{"1 has"} : fmt::format("{} have", changes.signals),
      changes.figures == 1 ? std::string{"1 has"} : fmt::format("{} have", changes.figures));
  if (changes.new_measures > 0) {
    text += fmt::format(" {} not defined then.",
                        changes.new_measures == 1 ? std::string{"1 was"}
                                                  : fmt::format("{} were", changes.new_measures));
  }
  return text;
}

}  // namespace

void add_then(const Board& then, Day then_on, Audience audience, object& scorecard) {
  const auto& records = then.records();
  Changes changes;
  for (auto& section : scorecard.at("sections").as_array()) {
    for (auto& value : section.at("measures").as_array()) {
      auto& row = value.as_object();
      auto shown =
          shown_then(records, std::string_view{row.at("id").as_string()}, audience, then_on);
      ++changes.measures;
      changes.signals += differs(row, shown, "signal") ? 1U : 0U;
      changes.figures += differs(row, shown, "latest") ? 1U : 0U;
      changes.new_measures += shown.at("defined").as_bool() ? 0U : 1U;
      row["then"] = std::move(shown);
    }
  }
  scorecard["comparison"] = object{{"on", iso(then_on)},
                                   {"sentence", sentence(changes, then_on)},
                                   {"measures", changes.measures},
                                   {"signals", changes.signals},
                                   {"figures", changes.figures}};
}

}  // namespace closeloop
