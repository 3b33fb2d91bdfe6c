#include "app/service_manager.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.hpp"

namespace smartmove::app {
namespace {

constexpr int first_passed = 3;
constexpr int most_passed = 1024;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT: before any thread exists, and nobody sets it later
  return value == nullptr ? std::string_view{} : value;
}

/// 0 for what is no number.
int number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

bool send_to(std::string_view path, std::string_view message) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return errno = ENAMETOOLONG, false;
  std::ranges::copy(path, address.sun_path);
  if (path.front() == '@') address.sun_path[0] = '\0';  // Linux' abstract names
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return false;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
  const auto sent =
      ::sendto(socket, message.data(), message.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), size);
  const int error = errno;
  ::close(socket);
  errno = error;
  return sent == static_cast<ssize_t>(message.size());
}

int option(int socket, int name) {
  int value = -1;
  socklen_t size = sizeof value;
  return ::getsockopt(socket, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
}

sockaddr_storage address_of(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) address.ss_family = AF_UNSPEC;
  return address;
}

}  // namespace

void notify_service_manager(std::string_view state) {
  const auto path = environment("NOTIFY_SOCKET");
  if (path.empty() || send_to(path, state)) return;
  base::log(spdlog::level::warn, "service_manager_not_told",
            {{"state", state}, {"socket", path}, {"cause", std::strerror(errno)}});
}

base::Result<> check_listener(int socket, std::string_view name) {
  const auto family = address_of(socket).ss_family;
  if (option(socket, SO_TYPE) == SOCK_STREAM && option(socket, SO_ACCEPTCONN) == 1 &&
      (family == AF_INET || family == AF_INET6)) {
    return {};
  }
  return base::fail(base::ErrorKind::invalid,
                    fmt::format("The socket {} that was passed to the server is no listening TCP socket: pass such "
                                "as ListenStream= in a systemd socket unit makes.",
                                name));
}

base::Result<std::vector<int>> sockets_from_service_manager() {
  std::vector<int> sockets;
  const int count = std::clamp(number(environment("LISTEN_FDS")), 0, most_passed);
  const bool for_us = number(environment("LISTEN_PID")) == ::getpid();
  std::string names(environment("LISTEN_FDNAMES"));
  for (const char* name : {"LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"}) ::unsetenv(name);
  if (!for_us) return sockets;
  for (int socket = first_passed; socket < first_passed + count; ++socket) {
    const auto name = names.substr(0, names.find(':'));
    names.erase(0, name.size() + 1);
    TRY(check_listener(socket, name.empty() ? fmt::format("number {}", socket) : name));
    ::fcntl(socket, F_SETFD, FD_CLOEXEC);
    sockets.push_back(socket);
  }
  return sockets;
}

std::uint16_t port_of(int socket) {
  const auto address = address_of(socket);
  const bool is_v6 = address.ss_family == AF_INET6;
  return ntohs(is_v6 ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                     : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

}  // namespace smartmove::app
