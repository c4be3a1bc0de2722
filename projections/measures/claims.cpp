#include "projections/measures/claims.h"

#include <algorithm>
#include <vector>

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/selection.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::size_t loops_most = 50;

/// Standing outcome evidence that rests on figures of the indicator.
std::vector<Number> evidence_by_figures(const Board::Records& records, Number indicator) {
  std::vector<Number> found;
  for (const auto& id : records.state<indicator::State>(indicator).actions) {
    const auto action = records.store.find(RecordKind::ACTION, id.text());
    if (action == 0) continue;
    for (const auto number : records.forward(action, RecordKind::EVIDENCE)) {
      const auto& state = records.evidence(number);
      if (!state.stands() || state.contradicts || state.series.text().empty()) continue;
      const auto series = records.store.find(RecordKind::SERIES, state.series.text());
      const bool of_it =
          series != 0 && records.store[series].exists &&
          records.state<series::State>(series).indicator.text() == records.store[indicator].id;
      if (of_it && std::find(found.begin(), found.end(), number) == found.end()) {
        found.push_back(number);
      }
    }
  }
  return found;
}

/// What its improvement was judged upon, as far as it stands.
std::vector<Number> evidence_of_loop(const Board::Records& records, Number finding) {
  std::vector<Number> found;
  for (const auto& id : records.finding(finding).judged_upon) {
    const auto number = records.store.find(RecordKind::EVIDENCE, id.text());
    if (number != 0 && records.store[number].exists && records.evidence(number).stands()) {
      found.push_back(number);
    }
  }
  return found;
}

/// Loops that closed with improvement, of the area and any of the themes.
std::vector<Number> closed_loops(const Board::Records& records, const question::State& question) {
  std::vector<Number> found;
  const auto add = [&](std::string theme) {
    const Filter filter{.agency = {},
                        .priority_area = question.priority_area.text(),
                        .theme = std::move(theme),
                        .stage = {},
                        .gap = {}};
    Selection{records, list_of(LoopStage::closed), filter}.visit_from(0, [&](std::uint64_t key) {
      const auto number = number_in(key);
      if (std::find(found.begin(), found.end(), number) == found.end()) found.push_back(number);
      return found.size() < loops_most;
    });
  };
  if (question.themes.empty()) add({});
  for (const auto& theme : question.themes) add(theme.text());
  return found;
}

object claim(const Board::Records& records, Number number, std::string_view kind, std::string page,
             std::string sentence, const std::vector<Number>& evidence, std::string_view without) {
  if (evidence.empty()) sentence += fmt::format(" {}", without);
  return {{"kind", kind},
          {"id", records.store[number].id},
          {"label", text_of(records, number)},
          {"page", std::move(page)},
          {"sentence", std::move(sentence)},
          {"evidence", references_json(records, evidence)}};
}

}  // namespace

array claims_of_difference(const Board::Records& records, const question::State& question,
                           const array& measures) {
  array claims;
  for (const auto& row : measures) {
    if (row.at("signal").at("name").as_string() != "improvement") continue;
    const auto number =
        records.store.find(RecordKind::INDICATOR, std::string_view{row.at("id").as_string()});
    claims.push_back(claim(records, number, "measure", std::string{row.at("page").as_string()},
                           "Its figures are improving.", evidence_by_figures(records, number),
                           "No evidence is recorded of what they show."));
  }
  for (const auto number : closed_loops(records, question)) {
    claims.push_back(
        claim(records, number, "loop", page_of(records, number),
              fmt::format("This loop closed with improvement on {}.",
                          long_form(records.finding(number).closed_on.value_or(Day{}))),
              evidence_of_loop(records, number), "None of its evidence stands any more."));
  }
  return claims;
}

}  // namespace closeloop
