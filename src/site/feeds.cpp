#include "site/feeds.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "content/document_store.hpp"
#include "site/shell.hpp"

namespace smartmove::site {
namespace {

constexpr std::size_t most_entries = 30;
constexpr std::string_view file_name = "/feed.xml";

// Escaped, without the control characters that XML 1.0 has no spelling for.
std::string xml_text(std::string text) {
  std::erase_if(text, [](unsigned char c) { return c < 0x20 && c != '\t' && c != '\n' && c != '\r'; });
  return base::escape_html(text);
}

struct Item {
  content::PublishedDocument document;
  content::PageHead head;
};

/// What a feed says of itself.
struct Channel {
  std::string title;
  std::string subtitle;
  std::string publisher;
  std::string home;      ///< whole address of the page that it is the news of
  std::string self;      ///< its own
  std::string audience;  ///< a key; empty: everything
};

// A page that was scheduled was last changed before it appeared.
base::Instant updated_at(const Item& item) { return std::max(item.document.changed_at, item.document.published_at); }

base::Result<bool> is_for(const std::string& audience, const content::DocumentType& type,
                          const content::PublishedDocument& document) {
  if (audience.empty()) return true;
  const auto audiences = TRY(type.search(document)).audiences;
  return audiences.empty() || std::find(audiences.begin(), audiences.end(), audience) != audiences.end();
}

base::Result<std::vector<Item>> items_for(const std::string& audience, content::RenderContext& context) {
  std::vector<Item> items;
  for (const auto& [name, type] : context.services().registry.document_types()) {
    if (!type.in_feed) continue;
    for (auto& document : TRY(context.documents(name))) {
      if (!TRY(is_for(audience, type, document))) continue;
      auto head = TRY(type.head(document.body));
      items.push_back({std::move(document), std::move(head)});
    }
  }
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    return std::pair(b.document.published_at, a.document.path) < std::pair(a.document.published_at, b.document.path);
  });
  if (items.size() > most_entries) items.resize(most_entries);
  return items;
}

std::string entry(const Item& item, const std::string& address) {
  return fmt::format(
      "  <entry>\n    <title>{}</title>\n    <link href=\"{}\"/>\n    <id>urn:uuid:{}:{}</id>\n"
      "    <published>{}</published>\n    <updated>{}</updated>\n    <summary>{}</summary>\n  </entry>\n",
      xml_text(item.head.title), xml_text(address), item.document.id.to_string(), item.document.language,
      base::to_iso8601(item.document.published_at), base::to_iso8601(updated_at(item)),
      xml_text(item.head.description));
}

base::Result<web::Response> respond(const Channel& channel, content::RenderContext& context,
                                    const std::string& public_url) {
  const auto items = TRY(items_for(channel.audience, context));
  if (const auto next = TRY(content::DocumentStore(context.session()).next_schedule(context.now()))) {
    context.valid_until(*next);
  }
  auto updated = base::Instant{};
  std::string entries;
  for (const auto& item : items) {
    updated = std::max(updated, updated_at(item));
    entries += entry(item, public_url + item.document.path);
  }
  auto response = web::xml(
      fmt::format(
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n"
          "  <title>{}</title>\n  <subtitle>{}</subtitle>\n  <id>{}</id>\n  <link href=\"{}\"/>\n"
          "  <link rel=\"self\" href=\"{}\"/>\n  <updated>{}</updated>\n"
          "  <author><name>{}</name></author>\n{}</feed>\n",
          context.language(), xml_text(channel.title), xml_text(channel.subtitle), xml_text(channel.home),
          xml_text(channel.home), xml_text(channel.self), base::to_iso8601(updated), xml_text(channel.publisher),
          entries),
      "application/atom+xml; charset=utf-8");
  response.tags = context.tags();
  response.tags.emplace_back("addresses");
  response.fresh_until = context.fresh_until();
  return response;
}

}  // namespace

base::Result<web::Response> feed(content::RenderContext& context, const std::string& public_url) {
  const auto site = TRY(site_of(context));
  const auto prefix = public_url + context.region().prefix(context.language());
  return respond({site->title, site->tagline, site->publisher, prefix + "/", prefix + std::string(file_name), ""},
                 context, public_url);
}

base::Result<web::Response> audience_feed(content::RenderContext& context, const std::string& public_url,
                                          const std::string& path) {
  const auto site = TRY(site_of(context));
  const auto entrance =
      TRY(content::DocumentStore(context.session()).published_at(context.language(), path, context.now()));
  const auto* type = entrance ? context.services().registry.document_type(entrance->type) : nullptr;
  if (!type || !has_feed(*type)) return base::fail(base::ErrorKind::not_found, "There is no feed at this address.");
  context.tag(content::document_tag(entrance->reference()));
  const auto head = TRY(type->head(entrance->body));
  return respond({head.title + " – " + site->title, head.description, site->publisher, public_url + path,
                  public_url + feed_path(path), entrance->key},
                 context, public_url);
}

bool has_feed(const content::DocumentType& type) { return type.reference_kind == "audience" && !type.paths.empty(); }

std::string feed_path(const std::string& entrance) { return entrance + std::string(file_name); }

base::Result<std::vector<std::string>> feed_paths(content::RenderContext& context) {
  std::vector<std::string> paths{context.region().prefix(context.language()) + std::string(file_name)};
  for (const auto& [name, type] : context.services().registry.document_types()) {
    if (!has_feed(type)) continue;
    for (const auto& document : TRY(context.documents(name))) paths.push_back(feed_path(document.path));
  }
  return paths;
}

}  // namespace smartmove::site
