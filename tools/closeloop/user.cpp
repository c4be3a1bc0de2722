#include <ostream>

#include "tools/closeloop/account.h"
#include "tools/closeloop/options.h"
#include "tools/closeloop/program.h"
#include "tools/closeloop/token.h"

namespace closeloop::tools {
namespace {

struct Options {
  BoardOptions board;
  std::string as;
  std::string person;
  std::string name;
  std::string role;
  std::string agency;
  std::string post;
  std::string reason;
  std::string label = "command line";
  std::string token;
  std::string sign_in;
  int days = 90;
};

/// Opens the board and finds out who asks, then does `work`.
template <typename Work>
Exit as_actor(const Options& options, const Terminal& terminal, Work&& work) {
  auto board = BoardDirectory::open(options.board.data, terminal.clock);
  if (!board) return terminal.fail(board.error());
  const auto actor = actor_of(*board.value()->projector().live(), options.as);
  if (!actor) return terminal.fail(actor.error());
  return work(*board.value(), actor.value());
}

Exit command(const Options& options, const Terminal& terminal, const std::string& intent,
             const boost::json::object& body, const std::string& said) {
  return as_actor(options, terminal, [&](BoardDirectory& board, const Actor& actor) {
    const auto result = give(board, actor, "people", options.person, intent, body);
    if (!result) return terminal.fail(result.error());
    if (options.board.json) {
      terminal.print(boost::json::object{{"person", result.value().id},
                                         {"position", result.value().position.number()}});
    } else {
      terminal.out << result.value().id << '\n';
      terminal.err << said << '\n';
    }
    return Exit::ok;
  });
}

Exit show(const Terminal& terminal, bool json, const std::string& person,
          const NewPassword& account) {
  if (json) {
    terminal.print(boost::json::object{
        {"person", person}, {"signInName", account.name}, {"password", account.password}});
    return Exit::ok;
  }
  terminal.err << person << " can sign in to the pages with this name and password. They are shown "
               << "only now; the password can be changed there.\n";
  terminal.out << "sign-in name: " << account.name << "\npassword: " << account.password << '\n';
  return Exit::ok;
}

Exit add(const Options& options, const Terminal& terminal) {
  boost::json::object body{{"name", options.name}, {"role", options.role}};
  if (!options.agency.empty()) body["agency"] = options.agency;
  if (!options.post.empty()) body["post"] = options.post;
  if (options.sign_in.empty()) {
    return command(options, terminal, "add", body,
                   options.name + " was added. Next: closeloop user password <id>");
  }
  return as_actor(options, terminal, [&](BoardDirectory& board, const Actor& actor) {
    const auto done = [&]() -> Result<std::pair<std::string, NewPassword>> {
      BOOST_OUTCOME_TRY(const auto accounts, board.open_accounts());
      // Asked before anything is recorded: a person without the account that was wanted is no use.
      BOOST_OUTCOME_TRY(accounts->must_be_free(api::sign_in_name(options.sign_in), {}));
      BOOST_OUTCOME_TRY(const auto added, give(board, actor, "people", "", "add", body));
      BOOST_OUTCOME_TRY(auto account, new_password_of(board, *accounts, added.id, options.sign_in));
      return std::pair{added.id, std::move(account)};
    }();
    if (!done) return terminal.fail(done.error());
    return show(terminal, options.board.json, done.value().first, done.value().second);
  });
}

/// Who may write to the directory may give anyone a password, as they may give any command.
Exit password(const Options& options, const Terminal& terminal) {
  auto board = BoardDirectory::open(options.board.data, terminal.clock);
  if (!board) return terminal.fail(board.error());
  const auto account = [&]() -> Result<NewPassword> {
    BOOST_OUTCOME_TRY(const auto accounts, board.value()->open_accounts());
    return new_password_of(*board.value(), *accounts, options.person, options.sign_in);
  }();
  if (!account) return terminal.fail(account.error());
  return show(terminal, options.board.json, options.person, account.value());
}

/// Their access ends by what is recorded; what they signed in with goes too.
Exit end(const Options& options, const Terminal& terminal) {
  const auto ended =
      command(options, terminal, "end", {{"reason", options.reason}}, "Their access has ended.");
  if (ended != Exit::ok) return ended;
  const auto board = BoardDirectory::open(options.board.data, terminal.clock);
  if (!board) return terminal.fail(board.error());
  const auto removed = [&]() -> Result<void> {
    BOOST_OUTCOME_TRY(const auto accounts, board.value()->open_accounts());
    return accounts->remove(options.person);
  }();
  return removed ? Exit::ok : terminal.fail(removed.error());
}

Exit token(const Options& options, const Terminal& terminal) {
  return as_actor(options, terminal, [&](BoardDirectory& board, const Actor& actor) {
    const auto issued = issue_token(board, actor, options.person, options.label, options.days);
    if (!issued) return terminal.fail(issued.error());
    const auto& [token, id] = issued.value();
    if (options.board.json) {
      terminal.print(
          boost::json::object{{"person", options.person}, {"token", token}, {"tokenId", id}});
      return Exit::ok;
    }
    terminal.err << "A token of " << options.person << " for " << options.days
                 << " days. It is shown only now: keep it as you keep a password.\n"
                 << "Should it get lost: closeloop user revoke " << options.person << " --token "
                 << id << "\n";
    terminal.out << token << '\n';
    return Exit::ok;
  });
}

CLI::App* subcommand(CLI::App* user, const std::string& name, const std::string& description,
                     const std::shared_ptr<Options>& options, bool of_person) {
  auto* command = user->add_subcommand(name, description);
  options->board.add_to(command);
  command->add_option(
      "--as", options->as,
      "Who gives the command: a person's id (the first board manager, if left out)");
  if (of_person) command->add_option("person", options->person, "The person's id")->required();
  return command;
}

}  // namespace

void add_user(Program& program) {
  auto* user = program.app.add_subcommand("user", "People, their roles, passwords and tokens");
  user->require_subcommand(1);
  user->footer(
      "  closeloop user add --name \"B. Jones\" --role chair --sign-in b.jones\n"
      "  closeloop user token P-2 --label laptop\n");
  // One for each: the environment fills in those of subcommands that nobody asked for, too.
  auto options = std::make_shared<Options>();
  const auto& terminal = program.terminal;

  auto* adding = subcommand(user, "add", "Add a person", options, false);
  adding->add_option("--name", options->name, "Name")->required();
  adding->add_option("--role", options->role, "What they may do")
      ->required()
      ->check(CLI::IsMember({"agencyLead", "auditor", "analyst", "chair", "boardMember",
                             "triageDuty", "boardManager", "inspector"}));
  adding->add_option("--agency", options->agency, "Id of their agency (agency leads need one)");
  adding->add_option("--post", options->post, "Post, such as head-of-early-help");
  adding->add_option("--sign-in", options->sign_in,
                     "Gives them an account for the pages with this sign-in name");
  program.on(adding,
             "  closeloop user add --name \"B. Jones\" --role chair --sign-in b.jones\n"
             "  closeloop user add --name \"C. Lee\" --role agencyLead --agency AG-1 --post "
             "head-of-early-help\n",
             [options, &terminal] { return add(*options, terminal); });

  options = std::make_shared<Options>();
  auto* ending = subcommand(user, "end", "End a person's access; history stays", options, true);
  ending->add_option("--reason", options->reason, "Why")->required();
  program.on(ending, "  closeloop user end P-4 --reason \"Left the agency\"\n",
             [options, &terminal] { return end(*options, terminal); });

  options = std::make_shared<Options>();
  auto* renewing = user->add_subcommand("password", "Make a new password, shown once");
  options->board.add_to(renewing);
  renewing->add_option("person", options->person, "The person's id")->required();
  renewing->add_option("--sign-in", options->sign_in,
                       "Their sign-in name (as it is; their id, if they had no account)");
  program.on(renewing,
             "  closeloop user password P-2\n"
             "  closeloop user password P-2 --sign-in b.jones\n",
             [options, &terminal] { return password(*options, terminal); });

  options = std::make_shared<Options>();
  auto* giving = subcommand(user, "token", "Make a bearer token, shown once", options, true);
  giving->add_option("--label", options->label, "What it is for")->capture_default_str();
  giving->add_option("--days", options->days, "How long it may be used")
      ->check(CLI::Range(0, 3650))
      ->capture_default_str();
  program.on(giving, "  closeloop user token P-2 --label laptop --days 30\n",
             [options, &terminal] { return token(*options, terminal); });

  options = std::make_shared<Options>();
  auto* revoking = subcommand(user, "revoke", "Revoke a token", options, true);
  revoking->add_option("--token", options->token, "Id of the token, not the token itself")
      ->required();
  program.on(revoking, "  closeloop user revoke P-2 --token T-8f3a\n", [options, &terminal] {
    return command(*options, terminal, "revoke-token", {{"token", options->token}},
                   "That token can't be used any more.");
  });
}

}  // namespace closeloop::tools
