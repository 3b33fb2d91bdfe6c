#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <utility>

#include "web/page.hpp"

namespace smartmove::web {

/// Copies of the store's pages for clients that take them slowly, one a page however many those are. For one thread.
class PagePins {
 public:
  PagePtr pin(const PageView& page);
  void sweep();  ///< forgets those that nobody takes any more

 private:
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::weak_ptr<const Page>> pins_;  ///< by slot and checksum
};

}  // namespace smartmove::web
