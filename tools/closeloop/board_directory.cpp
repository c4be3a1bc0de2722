#include "tools/closeloop/board_directory.h"

#include <system_error>

#include <spdlog/spdlog.h>

#include "eventstore/rocksdb/open.h"

namespace closeloop::tools {
namespace {

namespace fs = std::filesystem;

Error no_board(const fs::path& directory) {
  auto error = not_found("There is no board in " + directory.string() +
                         ". Make one with: closeloop init --data " + directory.string() +
                         " --name \"Name of your board\"");
  error.rule = "board.none";
  return error;
}

}  // namespace

Result<std::unique_ptr<BoardDirectory>> BoardDirectory::open(const fs::path& directory,
                                                             const eventstore::Clock& clock) {
  std::error_code ignored;
  if (!fs::is_directory(directory / "log", ignored)) return no_board(directory);
  BOOST_OUTCOME_TRY(auto board, open_any(directory, clock));
  if (!board->log().head()) return no_board(directory);
  return board;
}

Result<std::unique_ptr<BoardDirectory>> BoardDirectory::create(const fs::path& directory,
                                                               const eventstore::Clock& clock) {
  std::error_code failed;
  fs::create_directories(directory / "log", failed);
  if (failed) {
    return eventstore::unavailable(
        "board.directory",
        directory.string() + " can't be made: " + failed.message() + ". Name another with --data.");
  }
  BOOST_OUTCOME_TRY(auto board, open_any(directory, clock));
  if (board->log().head()) {
    return eventstore::conflict("board.exists", "There is a board in " + directory.string() +
                                                    " already. Name another place with --data.");
  }
  return board;
}

Result<std::unique_ptr<BoardDirectory>> BoardDirectory::open_any(const fs::path& directory,
                                                                 const eventstore::Clock& clock) {
  std::unique_ptr<BoardDirectory> board{new BoardDirectory{directory, clock}};
  auto log = eventstore::open_rocksdb_event_log(
      directory / "log", clock, [](std::string_view line) { spdlog::warn("rocksdb: {}", line); });
  if (!log) {
    auto error = std::move(log).error();
    if (error.rule == "log.locked") {
      error.message += " If it is 'closeloop serve', its API does the same.";
    }
    return error;
  }
  board->log_ = std::move(log).value();
  board->projector_ = std::make_unique<Projector>(*board->log_);
  BOOST_OUTCOME_TRY(board->projector_->start());
  board->commands_ = std::make_unique<api::Commands>(*board->log_, *board->projector_, clock);
  return board;
}

Result<std::unique_ptr<api::Accounts>> BoardDirectory::open_accounts() const {
  return api::Accounts::open(directory_ / "accounts.sqlite");
}

std::unique_ptr<api::Search> BoardDirectory::open_search() const {
  return std::make_unique<api::Search>(*log_, directory_ / "search.sqlite");
}

void BoardDirectory::settle() {
  using namespace std::chrono_literals;
  while (projector_->health() && !projector_->wait_for(log_->head(), 100ms)) {
  }
}

}  // namespace closeloop::tools
