#pragma once

#include <mutex>
#include <set>
#include <thread>

namespace smartmove::storage {

/// Which threads are in a transaction, so that one inside another is found by the first test that does it rather than
/// as a deadlock under load. Thread-safe.
class ThreadsInside {
 public:
  class Mark {
   public:
    explicit Mark(ThreadsInside& threads) : threads_(threads) {}
    ~Mark() { threads_.leave(); }
    Mark(const Mark&) = delete;
    Mark& operator=(const Mark&) = delete;

   private:
    ThreadsInside& threads_;
  };

  /// Throws std::logic_error if this thread is inside already.
  Mark enter();

 private:
  void leave();

  std::mutex mutex_;
  std::set<std::thread::id> ids_;
};

}  // namespace smartmove::storage
