#include <csignal>
#include <cstdlib>
#include <ostream>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <spdlog/spdlog.h>

#include "api/application.h"
#include "api/civetweb_server.h"
#include "tools/closeloop/options.h"
#include "tools/closeloop/program.h"

namespace closeloop::tools {
namespace {

struct Options {
  BoardOptions board;
  api::ServerOptions server;
  bool behind_tls = false;
};

/// Returns when the first signal asks for an orderly stop.
void wait_for_signal(boost::asio::io_context& context, boost::asio::signal_set& signals) {
  signals.async_wait([&](const boost::system::error_code& failed, int /*signal*/) {
    if (!failed) context.stop();
  });
  context.run();
}

void say_how_to_sign_in(const api::Accounts& accounts, const std::string& address) {
  const auto all = accounts.all();
  if (all && all.value().empty()) {
    spdlog::info("Nobody has an account yet: closeloop user password P-1 makes one.");
  }
  const auto password = accounts.setting(api::demonstration_password);
  if (!password || password.value().empty()) return;
  spdlog::info(
      "A demonstration board: sign in at {}/sign-in as analyst, or as any of the others "
      "that it lists. The password of each is: {}",
      address, password.value());
}

Exit serve(const Options& options, const Terminal& terminal) {
  // Before anything starts threads, so that no signal is missed from here on.
  boost::asio::io_context context;
  boost::asio::signal_set signals{context, SIGINT, SIGTERM};

  auto board = BoardDirectory::open(options.board.data, terminal.clock);
  if (!board) return terminal.fail(board.error());
  auto accounts = board.value()->open_accounts();
  if (!accounts) return terminal.fail(accounts.error());
  auto desk = api::SignInDesk::open(*accounts.value(), board.value()->projector(), terminal.clock,
                                    options.behind_tls);
  if (!desk) return terminal.fail(desk.error());
  const bool pages = options.behind_tls || api::is_loopback(options.server.host);
  const auto search = board.value()->open_search();
  api::Application application{
      board.value()->log(),
      board.value()->projector(),
      terminal.clock,
      {.desk = pages ? desk.value().get() : nullptr, .search = search.get()}};
  auto edge = options.server;
  edge.body_bytes_max = [&](const api::Request& request) {
    return application.body_bytes_max(request);
  };
  edge.refuse = [&](const api::Request& request, const api::ProblemDocument& problem) {
    return application.refuse(request, problem);
  };
  auto server = api::CivetwebServer::start(
      edge, [&](const api::Request& request) { return application.handle(request); });
  if (!server) return terminal.fail(server.error());

  const auto address =
      "http://" + options.server.host + ":" + std::to_string(server.value()->port());
  spdlog::info("Serving {} at {} (Ctrl-C stops it)", options.board.data, address);
  if (!pages) {
    spdlog::info(
        "Others can reach this address without TLS, so only the API is served, to those with a "
        "token. For the pages put a proxy with TLS before it: see --behind-tls.");
  }
  if (pages) say_how_to_sign_in(*accounts.value(), address);
  if (options.board.json) {
    terminal.print(boost::json::object{{"address", address}, {"port", server.value()->port()}});
    terminal.out.flush();
  }

  wait_for_signal(context, signals);
  signals.clear();  // The next signal does what signals do: it ends the process at once.
  spdlog::info("Stopping: what was accepted is finished first. Ctrl-C again stops at once.");
  application.stop_waiting();
  server.value()->stop();
  spdlog::info("Stopped at position {}.", board.value()->log().head().number());
  return Exit::ok;
}

}  // namespace

void add_serve(Program& program) {
  auto* command = program.app.add_subcommand("serve", "Serve the board: its pages and its API");
  const auto options = std::make_shared<Options>();
  options->board.add_to(command);
  command->add_option("--host", options->server.host, "Address to listen on")
      ->capture_default_str();
  command->add_option("--port", options->server.port, "Port to listen on; 0: any free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command->add_flag("--behind-tls", options->behind_tls,
                    "A proxy with TLS stands before it, so pages are served on any address");
  program.on(command,
             "  closeloop serve\n"
             "  closeloop serve --data /srv/board --port 9000\n",
             [options, &program] { return serve(*options, program.terminal); });
}

}  // namespace closeloop::tools
