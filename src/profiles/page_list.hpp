#pragma once

#include <optional>

#include "content/document_type.hpp"
#include "profiles/place_directory.hpp"

namespace smartmove::profiles {

/// The page of everybody who is shown now, by municipality: one document, `/profiler` or `/en/profiles`.
content::DocumentType profile_list_type(const PlaceDirectory& places);

/// Its name and address, where the site has it in this language.
base::Result<std::optional<content::Breadcrumb>> list_link(content::RenderContext& context);

}  // namespace smartmove::profiles
