#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "web/request.hpp"

namespace smartmove::web {

/// One answered request, with nothing of the visitor in it: no address, no browser, no query string (law.md).
struct AccessEntry {
  enum class Cache { none, hit, miss };
  Method method = Method::get;
  std::string path{};     ///< as sent, without the query string
  std::size_t route = 0;  ///< index of its pattern; one past the last where none fits
  int status = 0;
  std::size_t bytes = 0;  ///< of the body
  Cache cache = Cache::none;
  std::chrono::nanoseconds took{};
};

/// The access log: each network thread leaves its entries in a ring of its own, one thread writes them. A full ring
/// drops the entry and counts it: no request ever waits for a log.
class AccessLog {
 public:
  /// One thread's entries. push() by that thread alone.
  class Ring {
   public:
    explicit Ring(std::size_t capacity) : slots_(capacity) {}
    void push(AccessEntry entry);

   private:
    friend class AccessLog;
    std::vector<AccessEntry> slots_;
    std::atomic<std::size_t> written_{0};
    std::atomic<std::size_t> read_{0};
    std::atomic<std::uint64_t> dropped_{0};
  };

  /// `routes` are the patterns that entries name by index.
  explicit AccessLog(std::vector<std::string> routes, std::size_t ring_capacity = 4096);
  ~AccessLog();  ///< writes what is left
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  Ring& add_thread();  ///< lives as long as the log
  void turn(bool on);  ///< off: what is pushed stays unwritten, so do not push
  std::uint64_t dropped() const;

 private:
  void work();
  void write_all();
  void write(const AccessEntry& entry) const;

  std::vector<std::string> routes_;
  std::size_t ring_capacity_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<Ring>> rings_;
  bool on_ = false;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace smartmove::web
