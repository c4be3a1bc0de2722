#pragma once

#include <filesystem>
#include <memory>

#include "api/accounts.h"
#include "api/commands.h"
#include "api/search/search.h"
#include "eventstore/core/clock.h"
#include "eventstore/log/event_log.h"
#include "projections/projector.h"

namespace closeloop::tools {

/// A board as it lies on disk, opened: its log, the views over it, and the path that commands
/// take. One process at a time holds it.
class BoardDirectory {
 public:
  /// Opens a board that is there. `not_found` "board.none", with what makes one;
  /// `unavailable` "log.locked" with who holds it and what to do; `corrupt` as the log says.
  /// `clock` must outlive it.
  [[nodiscard]] static Result<std::unique_ptr<BoardDirectory>> open(
      const std::filesystem::path& directory, const eventstore::Clock& clock);

  /// Opens a directory in which no board was made yet; makes it if need be. `conflict`
  /// "board.exists" if there is one.
  [[nodiscard]] static Result<std::unique_ptr<BoardDirectory>> create(
      const std::filesystem::path& directory, const eventstore::Clock& clock);

  [[nodiscard]] eventstore::EventLog& log() { return *log_; }
  [[nodiscard]] Projector& projector() { return *projector_; }
  [[nodiscard]] const Projector& projector() const { return *projector_; }
  [[nodiscard]] api::Commands& commands() { return *commands_; }
  [[nodiscard]] const eventstore::Clock& clock() const { return clock_; }

  /// Who may sign in to its pages. Made if there is no such file yet.
  [[nodiscard]] Result<std::unique_ptr<api::Accounts>> open_accounts() const;

  /// What finds its records by their words. Never fails: what is wrong with its file is mended
  /// from the log.
  [[nodiscard]] std::unique_ptr<api::Search> open_search() const;

  /// Waits until the views hold everything that was recorded.
  void settle();

 private:
  BoardDirectory(std::filesystem::path directory, const eventstore::Clock& clock)
      : directory_{std::move(directory)}, clock_{clock} {}
  [[nodiscard]] static Result<std::unique_ptr<BoardDirectory>> open_any(
      const std::filesystem::path& directory, const eventstore::Clock& clock);

  std::filesystem::path directory_;
  const eventstore::Clock& clock_;
  std::unique_ptr<eventstore::EventLog> log_;
  std::unique_ptr<Projector> projector_;
  std::unique_ptr<api::Commands> commands_;
};

}  // namespace closeloop::tools
