#pragma once

#include <memory>

#include "api/commands.h"
#include "api/http.h"
#include "api/problem.h"
#include "api/router.h"
#include "api/search/search.h"
#include "api/sign_in_desk.h"
#include "eventstore/core/clock.h"
#include "eventstore/log/event_log.h"
#include "projections/projector.h"

namespace closeloop::api {

struct ApplicationOptions {
  /// Pages are served to those who sign in here. Without it there are none: the API alone. A desk
  /// that is not behind TLS serves browsers of this machine only. Must outlive the application.
  SignInDesk* desk = nullptr;
  /// Records are found by their words here. Without it there is no search. Must outlive the
  /// application.
  Search* search = nullptr;
};

/// Everything that can be asked over HTTP, as one function from a request to its answer.
/// Safe from any thread; knows nothing of sockets.
class Application {
 public:
  /// All must outlive it.
  Application(eventstore::EventLog& log, const Projector& projector, const eventstore::Clock& clock,
              ApplicationOptions options = {});
  ~Application();

  /// Never throws: what goes wrong inside is logged and answered with 500.
  [[nodiscard]] Response handle(const Request& request);

  /// The answer to a request of which only the head was taken: a page for who asks for one.
  [[nodiscard]] Response refuse(const Request& request, const ProblemDocument& problem);

  /// How long the body of that request may be, told by its head.
  [[nodiscard]] std::size_t body_bytes_max(const Request& request);

  /// What it answers, as a table.
  [[nodiscard]] const Router& router() const;

  /// Lets everyone who waits for events go, so that a server can stop.
  void stop_waiting();

 private:
  struct State;
  void finish(const Request& request, const std::string& trace, Response& response);

  std::unique_ptr<State> state_;
};

}  // namespace closeloop::api
