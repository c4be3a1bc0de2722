#include <ostream>

#include "api/import/deciding.h"
#include "eventstore/schema/recorded.h"
#include "eventstore/schema/text.h"
#include "tools/closeloop/options.h"
#include "tools/closeloop/program.h"

namespace closeloop::tools {
namespace {

using eventstore::Position;
using eventstore::RecordedEvent;

struct Options {
  BoardOptions board;
  AsAtOptions as_at;
  std::string stream;
  std::string type;
  std::uint64_t after = 0;
  std::uint64_t limit = 50;
  std::uint64_t shown = 0;
};

/// "17  2017-03-31T09:30:00.000Z  P-1  ActionDateMoved  actions/A-31 v4"
void print_line(std::ostream& out, const RecordedEvent& event) {
  out << event.position.number() << "  " << eventstore::iso(event.recorded_at) << "  "
      << eventstore::printable(event.actor) << "  " << eventstore::printable(event.type) << "  "
      << eventstore::printable(event.stream) << " v" << event.version.number() << '\n';
}

Exit list(const Options& options, const Terminal& terminal) {
  auto board = BoardDirectory::open(options.board.data, terminal.clock);
  if (!board) return terminal.fail(board.error());
  auto& log = board.value()->log();
  const auto as_at = options.as_at.as_at();
  if (as_at.position && *as_at.position > log.head()) {
    return terminal.fail(board.value()->projector().at(as_at).error());  // Which says it.
  }
  boost::json::array items;
  std::uint64_t found = 0;
  std::uint64_t last = 0;
  bool more = false;
  Result<void> read = allowed();
  const auto visit = [&](const RecordedEvent& event) {
    if (as_at.ends_before(event)) return false;
    const bool asked = as_at.includes(event) && event.position.number() > options.after &&
                       (options.type.empty() || event.type == options.type);
    if (!asked) return true;
    if (found == options.limit) {
      more = true;
      return false;
    }
    ++found;
    last = event.position.number();
    if (!options.board.json) {
      print_line(terminal.out, event);
      return true;
    }
    auto json =
        eventstore::recorded_to_json(imports::catalogue(), event, eventstore::KeylessSealer{});
    if (!json) {
      read = json.error();
      return false;
    }
    items.push_back(std::move(json).value());
    return true;
  };
  const auto whole = options.stream.empty()
                         ? log.read_all(Position{options.after}, log.head(), visit)
                         : log.read_stream(options.stream, {}, visit);
  if (!whole) return terminal.fail(whole.error());
  if (!read) return terminal.fail(read.error());
  if (options.board.json) {
    boost::json::object answer{{"items", std::move(items)}, {"position", log.head().number()}};
    if (more) answer["after"] = last;
    terminal.print(answer);
  } else if (more) {
    terminal.err << "There are more: closeloop event list --after " << last << '\n';
  } else if (found == 0) {
    terminal.err << "No such event.\n";
  }
  return Exit::ok;
}

Exit show(const Options& options, const Terminal& terminal) {
  auto board = BoardDirectory::open(options.board.data, terminal.clock);
  if (!board) return terminal.fail(board.error());
  auto& log = board.value()->log();
  if (options.shown > log.head().number()) {
    return terminal.fail(Exit::not_found, "There is no event " + std::to_string(options.shown) +
                                              ": the last is " +
                                              std::to_string(log.head().number()) + ".");
  }
  auto exit = Exit::ok;
  const auto read = log.read_all(
      Position{options.shown - 1}, Position{options.shown}, [&](const RecordedEvent& event) {
        const eventstore::KeylessSealer sealer;
        if (options.board.json) {
          const auto json = eventstore::recorded_to_json(imports::catalogue(), event, sealer);
          if (json) {
            terminal.print(json.value());
          } else {
            exit = terminal.fail(json.error());
          }
          return false;
        }
        for (const auto& line : eventstore::render_recorded(imports::catalogue(), event, sealer)) {
          terminal.out << std::string(static_cast<std::size_t>(line.depth) * 2, ' ') << line.label;
          if (!line.value.empty()) terminal.out << ": " << line.value;
          terminal.out << '\n';
        }
        return false;
      });
  return read ? exit : terminal.fail(read.error());
}

}  // namespace

void add_event(Program& program) {
  auto* event = program.app.add_subcommand("event", "Everything that was recorded");
  event->require_subcommand(1);
  event->footer("  closeloop event list --type ActionDateMoved\n  closeloop event show 17\n");
  // One for each: the environment fills in those of subcommands that nobody asked for, too.
  auto options = std::make_shared<Options>();

  auto* listing = event->add_subcommand("list", "List events, oldest first");
  options->board.add_to(listing);
  options->as_at.add_to(listing);
  listing->add_option("--stream", options->stream, "Only of this record, such as actions/A-31");
  listing->add_option("--type", options->type, "Only of this type, such as ActionDateMoved");
  listing->add_option("--after", options->after, "Only after this position")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1} << 53U, "POSITION"));
  listing->add_option("--limit", options->limit, "How many at most")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  program.on(listing,
             "  closeloop event list --limit 20\n"
             "  closeloop event list --stream actions/A-31 --json\n"
             "  closeloop event list --known-at 2017-12-15 --type LearningAgreed\n",
             [options, &program] { return list(*options, program.terminal); });

  options = std::make_shared<Options>();
  auto* showing = event->add_subcommand("show", "Show one event in full");
  options->board.add_to(showing);
  showing->add_option("event", options->shown, "Its position")
      ->required()
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 53U, "POSITION"));
  program.on(showing, "  closeloop event show 17\n  closeloop event show 17 --json\n",
             [options, &program] { return show(*options, program.terminal); });
}

}  // namespace closeloop::tools
