#pragma once

#include <limits>
#include <string>
#include <vector>

#include "comparisons/comparison.hpp"
#include "comparisons/round_view.hpp"

namespace smartmove::comparisons {

/// An editor's comparison as it stands today.
struct Match {
  Names names;
  Score score;                                 ///< of all rows, those with indicators
  std::vector<web::View> rounds;               ///< for the template comparisons/round
  std::vector<std::string> without_figures{};  ///< places of which not one figure is known though rows ask for some
};

/// Judges all rows and shows the first `rounds` of them.
base::Result<Match> match_of(const Comparison& comparison, content::RenderContext& context,
                             std::size_t rounds = std::numeric_limits<std::size_t>::max());

/// A comparison's first rounds, its score and the way to it, for the template comparisons/excerpt; none where it is not
/// public in the page's language. `heading` is its headline.
base::Result<std::optional<web::View>> excerpt(const std::string& key, std::size_t rounds,
                                               content::RenderContext& context);

}  // namespace smartmove::comparisons
