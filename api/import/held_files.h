#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "api/import/import_report.h"
#include "eventstore/core/clock.h"
#include "eventstore/core/digest.h"

namespace closeloop::imports {

/// A file that someone has sent and not taken yet, or what came of it.
struct HeldFile {
  std::string content;
  std::string name;                            ///< As the sender calls it.
  std::map<std::string, std::string> answers;  ///< What was asked beside the file.
  std::optional<ImportReport> report;          ///< What was taken, if it was.

  /// Empty if it was not answered.
  [[nodiscard]] std::string answer(const std::string& of) const {
    const auto found = answers.find(of);
    return found == answers.end() ? std::string{} : found->second;
  }
};

/// Keeps files between their dry run and their being taken: in memory only, 16 of all people, 4
/// of each session, for 30 minutes; the oldest go first. Safe from any thread.
class HeldFiles {
 public:
  /// The clock must outlive it.
  explicit HeldFiles(const eventstore::Clock& clock) : clock_{clock} {}

  /// A random id, with which the same session gets it again.
  std::string keep(std::string_view session, HeldFile file);

  /// Null if there is none, it is gone, or another session sent it.
  [[nodiscard]] std::shared_ptr<const HeldFile> find(std::string_view session, std::string_view id);

  /// It was taken: from now on there is only the report.
  void taken(std::string_view session, std::string_view id, ImportReport report);

 private:
  struct Entry {
    std::string id;
    eventstore::Digest session;
    eventstore::Timestamp since;
    std::shared_ptr<const HeldFile> held;
  };
  Entry* find_entry(std::string_view session, std::string_view id);
  void forget_old();

  const eventstore::Clock& clock_;
  std::mutex mutex_;
  std::list<Entry> entries_;  // The oldest first.
};

}  // namespace closeloop::imports
