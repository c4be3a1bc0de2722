#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "tools/closeloop/chart_xmr.h"
#include "tools/closeloop/charts/check.h"
#include "tools/closeloop/import.h"
#include "tools/closeloop/program.h"

namespace closeloop::tools {
namespace {

struct Options {
  std::string file;
  bool json = false;
};

boost::json::object to_json(const ChartCheck& check) {
  boost::json::array differences;
  for (const auto& one : check.differences) {
    differences.push_back(boost::json::object{
        {"id", one.id}, {"what", one.what}, {"expected", one.expected}, {"got", one.got}});
  }
  const boost::json::array not_checked(check.not_checked.begin(), check.not_checked.end());
  return {{"workedExamples", check.worked_examples},     {"ruleVectors", check.rule_vectors},
          {"assuranceVectors", check.assurance_vectors}, {"same", check.all_agree()},
          {"differences", std::move(differences)},       {"notChecked", not_checked}};
}

/// "1 thing differs, 2 expectations could not be checked"
std::string result_of(const ChartCheck& check) {
  if (check.all_agree()) return "all agree";
  const auto differ = check.differences.size();
  const auto open = check.not_checked.size();
  auto result = differ == 0   ? std::string{"nothing differs"}
                : differ == 1 ? "1 thing differs"
                              : fmt::format("{} things differ", differ);
  if (open > 0) {
    result += fmt::format(", {} expectation{} could not be checked", open, open == 1 ? "" : "s");
  }
  return result;
}

void print(std::ostream& out, const ChartCheck& check) {
  for (const auto& one : check.differences) {
    out << fmt::format("{}{}{}: expected {}, got {}\n", one.id, one.what.empty() ? "" : ": ",
                       one.what, one.expected, one.got);
  }
  for (const auto& pointer : check.not_checked) {
    out << fmt::format("{}: could not be checked: we don't know what this is\n", pointer);
  }
  out << fmt::format("worked examples {}, rule vectors {}, assurance vectors {}: {}\n",
                     check.worked_examples, check.rule_vectors, check.assurance_vectors,
                     result_of(check));
}

Exit check_file(const Options& options, const Terminal& terminal) {
  const auto content = imported_file(options.file);
  if (!content) return terminal.fail(content.error());
  const auto check = check_charts(content.value());
  if (!check) return terminal.fail(check.error());
  if (options.json) {
    terminal.print(to_json(check.value()));
  } else {
    print(terminal.out, check.value());
  }
  return check.value().differences.empty() ? Exit::ok : Exit::answer_is_no;
}

void add_check(CLI::App& chart, Program& program) {
  auto* command = chart.add_subcommand(
      "check", "Run published examples against our charts, and print what differs");
  const auto options = std::make_shared<Options>();
  command->add_option("file", options->file, "The file: JSON with worked examples and vectors")
      ->required();
  command->add_flag("--json", options->json, "Answer with JSON");
  program.on(command,
             "  closeloop chart check xmr-examples.json\n"
             "  closeloop chart check xmr-examples.json --json\n",
             [options, &program] { return check_file(*options, program.terminal); });
}

}  // namespace

void add_chart(Program& program) {
  auto* chart =
      program.app.add_subcommand("chart", "Charts of measures, and the rules behind them");
  chart->require_subcommand(1);
  chart->footer(
      "  closeloop chart xmr --series S011\n"
      "  closeloop chart check xmr-examples.json\n");
  add_check(*chart, program);
  add_chart_xmr(program, *chart);
}

}  // namespace closeloop::tools
