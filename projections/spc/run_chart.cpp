#include "projections/spc/run_chart.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "projections/spc/noise.h"

namespace closeloop::spc {
namespace {

double median_of(std::span<const double> values) {
  if (values.empty()) return 0;
  std::vector<double> sorted{values.begin(), values.end()};
  std::sort(sorted.begin(), sorted.end());
  const auto half = sorted.size() / 2;
  if (sorted.size() % 2 == 1) return sorted[half];
  return sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2;
}

}  // namespace

std::size_t fewest_crossings(std::size_t useful) {
  if (useful < 2) return 0;
  const auto gaps = useful - 1;
  // Of the 2^gaps ways in which a series may cross or not at each gap, C(gaps, k) have k
  // crossings. Both sides of "ways * 20 >= 2^gaps" are halved together when they grow too large.
  constexpr int step = 512;
  auto halvings = static_cast<long>(gaps);
  long double choices = 1;
  long double ways = 1;
  std::size_t k = 0;
  while (halvings > 2 * step || ways * 20 < std::ldexp(1.0L, static_cast<int>(halvings))) {
    ++k;
    choices = choices * static_cast<long double>(gaps - k + 1) / static_cast<long double>(k);
    ways += choices;
    if (ways > std::ldexp(1.0L, step)) {
      ways = std::ldexp(ways, -step);
      choices = std::ldexp(choices, -step);
      halvings -= step;
    }
  }
  return k;
}

RunChart run_chart(std::span<const double> values) {
  RunChart chart;
  chart.median = median_of(values);
  const double noise = noise_of(values);
  int before = 0;
  std::size_t run = 0;
  for (const double value : values) {
    const int side = side_of(value, chart.median, noise);
    if (side == 0) continue;
    ++chart.useful;
    if (before != 0 && side != before) ++chart.crossings;
    run = side == before ? run + 1 : 1;
    before = side;
    chart.longest_run = std::max(chart.longest_run, run);
  }
  if (chart.useful == 0) return chart;
  chart.longest_run_max =
      static_cast<std::size_t>(std::lround(std::log2(static_cast<double>(chart.useful)))) + 3;
  chart.crossings_min = fewest_crossings(chart.useful);
  chart.shift = chart.longest_run > chart.longest_run_max;
  chart.few_crossings = chart.crossings < chart.crossings_min;
  return chart;
}

}  // namespace closeloop::spc
