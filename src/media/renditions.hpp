#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "media/media_store.hpp"
#include "media/recipe.hpp"

namespace smartmove::media {

/// Pictures in other sizes and formats: kept in the store, made when they are not there, by a few threads of its own.
/// However many wait for one, it is made once. All of them may be deleted at any time. Thread-safe.
class Renditions {
 public:
  /// Each thread makes one at once: the AVIF encoder takes several cores by itself and cannot be told not to.
  Renditions(MediaStore& store, unsigned threads);
  ~Renditions();  ///< what is being made is finished, what waits is not begun
  Renditions(const Renditions&) = delete;
  Renditions& operator=(const Renditions&) = delete;

  /// If it is kept already.
  base::Result<std::optional<std::string>> find(const std::string& sha256, const Recipe& recipe);

  /// Has it made from the original and waits for it, at most for `patience`. Nothing: it will be there later, or there
  /// is too much to do already. not_found: there is no such original.
  base::Result<std::optional<std::string>> make(const std::string& sha256, const Recipe& recipe,
                                                std::chrono::milliseconds patience);

 private:
  struct Job {
    std::string sha256;
    Recipe recipe;
    std::optional<base::Result<std::string>> result{};  // guarded by mutex_
  };
  void work();
  base::Result<std::string> make_now(const Job& job);

  MediaStore& store_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Job>> waiting_;
  std::map<std::string, std::shared_ptr<Job>> jobs_;  // by the rendition's name, while waited for or made
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace smartmove::media
