#include "storage/listeners.hpp"

#include "base/log.hpp"

namespace smartmove::storage {

void Listeners::add(ChangeListener listener) {
  const std::lock_guard lock(mutex_);
  auto list = std::make_shared<List>(*list_);
  list->push_back(std::move(listener));
  list_ = std::move(list);
}

std::size_t Listeners::deliver(const Change& change) const {
  // A copy, so that a listener may add another and none is called under the lock.
  const auto list = [this] {
    const std::lock_guard lock(mutex_);
    return list_;
  }();
  for (const auto& listener : *list) {
    try {
      listener(change);
    } catch (const std::exception& exception) {
      base::log(spdlog::level::err, "change_listener_failed", {{"cause", exception.what()}});
    }
  }
  return list->size();
}

}  // namespace smartmove::storage
