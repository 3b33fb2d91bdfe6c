#include "content/search_entry.hpp"

#include <algorithm>

namespace smartmove::content {
namespace {

bool is_shown(const Block& block, const std::vector<std::string>& audiences) {
  const auto speaks_to = [&](const AudienceRef& each) {
    return std::ranges::find(audiences, each.value) != audiences.end();
  };
  return block.audiences.empty() || std::any_of(block.audiences.begin(), block.audiences.end(), speaks_to);
}

base::Result<> add_blocks(const Registry& registry, const std::vector<Block>& blocks, SearchEntry& entry) {
  for (const auto& block : blocks) {
    const auto* type = registry.block_type(block.type);
    if (!type || !is_shown(block, entry.audiences)) continue;
    entry.text += TRY(type->text(block.data));
    TRY(add_blocks(registry, block.blocks, entry));
  }
  return {};
}

base::Failure cannot_be_searched(const PublishedDocument& document, const std::string& cause) {
  return base::fail(base::ErrorKind::internal, "The page " + document.reference() + " could not be read for search.",
                    cause);
}

}  // namespace

base::Result<SearchEntry> search_entry(const Registry& registry, const PublishedDocument& document) {
  const auto* type = registry.document_type(document.type);
  if (!type) return cannot_be_searched(document, "unknown type");
  auto entry = TRY(type->search(document));
  if (!entry.text.empty() && entry.text.back() != '\n') entry.text += '\n';
  const auto* body = document.body.json().if_object();
  if (const auto* blocks = body ? body->if_contains("blocks") : nullptr) {
    TRY(add_blocks(registry, TRY(base::from_json<Blocks>(*blocks)).list, entry));
  }
  return entry;
}

}  // namespace smartmove::content
