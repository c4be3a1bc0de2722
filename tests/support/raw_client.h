#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/// A client that sends exactly the bytes it is told, right or wrong.
namespace closeloop::testing {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    const int one = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  }
  ~RawClient() { ::close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// One whole response, head and body; what came of it if the connection ended or time ran out.
  std::string receive(std::chrono::milliseconds patience = std::chrono::seconds{10}) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!whole()) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
          until - std::chrono::steady_clock::now());
      pollfd waiting{socket_, POLLIN, 0};
      if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) break;
      char bytes[16384];
      const auto received = ::recv(socket_, bytes, sizeof bytes, 0);
      if (received <= 0) {
        ended_ = true;
        break;
      }
      buffer_.append(bytes, static_cast<std::size_t>(received));
    }
    const auto size = std::min(buffer_.size(), expected());
    auto response = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return response;
  }

  /// Whether the server was seen to end the connection.
  [[nodiscard]] bool ended() const { return ended_; }

  std::string ask(std::string_view bytes) { return send(bytes) ? receive() : receive(); }

 private:
  [[nodiscard]] std::size_t expected() const {
    const auto end = buffer_.find("\r\n\r\n");
    if (end == std::string::npos) return std::string::npos;
    const bool streamed = buffer_.find("\r\nContent-Type: text/event-stream\r\n") < end;
    if (streamed) return std::string::npos;  // It lasts as long as the connection.
    const auto at = buffer_.find("Content-Length: ");
    if (at == std::string::npos || at > end) return end + 4;
    return end + 4 + std::stoul(buffer_.substr(at + 16));
  }
  [[nodiscard]] bool whole() const {
    return expected() != std::string::npos && buffer_.size() >= expected();
  }

  int socket_;
  bool connected_ = false;
  bool ended_ = false;
  std::string buffer_;
};

/// The status of a response; 0 if there is none.
[[nodiscard]] inline int status_of(std::string_view response) {
  return response.starts_with("HTTP/1.1 ") ? std::stoi(std::string{response.substr(9, 3)}) : 0;
}

}  // namespace closeloop::testing
