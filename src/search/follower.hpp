#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "search/indexes.hpp"
#include "search/source.hpp"

namespace smartmove::search {

/// Keeps the indexes what the source is, on a thread of its own: at once what it is told of, by comparing stamps what
/// it may have missed (at the start, after a failure, when a page appears or goes by its schedule). What is told while
/// it works is taken together. A failure is logged and tried again, later each time.
class Follower {
 public:
  /// Called on the follower's thread after readers can see a change.
  using Listener = std::function<void(const std::string& language)>;

  /// `indexes` and `source` must outlive it. Begins with a comparison of everything.
  Follower(Indexes& indexes, Source& source, Listener updated);
  ~Follower();  ///< ends after the batch under way
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  void changed(const std::vector<std::string>& references);
  void everything_may_have_changed();

  /// Waits until all that it was told of before is in the index, or has failed.
  void settle();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace smartmove::search
