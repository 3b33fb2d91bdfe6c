#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "search/fragment.hpp"

namespace Xapian {
class Database;
}

namespace smartmove::search {

constexpr std::size_t max_depth = 100;  ///< results that can be reached

/// Whether the last word may be only the beginning of one, as while it is being typed.
enum class LastWord { whole, open };

struct Request {
  std::string text;  ///< whatever somebody typed; see parse_query()
  std::string kind{};
  std::string audience{};
  std::string place{};  ///< each empty: any
  std::size_t offset = 0;
  std::size_t limit = 10;
  LastWord last_word = LastWord::whole;
};

struct Hit {
  std::string reference;
  std::string path;
  std::string kind;
  std::string title;
  std::vector<Fragment> snippet;
  base::Instant published_at;
};

/// How many of the results are of which kind, audience and place. Each is counted as if it were not filtered by itself.
struct Facets {
  std::map<std::string, std::size_t> kinds;
  std::map<std::string, std::size_t> audiences;
  std::map<std::string, std::size_t> places;
};

struct Found {
  std::string text;  ///< the query as it was understood
  std::vector<Hit> hits;
  std::size_t total = 0;    ///< about, where there are thousands
  bool some_words = false;  ///< nothing has all the words: these have some
  std::string suggestion;   ///< with other spellings, that are found; empty: none
  Facets facets;
};

/// The search index of one language, for reading. Thread-safe, beside the one IndexWriter too.
class Index {
 public:
  Index(std::filesystem::path folder, std::string language);
  ~Index();

  /// Any text is a query; the best first. unavailable: the index is being built, or is damaged.
  base::Result<Found> find(const Request& request) const;

  /// Called once when the index is found to be damaged, on any thread; short.
  void on_damage(std::function<void()> listener);
  void note_damage() const;
  bool is_damaged() const;  ///< until reset()

  /// The index was opened by its writer, or made anew: forgets what was there before.
  void reset();

  const std::filesystem::path& folder() const { return folder_; }
  const std::string& language() const { return language_; }

 private:
  std::unique_ptr<Xapian::Database> take() const;
  void give_back(std::unique_ptr<Xapian::Database> database, unsigned generation) const;

  std::filesystem::path folder_;
  std::string language_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Xapian::Database>> idle_;  // under mutex_, with the two below
  mutable unsigned generation_ = 0;
  mutable bool damage_noted_ = false;
  std::function<void()> listener_;
};

}  // namespace smartmove::search
