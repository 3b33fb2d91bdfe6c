#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "search/index_writer.hpp"
#include "search/indexes.hpp"
#include "search/source.hpp"

namespace smartmove::search {

/// The work of a Follower: brings the indexes to what the source is. Belongs to one thread.
class Update {
 public:
  using Listener = std::function<void(const std::string& language)>;

  /// Ends early, with an Error, once `stop` is true.
  Update(Indexes& indexes, Source& source, Listener updated, const std::atomic<bool>& stop)
      : indexes_(indexes), source_(source), updated_(std::move(updated)), stop_(stop) {}

  void on_damage(std::function<void()> listener) { damaged_ = std::move(listener); }

  /// Closes the indexes, so that they are looked over before they are used again.
  void distrust() { writers_.clear(); }

  base::Result<> everything();  ///< whatever has another stamp, in every language
  base::Result<> some(const std::vector<std::string>& references);
  base::Result<std::optional<base::Instant>> next_change() { return source_.next_change(); }

 private:
  base::Result<> compare(const std::string& language);
  base::Result<> put(const std::string& language, const std::vector<std::string>& references);
  base::Result<IndexWriter*> writer(const std::string& language);
  base::Result<> check_stop() const;

  Indexes& indexes_;
  Source& source_;
  Listener updated_;
  const std::atomic<bool>& stop_;
  std::function<void()> damaged_;
  std::map<std::string, IndexWriter> writers_;
};

}  // namespace smartmove::search
