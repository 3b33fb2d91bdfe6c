#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "search/index.hpp"

namespace smartmove::search {

/// The index of each language, in a folder of its own below `folder`: derived data, safe to delete. Thread-safe.
class Indexes {
 public:
  explicit Indexes(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Known from the first time it is asked for; stays where it is as long as this lives.
  Index& of(const std::string& language);

 private:
  std::filesystem::path folder_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Index>> indexes_;
};

}  // namespace smartmove::search
