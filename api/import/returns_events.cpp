#include "api/import/returns_events.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "api/import/possible_figures.h"
#include "api/import/series_breaks.h"
#include "api/import/units.h"
#include "api/import/whose_rows.h"

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

void put(json::object& body, const char* name, const std::string& text) {
  if (!text.empty()) body[name] = text;
}
void put(json::object& body, const char* name, const std::optional<Decimal>& number) {
  if (number) body[name] = number->text();
}

struct Row {
  const ReturnRow* said;
  RowAbout about;
};

/// Rows of one series: those that one file gives one id and one kind of period.
struct Group {
  std::string id;
  std::vector<Row> rows;
};

std::vector<Group> groups_of(const std::vector<ReturnRow>& rows, const KnownSeries& known,
                             const Answering& answering, ImportReport& report) {
  std::vector<std::string> order;
  std::map<std::string, std::map<PeriodKind, std::vector<Row>>> by_id;
  for (const auto& row : rows) {
    auto of = about(row, known, answering, report);
    const auto id = of.series;
    if (!by_id.contains(id)) order.push_back(id);
    by_id[id][row.period_kind].push_back({&row, std::move(of)});
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
  Writer(const KnownSeries& known, const Answering& answering, ImportReport& report)
      : known_{known}, answering_{answering}, report_{report} {}

  void add(const Group& group) {
    const auto* held = known_.series(group.id);
    const bool once = gives_each_once(group);
    if (!is_of_one(group, held) || !once) return;
    if (held == nullptr) open(group, group.rows.front());
    bool changed = held == nullptr;
    for (const auto& [row, of] : group.rows) {
      changed |= measure(group.id, *row, held == nullptr ? nullptr : held->find(row->days.ends));
    }
    for (auto& event : breaks_of(group.id, rows_of(group), held, report_)) {
      changed = true;
      events.push_back(std::move(event));
    }
    if (!changed) report_.unchanged.push_back(group.id);
  }

  /// What stands on no scorecard, once for each title.
  void remark_on_titles() {
    constexpr std::size_t named_most = 5;
    for (const auto& [title, opened] : of_no_measure_) {
      std::string ids;
      for (std::size_t i = 0; i < std::min(opened.size(), named_most); ++i) {
        ids += (i == 0 ? "" : ", ") + opened[i].id;
      }
      if (opened.size() > named_most) {
        ids += " and " + std::to_string(opened.size() - named_most) + " more";
      }
      report_.remark(opened.front().row->place, "indicator",
                     "No measure of the catalogue is called “" + title +
                         "”, so that it stands on no scorecard (series " + ids +
                         "). If it is one, write the measure's id or title here, or add this "
                         "title to its other names.");
    }
  }

  std::vector<ReturnedEvent> events;

 private:
  struct Opened {
    const ReturnRow* row;
    std::string id;
  };

  /// No two rows are of one period.
  bool gives_each_once(const Group& group) {
    std::map<Day, const ReturnRow*> seen;
    for (const auto& [row, of] : group.rows) {
      const auto [at, added] = seen.emplace(row->days.ends, row);
      if (added) continue;
      report_.refuse(row->place, "period",
                     "The file gives " + row->period + " of this series twice: see also " +
                         at->second->place + ".");
    }
    return seen.size() == group.rows.size();
  }

  /// All rows, and the series that is held, are of the same thing; and may be given.
  bool is_of_one(const Group& group, const series::State* held) {
    const auto before = report_.refused.size();
    const auto& first = *group.rows.front().said;
    const auto title = held == nullptr ? first.indicator : held->title;
    const auto area = held == nullptr ? first.area : held->area;
    const auto category = held == nullptr ? first.category : held->category;
    const auto& measured =
        held == nullptr ? group.rows.front().about.indicator : held->indicator.text();
    const auto* const whose = held == nullptr ? "the file's first row of it" : "the board";
    const auto same = [&](const ReturnRow& row, const char* column, const std::string& given,
                          const std::string& expected, const std::string& if_the_same) {
      if (given == expected) return;
      report_.refuse(row.place, column,
                     "Series " + group.id + " is of “" + expected + "” in " + whose + ", not of “" +
                         given + "”. " + if_the_same +
                         "If it is another, give it another series_id.");
    };
    const auto as_there = [&](const char* what, const std::string& expected) {
      return std::string{"If it is the same "} + what + ", write “" + expected + "” here. ";
    };
    const auto of_series = held == nullptr ? units_of_group(group) : units_held(*held);
    auto broken_down_by = held == nullptr ? measures::Breakdown::UNSET : held->breakdown;
    for (const auto& [row, of] : group.rows) {
      const bool other_title = !of.indicator.empty() && of.indicator == measured;
      if (!other_title) {
        same(*row, "indicator", row->indicator, title,
             as_there("measure", title) +
                 "Or add the new title to the other names of its indicator, if it has one. ");
      }
      same(*row, "area", row->area, area, as_there("area", area));
      same(*row, "category", row->category, category, as_there("category", category));
      if (!row->agency.empty() && !of.agency.empty()) {
        const auto& one = group.rows.front().about.agency;
        same(*row, "agency", of.agency, held == nullptr ? one : held->agency.text(), "");
      }
      must_be_in(*row, group.id, of_series, whose, report_);
      must_be_possible(*row, of_series, definition_of(of, held), report_);
      const auto given = breakdown_of(*row);
      must_be_broken_down_so(*row, given, group.id, broken_down_by, held != nullptr);
      must_be_own(*row, of, held, known_, answering_, report_);
      const auto breakdown = held == nullptr ? given : held->breakdown;
      const auto indicator =
          held == nullptr || held->indicator.text().empty() ? of.indicator : held->indicator.text();
      must_be_in_lists(*row, indicator, breakdown, known_, report_);
      must_be_out_of_something(*row, of_series.unit);
    }
    if (held != nullptr && held->period_kind != first.period_kind) {
      report_.refuse(first.place, "period_kind",
                     "Series " + group.id + " has periods of another kind on the board.");
    }
    return report_.refused.size() == before;
  }

  [[nodiscard]] const indicator::State* definition_of(const RowAbout& row,
                                                      const series::State* held) const {
    const bool set = held != nullptr && !held->indicator.text().empty();
    const auto& id = set ? held->indicator.text() : row.indicator;
    return id.empty() ? nullptr : known_.definition(id);
  }

  /// In the unit that the rows say; if none does, as the indicator is defined.
  [[nodiscard]] Units units_of_group(const Group& group) const {
    for (const auto& row : group.rows) {
      if (!row.said->unit.empty()) return units_of(row.said->unit);
    }
    return units_of_row(*group.rows.front().said, group.rows.front().about.indicator);
  }

  /// In a new series the first row that says it says it of all.
  void must_be_broken_down_so(const ReturnRow& row, measures::Breakdown given,
                              const std::string& id, measures::Breakdown& before, bool is_held) {
    const auto unset = measures::Breakdown::UNSET;
    if (given == unset || given == before) return;
    if (before != unset) {
      report_.refuse(row.place, "breakdown",
                     "Series " + id + " is broken down by “" + name_of(before) + "”, not by “" +
                         row.breakdown +
                         "”. Mend the breakdown, or give the rows another series_id.");
    } else if (is_held) {
      report_.remark(row.place, "breakdown",
                     "The board has series " + id + " as not broken down. It stays so.");
    } else {
      before = given;
    }
  }

  /// A share that is not given needs both counts to be worked out from.
  void must_be_out_of_something(const ReturnRow& row, Unit unit) {
    const bool share = unit == Unit::PERCENT || unit == Unit::PER10000 || unit == Unit::RATIO ||
                       unit == Unit::N_OF_N;
    const bool nothing = !row.denominator || row.denominator->digits == 0;
    if (!share || !nothing || row.value || row.flag != series::Measured::Flag::UNSET) return;
    report_.refuse(row.place, "denominator",
                   "Say out of how many: without it, or a value, the share can't be worked out.");
  }

  static std::vector<const ReturnRow*> rows_of(const Group& group) {
    std::vector<const ReturnRow*> rows;
    for (const auto& row : group.rows) rows.push_back(row.said);
    return rows;
  }

  /// Rows may name an indicator by its id.
  [[nodiscard]] std::string title_of(const ReturnRow& row, const RowAbout& about) const {
    const auto* defined = known_.definition(about.indicator);
    return defined != nullptr && row.indicator == about.indicator ? defined->terms.title
                                                                  : row.indicator;
  }

  void open(const Group& group, const Row& first) {
    const auto& row = *first.said;
    const auto& about = first.about;
    const auto of = units_of_group(group);
    json::object body{{"title", title_of(row, about)},
                      {"area", row.area},
                      {"periodKind", name_of(row.period_kind)},
                      {"unit", name_of(of.unit)}};
    if (of.counting_unit != CountingUnit::UNSET) body["countingUnit"] = name_of(of.counting_unit);
    put(body, "indicator", about.indicator);
    put(body, "areaCode", first_said(rows_of(group), &ReturnRow::area_code));
    put(body, "definition", first_said(rows_of(group), &ReturnRow::definition));
    put(body, "theme", row.theme);
    put(body, "unitInSource", std::string{of.word});
    put(body, "idInSource", row.series_id);
    put(body, "category", row.category);
    put(body, "agency", about.agency);
    auto breakdown = measures::Breakdown::UNSET;
    for (const auto& each : group.rows) {
      if (breakdown == measures::Breakdown::UNSET) breakdown = breakdown_of(*each.said);
    }
    if (breakdown == measures::Breakdown::UNSET && !about.agency.empty()) {
      breakdown = measures::Breakdown::AGENCY;
    }
    if (breakdown != measures::Breakdown::UNSET) body["breakdown"] = name_of(breakdown);
    const auto starts = std::ranges::min_element(group.rows, {}, [](const Row& each) {
                          return each.said->days.starts;
                        })->said->days.starts;
    events.push_back(
        {{"series", group.id, "SeriesOpened", starts, std::move(body)}, row.place, "series"});
    if (!group.id.starts_with(row.series_id)) {
      report_.change(row.place, "series_id",
                     "An id has letters, digits, dots and single dashes only: “" + row.series_id +
                         "” is kept as " + group.id + ".");
    }
    if (about.indicator.empty()) of_no_measure_[row.indicator].push_back({&row, group.id});
  }

  /// As the row says; if it says nothing, as the indicator is defined.
  Units units_of_row(const ReturnRow& row, const std::string& indicator) const {
    const auto* definition =
        row.unit.empty() && !indicator.empty() ? known_.definition(indicator) : nullptr;
    if (definition == nullptr) return units_of(row.unit);
    return {"", definition->terms.unit, definition->terms.counting_unit};
  }

  measures::Breakdown breakdown_of(const ReturnRow& row) {
    if (row.breakdown.empty()) return measures::Breakdown::UNSET;
    if (const auto breakdown = breakdown_called(row.breakdown)) return *breakdown;
    report_.refuse(row.place, "breakdown", "“" + row.breakdown + "” is no breakdown we know.");
    return measures::Breakdown::UNSET;
  }

  /// False if it is held as it is, and that may be said.
  bool measure(const std::string& id, const ReturnRow& row, const series::Point* held) {
    const bool hidden = held != nullptr && known_.is_hidden(id, row.days.ends);
    const bool same_target = row.target.empty() || held == nullptr || row.target == held->target;
    const bool same =
        held != nullptr && same_target && says_the_same(row, held->now) && stands(held->now);
    if (same && !hidden) return false;
    json::object body{{"period", row.period}};
    put(body, "numerator", row.numerator);
    put(body, "denominator", row.denominator);
    put(body, "value", row.value);
    if (row.flag != series::Measured::Flag::UNSET) body["flag"] = name_of(row.flag);
    if (row.worked != series::Measured::Worked::UNSET) body["worked"] = name_of(row.worked);
    put(body, "target", row.target);
    put(body, "note", row.note);
    put(body, "source", row.source);
    put(body, "dataReturn", answering_.data_return);
    events.push_back(
        {.asked = {"series", id, held == nullptr ? "SeriesMeasured" : "SeriesRemeasured",
                   row.days.ends, std::move(body)},
         .place = row.place,
         .kind = held == nullptr ? "values" : "revised values",
         .of_hidden = hidden,
         .is_held = same});
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

  /// Not if it came with another return that was rejected. What came with this one counts again as
  /// soon as this one is received again.
  [[nodiscard]] bool stands(const series::Value& held) const {
    const auto& with = held.data_return.text();
    if (with.empty() || with == answering_.data_return) return true;
    const auto* state = known_.data_return(with);
    return state == nullptr || state->phase != data_return::Phase::rejected;
  }

  const KnownSeries& known_;
  const Answering& answering_;
  ImportReport& report_;
  std::map<std::string, std::vector<Opened>> of_no_measure_;  ///< By title.
};

}  // namespace

std::vector<ReturnedEvent> events_of(const std::vector<ReturnRow>& rows, const KnownSeries& known,
                                     const Answering& answering, ImportReport& report) {
  Writer writer{known, answering, report};
  for (const auto& group : groups_of(rows, known, answering, report)) writer.add(group);
  writer.remark_on_titles();
  return std::move(writer.events);
}

}  // namespace closeloop::imports
