#include "api/exports/definitions.h"

#include <algorithm>

#include "api/exports/cells.h"
#include "api/pages/model.h"
#include "domain/indicator.h"
#include "projections/record_fields.h"

namespace closeloop::exports {

using boost::json::array;
using boost::json::object;

std::vector<Definition> definitions_of(const Board& board,
                                       const std::vector<std::string>& indicators) {
  const auto& records = board.records();
  std::vector<Definition> all;
  for (const auto& id : indicators) {
    const auto number = records.store.find(RecordKind::INDICATOR, id);
    if (number == 0 || !records.store[number].exists ||
        std::ranges::find(all, id, &Definition::id) != all.end()) {
      continue;
    }
    const auto& state = records.state<indicator::State>(number);
    const auto fields = fields_of(records, number);
    const auto text = [&](std::string_view name) {
      return std::string{api::text_in(fields, name)};
    };
    auto dataset = text("nationalDataset");
    if (const auto code = text("nationalCode"); !code.empty()) {
      dataset += (dataset.empty() ? "" : ", ") + code;
    }
    all.push_back({id, state.terms.title, text("numerator"), text("denominator"), state.valid_from,
                   text("sourceAgency"), text("sourceSystem"), std::move(dataset)});
  }
  return all;
}

array definitions_json(const std::vector<Definition>& definitions) {
  array all;
  for (const auto& each : definitions) {
    object one{
        {"id", each.id}, {"title", each.title}, {"validFrom", eventstore::iso(each.valid_from)}};
    for (const auto& [name, text] : {std::pair{"numerator", &each.numerator},
                                     {"denominator", &each.denominator},
                                     {"sourceAgency", &each.agency},
                                     {"sourceSystem", &each.system},
                                     {"nationalDataset", &each.dataset}}) {
      if (!text->empty()) one[name] = *text;
    }
    all.push_back(std::move(one));
  }
  return all;
}

spreadsheet::Sheet definitions_sheet(const std::vector<Definition>& definitions) {
  using spreadsheet::text_cell;
  spreadsheet::Sheet sheet{"Definitions",
                           {header({"indicator", "title", "numerator", "denominator", "valid_from",
                                    "source_agency", "source_system", "national_dataset"})}};
  for (const auto& each : definitions) {
    sheet.rows.push_back({text_cell(each.id), text_cell(each.title), text_cell(each.numerator),
                          text_cell(each.denominator), spreadsheet::date_cell(each.valid_from),
                          text_cell(each.agency), text_cell(each.system), text_cell(each.dataset)});
  }
  return sheet;
}

}  // namespace closeloop::exports
