#pragma once

#include <algorithm>
#include <boost/json.hpp>
#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/json.hpp"
#include "base/time.hpp"
#include "content/shared_json.hpp"

namespace smartmove::content {

using DocumentId = base::Id<struct DocumentTag>;
using RevisionId = base::Id<struct RevisionTag>;

/// Where a document stands in one language. `expired` is not stored: it follows from the schedule.
enum class Status { draft, in_review, scheduled, published, withdrawn };
BOOST_DESCRIBE_ENUM(Status, draft, in_review, scheduled, published, withdrawn)

/// When a document may be seen; either end may be open.
struct Schedule {
  std::optional<base::Instant> from;
  std::optional<base::Instant> until;  ///< no longer seen at this moment

  /// Within both.
  static Schedule both(const Schedule& a, const Schedule& b) {
    const auto later = [](auto x, auto y) { return !x ? y : !y ? x : std::max(x, y); };
    const auto earlier = [](auto x, auto y) { return !x ? y : !y ? x : std::min(x, y); };
    return {later(a.from, b.from), earlier(a.until, b.until)};
  }
};

/// A document as the public sees it in one language, without its body: the revision that is published now.
struct PublishedHead {
  DocumentId id;
  std::string type;
  std::string key;
  std::string language;
  std::string slug;
  std::string path;  ///< empty for documents that are not pages
  base::Instant published_at;
  base::Instant changed_at;
  RevisionId revision;

  std::string reference() const { return type + "/" + key; }
};
BOOST_DESCRIBE_STRUCT(PublishedHead, (), (id, type, key, language, slug, path, published_at, changed_at, revision))

struct PublishedDocument : PublishedHead {
  SharedJson body;
};
BOOST_DESCRIBE_STRUCT(PublishedDocument, (PublishedHead), (body))

/// A document in a language over the time in which it may be seen, without its body.
struct ShownHead {
  std::string key;
  std::string path;
  RevisionId revision;
  base::Instant published_at;
  std::optional<base::Instant> visible_from;
  std::optional<base::Instant> visible_until;
};
BOOST_DESCRIBE_STRUCT(ShownHead, (), (key, path, revision, published_at, visible_from, visible_until))

struct ShownDocument : ShownHead {
  SharedJson body;
};
BOOST_DESCRIBE_STRUCT(ShownDocument, (ShownHead), (body))

/// The cache tag of a document, and that of all documents of a type.
inline std::string document_tag(std::string_view reference) { return "document:" + std::string(reference); }
inline std::string type_tag(std::string_view type) { return "type:" + std::string(type); }

}  // namespace smartmove::content
