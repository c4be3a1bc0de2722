#include "tools/bench/http_load.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace closeloop::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Connection {
  int socket = -1;
  std::uint64_t turn = 0;
  std::string received;
  Clock::time_point sent_at;
};

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::abort();
  const int one = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return socket;
}

/// What the process or (RUSAGE_THREAD) this thread has used of the processor.
double cpu_seconds(int whose) {
  rusage used{};
  ::getrusage(whose, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// Of all other threads.
double cpu_of_others() { return cpu_seconds(RUSAGE_SELF) - cpu_seconds(RUSAGE_THREAD); }

/// The length of the whole response; 0 while it is not known.
std::size_t length_of(const std::string& received) {
  const auto end = received.find("\r\n\r\n");
  if (end == std::string::npos) return 0;
  const auto at = received.find("Content-Length: ");
  return end + 4 + (at < end ? std::strtoul(received.c_str() + at + 16, nullptr, 10) : 0);
}

}  // namespace

LoadResult http_load(std::uint16_t port, int connections, double for_seconds,
                     const std::function<std::string(int, std::uint64_t)>& next) {
  const int events = ::epoll_create1(0);
  std::vector<Connection> all(static_cast<std::size_t>(connections));
  std::vector<double> times_us;
  LoadResult result;
  const auto ask = [&](int index) {
    auto& connection = all[static_cast<std::size_t>(index)];
    const auto bytes = next(index, connection.turn++);
    connection.sent_at = Clock::now();
    const auto sent = ::send(connection.socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(bytes.size())) std::abort();
  };

  for (int i = 0; i < connections; ++i) {
    auto& connection = all[static_cast<std::size_t>(i)];
    connection.socket = connect_to(port);
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.u32 = static_cast<std::uint32_t>(i);
    ::epoll_ctl(events, EPOLL_CTL_ADD, connection.socket, &wanted);
  }
  const auto cpu_before = cpu_of_others();
  const auto start = Clock::now();
  const auto until = start + std::chrono::duration_cast<Clock::duration>(
                                 std::chrono::duration<double>(for_seconds));
  for (int i = 0; i < connections; ++i) ask(i);

  int open = connections;
  while (open > 0) {
    epoll_event ready[64];
    const int count = ::epoll_wait(events, ready, 64, 30'000);
    if (count <= 0) std::abort();
    for (int k = 0; k < count; ++k) {
      const auto index = static_cast<int>(ready[k].data.u32);
      auto& connection = all[static_cast<std::size_t>(index)];
      char bytes[16384];
      const auto received = ::recv(connection.socket, bytes, sizeof bytes, 0);
      if (received <= 0) std::abort();
      connection.received.append(bytes, static_cast<std::size_t>(received));
      const auto length = length_of(connection.received);
      if (length == 0 || connection.received.size() < length) continue;
      const auto now = Clock::now();
      times_us.push_back(
          std::chrono::duration<double, std::micro>(now - connection.sent_at).count());
      ++result.answered;
      if (connection.received.compare(9, 1, "2") != 0) ++result.refused;
      connection.received.clear();
      if (now < until) {
        ask(index);
      } else {
        ::close(connection.socket);
        --open;
      }
    }
  }
  ::close(events);
  result.elapsed_seconds = std::chrono::duration<double>(Clock::now() - start).count();
  result.cpu_us = (cpu_of_others() - cpu_before) * 1e6 / static_cast<double>(result.answered);
  std::ranges::sort(times_us);
  result.p50_us = times_us[times_us.size() / 2];
  result.p99_us = times_us[times_us.size() * 99 / 100];
  return result;
}

}  // namespace closeloop::bench
