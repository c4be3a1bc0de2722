#include "api/import/whose_rows.h"

#include <algorithm>
#include <string_view>

#include "api/import/record_ids.h"
#include "eventstore/schema/shape.h"

namespace closeloop::imports {
namespace {

constexpr std::size_t codes_named_most = 40;

std::string id_of(const ReturnRow& row, const RowAbout& about, const KnownSeries& known) {
  if (!row.series_id.empty()) return source_id(row.series_id);
  if (!about.indicator.empty()) {
    auto held = known.series_of(about.indicator, about.agency, row);
    if (!held.empty()) return held;
  }
  auto id = (about.indicator.empty() ? row.indicator : about.indicator) + "-" +
            (about.agency.empty() ? row.area : about.agency);
  if (!row.category.empty()) id += "-" + row.category;
  return as_id(id);
}

/// "16A, 3A (child), 3B" of those that are valid that day.
void add_codes(const code_list::State& list, Day day, std::size_t& named, std::string& to) {
  for (const auto& code : list.codes) {
    if (list.find(code.code, day) != &code || named++ >= codes_named_most) continue;
    if (!to.empty()) to += ", ";
    to += code.code;
    if (code.label != code.code) to += " (" + code.label + ")";
  }
}

std::string lower_letters(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    if (c == ' ' || c == '_' || c == '-') continue;
    letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return letters;
}

}  // namespace

RowAbout about(const ReturnRow& row, const KnownSeries& known, const Answering& answering,
               ImportReport& report) {
  RowAbout found{known.indicator(row.indicator), {}, {}};
  if (!row.agency.empty()) {
    found.agency = known.agency(row.agency);
    if (found.agency.empty()) {
      report.refuse(row.place, "agency",
                    "There is no agency “" + row.agency +
                        "”. Write its name or id as it is in "
                        "Records, agencies.");
    }
  } else if (!answering.data_return.empty() && !found.indicator.empty() &&
             known.is_by_agency(found.indicator)) {
    const auto* asked = known.data_return(answering.data_return);
    if (asked != nullptr) found.agency = asked->agency.text();
  }
  found.series = id_of(row, found, known);
  return found;
}

void must_be_own(const ReturnRow& row, const RowAbout& about, const series::State* held,
                 const KnownSeries& known, const Answering& answering, ImportReport& report) {
  if (answering.only_agency.empty()) return;
  const auto* asked = known.data_return(answering.data_return);
  const auto indicator =
      held == nullptr || held->indicator.text().empty() ? about.indicator : held->indicator.text();
  const bool was_asked =
      asked != nullptr && std::ranges::any_of(asked->indicators, [&](const auto& one) {
        return one.text() == indicator;
      });
  if (indicator.empty() || !was_asked) {
    report.refuse(row.place, "indicator",
                  "The return does not ask for “" + row.indicator + "”. Take the row out.");
    return;
  }
  const auto agency = held == nullptr ? about.agency : held->agency.text();
  if (!agency.empty() && agency != answering.only_agency) {
    report.refuse(row.place, held == nullptr ? "agency" : "series_id",
                  "These are the figures of another agency. You can give those of your own only.");
    return;
  }
  const auto* point = held == nullptr || !agency.empty() ? nullptr : held->find(row.days.ends);
  if (point != nullptr && point->now.data_return.text() != answering.data_return) {
    report.refuse(row.place, "period",
                  "A value is held for " + row.period +
                      " that did not come with this return. Ask the board to revise it.");
  }
}

void must_be_in_lists(const ReturnRow& row, std::string_view indicator,
                      measures::Breakdown breakdown, const KnownSeries& known,
                      ImportReport& report) {
  if (row.category.empty() || indicator.empty()) return;
  const auto* definition = known.definition(indicator);
  if (definition == nullptr) return;
  std::string valid;
  std::size_t named = 0;
  bool any = false;
  for (const auto& id : definition->terms.code_lists) {
    const auto* list = known.code_list(id.text());
    const bool other =
        list != nullptr && breakdown != measures::Breakdown::UNSET && breakdown != list->breakdown;
    if (list == nullptr || other) continue;
    any = true;
    if (list->find(row.category, row.days.ends) != nullptr) return;
    add_codes(*list, row.days.ends, named, valid);
  }
  if (!any) return;
  if (named > codes_named_most) valid += " and more";
  report.refuse(
      row.place, "category",
      "“" + row.category + "” is in no code list of the indicator on " + long_form(row.days.ends) +
          (valid.empty() ? ". No code is valid then." : ". Valid then are: " + valid + "."));
}

std::optional<measures::Breakdown> breakdown_called(std::string_view named) {
  const auto wanted = lower_letters(named);
  for (const auto& choice : eventstore::shape_of<series::Opened>().find("breakdown")->choices) {
    if (lower_letters(choice.name) == wanted) return static_cast<measures::Breakdown>(choice.raw);
  }
  return std::nullopt;
}

}  // namespace closeloop::imports
