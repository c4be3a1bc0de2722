#include <ostream>

#include <fmt/format.h>

#include "eventstore/core/digest.h"
#include "tools/closeloop/options.h"
#include "tools/closeloop/program.h"
#include "tools/closeloop/progress_bar.h"

namespace closeloop::tools {
namespace {

struct Options {
  BoardOptions board;
  AsAtOptions as_at;
};

Exit replay(const Options& options, const Terminal& terminal) {
  auto directory = BoardDirectory::open(options.board.data, terminal.clock);
  if (!directory) return terminal.fail(directory.error());
  auto& log = directory.value()->log();
  const auto as_at = options.as_at.as_at();
  const auto head = as_at.position.value_or(log.head());
  if (head > log.head()) {
    return terminal.fail(Exit::not_found, fmt::format("There is no event {}: the last is {}.",
                                                      head.number(), log.head().number()));
  }

  Board board;
  std::uint64_t folded = 0;
  const auto started = std::chrono::steady_clock::now();
  Result<void> applied = allowed();
  {
    ProgressBar bar{terminal.err, terminal.err_is_terminal, "replay", "ev", head.number()};
    const auto read = log.read_all({}, head, [&](const eventstore::RecordedEvent& event) {
      if (as_at.ends_before(event)) return false;
      if (event.position.number() % 4096 == 0) bar.at(event.position.number());
      if (!as_at.includes(event)) return true;
      ++folded;
      applied = board.apply(event);
      return applied.has_value();
    });
    if (!read) return terminal.fail(read.error());
    if (!applied) return terminal.fail(applied.error());
    board.settle();
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
  const auto rate =
      static_cast<std::uint64_t>(static_cast<double>(folded) / std::max(took.count(), 1e-6));

  // The views of this process were folded on their own: the same events must come to the same.
  directory.value()->settle();
  const auto views = directory.value()->projector().at(as_at);
  if (!views) return terminal.fail(views.error());
  const auto digest = eventstore::hex(board.digest());
  const auto expected = eventstore::hex(views.value()->digest());
  const bool same = digest == expected;
  if (options.board.json) {
    terminal.print(boost::json::object{{"position", board.position().number()},
                                       {"events", folded},
                                       {"digest", digest},
                                       {"viewsDigest", expected},
                                       {"same", same},
                                       {"eventsPerSecond", rate}});
  } else {
    terminal.out << fmt::format("position {}\nevents   {}\ndigest   {}\n",
                                board.position().number(), folded, digest);
    terminal.err << fmt::format("{} events a second\n", rate);
  }
  if (same) return Exit::ok;
  return terminal.fail(Exit::answer_is_no, "The views do not agree with this replay: they have " +
                                               expected + ". Please report it.");
}

}  // namespace

void add_replay(Program& program) {
  auto* command =
      program.app.add_subcommand("replay", "Fold all events anew, and compare with the views");
  const auto options = std::make_shared<Options>();
  options->board.add_to(command);
  options->as_at.add_to(command);
  command->add_option("--as-at", options->as_at.known_at, "The same as --known-at")
      ->check(real_date());
  program.on(command, "  closeloop replay\n  closeloop replay --as-at 2017-12-15 --json\n",
             [options, &program] { return replay(*options, program.terminal); });
}

}  // namespace closeloop::tools
