#pragma once

#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/member.hpp>
#include <boost/multi_index/sequenced_index.hpp>
#include <boost/multi_index_container.hpp>
#include <cstddef>
#include <mutex>
#include <optional>

#include "content/document.hpp"

namespace smartmove::content {

/// Bodies of revisions in memory, the least recently used out. A revision never changes, so nothing here is ever out
/// of date; whether it is the one to show is for the database to say. Thread-safe.
class BodyCache {
 public:
  /// Holds about so many bytes (see weight_of()); 0 keeps nothing.
  explicit BodyCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  std::optional<SharedJson> find(RevisionId revision);
  void keep(RevisionId revision, SharedJson body);
  std::size_t bytes() const;

 private:
  struct Entry {
    RevisionId revision;
    SharedJson body;
    std::size_t weight;
  };
  using Entries = boost::multi_index_container<
      Entry, boost::multi_index::indexed_by<
                 boost::multi_index::sequenced<>,  // the latest used first
                 boost::multi_index::hashed_unique<boost::multi_index::member<Entry, RevisionId, &Entry::revision>>>>;

  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  Entries entries_;
  std::size_t bytes_ = 0;
};

}  // namespace smartmove::content
