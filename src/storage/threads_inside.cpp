#include "storage/threads_inside.hpp"

#include <stdexcept>

namespace smartmove::storage {

ThreadsInside::Mark ThreadsInside::enter() {
  const std::lock_guard lock(mutex_);
  if (!ids_.insert(std::this_thread::get_id()).second) {
    throw std::logic_error("Database::read() or write() inside another: hand the Session on instead.");
  }
  return Mark(*this);
}

void ThreadsInside::leave() {
  const std::lock_guard lock(mutex_);
  ids_.erase(std::this_thread::get_id());
}

}  // namespace smartmove::storage
