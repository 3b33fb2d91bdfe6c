#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "storage/change.hpp"

namespace smartmove::storage {

/// Who wants to hear of changes. Thread-safe.
class Listeners {
 public:
  void add(ChangeListener listener);

  /// Calls each; the number of them. One that throws is logged and does not keep the others from hearing.
  std::size_t deliver(const Change& change) const;

 private:
  using List = std::vector<ChangeListener>;
  mutable std::mutex mutex_;
  std::shared_ptr<const List> list_ = std::make_shared<List>();
};

}  // namespace smartmove::storage
