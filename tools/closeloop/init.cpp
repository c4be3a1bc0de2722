#include <ostream>

#include "api/import/deciding.h"
#include "eventstore/core/uuid.h"
#include "tools/closeloop/account.h"
#include "tools/closeloop/new_board.h"
#include "tools/closeloop/options.h"
#include "tools/closeloop/program.h"
#include "tools/closeloop/token.h"

namespace closeloop::tools {
namespace {

/// The three priority areas of the business plan 2016-18. Data: `set-priority-area` changes them.
struct Area {
  const char* id;
  const char* name;
};
constexpr Area areas[] = {
    {"neglect", "Childhood neglect"},
    {"cse-missing", "Child sexual exploitation and children who go missing"},
    {"domestic-abuse", "Domestic abuse"},
};
constexpr auto origin =
    "Business plan 2016-18: a priority area from the strategic objectives, through the scrutiny "
    "of the year before and the Annual Report 2015-16.";

}  // namespace

Result<Actor> open_new_board(BoardDirectory& board, const NewBoard& asked) {
  Actor actor;
  actor.person = Id<PersonId>{std::string{"P-1"}};
  actor.role = person::Role::BOARD_MANAGER;
  actor.post = Id<PostId>{std::string{"board-manager"}};
  const auto today = std::chrono::floor<std::chrono::days>(board.clock().now());

  const auto since = *eventstore::parse_day(not_known_since);

  imports::Deciding deciding{actor, today};
  BOOST_OUTCOME_TRY(deciding.ask({"boards", "B-1", "BoardOpened", since, {{"name", asked.name}}}));
  for (const auto& area : areas) {
    BOOST_OUTCOME_TRY(
        deciding.ask({"boards",
                      "B-1",
                      "BoardPriorityAreaSet",
                      since,
                      {{"priorityArea", area.id}, {"name", area.name}, {"origin", origin}}}));
  }
  if (!asked.area.empty()) {
    boost::json::object area{{"name", asked.area}};
    if (!asked.area_code.empty()) area["code"] = asked.area_code;
    BOOST_OUTCOME_TRY(deciding.ask({"boards", "B-1", "BoardAreaSet", since, std::move(area)}));
  }
  BOOST_OUTCOME_TRY(deciding.ask(
      {"people",
       "P-1",
       "PersonAdded",
       today,
       {{"name", asked.manager}, {"role", "boardManager"}, {"post", "board-manager"}}}));
  BOOST_OUTCOME_TRY(board.log().append(
      std::move(deciding).commit(eventstore::new_uuid(board.clock().now()),
                                 "The board is set up. Its priority areas are those of figures "
                                 "of any day: 1 January 1900 stands for \"not known\".")));
  board.settle();
  return actor;
}

namespace {

struct Options {
  BoardOptions board;
  NewBoard asked;
  std::string sign_in = "manager";
};

Exit init(const Options& options, const Terminal& terminal) {
  auto board = BoardDirectory::create(options.board.data, terminal.clock);
  if (!board) return terminal.fail(board.error());
  const auto actor = open_new_board(*board.value(), options.asked);
  if (!actor) return terminal.fail(actor.error());
  const auto token = issue_token(*board.value(), actor.value(), "P-1", "made with the board", 365);
  if (!token) return terminal.fail(token.error());

  auto accounts = board.value()->open_accounts();
  if (!accounts) return terminal.fail(accounts.error());
  const auto account = new_password_of(*board.value(), *accounts.value(), "P-1", options.sign_in);
  if (!account) return terminal.fail(account.error());
  const auto& [name, password] = account.value();

  if (options.board.json) {
    terminal.print(boost::json::object{{"data", options.board.data},
                                       {"board", "B-1"},
                                       {"person", "P-1"},
                                       {"signInName", name},
                                       {"password", password},
                                       {"token", token.value().token}});
    return Exit::ok;
  }
  terminal.err << "A board was made in " << options.board.data << ": " << options.asked.name
               << ".\n"
               << "P-1 is its board manager. They sign in to its pages with this name and "
                  "password; programs use the token, for a year. They are shown only now:\n";
  terminal.out << "sign-in name: " << name << "\npassword: " << password
               << "\ntoken: " << token.value().token << '\n';
  terminal.err << "Next: closeloop serve --data " << options.board.data << '\n';
  return Exit::ok;
}

}  // namespace

void add_init(Program& program) {
  auto* command = program.app.add_subcommand("init", "Make a new board");
  const auto options = std::make_shared<Options>();
  options->board.add_to(command);
  command->add_option("--name", options->asked.name, "Name of the board")->required();
  command->add_option("--manager", options->asked.manager, "Name of the board manager")
      ->capture_default_str();
  command->add_option("--area", options->asked.area,
                      "Area whose figures are the board's own, as returns name it");
  command->add_option("--area-code", options->asked.area_code, "Its code, such as E06000051")
      ->needs("--area");
  command->add_option("--sign-in", options->sign_in, "Sign-in name of the board manager")
      ->capture_default_str();
  program.on(
      command,
      "  closeloop init --name \"Anytown safeguarding children board\"\n"
      "  closeloop init --data /srv/board --name \"Anytown\" --manager \"A. Smith\"\n"
      "  closeloop init --name \"Shropshire board\" --area Shropshire --area-code E06000051\n",
      [options, &program] { return init(*options, program.terminal); });
}

}  // namespace closeloop::tools
