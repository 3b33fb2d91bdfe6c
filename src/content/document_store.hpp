#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/organisation.hpp"
#include "content/document.hpp"
#include "content/region.hpp"
#include "storage/session.hpp"

namespace smartmove::content {

/// A document in one language as it is being worked on.
struct LanguageVersion {
  std::string slug;
  std::string path;
  Status status = Status::draft;
  std::optional<base::Instant> publish_at;
  std::optional<base::Instant> expire_at;
  std::optional<base::Instant> visible_from;  ///< both, narrowed by what the body says
  std::optional<base::Instant> visible_until;
  RevisionId current_revision;
  std::optional<RevisionId> published_revision;
  std::optional<base::Instant> published_at;
  std::int64_t number = 0;  ///< of the current revision, from 1
  boost::json::value body;  ///< of the current revision
};
BOOST_DESCRIBE_STRUCT(LanguageVersion, (),
                      (slug, path, status, publish_at, expire_at, visible_from, visible_until, current_revision,
                       published_revision, published_at, number, body))

/// What somebody wants a document to be in one language. `based_on` is the revision they started from; empty: none yet.
struct Edit {
  DocumentId document;
  std::string language;
  std::string slug;
  std::string path;
  Status status = Status::draft;
  std::optional<base::Instant> publish_at;
  std::optional<base::Instant> expire_at;
  Schedule own;  ///< what the body itself says (DocumentType::schedule)
  boost::json::value body;
  std::optional<RevisionId> based_on;
  std::string author;
};

struct DocumentSummary {
  DocumentId id;
  std::string type;
  std::string key;
  std::string owner;  ///< organisation key
};
BOOST_DESCRIBE_STRUCT(DocumentSummary, (), (id, type, key, owner))

/// A document in a language in which it has not been withdrawn.
struct StandingLanguage {
  DocumentId id;
  std::string type;
  std::string key;
  std::string language;

  std::string reference() const { return type + "/" + key; }
};
BOOST_DESCRIBE_STRUCT(StandingLanguage, (), (id, type, key, language))

struct PageAddress {
  std::string type;
  std::string key;
  std::string language;
  std::string path;
  base::Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(PageAddress, (), (type, key, language, path, changed_at))

/// What tells one state of a public page from another.
struct PublishedMark {
  std::string type;
  std::string key;
  std::string path;
  base::Instant published_at;
  RevisionId revision;
};
BOOST_DESCRIBE_STRUCT(PublishedMark, (), (type, key, path, published_at, revision))

struct LanguageAddress {
  std::string language;
  std::string path;
};
BOOST_DESCRIBE_STRUCT(LanguageAddress, (), (language, path))

/// Documents and their revisions, within one transaction. Everything `published…` is as the public sees it at `now`.
class DocumentStore {
 public:
  explicit DocumentStore(storage::Session& session) : session_(session) {}

  base::Result<std::optional<Region>> region();
  base::Result<bool> put_region(const Region& region);  ///< whether anything changed

  base::Result<bool> exists(std::string_view type, std::string_view key);
  base::Result<std::optional<DocumentId>> find(std::string_view type, std::string_view key);
  /// Finds it or makes it, with that owner; another owner than before is announced as a change of the document.
  base::Result<DocumentId> put_document(std::string_view type, std::string_view key, accounts::OrganisationId owner,
                                        base::Instant now);
  base::Result<std::optional<accounts::Organisation>> owner(DocumentId document);
  base::Result<std::optional<LanguageVersion>> version(DocumentId document, std::string_view language);
  /// Saves what differs, as a new revision where the body does; an old address becomes a redirect. Gives whether
  /// anything changed. conflict: another revision came in between, or the address belongs to another document.
  base::Result<bool> save(const Edit& edit, base::Instant now);

  /// Takes a language version off the site: its address answers "gone" if it was ever public. Gives whether it changed.
  base::Result<bool> withdraw(DocumentId document, std::string_view language, base::Instant now);

  /// The reference of the document that has this address, public or not.
  base::Result<std::optional<std::string>> address_owner(std::string_view language, std::string_view path);
  /// Gives the address up without a redirect: another document takes it over in this transaction.
  base::Result<> leave_address(DocumentId document, std::string_view language);

  base::Result<std::optional<PublishedDocument>> published_at(std::string_view language, std::string_view path,
                                                              base::Instant now);
  base::Result<std::optional<PublishedDocument>> published(std::string_view type, std::string_view key,
                                                           std::string_view language, base::Instant now);
  base::Result<std::vector<PublishedDocument>> published_of_type(std::string_view type, std::string_view language,
                                                                 base::Instant now);  ///< by key
  /// The same without bodies.
  base::Result<std::optional<PublishedHead>> published_head_at(std::string_view language, std::string_view path,
                                                               base::Instant now);
  base::Result<std::optional<PublishedHead>> published_head(std::string_view type, std::string_view key,
                                                            std::string_view language, base::Instant now);
  base::Result<std::vector<PublishedHead>> published_heads_of_type(std::string_view type, std::string_view language,
                                                                   base::Instant now);  ///< by key
  /// The address of a published document, empty if it has none; nothing if it is not published.
  base::Result<std::optional<std::string>> published_path(std::string_view type, std::string_view key,
                                                          std::string_view language, base::Instant now);
  base::Result<SharedJson> body(RevisionId revision);                         ///< internal: there is no such revision
  base::Result<std::vector<PageAddress>> published_pages(base::Instant now);  ///< by type, key, language
  /// Those that are, were or will be public at some time between the two (the first not included), by key, as they
  /// stand now; not what has been withdrawn.
  base::Result<std::vector<ShownDocument>> shown_between(std::string_view type, std::string_view language,
                                                         base::Instant from, base::Instant until);
  base::Result<std::vector<ShownHead>> shown_heads_between(std::string_view type, std::string_view language,
                                                           base::Instant from, base::Instant until);
  /// Of every page in this language, in no order.
  base::Result<std::vector<PublishedMark>> published_marks(std::string_view language, base::Instant now);
  base::Result<std::vector<LanguageAddress>> published_languages(DocumentId document, base::Instant now);
  /// The present address of the page that once lived at `path`.
  base::Result<std::optional<std::string>> redirect(std::string_view language, std::string_view path,
                                                    base::Instant now);
  /// Whether a page was public at `path` and has been withdrawn or has expired.
  base::Result<bool> is_gone(std::string_view language, std::string_view path, base::Instant now);
  /// The page that was public at `path`, as it was when it expired; none if it was withdrawn.
  base::Result<std::optional<PublishedDocument>> expired_at(std::string_view language, std::string_view path,
                                                            base::Instant now);
  /// When the next scheduled page appears or leaves, after `now`.
  base::Result<std::optional<base::Instant>> next_schedule(base::Instant now);

  base::Result<std::vector<DocumentSummary>> all();        ///< by type and key
  base::Result<std::vector<StandingLanguage>> standing();  ///< by type, key and language
  base::Result<std::vector<std::string>> languages(DocumentId document);

 private:
  base::Result<RevisionId> add_revision(const Edit& edit, std::int64_t number, base::Instant now);
  base::Result<> move_address(const Edit& edit, const std::string& old_path, base::Instant now);

  storage::Session& session_;
};

}  // namespace smartmove::content
