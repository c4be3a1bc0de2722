#include "projections/measures/breaches.h"

#include <algorithm>
#include <string>
#include <vector>

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/headline.h"
#include "projections/measures/kept_event.h"
#include "projections/measures/restricted.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

struct Breach {
  Day ends;
  object row;
};

std::string whose(const Board::Records& records, const series::State& series) {
  if (!series.agency.text().empty()) return agency_name(records, series.agency.text());
  return series.category.empty() ? series.area : series.category;
}

}  // namespace

array breaches_of(const Board::Records& records, Number indicator, Audience audience) {
  const auto& terms = records.state<indicator::State>(indicator).terms;
  array all;
  if (!terms.target || terms.target->digits != 0 || terms.direction != measures::Direction::LOWER) {
    return all;
  }
  std::vector<Breach> found;
  records.store.forward(indicator, [&](Number number) {
    if (records.store[number].kind != RecordKind::SERIES || !records.store[number].exists ||
        is_closed(records, number, audience)) {
      return;
    }
    const auto& series = records.state<series::State>(number);
    for (const auto& figure : figures_of(records, number, audience)) {
      // What is hidden may be a breach: it stands there as "c".
      if (figure.value ? *figure.value == 0 : !figure.hidden) continue;
      found.push_back({figure.point->ends,
                       object{{"period", figure.point->period},
                              {"whose", whose(records, series)},
                              {"shown", shown_of(figure)},
                              {"page", fmt::format("/series/{}/chart", records.store[number].id)},
                              {"event", event_page(figure.held->position)}}});
    }
  });
  std::stable_sort(found.begin(), found.end(),
                   [](const Breach& left, const Breach& right) { return left.ends > right.ends; });
  for (auto& breach : found) all.push_back(std::move(breach.row));
  return all;
}

}  // namespace closeloop
