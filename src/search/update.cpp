#include "search/update.hpp"

#include <algorithm>
#include <set>

#include "base/log.hpp"

namespace smartmove::search {
namespace {

constexpr std::size_t batch = 200;        // documents read at a time
constexpr std::size_t commit_every = 20;  // batches: what a crash may lose of a long run

/// What is to be put and what is to go, to make `there` of `here`.
struct Difference {
  std::vector<std::string> to_put;
  std::vector<std::string> to_remove;
};

Difference difference(const std::map<std::string, std::string>& here, const std::map<std::string, std::string>& there) {
  Difference made;
  for (const auto& [reference, stamp] : there) {
    const auto found = here.find(reference);
    if (found == here.end() || found->second != stamp) made.to_put.push_back(reference);
  }
  for (const auto& [reference, stamp] : here) {
    if (!there.contains(reference)) made.to_remove.push_back(reference);
  }
  return made;
}

}  // namespace

base::Result<> Update::check_stop() const {
  if (stop_) return base::fail(base::ErrorKind::unavailable, "The server is stopping.");
  return {};
}

base::Result<IndexWriter*> Update::writer(const std::string& language) {
  auto found = writers_.find(language);
  if (found == writers_.end()) {
    auto& index = indexes_.of(language);
    index.on_damage(damaged_);
    found = writers_.emplace(language, TRY(IndexWriter::open(index))).first;
  }
  return &found->second;
}

base::Result<> Update::everything() {
  for (const auto& language : TRY(source_.languages())) TRY(compare(language));
  return {};
}

base::Result<> Update::compare(const std::string& language) {
  auto* index = TRY(writer(language));
  const auto changes = difference(TRY(index->stamps()), TRY(source_.stamps(language)));
  for (const auto& reference : changes.to_remove) TRY(index->remove(reference));
  for (std::size_t i = 0; i < changes.to_put.size(); i += batch) {
    TRY(check_stop());
    const auto end = std::min(i + batch, changes.to_put.size());
    TRY(put(language, {changes.to_put.begin() + static_cast<std::ptrdiff_t>(i),
                       changes.to_put.begin() + static_cast<std::ptrdiff_t>(end)}));
    if (i / batch % commit_every == commit_every - 1) TRY(index->commit());
  }
  TRY(index->commit(IndexWriter::State::whole));
  updated_(language);
  if (index->is_new() || !changes.to_put.empty() || !changes.to_remove.empty()) {
    base::log(spdlog::level::info, "search_index_updated",
              {{"language", language}, {"put", changes.to_put.size()}, {"removed", changes.to_remove.size()}});
  }
  return {};
}

base::Result<> Update::put(const std::string& language, const std::vector<std::string>& references) {
  auto* index = TRY(writer(language));
  std::set<std::string> gone(references.begin(), references.end());
  for (const auto& document : TRY(source_.documents(language, references))) {
    TRY(index->put(document));
    gone.erase(document.reference);
  }
  for (const auto& reference : gone) TRY(index->remove(reference));
  return {};
}

base::Result<> Update::some(const std::vector<std::string>& references) {
  for (const auto& language : TRY(source_.languages())) {
    if (!writers_.contains(language)) {  // the language is new: all its pages are
      TRY(compare(language));
      continue;
    }
    TRY(put(language, references));
    auto* index = TRY(writer(language));
    TRY(index->commit());
    updated_(language);
  }
  return {};
}

}  // namespace smartmove::search
