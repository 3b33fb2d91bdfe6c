#pragma once

#include <chrono>
#include <libpq-fe.h>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace smartmove::storage {

/// A libpq connection that one thread uses and another can interrupt at any time.
class FeedConnection {
 public:
  FeedConnection();
  ~FeedConnection();
  FeedConnection(const FeedConnection&) = delete;
  FeedConnection& operator=(const FeedConnection&) = delete;

  using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

  /// Connects within `patience`; otherwise the reason why not.
  std::optional<std::string> connect(const std::string& connection_string, std::chrono::seconds patience);
  void disconnect();
  bool is_connected() const { return connection_ != nullptr; }

  Result run(const char* sql, const std::vector<std::string>& arguments = {});
  std::string error() const;

  /// Waits for a notification, the interruption or the end of the time; false if the connection was lost.
  bool wait_for_notification(std::chrono::milliseconds time);
  /// Waits for the interruption or the end of the time.
  void wait(std::chrono::milliseconds time);

  /// From any thread: ends what the other thread waits for, now and later.
  void interrupt();
  bool is_interrupted() const;

 private:
  bool poll_until(short events, std::chrono::steady_clock::time_point deadline);
  void adopt(PGconn* connection);

  PGconn* connection_ = nullptr;
  int wake_ = -1;     // an eventfd, readable once interrupted
  std::mutex mutex_;  // for socket_: it must not be another file's when it is shut down
  int socket_ = -1;
};

}  // namespace smartmove::storage
