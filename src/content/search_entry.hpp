#pragma once

#include "content/document_type.hpp"
#include "content/registry.hpp"

namespace smartmove::content {

/// All that can be searched of a page: what its type gives, and the words of those of its blocks that it shows.
base::Result<SearchEntry> search_entry(const Registry& registry, const PublishedDocument& document);

}  // namespace smartmove::content
