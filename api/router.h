#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/command_table.h"
#include "api/http.h"
#include "api/parameters.h"
#include "api/sign_in_desk.h"
#include "domain/decider.h"

namespace closeloop::api {

struct Route;

/// A request on its way to its handler: matched, its parameters checked, its sender known.
struct Call {
  const Request& request;
  const Route& route;
  const Parameters& parameters;
  std::vector<std::string> captures;  ///< What stands in the pattern's braces, in order.
  Actor actor;                        ///< Nobody where anyone may ask.
  std::optional<Visitor> visitor;     ///< If the actor is known by the session of a browser.
  std::string trace;                  ///< Names the request: see trace_of().
};

enum class Access : std::uint8_t {
  open,    ///< Anyone.
  bearer,  ///< Whoever has a token; questions also whoever is signed in to the pages.
  page,    ///< Whoever is signed in. What is sent must be a form of ours.
  door,    ///< A page for those who are not signed in yet. It looks after its own form.
};

/// One row of what this server answers. The description of the API is made from these rows.
struct Route {
  std::string method;     ///< "GET" or "POST": nothing recorded is ever replaced or removed.
  std::string pattern;    ///< "/api/v1/findings/{id}/loop"
  std::string operation;  ///< "getFindingLoop": a name for programs.
  std::string tag;        ///< "Findings"
  std::string summary;
  Access access = Access::bearer;
  std::vector<std::string_view> parameters;  ///< The names it takes in the query.
  std::function<Result<Response>(const Call&)> handler;
  const EventKind* command = nullptr;  ///< If it is a command, the event it asks for.
  std::string answer = {};  ///< If it is no command, what it answers: one of answer_schemas().
  /// To one person it answers the same for as long as the board and the day are the same: it may
  /// be answered as it was before.
  bool lasting = false;
  /// What its body holds at most.
  std::size_t body_bytes_max = ordinary_body_bytes;
  bool takes_file = false;  ///< A page whose form sends a file: multipart/form-data.
  bool streams = false;     ///< Answers with server-sent events too, to who asks for them.
  /// Of a file that the API takes, or gives to who asks for one: "text/csv".
  std::vector<std::string_view> media = {};
};

/// The table of routes. Filled once; then safe from any thread.
class Router {
 public:
  Router();
  ~Router();

  /// Throws std::logic_error if there is such a route already.
  void add(Route route);

  struct Match {
    const Route* route = nullptr;  ///< Null if the address does not take the method.
    std::vector<std::string> captures;
    std::string allow;  ///< What the address takes: "GET, HEAD, OPTIONS". Empty: no such address.
  };
  /// HEAD is answered as GET. A literal goes before a brace.
  [[nodiscard]] Match match(std::string_view method, std::string_view path) const;

  [[nodiscard]] const std::deque<Route>& routes() const { return routes_; }

 private:
  struct Node;
  std::deque<Route> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace closeloop::api
