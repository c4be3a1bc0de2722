#include "projections/measures/target.h"

#include <fmt/format.h>

#include "projections/spc/assurance.h"

namespace closeloop {
namespace {

using boost::json::object;
using measures::Direction;

spc::Direction better(Direction direction) {
  if (direction == Direction::HIGHER) return spc::Direction::higher;
  if (direction == Direction::LOWER) return spc::Direction::lower;
  return spc::Direction::neutral;
}

}  // namespace

object target_assurance(const indicator::Terms& terms, const series::State& series,
                        const JudgedSeries& judged) {
  if (!terms.target || judged.kind != spc::ChartKind::xmr) return {};
  const auto target = terms.target->value();
  const auto shown = in_unit(target, series.unit);
  switch (spc::assurance(judged.xmr.segments, target, better(terms.direction))) {
    case spc::Assurance::consistent_pass:
      return {{"name", "meets"},
              {"label", "Meets its target"},
              {"reason", fmt::format("All that is usual meets the target of {}.", shown)}};
    case spc::Assurance::consistent_fail:
      return {{"name", "fails"},
              {"label", "Misses its target"},
              {"reason", fmt::format("Nothing that is usual meets the target of {}: to meet it, "
                                     "something has to change.",
                                     shown)}};
    case spc::Assurance::inconsistent:
      return {{"name", "hitAndMiss"},
              {"label", "Hit and miss"},
              {"reason", fmt::format("The target of {} lies within what is usual: it is met in "
                                     "some periods and missed in others, by chance.",
                                     shown)}};
    case spc::Assurance::none: break;
  }
  return {};
}

void add_target(const indicator::Terms& terms, const series::State& series, object& chart) {
  if (!terms.target) return;
  const auto value = terms.target->value();
  object target{
      {"value", value},
      {"shown", in_unit(value, series.unit)},
      {"label", better(terms.direction) == spc::Direction::neutral ? "Benchmark" : "Target"}};
  if (!terms.target_basis.empty()) target["source"] = terms.target_basis;
  chart["target"] = std::move(target);
}

}  // namespace closeloop
