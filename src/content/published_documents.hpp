#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/body_cache.hpp"
#include "content/document_store.hpp"

namespace smartmove::content {

/// Published documents as DocumentStore gives them, their bodies from memory where they are there already. For those
/// who make pages.
class PublishedDocuments {
 public:
  /// `cache` may be null.
  PublishedDocuments(storage::Session& session, BodyCache* cache) : store_(session), cache_(cache) {}

  base::Result<std::optional<PublishedDocument>> at(std::string_view language, std::string_view path,
                                                    base::Instant now);
  base::Result<std::optional<PublishedDocument>> one(std::string_view type, std::string_view key,
                                                     std::string_view language, base::Instant now);
  base::Result<std::vector<PublishedDocument>> of_type(std::string_view type, std::string_view language,
                                                       base::Instant now);  ///< by key
  base::Result<std::vector<ShownDocument>> shown_between(std::string_view type, std::string_view language,
                                                         base::Instant from, base::Instant until);  ///< by key

 private:
  base::Result<std::optional<PublishedDocument>> with_body(std::optional<PublishedHead> head);
  base::Result<SharedJson> body(RevisionId revision);
  template <class Document, class Head, class ReadAll>
  base::Result<std::vector<Document>> with_bodies(std::vector<Head> heads, ReadAll read_all);

  DocumentStore store_;
  BodyCache* cache_;
};

}  // namespace smartmove::content
