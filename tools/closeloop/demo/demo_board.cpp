#include "tools/closeloop/demo/demo_board.h"

#include <atomic>

#include <boost/json/parse.hpp>

#include "api/import/known_series.h"
#include "api/import/plans_file.h"
#include "api/import/take_plans.h"
#include "api/import/take_returns.h"
#include "domain/permissions.h"
#include "tools/closeloop/board_directory.h"
#include "tools/closeloop/catalogue.h"
#include "tools/closeloop/demo/demo_accounts.h"
#include "tools/closeloop/new_board.h"
#include "tools/closeloop/token.h"

namespace closeloop::ui {
std::string_view embedded_demo(std::string_view name);  // Generated.
}

namespace closeloop::tools {
namespace {

namespace json = boost::json;
using eventstore::Timestamp;

/// Stands where it is put. The log asks it from its own thread.
class StoryClock final : public eventstore::Clock {
 public:
  void put(Timestamp at) { at_.store(at.time_since_epoch().count()); }
  [[nodiscard]] Timestamp now() const override {
    return Timestamp{std::chrono::milliseconds{at_.load()}};
  }

 private:
  std::atomic<std::int64_t> at_{0};
};

constexpr auto begins_on = "2016-09-01";
constexpr auto plans_imported_on = "2022-04-04";
constexpr auto figures_imported_on = "2023-05-02";

Timestamp at_nine(std::string_view day) {
  return *eventstore::parse_day(day) + std::chrono::hours{9};
}

/// One command, on its day: {"day", "by", "do": "actions/A-1/accept", "with": {...}}.
Result<void> tell(BoardDirectory& board, StoryClock& clock, const json::object& step) {
  clock.put(std::max(clock.now() + std::chrono::minutes{1}, at_nine(step.at("day").as_string())));
  const std::string what{step.at("do").as_string()};
  const auto id = what.find('/') + 1;
  const auto intent = what.find('/', id) + 1;
  const auto actor = board.projector().live()->person(step.at("by").as_string());
  auto done = actor ? give(board, *actor, what.substr(0, id - 1), what.substr(id, intent - id - 1),
                           what.substr(intent), step.at("with").as_object())
                    : Result<api::CommandResult>{not_found("There is no such person.")};
  if (done) return allowed();
  auto message = "The story of the demonstration fails at " + what + ": " + done.error().message;
  for (const auto& problem : done.error().problems) message += " " + problem.message;
  return eventstore::corrupt(std::move(message));
}

/// All the steps of a story, in order.
Result<void> tell(BoardDirectory& board, StoryClock& clock, std::string_view file) {
  const auto story = json::parse(ui::embedded_demo(file));
  for (const auto& step : story.at("steps").as_array()) {
    BOOST_OUTCOME_TRY(tell(board, clock, step.as_object()));
  }
  return allowed();
}

Result<void> import_plans(BoardDirectory& board, const Actor& manager) {
  imports::ImportReport report;
  const auto plans =
      imports::read_plans(ui::embedded_demo("plans.json"), imports::PlansFormat::json, {}, report);
  imports::Taking taking;
  taking.actor = manager;
  BOOST_OUTCOME_TRY(take_plans(board.log(), board.clock(), plans, taking, report));
  board.settle();
  if (report.refused.empty()) return allowed();
  return eventstore::corrupt("The published plans can't be imported: " +
                             where(report.refused.front()) + ": " + report.refused.front().text);
}

/// The figures of a file that had been published by then.
Result<void> import_returns(BoardDirectory& board, const Actor& manager, const std::string& name) {
  imports::ImportReport report;
  const imports::ReturnsFile file{
      .content = std::string{ui::embedded_demo(name)}, .name = name, .data_return = {}};
  auto rows = imports::read_returns(file.content, report);
  const auto today = std::chrono::floor<std::chrono::days>(board.clock().now());
  std::erase_if(rows, [&](const auto& row) { return row.days.ends > today; });
  imports::Taking taking;
  taking.actor = manager;
  BOOST_OUTCOME_TRY(imports::take_returns(board.log(), board.clock(),
                                          imports::as_held_by(board.projector()), rows, file,
                                          taking, report));
  board.settle();
  if (report.refused.empty()) return allowed();
  return eventstore::corrupt("The figures can't be imported: " + where(report.refused.front()) +
                             ": " + report.refused.front().text);
}

Result<void> import_catalogue(BoardDirectory& board, const Actor& manager) {
  imports::ImportReport report;
  const auto entries = shipped_catalogue(report);
  imports::Taking taking;
  taking.actor = manager;
  BOOST_OUTCOME_TRY(take_catalogue(board, entries, taking, report));
  if (report.refused.empty()) return allowed();
  return eventstore::corrupt("The catalogue can't be taken in: " + where(report.refused.front()) +
                             ": " + report.refused.front().text);
}

}  // namespace

Result<std::vector<std::pair<std::string, std::string>>> make_demo_board(
    const std::string& directory, const eventstore::Clock& today) {
  StoryClock clock;
  clock.put(at_nine(begins_on));
  BOOST_OUTCOME_TRY(const auto board, BoardDirectory::create(directory, clock));
  BOOST_OUTCOME_TRY(const auto manager,
                    open_new_board(*board, {.name = "Demonstration safeguarding children board"}));
  BOOST_OUTCOME_TRY(tell(*board, clock, "story.json"));
  clock.put(at_nine(plans_imported_on));
  BOOST_OUTCOME_TRY(import_plans(*board, manager));
  BOOST_OUTCOME_TRY(tell(*board, clock, "year.json"));

  BOOST_OUTCOME_TRY(import_catalogue(*board, manager));
  BOOST_OUTCOME_TRY(
      give(*board, manager, "boards", "B-1", "set-area",
           {{"name", "Shropshire"}, {"code", "E06000051"}, {"effectiveOn", not_known_since}}));
  BOOST_OUTCOME_TRY(tell(*board, clock, "registers.json"));
  clock.put(at_nine(figures_imported_on));  // Invented, like the story.
  BOOST_OUTCOME_TRY(import_returns(*board, manager, "figures.csv"));
  BOOST_OUTCOME_TRY(tell(*board, clock, "figures.json"));
  clock.put(std::max(today.now(), clock.now()));
  BOOST_OUTCOME_TRY(import_returns(*board, manager, "returns.csv"));
  // Tokens are for those who use the board now.
  BOOST_OUTCOME_TRY(make_demo_accounts(*board));
  std::vector<std::pair<std::string, std::string>> tokens;
  for (std::size_t number = 1;; ++number) {
    const auto id = "P-" + std::to_string(number);
    const auto person = board->projector().live()->person(id);
    if (!person) break;
    BOOST_OUTCOME_TRY(auto token, issue_token(*board, manager, id, "demonstration", 365));
    tokens.emplace_back(std::string{role_label(person->role)} + " " + id, std::move(token.token));
  }
  return tokens;
}

}  // namespace closeloop::tools
