#include "api/import/returns_events.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "api/import/record_ids.h"
#include "eventstore/schema/shape.h"

namespace closeloop::imports {
namespace {

namespace json = boost::json;
using measures::CountingUnit;
using measures::PeriodKind;
using measures::Unit;

/// The name that the schema gives a choice: "halfYear".
template <typename Enum>
std::string name_of(Enum choice) {
  const auto schema = capnp::Schema::from<Enum>();
  return schema.getEnumerants()[static_cast<unsigned>(choice)].getProto().getName().cStr();
}

struct Units {
  std::string_view word;
  Unit unit;
  CountingUnit counting_unit;
};

constexpr std::array<Units, 22> units{{
    {"percent", Unit::PERCENT, CountingUnit::UNSET},
    {"%", Unit::PERCENT, CountingUnit::UNSET},
    {"percentage", Unit::PERCENT, CountingUnit::UNSET},
    {"per_10000", Unit::PER10000, CountingUnit::UNSET},
    {"per 10,000", Unit::PER10000, CountingUnit::UNSET},
    {"rate_per_10000", Unit::PER10000, CountingUnit::UNSET},
    {"ratio", Unit::RATIO, CountingUnit::UNSET},
    {"days", Unit::DAYS, CountingUnit::UNSET},
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

/// A word that is not known is of a count, and kept beside it.
Units units_of(std::string_view word) {
  std::string lower{word};
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  });
  const auto found = std::ranges::find(units, lower, &Units::word);
  return found == units.end() ? Units{word, Unit::COUNT, CountingUnit::UNSET} : *found;
}

void put(json::object& body, const char* name, const std::string& text) {
  if (!text.empty()) body[name] = text;
}
void put(json::object& body, const char* name, const std::optional<Decimal>& number) {
  if (number) body[name] = number->text();
}

/// Rows of one series: those that one file gives one id and one kind of period.
struct Group {
  std::string id;
  std::vector<const ReturnRow*> rows;
};

std::string source_id_of(const ReturnRow& row) {
  if (!row.series_id.empty()) return as_id(row.series_id);
  auto id = row.indicator + "-" + row.area;
  if (!row.category.empty()) id += "-" + row.category;
  return as_id(id);
}

std::vector<Group> groups_of(const std::vector<ReturnRow>& rows, const KnownSeries& known) {
  std::vector<std::string> order;
  std::map<std::string, std::map<PeriodKind, std::vector<const ReturnRow*>>> by_id;
  for (const auto& row : rows) {
    const auto id = source_id_of(row);
    if (!by_id.contains(id)) order.push_back(id);
    by_id[id][row.period_kind].push_back(&row);
  }
  std::vector<Group> groups;
  for (const auto& id : order) {
    const auto& kinds = by_id[id];
    const auto most =
        std::ranges::max_element(kinds, {}, [](const auto& kind) { return kind.second.size(); });
    const auto* held = known.series(id);
    const auto keeps_id = held != nullptr ? held->period_kind : most->first;
    for (const auto& [kind, of_kind] : kinds) {
      groups.push_back({kind == keeps_id ? id : id + "-" + name_of(kind), of_kind});
    }
  }
  return groups;
}

class Writer {
 public:
  Writer(const KnownSeries& known, const std::string& data_return, ImportReport& report)
      : known_{known}, data_return_{data_return}, report_{report} {}

  void add(const Group& group) {
    const auto* held = known_.series(group.id);
    const auto& first = *group.rows.front();
    if (!is_of_one(group, held)) return;
    if (held == nullptr) open(group, first);
    bool changed = held == nullptr;
    std::map<Day, const ReturnRow*> seen;
    for (const auto* row : group.rows) {
      if (const auto [at, added] = seen.emplace(row->days.ends, row); !added) {
        report_.refuse(row->place, "period",
                       "The file gives " + row->period + " of this series twice: see also " +
                           at->second->place + ".");
        continue;
      }
      changed |= measure(group.id, *row, held == nullptr ? nullptr : held->find(row->days.ends));
    }
    if (!changed) report_.unchanged.push_back(group.id);
  }

  std::vector<ReturnedEvent> events;

 private:
  /// All rows, and the series that is held, are of the same thing.
  bool is_of_one(const Group& group, const series::State* held) {
    const auto before = report_.refused.size();
    const auto& first = *group.rows.front();
    const auto title = held == nullptr ? first.indicator : held->title;
    const auto area = held == nullptr ? first.area : held->area;
    const auto category = held == nullptr ? first.category : held->category;
    const auto* const whose = held == nullptr ? "the file's first row of it" : "the board";
    const auto same = [&](const ReturnRow& row, const char* column, const std::string& given,
                          const std::string& expected) {
      if (given == expected) return;
      report_.refuse(row.place, column,
                     "Series " + group.id + " is of “" + expected + "” in " + whose + ", not of “" +
                         given + "”. Give it another series_id.");
    };
    for (const auto* row : group.rows) {
      same(*row, "indicator", row->indicator, title);
      same(*row, "area", row->area, area);
      same(*row, "category", row->category, category);
    }
    if (held != nullptr && held->period_kind != first.period_kind) {
      report_.refuse(first.place, "period_kind",
                     "Series " + group.id + " has periods of another kind on the board.");
    }
    return report_.refused.size() == before;
  }

  void open(const Group& group, const ReturnRow& row) {
    const auto of = units_of(row.unit);
    json::object body{{"title", row.indicator},
                      {"area", row.area},
                      {"periodKind", name_of(row.period_kind)},
                      {"unit", name_of(of.unit)}};
    if (of.counting_unit != CountingUnit::UNSET) body["countingUnit"] = name_of(of.counting_unit);
    put(body, "indicator", known_.indicator(row.indicator));
    put(body, "areaCode", row.area_code);
    put(body, "theme", row.theme);
    put(body, "unitInSource", row.unit);
    put(body, "idInSource", row.series_id);
    put(body, "category", row.category);
    put(body, "breakdown", breakdown_of(row));
    const auto starts = (*std::ranges::min_element(group.rows, {}, [](const ReturnRow* each) {
                          return each->days.starts;
                        }))->days.starts;
    events.push_back(
        {{"series", group.id, "SeriesOpened", starts, std::move(body)}, row.place, "series"});
  }

  std::string breakdown_of(const ReturnRow& row) {
    if (row.breakdown.empty()) return {};
    const auto& shape = eventstore::shape_of<series::Opened>();
    const auto& choices = shape.find("breakdown")->choices;
    std::string wanted;
    for (const char c : row.breakdown) {
      if (c != ' ' && c != '_' && c != '-') wanted += static_cast<char>(c | 0x20);
    }
    for (const auto& choice : choices) {
      std::string name = choice.name;
      std::ranges::transform(name, name.begin(),
                             [](char c) { return static_cast<char>(c | 0x20); });
      if (name == wanted) return choice.name;
    }
    report_.refuse(row.place, "breakdown", "“" + row.breakdown + "” is no breakdown we know.");
    return {};
  }

  /// False if it is held as it is.
  bool measure(const std::string& id, const ReturnRow& row, const series::Point* held) {
    if (held != nullptr && says_the_same(row, held->now)) return false;
    json::object body{{"period", row.period}};
    put(body, "numerator", row.numerator);
    put(body, "denominator", row.denominator);
    put(body, "value", row.value);
    if (row.flag != series::Measured::Flag::UNSET) body["flag"] = name_of(row.flag);
    if (row.worked != series::Measured::Worked::UNSET) body["worked"] = name_of(row.worked);
    put(body, "target", row.target);
    put(body, "note", row.note);
    put(body, "source", row.source);
    put(body, "dataReturn", data_return_);
    events.push_back({{"series", id, held == nullptr ? "SeriesMeasured" : "SeriesRemeasured",
                       row.days.ends, std::move(body)},
                      row.place,
                      held == nullptr ? "values" : "revised values"});
    return true;
  }

  /// 18 is no revision of 18.0: spreadsheet programs leave noughts off and put them on.
  static bool is_same(const std::optional<eventstore::Decimal>& one,
                      const std::optional<eventstore::Decimal>& other) {
    return one.has_value() == other.has_value() && (!one || one->value() == other->value());
  }
  static bool says_the_same(const ReturnRow& row, const series::Value& held) {
    return is_same(row.numerator, held.numerator) && is_same(row.denominator, held.denominator) &&
           is_same(row.value, held.value) && row.flag == held.flag;
  }

  const KnownSeries& known_;
  const std::string& data_return_;
  ImportReport& report_;
};

}  // namespace

std::vector<ReturnedEvent> events_of(const std::vector<ReturnRow>& rows, const KnownSeries& known,
                                     const std::string& data_return, ImportReport& report) {
  Writer writer{known, data_return, report};
  for (const auto& group : groups_of(rows, known)) writer.add(group);
  return std::move(writer.events);
}

}  // namespace closeloop::imports
