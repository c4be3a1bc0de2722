#include "tools/closeloop/options.h"

#include "api/seen.h"

namespace closeloop::tools {

CLI::Validator real_date() {
  return CLI::Validator{[](std::string& text) {
                          return eventstore::parse_day(text)
                                     ? std::string{}
                                     : "'" + text + "' is not a date such as 2017-03-31.";
                        },
                        "DATE", "date"};
}

void BoardOptions::add_to(CLI::App* command) {
  command->add_option("--data", data, "Directory of the board")
      ->envname("CLOSELOOP_DATA")
      ->capture_default_str()
      ->type_name("DIR");
  command->add_flag("--json", json, "Answer with JSON, as the API does");
}

void AsAtOptions::add_to(CLI::App* command) {
  command->add_option("--known-at", known_at, "As the board knew it at the end of this day")
      ->check(real_date());
  command->add_option("--true-on", true_on, "As it was true on this day, as known now")
      ->check(real_date());
  command->add_option("--position", position, "As it was after the event at this position")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 53U, "POSITION"));
}

AsAt AsAtOptions::as_at() const {
  AsAt as_at{eventstore::parse_day(known_at), eventstore::parse_day(true_on), {}};
  if (position != 0) as_at.position = eventstore::Position{position};
  return as_at;
}

Result<eventstore::Day> AsAtOptions::asked_on(const eventstore::EventLog& log,
                                              eventstore::Day today) const {
  const auto as_at = this->as_at();
  if (as_at.true_on) return *as_at.true_on;
  if (as_at.known_at) return *as_at.known_at;
  return as_at.position ? api::day_of(*as_at.position, log) : today;
}

namespace {

/// Among the people whose ids the system gave; whoever chose another id says who they are.
Result<Actor> first_board_manager(const Board& board) {
  const auto next = board.next_id("people", "P");
  for (std::uint64_t number = 1;; ++number) {
    const auto id = "P-" + std::to_string(number);
    if (id == next) break;
    const auto person = board.person(id);
    if (person && person->role == person::Role::BOARD_MANAGER) return *person;
  }
  return not_found("This board has no board manager P-1, P-2, ... Say who you are with --as.");
}

}  // namespace

Result<Actor> actor_of(const Board& board, const std::string& person) {
  if (person.empty()) return first_board_manager(board);
  if (auto known = board.person(person)) return *std::move(known);
  return not_found("There is no person " + person + " whose access holds. See: closeloop user add");
}

}  // namespace closeloop::tools
