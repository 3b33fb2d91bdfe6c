#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace smartmove::web {

/// Threads that run handlers. Thread-safe.
class WorkerPool {
 public:
  using Job = std::function<void()>;  ///< must not throw

  WorkerPool(unsigned threads, std::size_t max_waiting);
  ~WorkerPool() { stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False, and `job` is not kept, where too many wait already or the pool has stopped.
  bool post(Job job);
  std::size_t waiting() const;
  /// Runs what waits, then ends the threads.
  void stop();

 private:
  void work();

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  std::size_t max_waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace smartmove::web
