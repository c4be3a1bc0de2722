#include "api/import/returns_table.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <utility>

#include "api/import/written_number.h"
#include "domain/series.h"

namespace closeloop::imports {
namespace {

using eventstore::Decimal;
using measures::PeriodKind;
using Flag = series::Measured::Flag;
using series::says_there_is_none;
using Worked = series::Measured::Worked;

/// Lower case, with an underscore for each run of anything else: "Period kind" is "period_kind".
std::string slug_of(std::string_view text) {
  std::string slug;
  for (const char each : text) {
    const auto c = static_cast<unsigned char>(each);
    if (std::isalnum(c) != 0 || c == '%' || c == ':') {
      slug += static_cast<char>(std::tolower(c));
    } else if (!slug.empty() && slug.back() != '_') {
      slug += '_';
    }
  }
  while (slug.ends_with('_')) slug.pop_back();
  return slug;
}

template <typename T>
using Meanings = std::map<std::string_view, T>;

const Meanings<Flag> flags{{"c", Flag::SUPPRESSED},      {"x", Flag::NOT_AVAILABLE},
                           {":", Flag::NOT_AVAILABLE},   {"z", Flag::NOT_APPLICABLE},
                           {"u", Flag::LOW_RELIABILITY}, {"p", Flag::PROVISIONAL},
                           {"not_held", Flag::NOT_HELD}, {"not_supplied", Flag::NOT_SUPPLIED}};

const Meanings<PeriodKind> period_kinds{
    {"month", PeriodKind::MONTH},         {"monthly", PeriodKind::MONTH},
    {"quarter", PeriodKind::QUARTER},     {"quarterly", PeriodKind::QUARTER},
    {"half_year", PeriodKind::HALF_YEAR}, {"halfyear", PeriodKind::HALF_YEAR},
    {"year", PeriodKind::YEAR},           {"annual", PeriodKind::YEAR},
    {"financial_year", PeriodKind::YEAR}, {"snapshot", PeriodKind::SNAPSHOT},
    {"day", PeriodKind::SNAPSHOT},        {"audit", PeriodKind::PER_AUDIT},
    {"per_audit", PeriodKind::PER_AUDIT}};

const Meanings<Worked> workings{{"published", Worked::PUBLISHED},
                                {"calculated", Worked::CALCULATED}};

template <typename T>
std::string names_of(const Meanings<T>& meanings) {
  std::string names;
  for (const auto& [name, meaning] : meanings) {
    if (!names.empty()) names += ", ";
    names += name;
  }
  return names;
}

/// As long as a series may have it (domain/schema/series.capnp).
constexpr std::size_t version_bytes_max = 100;

/// A count at the end of a day, as titles of published tables say it: "at 31 March".
bool is_of_one_day(std::string_view title) {
  const auto at = title.find(" at ");
  return at != std::string_view::npos && at + 4 < title.size() &&
         std::isdigit(static_cast<unsigned char>(title[at + 4])) != 0;
}

class Reader {
 public:
  Reader(const CsvTable& table, ImportReport& report) : table_{table}, report_{report} {
    for (std::size_t i = 0; i < table.header.size(); ++i) {
      if (table.header[i].empty()) {
        unnamed_.push_back(i);
      } else if (!columns_.emplace(slug_of(table.header[i]), i).second) {
        report.refuse(table.header_place(), table.header[i], "Another column has the same name.");
      }
    }
  }

  [[nodiscard]] bool understands() {
    const auto before = report_.refused.size();
    for (const auto* needed : {"indicator", "area", "period"}) {
      if (!columns_.contains(needed)) {
        report_.refuse(table_.header_place(), "",
                       std::string{"There is no column '"} + needed + "'.");
      }
    }
    if (!columns_.contains("value") && !columns_.contains("numerator")) {
      report_.refuse(table_.header_place(), "", "There is no column 'value' and none 'numerator'.");
    }
    constexpr std::array known{
        "series_id",  "theme",       "indicator", "area",      "area_code", "period", "period_kind",
        "numerator",  "denominator", "value",     "unit",      "flag",      "target", "value_is",
        "source_url", "source",      "note",      "breakdown", "category",  "agency", "definition"};
    for (const auto& [name, column] : columns_) {
      if (std::ranges::find(known, name) == known.end()) {
        report_.keep_as_text(table_.header_place(), table_.header[column],
                             "This column is not taken.");
      }
    }
    if (table_.rows.empty()) {
      report_.refuse(table_.header_place(), "", "There is no row below the header.");
    }
    for (const auto* column : {"numerator", "denominator", "value"}) {
      const auto at = columns_.find(column);
      if (at == columns_.end()) continue;
      for (const auto& row : table_.rows) {
        decimal_commas_ = decimal_commas_ || has_decimal_comma(row.cells[at->second]);
      }
    }
    return report_.refused.size() == before;
  }

  std::optional<ReturnRow> row(const CsvRow& cells) {
    cells_ = &cells;
    for (const auto column : unnamed_) {
      if (cells.cells[column].empty()) continue;
      report_.keep_as_text(cells.place(), "",
                           "“" + cells.cells[column] + "” has no heading, and is not taken.");
    }
    const auto before = report_.refused.size();
    ReturnRow row;
    row.place = cells.place();
    row.series_id = cell("series_id");
    row.theme = cell("theme");
    row.indicator = needed("indicator");
    row.area = needed("area");
    row.area_code = cell("area_code");
    row.unit = cell("unit");
    row.target = cell("target");
    row.source = cell("source_url").empty() ? cell("source") : cell("source_url");
    row.note = cell("note");
    row.breakdown = cell("breakdown");
    row.category = cell("category");
    row.agency = cell("agency");
    row.definition = cell("definition");
    if (row.definition.size() > version_bytes_max) {
      report_.keep_as_text(row.place, "definition",
                           "This is too long for the name of a version, and is not taken.");
      row.definition.clear();
    }
    if (const auto worked = cell("value_is"); !worked.empty()) {
      row.worked = meaning(workings, worked, "value_is");
    }
    take_period(row);
    take_figures(row);
    return report_.refused.size() == before ? std::optional{std::move(row)} : std::nullopt;
  }

 private:
  [[nodiscard]] std::string cell(std::string_view column) const {
    const auto at = columns_.find(column);
    return at == columns_.end() ? std::string{} : cells_->cells[at->second];
  }

  std::string needed(std::string_view column) {
    auto text = cell(column);
    if (text.empty()) refuse(column, "This is left out.");
    return text;
  }

  void refuse(std::string_view column, std::string why) {
    const auto at = columns_.find(column);
    report_.refuse(cells_->place(),
                   at == columns_.end() ? std::string{column} : table_.header[at->second],
                   std::move(why));
  }

  template <typename T>
  T meaning(const Meanings<T>& meanings, const std::string& text, std::string_view column) {
    const auto found = meanings.find(slug_of(text));
    if (found != meanings.end()) return found->second;
    refuse(column, "“" + text + "” is not known. Known are: " + names_of(meanings) + ".");
    return T{};
  }

  void take_period(ReturnRow& row) {
    row.period = needed("period");
    if (const auto kind = cell("period_kind"); !kind.empty()) {
      row.period_kind = meaning(period_kinds, kind, "period_kind");
    } else {
      row.period_kind = is_of_one_day(row.indicator) ? PeriodKind::SNAPSHOT : PeriodKind::YEAR;
    }
    if (row.period.empty() || row.period_kind == PeriodKind::UNSET) return;
    if (const auto days = parse_period(row.period_kind, row.period)) {
      row.days = *days;
    } else {
      refuse("period", "“" + row.period +
                           "” can't be read as a period of this kind. Write it like " +
                           std::string{example_of(row.period_kind)} + ".");
    }
  }

  void take_figures(ReturnRow& row) {
    const auto before = report_.refused.size();
    row.numerator = number("numerator", row);
    row.denominator = number("denominator", row);
    row.value = number("value", row);
    // What stands in the place of a count says nothing against a value that is given.
    if (row.value && says_there_is_none(row.flag)) row.flag = Flag::UNSET;
    if (const auto flag = cell("flag"); !flag.empty()) row.flag = meaning(flags, flag, "flag");
    if (report_.refused.size() > before) return;
    if (row.value && row.value->digits == 0 && row.flag == Flag::SUPPRESSED && !row.denominator) {
      row.flag = Flag::UNSET;  // Published tables hide out of how many none was.
      report_.change(row.place, "flag",
                     "The value is 0, which hides nothing: the flag is taken to be of the "
                     "denominator, which is left out.");
    }
    if (row.value && says_there_is_none(row.flag)) {
      refuse("flag", "“" + cell("flag") + "” says that there is no value, but the row gives " +
                         row.value->text() + ". Take one of the two out.");
    }
    if (!row.value && !row.numerator && row.flag == Flag::UNSET) {
      refuse("value",
             "There is no value, and no flag that says why. Give c, x, z, u, not_held or "
             "not_supplied.");
    }
  }

  /// Nothing if the cell is empty or holds a flag in place of a number.
  std::optional<Decimal> number(std::string_view column, ReturnRow& row) {
    const auto text = cell(column);
    if (text.empty()) return std::nullopt;
    if (const auto flag = flags.find(slug_of(text)); flag != flags.end()) {
      row.flag = flag->second;
      return std::nullopt;
    }
    const auto written = read_number(text, decimal_commas_);
    if (written.ambiguous) {
      refuse(column, "“" + text +
                         "” may be one number or a thousand times as much: other numbers of this "
                         "file have a comma before their decimals. Write it without a point and "
                         "without a comma for thousands.");
    } else if (!written.number) {
      refuse(column, "“" + text +
                         "” is no number. Write it like 18 or 18.5, or leave it empty "
                         "and give a flag.");
    }
    return written.number;
  }

  const CsvTable& table_;
  ImportReport& report_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::vector<std::size_t> unnamed_;
  bool decimal_commas_ = false;  ///< Some number of the file has one, so that none is a thousand.
  const CsvRow* cells_ = nullptr;
};

}  // namespace

std::vector<ReturnRow> read_returns(const CsvTable& table, ImportReport& report) {
  std::vector<ReturnRow> rows;
  if (!report.refused.empty()) return rows;
  Reader reader{table, report};
  if (!reader.understands()) return rows;
  rows.reserve(table.rows.size());
  for (const auto& cells : table.rows) {
    if (auto row = reader.row(cells)) rows.push_back(std::move(*row));
  }
  return rows;
}

}  // namespace closeloop::imports
