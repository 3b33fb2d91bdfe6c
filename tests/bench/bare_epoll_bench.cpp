// The physical limit: two threads, each an epoll loop on a SO_REUSEPORT socket, that answer every request with the same
// bytes and look at nothing of it but its end. Use: bare_epoll_bench PORT FILE [--steer] (head and body as they go
// out). --steer: a pinned thread a core, connections to the core that received them, as the server's own steered mode.
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "web/steering.hpp"

namespace {

int listen_at(std::uint16_t port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  const int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || ::listen(listener, 4096) != 0) {
    std::perror("cannot listen");
    std::exit(1);
  }
  return listener;
}

void watch(int epoll, int socket) {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLET;
  event.data.fd = socket;
  epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

/// Sends one answer; wrk reads fast enough that a full socket is worth only a retry.
bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno != EAGAIN) {
      return false;
    }
  }
  return true;
}

/// Reads what came, answers each request in it; false where the connection has ended.
bool answer(int socket, std::string_view response) {
  std::array<char, 16384> bytes;
  const auto received = ::recv(socket, bytes.data(), bytes.size(), 0);
  if (received <= 0) return received < 0 && errno == EAGAIN;
  const std::string_view text(bytes.data(), static_cast<std::size_t>(received));
  for (auto end = text.find("\r\n\r\n"); end != std::string_view::npos; end = text.find("\r\n\r\n", end + 4)) {
    if (!send_all(socket, response)) return false;
  }
  return true;
}

void serve(int listener, std::string_view response) {
  const int epoll = epoll_create1(0);
  watch(epoll, listener);
  std::array<epoll_event, 256> events{};
  while (true) {
    const int count = epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
      const int ready = events[static_cast<std::size_t>(i)].data.fd;
      if (ready == listener) {
        int socket = 0;
        while ((socket = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK)) >= 0) watch(epoll, socket);
      } else if (!answer(ready, response)) {
        ::close(ready);
      }
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  const bool steered = count == 4 && std::string_view(arguments[3]) == "--steer";
  if (count != 3 && !steered) {
    std::fputs("use: bare_epoll_bench PORT FILE [--steer]\n", stderr);
    return 2;
  }
  std::ostringstream file;
  file << std::ifstream(arguments[2], std::ios::binary).rdbuf();
  const std::string response = file.str();
  const auto port = static_cast<std::uint16_t>(std::atoi(arguments[1]));
  const auto cores = smartmove::web::allowed_cores();
  std::vector<int> listeners;
  for (std::size_t i = 0; i < (steered ? cores.size() : 2); ++i) listeners.push_back(listen_at(port));
  if (steered && !smartmove::web::steer(listeners.front(), cores)) return std::perror("cannot steer"), 1;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < listeners.size(); ++i) {
    threads.emplace_back([&, i] {
      if (steered) smartmove::web::pin_thread(cores[i]);
      serve(listeners[i], response);
    });
  }
  for (auto& thread : threads) thread.join();
}
