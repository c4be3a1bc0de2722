#include <ostream>

#include "projections/finding_loop.h"
#include "projections/loop_list.h"
#include "projections/plan_summary.h"
#include "tools/closeloop/options.h"
#include "tools/closeloop/outline.h"
#include "tools/closeloop/program.h"

namespace closeloop::tools {
namespace {

struct Options {
  BoardOptions board;
  AsAtOptions as_at;
  Filter filter;
  Page page;
  std::string finding;
  std::string day;
};

/// Opens the board as it was asked for, and prints what `ask(board, day)` answers: JSON as it
/// is, or the same in indented lines.
template <typename Ask>
Exit answer(const Options& options, const Terminal& terminal, Ask&& ask) {
  auto board = BoardDirectory::open(options.board.data, terminal.clock);
  if (!board) return terminal.fail(board.error());
  const auto view = board.value()->projector().at(options.as_at.as_at());
  if (!view) return terminal.fail(view.error());
  const auto day = options.as_at.asked_on(board.value()->log(), terminal.today());
  if (!day) return terminal.fail(day.error());
  const Result<boost::json::object> model = ask(*view.value(), day.value());
  if (!model) return terminal.fail(model.error());
  if (options.board.json) {
    terminal.print(model.value());
  } else {
    print_outline(terminal.out, model.value());
  }
  return Exit::ok;
}

CLI::App* subcommand(CLI::App* loop, const std::string& name, const std::string& description,
                     const std::shared_ptr<Options>& options) {
  auto* command = loop->add_subcommand(name, description);
  options->board.add_to(command);
  options->as_at.add_to(command);
  return command;
}

}  // namespace

void add_loop(Program& program) {
  auto* loop = program.app.add_subcommand("loop", "Loops from findings to improvement");
  loop->require_subcommand(1);
  loop->footer(
      "  closeloop loop list --gap actionWithoutFinding\n"
      "  closeloop loop show F-12\n"
      "  closeloop loop summary --as-at 2017-12-15 --json\n");
  // One for each: the environment fills in those of subcommands that nobody asked for, too.
  auto options = std::make_shared<Options>();
  const auto& terminal = program.terminal;

  auto* listing = subcommand(loop, "list", "Loops by stage and gap", options);
  listing->add_option("--stage", options->filter.stage, "Only at this stage: actionsUnderWay");
  listing->add_option("--gap", options->filter.gap, "Only with this gap: findingWithoutLearning");
  listing->add_option("--agency", options->filter.agency, "Only of this agency: its id");
  listing->add_option("--priority-area", options->filter.priority_area, "Only of this area");
  listing->add_option("--theme", options->filter.theme, "Only of this theme");
  listing->add_option("--cursor", options->page.cursor, "Go on where the page before ended");
  listing->add_option("--limit", options->page.limit, "How many at most")
      ->check(CLI::Range(1, 200))
      ->capture_default_str();
  program.on(listing,
             "  closeloop loop list\n"
             "  closeloop loop list --gap findingWithoutLearning --theme neglect\n"
             "  closeloop loop list --known-at 2017-12-15 --json\n",
             [options, &terminal] {
               return answer(*options, terminal, [&](const Board& board, Day day) {
                 return loop_list(board, options->filter, options->page, day);
               });
             });

  options = std::make_shared<Options>();
  auto* showing = subcommand(loop, "show", "One finding's loop, and what is missing", options);
  showing->add_option("finding", options->finding, "The finding's id")->required();
  program.on(showing,
             "  closeloop loop show F-12\n  closeloop loop show F-12 --true-on 2018-01-31\n",
             [options, &terminal] {
               return answer(*options, terminal, [&](const Board& board, Day day) {
                 return finding_loop(board, options->finding, day);
               });
             });

  options = std::make_shared<Options>();
  auto* summing = subcommand(loop, "summary", "What became of each imported plan", options);
  summing->add_option("--as-at", options->day, "The day for which overdue is computed (today)")
      ->check(real_date());
  program.on(summing,
             "  closeloop loop summary\n"
             "  closeloop loop summary --as-at 2017-12-15 --json\n",
             [options, &terminal] {
               return answer(*options, terminal, [&](const Board& board, Day day) {
                 return Result<boost::json::object>{
                     plan_summaries(board, eventstore::parse_day(options->day).value_or(day))};
               });
             });
}

}  // namespace closeloop::tools
