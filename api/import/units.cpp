#include "api/import/units.h"

#include <algorithm>
#include <array>
#include <utility>

namespace closeloop::imports {
namespace {

using measures::CountingUnit;
using measures::Unit;

struct Known {
  std::string_view word;
  Unit unit;
  CountingUnit counting_unit;
};

constexpr std::array<Known, 26> known{{
    {"percent", Unit::PERCENT, CountingUnit::UNSET},
    {"%", Unit::PERCENT, CountingUnit::UNSET},
    {"percentage", Unit::PERCENT, CountingUnit::UNSET},
    {"per_10000", Unit::PER10000, CountingUnit::UNSET},
    {"per 10,000", Unit::PER10000, CountingUnit::UNSET},
    {"rate_per_10000", Unit::PER10000, CountingUnit::UNSET},
    {"ratio", Unit::RATIO, CountingUnit::UNSET},
    {"days", Unit::DAYS, CountingUnit::UNSET},
    {"count", Unit::COUNT, CountingUnit::UNSET},
    {"counts", Unit::COUNT, CountingUnit::UNSET},
    {"number", Unit::COUNT, CountingUnit::UNSET},
    {"n", Unit::COUNT, CountingUnit::UNSET},
    {"children", Unit::COUNT, CountingUnit::CHILD},
    {"child", Unit::COUNT, CountingUnit::CHILD},
    {"episodes", Unit::COUNT, CountingUnit::EPISODE},
    {"episode", Unit::COUNT, CountingUnit::EPISODE},
    {"incidents", Unit::COUNT, CountingUnit::INCIDENT},
    {"incident", Unit::COUNT, CountingUnit::INCIDENT},
    {"referrals", Unit::COUNT, CountingUnit::REFERRAL},
    {"referral", Unit::COUNT, CountingUnit::REFERRAL},
    {"plans", Unit::COUNT, CountingUnit::PLAN},
    {"plan", Unit::COUNT, CountingUnit::PLAN},
    {"assessments", Unit::COUNT, CountingUnit::ASSESSMENT},
    {"cases", Unit::COUNT, CountingUnit::CASE_SEEN},
    {"agencies", Unit::COUNT, CountingUnit::AGENCY},
    {"people", Unit::COUNT, CountingUnit::PERSON},
}};

/// What counts nothing, whatever its numbers are.
constexpr std::array<std::string_view, 17> measured_in{
    "weeks",  "months", "years",  "hours", "minutes", "rate",   "rates",   "score", "scores",
    "points", "index",  "pounds", "gbp",   "mean",    "median", "average", "fte"};

std::string lower(std::string_view word) {
  std::string lower{word};
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  });
  return lower;
}

const Known* find(std::string_view word) {
  const auto found = std::ranges::find(known, lower(word), &Known::word);
  return found == known.end() ? nullptr : &*found;
}

/// "interviews" as "interview".
std::string singular(std::string_view word) {
  auto one = lower(word);
  if (one.ends_with('s')) one.pop_back();
  return one;
}

template <typename Enum>
std::string label_of(Enum choice) {
  const auto schema = capnp::Schema::from<Enum>();
  const auto name = schema.getEnumerants()[static_cast<unsigned>(choice)].getProto().getName();
  return name.cStr();
}

/// "children", "percent": what the series is in, for people.
std::string words_of(const Units& units) {
  if (!units.word.empty()) return units.word;
  if (units.counting_unit == CountingUnit::UNSET || units.unit != Unit::COUNT) {
    return label_of(units.unit);
  }
  return "count, " + label_of(units.counting_unit);
}

/// "rate per 10,000 children": what is measured for each of so many. Anything else that is not
/// known may count children, and is taken to.
Unit unit_called(std::string_view word) {
  const auto all = " " + lower(word) + " ";
  if (const auto per = all.find(" per "); per != std::string::npos) {
    std::string digits;
    for (const char c : all.substr(per)) {
      if (c >= '0' && c <= '9') digits += c;
    }
    return digits == "10000" ? Unit::PER10000 : Unit::RATIO;
  }
  const bool measured = word.find("£") != std::string_view::npos ||
                        std::ranges::any_of(measured_in, [&](std::string_view one) {
                          return all.find(" " + std::string{one} + " ") != std::string::npos;
                        });
  return measured ? Unit::RATIO : Unit::COUNT;
}

}  // namespace

Units units_of(std::string_view word) {
  const auto* found = find(word);
  if (found == nullptr) return {std::string{word}, unit_called(word), CountingUnit::UNSET};
  return {std::string{word}, found->unit, found->counting_unit};
}

Units units_held(const series::State& held) { return {"", held.unit, held.counting_unit}; }

void must_be_in(const ReturnRow& row, const std::string& series, const Units& of_series,
                const char* whose, ImportReport& report) {
  if (row.unit.empty()) return;
  const auto given = units_of(row.unit);
  const auto unset = CountingUnit::UNSET;
  const bool told_apart = given.counting_unit != unset && of_series.counting_unit != unset;
  // "8 of 10" and "8 out of 10 cases" are one: a file has no word for so many of so many.
  const bool counts = of_series.unit == Unit::N_OF_N && given.unit == Unit::COUNT;
  bool other = given.unit != of_series.unit && !counts;
  if (!other && given.unit == Unit::COUNT) {
    other = told_apart && given.counting_unit != of_series.counting_unit;
  }
  const bool both_say = !of_series.word.empty();
  const bool unknown = find(row.unit) == nullptr;
  if (!other && both_say && (unknown || find(of_series.word) == nullptr)) {
    other = singular(row.unit) != singular(of_series.word);
  }
  if (other) {
    report.refuse(row.place, "unit",
                  "Series " + series + " is in “" + words_of(of_series) + "” in " + whose +
                      ", not in “" + row.unit +
                      "”. Different units are never in one series: mend the unit, or give the "
                      "rows another series_id.");
  } else if (!both_say && unknown && of_series.counting_unit != unset) {
    report.remark(row.place, "unit",
                  "“" + row.unit + "” is no unit we know. It is taken as that of the series, “" +
                      words_of(of_series) + "”.");
  }
}

}  // namespace closeloop::imports
