#include "projections/measures/target.h"

#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "projections/spc/assurance.h"

namespace closeloop {
namespace {

using boost::json::object;
using spc::Direction;

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(' ');
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

/// Whether what better means was published otherwise than the definition has it.
bool is_contradicted(const Board::Records& records, const series::State& series,
                     const Target& target) {
  const auto better = better_way(records, series);
  return better != Direction::neutral && better != target.better;
}

}  // namespace

std::optional<Target> published_target(std::string_view text) {
  constexpr std::pair<std::string_view, Direction> signs[] = {
      {"<=", Direction::lower},  {"≤", Direction::lower},  {"<", Direction::lower},
      {">=", Direction::higher}, {"≥", Direction::higher}, {">", Direction::higher}};
  text = trimmed(text);
  for (const auto& [sign, better] : signs) {
    if (!text.starts_with(sign)) continue;
    auto number = trimmed(text.substr(sign.size()));
    if (number.ends_with('%')) number = trimmed(number.substr(0, number.size() - 1));
    Target target{.value = 0, .better = better, .source = {}};
    const auto* end = number.data() + number.size();
    const auto [read_to, error] =
        std::from_chars(number.data(), end, target.value, std::chars_format::fixed);
    if (error != std::errc{} || read_to != end) return std::nullopt;
    return target;
  }
  return std::nullopt;
}

std::optional<Target> target_of(const Board::Records& records, const series::State& series,
                                const JudgedSeries& judged) {
  const auto* indicator = indicator_of(records, series);
  if (indicator != nullptr && indicator->terms.target) {
    return Target{indicator->terms.target->value(), better_way(records, series),
                  indicator->terms.target_basis};
  }
  for (auto figure = judged.figures.rbegin(); figure != judged.figures.rend(); ++figure) {
    if (figure->held == nullptr) continue;  // Rejected, with what it says of a target.
    auto target = published_target(figure->point->target);
    if (!target) continue;
    target->source = fmt::format("published with the figure of {}: {}", figure->point->period,
                                 figure->point->target);
    return target;
  }
  return std::nullopt;
}

object target_assurance(const Board::Records& records, const series::State& series,
                        const JudgedSeries& judged) {
  if (judged.kind != spc::ChartKind::xmr) return {};
  const auto target = target_of(records, series, judged);
  if (!target || is_contradicted(records, series, *target)) return {};
  const auto shown = in_unit(target->value, series.unit);
  switch (spc::assurance(judged.xmr.segments, target->value, target->better)) {
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

void add_target(const Board::Records& records, const series::State& series,
                const JudgedSeries& judged, object& chart) {
  auto target = target_of(records, series, judged);
  if (!target) return;
  object line{{"value", target->value},
              {"shown", in_unit(target->value, series.unit)},
              {"label", target->better == Direction::neutral ? "Benchmark" : "Target"}};
  if (!target->source.empty()) line["source"] = target->source;
  chart["target"] = std::move(line);
}

}  // namespace closeloop
