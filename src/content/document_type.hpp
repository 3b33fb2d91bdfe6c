#pragma once

#include <boost/json.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "content/block.hpp"
#include "content/document.hpp"
#include "content/render_context.hpp"
#include "web/view.hpp"

namespace smartmove::content {

/// Where a type's pages live, without the language's prefix: language → pattern such as `/kommuner/{slug}`. The empty
/// language stands for all that are not named.
using PathPatterns = std::map<std::string, std::string>;

/// What the edit form and the JSON Schema say of one member of a body, and its limit.
struct Field {
  std::string_view name;
  std::string_view label;
  std::string_view help;
  std::size_t max_length = 0;  ///< of a string, in characters; 0: no limit
};

/// What every page has, whatever its type.
struct PageHead {
  std::string title;        ///< of the document, without the site's name
  std::string description;  ///< one or two sentences for search engines and feeds
};

/// A step from the home page towards this one.
struct Breadcrumb {
  std::string label;
  std::string href;  ///< empty for the page itself
};

/// What a document's own template shows.
struct PageView {
  web::View view;
  std::vector<Breadcrumb> breadcrumbs;  ///< without home and the page itself
};

/// What stands at the address of a document that has expired, under status 410: that it is over, and where to go now.
struct GoneView {
  PageHead head;
  web::View view;
};

/// What a page's card shows where somebody shares its address.
struct CardSubject {
  std::string headline{};       ///< empty: the page's title
  std::string colour{"paper"};  ///< the field that it is
  std::string audience{};       ///< a key: whose colours it wears instead, where they have some of their own
  std::string picture{};        ///< a key; shown where it is a drawing
  std::string kicker{};         ///< empty: what the kind of document is called
};

/// What the search index gets of a published document. Plain text.
struct SearchEntry {
  std::string title;
  std::string text;                      ///< without that of blocks, which search_entry() adds
  std::vector<std::string> audiences{};  ///< keys; those of blocks' audiences that the page shows
  std::string place{};                   ///< code of the place the page is about
};

/// A kind of document. A feature makes one with document_type<T>() and hands it over in its Contribution.
struct DocumentType {
  std::string name;                  ///< `place_page`
  PathPatterns paths;                ///< none: not a page
  std::string template_name;         ///< `places/place_page`
  std::string gone_template_name{};  ///< what shows a GoneView
  std::string og_type = "website";
  bool in_feed = false;          ///< listed in the site's Atom feed
  std::string reference_kind{};  ///< kind of reference that names a document of this type by its key, beside `document`
  std::vector<Field> fields;
  boost::json::object schema;
  /// Checks a body and gives it in canonical form (blocks are checked by the Registry).
  std::function<boost::json::value(const boost::json::value& body, base::JsonReader&)> read;
  std::function<base::Result<PageHead>(const SharedJson& body)> head;
  std::function<base::Result<PageView>(const PublishedDocument&, RenderContext&)> view;
  /// Of a document whose time is up; empty: the site's own words. One that was withdrawn has nothing more to say.
  std::function<base::Result<GoneView>(const PublishedDocument&, RenderContext&)> gone;
  std::function<base::Result<SearchEntry>(const PublishedDocument&)> search;
  /// What the body itself says of when it may be seen; empty: always.
  std::function<base::Result<Schedule>(const boost::json::value& body, const base::TimeZone&)> schedule;
  /// What its card shows; empty: its title on paper.
  std::function<base::Result<CardSubject>(const PublishedDocument&, RenderContext&)> card;
  /// schema.org, as one JSON-LD object without @context.
  std::function<base::Result<boost::json::object>(const PublishedDocument&, RenderContext&)> schema_org;
};

/// What a feature says of its document type with body T (a described struct). Functions may be left empty where
/// the type is not a page.
template <class T>
struct DocumentTypeSpec {
  std::string name;
  PathPatterns paths;
  std::string template_name;
  std::string gone_template_name{};
  std::string og_type = "website";
  bool in_feed = false;
  std::string reference_kind{};
  std::vector<Field> fields;
  std::function<void(const T&, base::JsonReader&)> rules;  ///< what a schema cannot say
  std::function<PageHead(const T&)> head;
  std::function<base::Result<PageView>(const T&, const PublishedDocument&, RenderContext&)> view;
  std::function<base::Result<GoneView>(const T&, const PublishedDocument&, RenderContext&)> gone;
  std::function<Schedule(const T&, const base::TimeZone&)> schedule;
  std::function<SearchEntry(const T&, const PublishedDocument&)> search;
  std::function<boost::json::object(const T&, const PublishedDocument&, RenderContext&)> schema_org;
  std::function<base::Result<CardSubject>(const T&, const PublishedDocument&, RenderContext&)> card;
};

/// Adds titles, help and limits of `fields` to a struct's schema.
boost::json::object describe_fields(boost::json::object schema, const std::vector<Field>& fields);
/// Notes strings of `body` over their limit.
void check_lengths(const boost::json::value& body, const std::vector<Field>& fields, base::JsonReader& reader);

template <class T>
DocumentType document_type(DocumentTypeSpec<T> spec) {
  DocumentType type;
  type.name = spec.name;
  type.paths = spec.paths;
  type.template_name = spec.template_name;
  type.gone_template_name = spec.gone_template_name;
  type.og_type = spec.og_type;
  type.in_feed = spec.in_feed;
  type.reference_kind = spec.reference_kind;
  type.fields = spec.fields;
  type.schema = describe_fields(base::json_schema<T>(), spec.fields);
  type.read = [fields = spec.fields, rules = spec.rules](const boost::json::value& body, base::JsonReader& reader) {
    T value{};
    const auto before = reader.problems().size();
    base::read_json(body, reader, value);
    check_lengths(body, fields, reader);
    if (rules && reader.problems().size() == before) rules(value, reader);
    return base::to_json(value);
  };
  type.head = [head = spec.head](const SharedJson& body) -> base::Result<PageHead> {
    return head(*TRY(body.template as<T>()));
  };
  type.view = [view = spec.view](const PublishedDocument& document, RenderContext& context) -> base::Result<PageView> {
    return view(*TRY(document.body.template as<T>()), document, context);
  };
  if (spec.gone) {
    type.gone = [gone = spec.gone](const PublishedDocument& document,
                                   RenderContext& context) -> base::Result<GoneView> {
      return gone(*TRY(document.body.template as<T>()), document, context);
    };
  }
  type.search = [search = spec.search](const PublishedDocument& document) -> base::Result<SearchEntry> {
    return search(*TRY(document.body.template as<T>()), document);
  };
  if (spec.schedule) {
    type.schedule = [schedule = spec.schedule](const boost::json::value& body,
                                               const base::TimeZone& zone) -> base::Result<Schedule> {
      return schedule(TRY(base::from_json<T>(body)), zone);
    };
  }
  if (spec.card) {
    type.card = [card = spec.card](const PublishedDocument& document,
                                   RenderContext& context) -> base::Result<CardSubject> {
      return card(*TRY(document.body.template as<T>()), document, context);
    };
  }
  type.schema_org = [schema_org = spec.schema_org](const PublishedDocument& document,
                                                   RenderContext& context) -> base::Result<boost::json::object> {
    return schema_org(*TRY(document.body.template as<T>()), document, context);
  };
  return type;
}

}  // namespace smartmove::content
