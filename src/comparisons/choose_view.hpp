#pragma once

#include <string>

#include "comparisons/opponents.hpp"
#include "content/render_context.hpp"

namespace smartmove::comparisons {

/// Every place of the fact store, in the page's language; noted as used.
base::Result<Opponents> opponents(content::RenderContext& context);

/// The form that leads from two places to their comparison, for the template comparisons/form. It offers every place,
/// as people type. `here` and `there` are what is written already: words that find a place, others as they are, or
/// empty.
base::Result<web::View> form_view(const Opponents& opponents, content::RenderContext& context, const std::string& here,
                                  const std::string& there);

}  // namespace smartmove::comparisons
