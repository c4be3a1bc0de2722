#include "api/civetweb_server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <variant>

#include <civetweb.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "api/civetweb_io.h"
#include "api/problem.h"

namespace closeloop::api {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t drained_bytes_max = std::size_t{32} * 1024 * 1024;
constexpr unsigned long_bodies_max = 4;  // At a time: each holds a thread and its memory.
// Beside those that serve: enough to say 503 to all who come beyond them, for that takes no time.
constexpr unsigned threads_to_turn_away = 32;
constexpr milliseconds stop_grace{300};  // For answering 503 to those who were about to ask.

}  // namespace

struct CivetwebServer::State {
  Handler handler;
  ServerOptions options;
  std::uint16_t port = 0;
  mg_context* context = nullptr;

  std::atomic<bool> stopping{false};
  std::atomic<unsigned> connections{0};
  std::atomic<unsigned> under_way{0};
  std::atomic<unsigned> long_bodies{0};
  std::mutex mutex;
  std::condition_variable idle;

  /// Counts a request as under way for as long as it lives.
  class UnderWay {
   public:
    explicit UnderWay(State& state) : state_{state} { ++state_.under_way; }
    ~UnderWay() {
      if (--state_.under_way == 0 && state_.stopping) {
        const std::lock_guard lock{state_.mutex};
        state_.idle.notify_all();
      }
    }
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;

   private:
    State& state_;
  };

  /// One of the few places for long bodies, for as long as it lives.
  class LongBody {
   public:
    LongBody() = default;
    ~LongBody() {
      if (state_) --state_->long_bodies;
    }
    LongBody(const LongBody&) = delete;
    LongBody& operator=(const LongBody&) = delete;

    /// False if all are taken.
    bool take(State& state) {
      if (++state.long_bodies > long_bodies_max) {
        --state.long_bodies;
        return false;
      }
      state_ = &state;
      return true;
    }

   private:
    State* state_ = nullptr;
  };

  static State& of(const mg_connection* connection) {
    return *static_cast<State*>(mg_get_user_data(mg_get_context(connection)));
  }

  /// Head and body in one write: two would halve what the server answers in a second. Who does not
  /// read their answer is let go.
  static void send(mg_connection* connection, const Response& response, bool head_only,
                   bool keep_alive) {
    if (!keep_alive) mg_disable_connection_keep_alive(connection);
    const auto bytes = wire_format(response, head_only, keep_alive);
    if (!write_all(connection, bytes)) mg_disable_connection_keep_alive(connection);
  }

  static void send_stream(mg_connection* connection, const Response& response, bool head_only) {
    send(connection, response, true, false);
    if (head_only) return;
    response.stream([connection](std::string_view piece) {
      return mg_write(connection, piece.data(), piece.size()) == static_cast<int>(piece.size());
    });
  }

  [[nodiscard]] bool may_keep_alive(const mg_request_info& info, const Request& request) const {
    return !stopping && connections <= options.kept_alive &&
           std::string_view{info.http_version} == "1.1" &&
           lower(request.header("connection")).find("close") == std::string::npos;
  }

  /// Reads the body, if it is no longer than the address takes. What is too long for an address
  /// that takes files is read and thrown away: a browser that still sends sees no answer.
  std::optional<ProblemDocument> receive_body(mg_connection* connection, std::size_t bytes,
                                              Request& request, LongBody& place) {
    if (bytes == 0) return std::nullopt;
    const auto most =
        options.body_bytes_max ? options.body_bytes_max(request) : ordinary_body_bytes;
    const bool too_long = bytes > most;
    const bool drains = most > ordinary_body_bytes && bytes <= drained_bytes_max;
    if (too_long && !drains) return too_large(most);
    if (bytes > ordinary_body_bytes && !place.take(*this)) {
      return problem("unavailable", "Others send files just now. Send yours again in a minute.");
    }
    if (!request.header("expect").empty()) {
      if (too_long) return too_large(most);
      static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      mg_write(connection, go_on.data(), go_on.size());
    }
    switch (read_body(connection, bytes, too_long ? nullptr : &request.body)) {
      case BodyRead::whole: break;
      case BodyRead::slow:
        return problem("timeout", fmt::format("The body did not come within {} seconds.",
                                              bytes > ordinary_body_bytes ? 30 : 5));
      case BodyRead::gone: return problem("malformed", "The body is shorter than Content-Length.");
    }
    return too_long ? std::optional{too_large(most)} : std::nullopt;
  }

  static ProblemDocument too_large(std::size_t most) {
    return problem("too-large", fmt::format("A body holds {} bytes at most.{}", most,
                                            most > ordinary_body_bytes ? " Split the file." : ""));
  }

  void refuse(mg_connection* connection, const Request& request,
              const ProblemDocument& problem) const {
    const auto refusal = options.refuse ? options.refuse(request, problem) : to_response(problem);
    send(connection, refusal, request.method == "HEAD", false);
  }

  void serve(mg_connection* connection) {
    const UnderWay counted{*this};
    const auto& info = *mg_get_request_info(connection);
    if (stopping) {
      auto response = to_response(problem("unavailable", "The server is stopping."));
      return send(connection, response, false, false);
    }
    Request request;
    const auto length = receive_head(info, request);
    if (const auto* wrong = std::get_if<ProblemDocument>(&length)) {
      return refuse(connection, request, *wrong);
    }
    if (connections > options.threads) {
      return refuse(connection, request,
                    problem("unavailable",
                            "More people ask at once than this server can answer. Nothing was "
                            "recorded. Try again in a few seconds."));
    }
    LongBody place;
    if (const auto wrong =
            receive_body(connection, std::get<std::size_t>(length), request, place)) {
      return refuse(connection, request, *wrong);
    }
    const auto response = handler(request);
    if (response.stream) return send_stream(connection, response, request.method == "HEAD");
    send(connection, response, request.method == "HEAD",
         may_keep_alive(info, request) && !response.close);
  }

  static int on_request(mg_connection* connection, void* /*data*/) {
    try {
      of(connection).serve(connection);
    } catch (const std::exception& failure) {
      spdlog::error("A request could not be answered: {}", failure.what());
      send(connection, to_response(problem("internal", "Something went wrong here.")), false,
           false);
    }
    return 200;  // "Answered": CivetWeb adds nothing of its own.
  }

  /// Who may ask what is decided by the handler. Without this CivetWeb would look on the disk for
  /// a file of passwords with every request.
  static int on_authorize(mg_connection* /*connection*/, void* /*data*/) { return 1; }

  /// What CivetWeb refuses before we see it gets our headers and our form too.
  static int on_error(mg_connection* connection, int status, const char* /*message*/) {
    auto document = problem(
        "malformed",
        "The request is not HTTP as this server takes it, or its head is longer than 16 KiB.");
    if (status == 413 || status == 431) {
      document = problem("too-large", "The head of a request holds 16 KiB at most.");
    } else if (status == 408) {
      document = problem("timeout", "The head of the request did not come in time.");
    } else if (status >= 500 && status != 505) {  // 505: a version that it does not know.
      document = problem("internal", "Something went wrong here.");
    }
    of(connection).refuse(connection, {}, document);
    return 0;
  }

  static int on_log(const mg_connection* /*connection*/, const char* message) {
    spdlog::debug("http: {}", message);
    return 1;
  }
  static int on_connect(const mg_connection* connection, void** /*data*/) {
    ++of(connection).connections;
    return 0;
  }
  static void on_closed(const mg_connection* connection) { --of(connection).connections; }
};

bool is_loopback(const std::string& host) {
  return host == "localhost" || host.starts_with("127.");
}

CivetwebServer::CivetwebServer(std::unique_ptr<State> state) : state_{std::move(state)} {}

eventstore::Result<std::unique_ptr<CivetwebServer>> CivetwebServer::start(
    const ServerOptions& options, Handler handler) {
  auto state = std::make_unique<State>();
  state->handler = std::move(handler);
  state->options = options;

  const auto host = options.host == "localhost" ? std::string{"127.0.0.1"} : options.host;
  if (host.find(':') != std::string::npos) {  // Debian's CivetWeb is built without IPv6.
    return eventstore::unavailable("server.host",
                                   "This server listens on addresses of IPv4 only, such as "
                                   "127.0.0.1. Let a proxy before it take IPv6.");
  }
  const auto address = fmt::format("{}:{}", host, options.port);
  const auto threads = std::to_string(options.threads + threads_to_turn_away);
  // The safe set: nothing of CivetWeb but the reading of requests. No document root, so no
  // files; no header of its own about other origins; addresses are decoded by us.
  const std::array settings{"listening_ports",
                            address.c_str(),
                            "num_threads",
                            threads.c_str(),
                            "enable_keep_alive",
                            "yes",
                            "keep_alive_timeout_ms",
                            "15000",
                            "request_timeout_ms",
                            "5000",
                            "max_request_size",
                            "16384",
                            "connection_queue",
                            "64",
                            "listen_backlog",
                            "128",
                            "tcp_nodelay",
                            "1",
                            "decode_url",
                            "no",
                            "decode_query_string",
                            "no",
                            "enable_directory_listing",
                            "no",
                            "access_control_allow_origin",
                            "",
                            "access_control_allow_methods",
                            "",
                            "access_control_allow_headers",
                            "",
                            "cgi_pattern",
                            "",
                            "ssi_pattern",
                            "",
                            static_cast<const char*>(nullptr)};
  mg_callbacks callbacks{};
  callbacks.http_error = State::on_error;
  callbacks.log_message = State::on_log;
  callbacks.init_connection = State::on_connect;
  callbacks.connection_closed = State::on_closed;

  state->context = mg_start(&callbacks, state.get(), const_cast<const char**>(settings.data()));
  if (!state->context) {
    return eventstore::unavailable(
        "server.listen", fmt::format("{} can't be listened on: another program may hold it, or it "
                                     "is no address of this machine.",
                                     address));
  }
  mg_set_auth_handler(state->context, "**", State::on_authorize, nullptr);
  mg_set_request_handler(state->context, "**", State::on_request, nullptr);
  mg_server_port ports[1] = {};
  if (mg_get_server_ports(state->context, 1, ports) == 1) {
    state->port = static_cast<std::uint16_t>(ports[0].port);
  }
  return std::unique_ptr<CivetwebServer>{new CivetwebServer{std::move(state)}};
}

CivetwebServer::~CivetwebServer() { stop(); }

std::uint16_t CivetwebServer::port() const { return state_->port; }

void CivetwebServer::stop() {
  auto& state = *state_;
  if (!state.context) return;
  {
    std::unique_lock lock{state.mutex};
    state.stopping = true;
    state.idle.wait(lock, [&] { return state.under_way == 0; });
  }
  const auto until = std::chrono::steady_clock::now() + stop_grace;
  while (state.connections > 0 && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(milliseconds{10});
  }
  mg_stop(state.context);
  state.context = nullptr;
}

}  // namespace closeloop::api
