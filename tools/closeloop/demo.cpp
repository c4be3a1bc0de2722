#include <algorithm>
#include <filesystem>
#include <ostream>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/closeloop/demo/demo_board.h"
#include "tools/closeloop/options.h"
#include "tools/closeloop/program.h"

namespace closeloop::tools {
namespace {

namespace fs = std::filesystem;

/// Readable by the owner only from the moment it exists.
bool write_secret(const std::string& file, const std::string& text) {
  const int to = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (to < 0) return false;
  const bool only_ours = ::fchmod(to, 0600) == 0;
  const bool written =
      only_ours && ::write(to, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  return ::close(to) == 0 && written;
}

/// Moves what was made to where it belongs, the log last: with it there is a board.
bool move_whole(const fs::path& from, const fs::path& to) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator{from}) files.push_back(entry.path().filename());
  std::partition(files.begin(), files.end(), [](const auto& file) { return file != "log"; });
  std::error_code failed;
  for (const auto& file : files) {
    if (!failed) fs::rename(from / file, to / file, failed);
  }
  if (!failed) fs::remove(from, failed);
  return !failed;
}

Exit demo(const BoardOptions& options, const Terminal& terminal) {
  const fs::path data = options.data;
  std::error_code failed;
  if (fs::exists(data / "log", failed)) {
    return terminal.fail(eventstore::conflict(
        "board.exists",
        "There is a board in " + options.data + " already. Name another place with --data."));
  }
  // Made aside: of a demonstration that was broken off nothing is left but what is made anew.
  const auto aside = data / "unfinished-demo";
  fs::remove_all(aside, failed);
  const auto tokens = make_demo_board(aside.string(), terminal.clock);
  if (!tokens) return terminal.fail(tokens.error());
  std::string lines;
  for (const auto& [who, token] : tokens.value()) lines += who + "\t" + token + "\n";
  if (!write_secret((aside / "demo-tokens.txt").string(), lines) || !move_whole(aside, data)) {
    return terminal.fail(Exit::unreachable, options.data + " can't be written.");
  }
  const auto file = options.data + "/demo-tokens.txt";
  if (options.json) {
    terminal.print(boost::json::object{{"data", options.data}, {"tokens", file}});
  } else {
    terminal.out << options.data << '\n';
    terminal.err << "A demonstration board was made. Its sign-in page lists an account for each "
                    "role; tokens for programs are in "
                 << file << ".\nNext: closeloop serve --data " << options.data << '\n';
  }
  return Exit::ok;
}

}  // namespace

void add_demo(Program& program) {
  auto* command = program.app.add_subcommand(
      "demo", "Make a demonstration board: a made-up story and real published plans");
  const auto options = std::make_shared<BoardOptions>();
  options->add_to(command);
  program.on(command, "  closeloop demo --data ./demo\n",
             [options, &program] { return demo(*options, program.terminal); });
}

}  // namespace closeloop::tools
