#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "search/document.hpp"

namespace Xapian {
class WritableDatabase;
}

namespace smartmove::search {

class Index;

/// Changes the index of one language; belongs to one thread, and there is one at a time. What was changed is seen by
/// readers, and survives whatever happens, once commit() has returned.
class IndexWriter {
 public:
  /// Opens the folder of `index` and reads through it; one that is missing, damaged, or of another format is made anew,
  /// empty. unavailable: another process writes to it, or the folder cannot be written.
  static base::Result<IndexWriter> open(Index& index);
  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;
  ~IndexWriter();

  bool is_new() const { return is_new_; }

  /// The stamp of every document, by its reference.
  base::Result<std::map<std::string, std::string>> stamps() const;
  base::Result<> put(const Document& document);  ///< in place of the one with its reference
  base::Result<> remove(const std::string& reference);

  /// `whole`: everything is in; before that, readers say that the index is being built.
  enum class State { as_it_was, whole };
  base::Result<> commit(State state = State::as_it_was);

 private:
  IndexWriter(Index& index, std::unique_ptr<Xapian::WritableDatabase> database, bool is_new);
  template <class Action>
  base::Result<> guarded(Action&& action) const;
  void forget_spellings(const std::string& term);

  Index* index_;
  std::unique_ptr<Xapian::WritableDatabase> database_;
  bool is_new_ = false;
};

}  // namespace smartmove::search
