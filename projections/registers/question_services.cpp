#include "projections/registers/question_services.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/measures/measure_row.h"
#include "projections/registers/service_gaps.h"
#include "projections/registers/service_rows.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

/// The series of the question's indicators that are of one service only, by its id.
SeriesOfServices series_about(const Board::Records& records, std::string_view question) {
  SeriesOfServices found;
  for (const auto number : indicators(records)) {
    const auto& asked = records.state<indicator::State>(number).terms.questions;
    if (std::ranges::none_of(asked, [&](const auto& id) { return id.text() == question; })) {
      continue;
    }
    records.store.forward(number, [&](Number series) {
      if (records.store[series].kind != RecordKind::SERIES || !records.store[series].exists) return;
      const auto& service = records.state<series::State>(series).service.text();
      if (!service.empty()) found[service].push_back(series);
    });
  }
  return found;
}

}  // namespace

object services_of_question(const Board::Records& records, Number question, Day asked_on,
                            Audience audience) {
  const auto series = series_about(records, records.store[question].id);
  if (series.empty()) return {};
  const auto& area = records.state<question::State>(question).priority_area.text();
  array rows;
  for (const auto number : services(records)) {
    const auto its = series.find(std::string{records.store[number].id});
    const bool is_of_it = is_of_area(records.state<service::State>(number), area);
    if (!is_of_it && its == series.end()) continue;
    rows.push_back(service_row(records, number,
                               its == series.end() ? std::vector<Number>{} : its->second, asked_on,
                               audience));
  }
  return {{"page", fmt::format("/service-register?priority_area={}", area)},
          {"services", std::move(rows)},
          {"gaps", service_gaps(records, {}, area, asked_on)}};
}

}  // namespace closeloop
