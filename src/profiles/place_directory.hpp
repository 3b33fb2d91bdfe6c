#pragma once

#include <string>

#include "content/render_context.hpp"

namespace smartmove::profiles {

/// A place as a profile names it.
struct PlaceName {
  std::string name;
  std::string href;  ///< empty where the place has no page in this language
};

/// What profiles need to know of places; `app/` plugs it in. Thread-safe.
class PlaceDirectory {
 public:
  virtual ~PlaceDirectory() = default;
  virtual base::Result<PlaceName> find(content::RenderContext& context, const std::string& code) const = 0;
};

}  // namespace smartmove::profiles
