#include "content/published_documents.hpp"

#include <algorithm>

namespace smartmove::content {
namespace {

constexpr std::ptrdiff_t few = 4;  // bodies that are fetched one by one rather than all at once

}  // namespace

base::Result<SharedJson> PublishedDocuments::body(RevisionId revision) {
  if (auto found = cache_->find(revision)) return *std::move(found);
  auto body = TRY(store_.body(revision));
  cache_->keep(revision, body);
  return body;
}

base::Result<std::optional<PublishedDocument>> PublishedDocuments::with_body(std::optional<PublishedHead> head) {
  if (!head) return std::optional<PublishedDocument>();
  auto found = TRY(body(head->revision));
  return PublishedDocument{*std::move(head), std::move(found)};
}

/// `read_all` gives all documents with their bodies, for when too many are not in memory.
template <class Document, class Head, class ReadAll>
base::Result<std::vector<Document>> PublishedDocuments::with_bodies(std::vector<Head> heads, ReadAll read_all) {
  std::vector<std::optional<SharedJson>> kept;
  for (const auto& head : heads) kept.push_back(cache_->find(head.revision));
  if (std::ranges::count_if(kept, [](const auto& body) { return !body; }) > few) {
    auto all = TRY(read_all());
    for (const auto& document : all) cache_->keep(document.revision, document.body);
    return all;
  }
  std::vector<Document> documents;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    auto found = kept[i] ? *std::move(kept[i]) : TRY(body(heads[i].revision));
    documents.push_back({std::move(heads[i]), std::move(found)});
  }
  return documents;
}

base::Result<std::optional<PublishedDocument>> PublishedDocuments::at(std::string_view language, std::string_view path,
                                                                      base::Instant now) {
  if (!cache_) return store_.published_at(language, path, now);
  return with_body(TRY(store_.published_head_at(language, path, now)));
}

base::Result<std::optional<PublishedDocument>> PublishedDocuments::one(std::string_view type, std::string_view key,
                                                                       std::string_view language, base::Instant now) {
  if (!cache_) return store_.published(type, key, language, now);
  return with_body(TRY(store_.published_head(type, key, language, now)));
}

base::Result<std::vector<PublishedDocument>> PublishedDocuments::of_type(std::string_view type,
                                                                         std::string_view language, base::Instant now) {
  const auto read_all = [&] { return store_.published_of_type(type, language, now); };
  if (!cache_) return read_all();
  return with_bodies<PublishedDocument>(TRY(store_.published_heads_of_type(type, language, now)), read_all);
}

base::Result<std::vector<ShownDocument>> PublishedDocuments::shown_between(std::string_view type,
                                                                           std::string_view language,
                                                                           base::Instant from, base::Instant until) {
  const auto read_all = [&] { return store_.shown_between(type, language, from, until); };
  if (!cache_) return read_all();
  return with_bodies<ShownDocument>(TRY(store_.shown_heads_between(type, language, from, until)), read_all);
}

}  // namespace smartmove::content
