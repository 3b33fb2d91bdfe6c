#include "storage/feed_connection.hpp"

#include <algorithm>
#include <array>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace smartmove::storage {
namespace {
using Clock = std::chrono::steady_clock;

int milliseconds_until(Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<long long>(left, 0, 3'600'000));
}

void ignore_notice(void*, const char*) {}

}  // namespace

FeedConnection::FeedConnection() : wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (wake_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

FeedConnection::~FeedConnection() {
  disconnect();
  ::close(wake_);
}

bool FeedConnection::poll_until(short events, Clock::time_point deadline) {
  std::array<pollfd, 2> files{pollfd{wake_, POLLIN, 0}, pollfd{connection_ ? PQsocket(connection_) : -1, events, 0}};
  ::poll(files.data(), files.size(), milliseconds_until(deadline));
  return files[1].revents != 0;
}

void FeedConnection::wait(std::chrono::milliseconds time) {
  pollfd file{wake_, POLLIN, 0};
  ::poll(&file, 1, static_cast<int>(time.count()));
}

bool FeedConnection::is_interrupted() const {
  pollfd file{wake_, POLLIN, 0};
  return ::poll(&file, 1, 0) > 0;
}

void FeedConnection::interrupt() {
  ::eventfd_write(wake_, 1);
  const std::lock_guard lock(mutex_);
  if (socket_ >= 0) ::shutdown(socket_, SHUT_RDWR);  // a query that waits for a silent server ends here
}

void FeedConnection::adopt(PGconn* connection) {
  const std::lock_guard lock(mutex_);
  connection_ = connection;
  socket_ = connection == nullptr ? -1 : PQsocket(connection);
}

void FeedConnection::disconnect() {
  PGconn* old = connection_;
  adopt(nullptr);
  PQfinish(old);
}

std::string FeedConnection::error() const { return connection_ ? PQerrorMessage(connection_) : "not connected"; }

std::optional<std::string> FeedConnection::connect(const std::string& connection_string,
                                                   std::chrono::seconds patience) {
  disconnect();
  connection_ = PQconnectStart(connection_string.c_str());
  if (connection_ == nullptr) throw std::bad_alloc();
  const auto deadline = Clock::now() + patience;
  std::string reason = "it did not answer";
  auto state = PQstatus(connection_) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
  while (state != PGRES_POLLING_OK) {
    if (state == PGRES_POLLING_FAILED) reason = error();
    if (state == PGRES_POLLING_FAILED || Clock::now() >= deadline || is_interrupted()) {
      disconnect();
      return reason;
    }
    poll_until(state == PGRES_POLLING_READING ? POLLIN : POLLOUT, deadline);
    state = PQconnectPoll(connection_);
  }
  PQsetNoticeProcessor(connection_, ignore_notice, nullptr);
  adopt(connection_);
  return std::nullopt;
}

FeedConnection::Result FeedConnection::run(const char* sql, const std::vector<std::string>& arguments) {
  std::vector<const char*> values;
  for (const auto& argument : arguments) values.push_back(argument.c_str());
  return {PQexecParams(connection_, sql, static_cast<int>(values.size()), nullptr, values.data(), nullptr, nullptr, 0),
          PQclear};
}

bool FeedConnection::wait_for_notification(std::chrono::milliseconds time) {
  // Those that came with an answer are in memory already, and the socket would stay silent about them.
  const auto drain = [this] {
    bool any = false;
    while (PGnotify* notification = PQnotifies(connection_)) {
      PQfreemem(notification);
      any = true;
    }
    return any;
  };
  if (drain()) return true;
  if (poll_until(POLLIN, Clock::now() + time) && PQconsumeInput(connection_) == 0) return false;
  drain();
  return PQstatus(connection_) == CONNECTION_OK;
}

}  // namespace smartmove::storage
