#include "app/service_manager.hpp"

#include <array>
#include <cstdlib>
#include <cstring>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.hpp"

namespace smartmove::app {
namespace {

using ::testing::HasSubstr;

/// A socket that stands for the service manager's, with an abstract name of this process.
class Manager {
 public:
  Manager() : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = "smartmove-test-" + std::to_string(::getpid());
    std::memcpy(address.sun_path + 1, name.data(), name.size());
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    EXPECT_EQ(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), size), 0);
    ::setenv("NOTIFY_SOCKET", ("@" + name).c_str(), 1);
  }
  ~Manager() {
    ::close(socket_);
    ::unsetenv("NOTIFY_SOCKET");
  }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;

  std::string heard() {
    std::array<char, 256> text{};
    const auto size = ::recv(socket_, text.data(), text.size(), MSG_DONTWAIT);
    return size < 0 ? "nothing" : std::string(text.data(), static_cast<std::size_t>(size));
  }

 private:
  int socket_;
};

int listening_socket() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(::listen(socket, 1), 0);
  return socket;
}

TEST(ServiceManager, IsToldWhereThereIsOne) {
  Manager manager;
  notify_service_manager("READY=1");
  EXPECT_EQ(manager.heard(), "READY=1");
  EXPECT_EQ(manager.heard(), "nothing");
}

TEST(ServiceManager, ThatDoesNotListenIsLogged) {
  const auto before = spdlog::default_logger();
  testing::internal::CaptureStderr();
  base::configure_log(base::LogFormat::text, "warn");
  notify_service_manager("READY=1");  // there is none
  for (const auto& name : {std::string("/nonexistent/notify"), std::string(200, 'x')}) {
    ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
    notify_service_manager("STOPPING=1");
  }
  ::unsetenv("NOTIFY_SOCKET");
  const auto written = testing::internal::GetCapturedStderr();
  spdlog::set_default_logger(before);
  EXPECT_THAT(written, HasSubstr("service_manager_not_told state=\"STOPPING=1\" socket=/nonexistent/notify"));
  EXPECT_THAT(written, HasSubstr("File name too long"));
  EXPECT_EQ(written.find("READY"), std::string::npos);
}

TEST(ServiceManager, PassesSocketsToOneProcessOnly) {
  ::setenv("LISTEN_FDS", "2", 1);
  ::setenv("LISTEN_PID", "1", 1);
  const auto sockets = sockets_from_service_manager();
  ASSERT_TRUE(sockets);
  EXPECT_TRUE(sockets->empty());
  EXPECT_EQ(std::getenv("LISTEN_FDS"), nullptr);
  EXPECT_EQ(std::getenv("LISTEN_PID"), nullptr);
}

TEST(ServiceManager, MustPassListeningTcpSockets) {
  const int right = listening_socket();
  EXPECT_TRUE(check_listener(right, "http"));
  EXPECT_NE(port_of(right), 0);
  const int datagram = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const int silent = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
  for (const int wrong : {datagram, silent, -1}) {
    const auto refused = check_listener(wrong, "http");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, base::ErrorKind::invalid);
    EXPECT_THAT(refused.error().message, HasSubstr("socket http"));
  }
  for (const int socket : {right, datagram, silent}) ::close(socket);
}

}  // namespace
}  // namespace smartmove::app
