#pragma once

#include <algorithm>
#include <arpa/inet.h>
#include <cstdint>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace smartmove::web {

/// A blocking HTTP client for tests over loopback that reads answers one by one. Every wait ends after ten seconds.
class TestClient {
 public:
  struct Answer {
    int status = 0;
    std::string head;
    std::string body;
    /// Empty where it is not there; `name` as written.
    std::string header(const std::string& name) const {
      const auto begin = head.find("\r\n" + name + ": ");
      if (begin == std::string::npos) return {};
      const auto value = begin + name.size() + 4;
      return head.substr(value, head.find("\r\n", value) - value);
    }
  };

  explicit TestClient(std::uint16_t port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }
  ~TestClient() {
    if (socket_ >= 0) ::close(socket_);
  }
  TestClient(TestClient&& other) noexcept : socket_(std::exchange(other.socket_, -1)), in_(std::move(other.in_)) {}
  TestClient& operator=(TestClient&&) = delete;

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) throw std::runtime_error("cannot send");
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  Answer get(const std::string& target, const std::string& headers = {}) {
    send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
    return read();
  }

  /// The next answer; of one to HEAD, or a 304 or 204, only the head.
  Answer read(bool head_only = false) {
    Answer answer;
    while (in_.find("\r\n\r\n") == std::string::npos) receive();
    const auto end = in_.find("\r\n\r\n") + 2;
    answer.head = in_.substr(0, end);
    in_.erase(0, end + 2);
    answer.status = std::stoi(answer.head.substr(9, 3));
    const auto length = answer.header("Content-Length");
    if (head_only || length.empty() || answer.status == 304) return answer;
    while (in_.size() < std::stoul(length)) receive();
    answer.body = in_.substr(0, std::stoul(length));
    in_.erase(0, answer.body.size());
    return answer;
  }

  /// Waits until the server has closed; what comes before is thrown away.
  bool closed() {
    try {
      while (true) receive();
    } catch (const std::runtime_error& ended) {
      return std::string_view(ended.what()) == "closed";
    }
  }

 private:
  void receive() {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, 10'000) != 1) throw std::runtime_error("nothing came");
    char bytes[65536];
    const auto received = ::recv(socket_, bytes, sizeof bytes, 0);
    if (received <= 0) throw std::runtime_error("closed");
    in_.append(bytes, static_cast<std::size_t>(received));
  }

  int socket_;
  std::string in_{};
};

}  // namespace smartmove::web
