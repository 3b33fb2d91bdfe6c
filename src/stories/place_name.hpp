#pragma once

#include <functional>
#include <string>

#include "content/render_context.hpp"

namespace smartmove::stories {

/// A place as a story names it.
struct PlaceName {
  std::string name;
  std::string href;  ///< empty where the place has no page in this language
};

/// What stories need to know of places; `app/` plugs it in. Thread-safe.
using FindPlace = std::function<base::Result<PlaceName>(content::RenderContext&, const std::string& code)>;

}  // namespace smartmove::stories
