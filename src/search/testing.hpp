#pragma once

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "search/index_writer.hpp"
#include "search/indexes.hpp"
#include "search/source.hpp"

namespace smartmove::search::testing {

template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message + " [" + result.error().cause + "]");
  return base::take(std::move(result));
}

/// A folder of its own, removed with everything in it.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() / ("smartmove-search-" + base::Uuid::generate().to_string())) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline Document document(const std::string& key, const std::string& title, const std::string& text = "Text.") {
  Document made;
  made.reference = "page/" + key;
  made.stamp = "1";
  made.path = "/" + key;
  made.kind = "page";
  made.title = title;
  made.text = text;
  return made;
}

/// Puts them in and says that these are all.
inline void fill(Index& index, const std::vector<Document>& documents) {
  auto writer = must(IndexWriter::open(index));
  for (const auto& each : documents) must(writer.put(each));
  must(writer.commit(IndexWriter::State::whole));
}

inline std::vector<std::string> references(const Found& found) {
  std::vector<std::string> all;
  for (const auto& hit : found.hits) all.push_back(hit.reference.substr(hit.reference.find('/') + 1));
  return all;
}

/// Keys of what is found, the best first.
inline std::vector<std::string> find(const Index& index, const std::string& text, LastWord last = LastWord::whole) {
  Request request;
  request.text = text;
  request.last_word = last;
  return references(must(index.find(request)));
}

/// Pages in memory, in one language. Thread-safe.
class Pages : public Source {
 public:
  base::Result<std::vector<std::string>> languages() override { return std::vector<std::string>{"sv"}; }

  base::Result<std::map<std::string, std::string>> stamps(const std::string&) override {
    const std::lock_guard lock(mutex_);
    ++comparisons_;
    if (failures_ > 0 && failures_-- > 0) return base::fail(base::ErrorKind::unavailable, "The source is away.");
    std::map<std::string, std::string> all;
    for (const auto& [reference, page] : pages_) all.emplace(reference, page.stamp);
    return all;
  }
  base::Result<std::vector<Document>> documents(const std::string&, const std::vector<std::string>& wanted) override {
    const std::lock_guard lock(mutex_);
    std::vector<Document> found;
    for (const auto& reference : wanted) {
      ++read_;
      if (const auto page = pages_.find(reference); page != pages_.end()) found.push_back(page->second);
    }
    return found;
  }
  base::Result<std::optional<base::Instant>> next_change() override {
    const std::lock_guard lock(mutex_);
    return std::exchange(next_, std::nullopt);
  }

  void put(const Document& page) {
    const std::lock_guard lock(mutex_);
    pages_[page.reference] = page;
  }
  void remove(const std::string& reference) {
    const std::lock_guard lock(mutex_);
    pages_.erase(reference);
  }
  void fail_next(int times) {
    const std::lock_guard lock(mutex_);
    failures_ = times;
  }
  void change_at(base::Instant at) {
    const std::lock_guard lock(mutex_);
    next_ = at;
  }
  int comparisons() const {
    const std::lock_guard lock(mutex_);
    return comparisons_;
  }
  int read() const {
    const std::lock_guard lock(mutex_);
    return read_;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Document> pages_;
  std::optional<base::Instant> next_;
  int failures_ = 0;
  int comparisons_ = 0;
  int read_ = 0;
};

}  // namespace smartmove::search::testing
