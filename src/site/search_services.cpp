#include "site/search_services.hpp"

#include "content/document_store.hpp"

namespace smartmove::site {
namespace {

base::Result<bool> is_public(content::RenderContext& context, search::Hit& hit) {
  const auto slash = hit.reference.find('/');
  const auto document = TRY(context.document(hit.reference.substr(0, slash), hit.reference.substr(slash + 1)));
  if (document) hit.path = document->path;
  return document.has_value();
}

}  // namespace

std::string kind_label(const content::RenderContext& context, const std::string& kind, std::size_t count) {
  const auto key = "search.kind." + kind;
  if (!context.services().translations.has(context.language(), key)) return kind;
  return context.text(key, {{"count", static_cast<std::int64_t>(count)}});
}

base::Result<search::Found> find(const SearchServices& services, content::RenderContext& context,
                                 const search::Request& request) {
  context.tag(search_tag(context.language()));
  context.tag("addresses");
  if (const auto next = TRY(content::DocumentStore(context.session()).next_schedule(context.now()))) {
    context.valid_until(*next);
  }
  auto found = TRY(services.indexes.of(context.language()).find(request));
  std::vector<search::Hit> shown;
  for (auto& hit : found.hits) {
    if (TRY(is_public(context, hit))) shown.push_back(std::move(hit));
  }
  found.total -= std::min(found.total, found.hits.size() - shown.size());
  found.hits = std::move(shown);
  return found;
}

}  // namespace smartmove::site
