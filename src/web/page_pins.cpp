#include "web/page_pins.hpp"

#include <string>
#include <vector>

namespace smartmove::web {

PagePtr PagePins::pin(const PageView& page) {
  auto& pinned = pins_[{page.slot(), page.checksum()}];
  if (auto shared = pinned.lock(); shared && shared->bytes().size() == page.bytes().size()) return shared;
  auto copy = std::make_shared<const Page>(std::string(page.bytes()), std::vector<std::string>());
  pinned = copy;
  return copy;
}

void PagePins::sweep() {
  std::erase_if(pins_, [](const auto& pin) { return pin.second.expired(); });
}

}  // namespace smartmove::web
