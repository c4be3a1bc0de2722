#include "projections/measures/benchmarks.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "domain/period.h"
#include "projections/describe.h"
#include "projections/measures/figures.h"
#include "projections/measures/kept_event.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

struct Benchmark {
  std::string area, period, source, event;
  measures::PeriodKind kind{};
  Decimal value;
  Day ends, published_on;
};

std::vector<Benchmark> published(const Board::Records& records, Number indicator, Day asked_on) {
  std::vector<Benchmark> all;
  for_each_kept<std::tuple_element_t<static_cast<std::size_t>(RecordKind::INDICATOR), Aggregates>>(
      records, indicator, [&](auto event, const KeptEvent& kept) {
        if (!event.isBenchmarkLoaded()) return;
        const auto said = event.getBenchmarkLoaded();
        if (day(said.getPublishedOn()) > asked_on) return;
        const auto period = parse_period(said.getPeriodKind(), eventstore::view(said.getPeriod()));
        all.push_back({eventstore::str(said.getArea()), eventstore::str(said.getPeriod()),
                       eventstore::str(said.getSource()), event_page(kept.position),
                       said.getPeriodKind(), eventstore::decimal(said.getValue()),
                       period ? period->ends : Day{}, day(said.getPublishedOn())});
      });
  return all;
}

object json_of(const Benchmark& benchmark, measures::Unit unit) {
  const auto value = benchmark.value.value();
  return {{"area", benchmark.area},
          {"period", benchmark.period},
          {"value", value},
          {"shown", in_unit(value, unit)},
          {"publishedOn", iso(benchmark.published_on)},
          {"source", benchmark.source},
          {"event", benchmark.event}};
}

}  // namespace

array benchmarks_of(const Board::Records& records, Number indicator, Day asked_on) {
  const auto unit = records.state<indicator::State>(indicator).terms.unit;
  array all;
  for (const auto& benchmark : published(records, indicator, asked_on)) {
    all.push_back(json_of(benchmark, unit));
  }
  return all;
}

void add_benchmark_lines(const Board::Records& records, Number indicator,
                         const series::State& series, Day asked_on, object& chart) {
  std::vector<Benchmark> newest;
  for (auto& benchmark : published(records, indicator, asked_on)) {
    if (benchmark.kind != series.period_kind) continue;
    const auto same = std::find_if(newest.begin(), newest.end(), [&](const Benchmark& other) {
      return other.area == benchmark.area;
    });
    if (same == newest.end()) {
      newest.push_back(std::move(benchmark));
    } else if (same->ends <= benchmark.ends) {
      *same = std::move(benchmark);
    }
  }
  array lines;
  for (const auto& benchmark : newest) lines.push_back(json_of(benchmark, series.unit));
  if (!lines.empty()) chart["benchmarks"] = std::move(lines);
}

}  // namespace closeloop
