#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "api/http.h"
#include "api/problem.h"
#include "eventstore/core/error.h"

namespace closeloop::api {

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: any free one.
  /// One per connection: enough for those kept alive, for all that wait for events, and for 32
  /// ordinary questions beside them. Who comes while all are taken is told so with 503 at once,
  /// by a few threads more.
  unsigned threads = 64 + 16 + 32;
  unsigned kept_alive = 64;  ///< Connections beyond these end with their first answer.
  /// How long the body of a request may be, told by its head; ordinary_body_bytes without it.
  /// Longer ones than those come four at a time, within 30 seconds.
  std::function<std::size_t(const Request&)> body_bytes_max = {};
  /// The answer to a request whose body was not taken; the problem as JSON without it.
  std::function<Response(const Request&, const ProblemDocument&)> refuse = {};
};

/// Whether only this machine can reach that address.
[[nodiscard]] bool is_loopback(const std::string& host);

/// The HTTP edge. Reads requests with every limit that CivetWeb lacks, hands them over as
/// values, and writes each answer in one piece.
class CivetwebServer {
 public:
  using Handler = std::function<Response(const Request&)>;

  /// Listens at once. `unavailable` "server.listen" if the address can't be had.
  [[nodiscard]] static eventstore::Result<std::unique_ptr<CivetwebServer>> start(
      const ServerOptions& options, Handler handler);

  /// Stops if it runs.
  ~CivetwebServer();

  [[nodiscard]] std::uint16_t port() const;

  /// In order: requests that come from now on are answered 503, those under way are answered
  /// in full; then the connections end and the call returns.
  void stop();

 private:
  struct State;
  explicit CivetwebServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace closeloop::api
