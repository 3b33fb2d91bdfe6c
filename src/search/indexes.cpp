#include "search/indexes.hpp"

namespace smartmove::search {

Index& Indexes::of(const std::string& language) {
  const std::lock_guard lock(mutex_);
  auto& index = indexes_[language];
  if (!index) index = std::make_unique<Index>(folder_ / language, language);
  return *index;
}

}  // namespace smartmove::search
