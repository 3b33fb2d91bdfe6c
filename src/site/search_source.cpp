#include "site/search_source.hpp"

#include <array>
#include <fmt/format.h>
#include <sodium/crypto_generichash.h>

#include "content/document_store.hpp"
#include "content/search_entry.hpp"

namespace smartmove::site {
namespace {

// Documents are found by the name of their place too, so that another name makes another stamp.
std::string digest_of(const SearchNames::Names& names) {
  std::string all;
  for (const auto& [code, name] : names) all.append(code).append(1, '\n').append(name).append(1, '\n');
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(all.data()), all.size(), nullptr,
                     0);
  return fmt::format("{:02x}", fmt::join(hash, ""));
}

std::string stamp(const std::string& digest, const content::RevisionId& revision, const std::string& path,
                  base::Instant published_at) {
  return fmt::format("{} {} {} {}", revision.to_string(), base::to_iso8601(published_at), digest, path);
}

}  // namespace

base::Result<std::vector<std::string>> SearchSource::languages() {
  return database_.read([](storage::Session& session) -> base::Result<std::vector<std::string>> {
    const auto region = TRY(content::DocumentStore(session).region());
    return region ? region->languages : std::vector<std::string>();
  });
}

base::Result<std::map<std::string, std::string>> SearchSource::stamps(const std::string& language) {
  using Stamps = std::map<std::string, std::string>;
  return database_.read([&](storage::Session& session) -> base::Result<Stamps> {
    const auto digest = digest_of(TRY(names_.places(session, language)));
    Stamps stamps;
    for (const auto& mark : TRY(content::DocumentStore(session).published_marks(language, base::now()))) {
      stamps.emplace(mark.type + "/" + mark.key, stamp(digest, mark.revision, mark.path, mark.published_at));
    }
    return stamps;
  });
}

base::Result<std::vector<search::Document>> SearchSource::documents(const std::string& language,
                                                                    const std::vector<std::string>& references) {
  return database_.read([&](storage::Session& session) -> base::Result<std::vector<search::Document>> {
    const auto names = TRY(names_.places(session, language));
    const auto digest = digest_of(names);
    content::DocumentStore store(session);
    std::vector<search::Document> documents;
    for (const auto& reference : references) {
      const auto slash = reference.find('/');
      if (slash == std::string::npos) continue;
      const auto found =
          TRY(store.published(reference.substr(0, slash), reference.substr(slash + 1), language, base::now()));
      if (!found || found->path.empty()) continue;
      const auto entry = TRY(content::search_entry(registry_, *found));
      search::Document document;
      document.reference = reference;
      document.stamp = stamp(digest, found->revision, found->path, found->published_at);
      document.path = found->path;
      document.kind = found->type;
      document.title = entry.title;
      document.description = TRY(registry_.document_type(found->type)->head(found->body)).description;
      document.text = entry.text;
      document.audiences = entry.audiences;
      document.place = entry.place;
      document.published_at = found->published_at;
      if (const auto name = names.find(entry.place); name != names.end()) document.keywords = {name->second};
      documents.push_back(std::move(document));
    }
    return documents;
  });
}

base::Result<std::optional<base::Instant>> SearchSource::next_change() {
  return database_.read(
      [](storage::Session& session) { return content::DocumentStore(session).next_schedule(base::now()); });
}

SearchChange search_change(const storage::Change& change) {
  constexpr std::string_view document = "document:";
  SearchChange made;
  for (const auto& tag : change.tags) {
    if (tag == "*" || tag == "places") made.everything = true;
    if (tag.starts_with(document)) made.references.push_back(tag.substr(document.size()));
  }
  return made;
}

}  // namespace smartmove::site
