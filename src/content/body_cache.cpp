#include "content/body_cache.hpp"

#include <utility>

namespace smartmove::content {

std::optional<SharedJson> BodyCache::find(RevisionId revision) {
  const std::lock_guard lock(mutex_);
  auto& by_revision = entries_.get<1>();
  const auto found = by_revision.find(revision);
  if (found == by_revision.end()) return std::nullopt;
  entries_.relocate(entries_.begin(), entries_.project<0>(found));
  return found->body;
}

void BodyCache::keep(RevisionId revision, SharedJson body) {
  const auto weight = weight_of(body);
  if (weight > max_bytes_) return;
  const std::lock_guard lock(mutex_);
  if (!entries_.push_front({revision, std::move(body), weight}).second) return;
  bytes_ += weight;
  while (bytes_ > max_bytes_) {
    bytes_ -= entries_.back().weight;
    entries_.pop_back();
  }
}

std::size_t BodyCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

}  // namespace smartmove::content
