#include "tools/closeloop/chart_xmr.h"

#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "api/import/record_ids.h"
#include "projections/measures/held_series.h"
#include "projections/queries.h"
#include "tools/closeloop/board_directory.h"
#include "tools/closeloop/options.h"

namespace closeloop::tools {
namespace {

struct Options {
  BoardOptions board;
  std::string series;
  std::string screening;
};

void print(std::ostream& out, const boost::json::object& chart) {
  const auto number = [&](const char* name) { return chart.at(name).to_number<double>(); };
  out << fmt::format("{}  {}\n", std::string_view{chart.at("id").as_string()},
                     std::string_view{chart.at("title").as_string()});
  if (!chart.contains("mean")) {
    out << "No figure to work with.\n";
    return;
  }
  out << fmt::format("{} points, mean {:.6g}, limits {:.6g} to {:.6g}{}\n",
                     chart.at("points").to_number<std::uint64_t>(), number("mean"), number("lpl"),
                     number("upl"), chart.at("trial").as_bool() ? ", trial limits" : "");
  for (const auto& point : chart.at("special").as_array()) {
    out << fmt::format("{}  {}  {}, {}\n", std::string_view{point.at("period").as_string()},
                       point.at("value").to_number<double>(),
                       std::string_view{point.at("rule").as_string()},
                       std::string_view{point.at("type").as_string()});
  }
  if (chart.at("special").as_array().empty()) out << "No special point.\n";
}

Exit show(const Options& options, const Terminal& terminal) {
  auto board = BoardDirectory::open(options.board.data, terminal.clock);
  if (!board) return terminal.fail(board.error());
  const auto today = std::chrono::floor<std::chrono::days>(terminal.clock.now());
  std::optional<bool> screening;
  if (!options.screening.empty()) screening = options.screening == "on";
  const auto live = board.value()->projector().live();
  const bool held = held_series(*live, options.series) != nullptr;
  const auto chart = series_chart(*live, held ? options.series : imports::source_id(options.series),
                                  today, Audience{.sees_restricted = true}, screening);
  if (!chart) return terminal.fail(chart.error());
  if (options.board.json) {
    terminal.print(chart.value());
  } else {
    print(terminal.out, chart.value());
  }
  return Exit::ok;
}

}  // namespace

void add_chart_xmr(Program& program, CLI::App& chart) {
  auto* command = chart.add_subcommand(
      "xmr", "Mean, limits and special points of a series that the board holds");
  const auto options = std::make_shared<Options>();
  options->board.add_to(command);
  command->add_option("--series", options->series, "The series' id, here or at its source")
      ->required();
  command
      ->add_option("--screening", options->screening,
                   "Leave outlying moving ranges out of the limits: on or off (as it is set for "
                   "the series, if left out)")
      ->check(CLI::IsMember({"on", "off"}));
  program.on(command,
             "  closeloop chart xmr --series S011 --json\n"
             "  closeloop chart xmr --series S045 --screening on\n",
             [options, &program] { return show(*options, program.terminal); });
}

}  // namespace closeloop::tools
