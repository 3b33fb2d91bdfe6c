#pragma once

#include <optional>
#include <string>
#include <vector>

#include "comparisons/verdict.hpp"
#include "content/render_context.hpp"

namespace smartmove::comparisons {

/// The names of the two places, in the page's language.
struct Names {
  std::string here;
  std::string there;
};

/// One round, ready to be shown. Without `judgement` it has no figures and no verdict: it is only told.
struct Round {
  std::string theme;
  std::string here_line;
  std::string there_line;
  web::SafeHtml text;
  std::optional<content::Figure> here;
  std::optional<content::Figure> there;
  std::optional<Judgement> judgement;
  places::Direction direction = places::Direction::neither;
};

/// For the template comparisons/round.
web::View round_view(const Round& round, const Names& names, const content::RenderContext& context);

/// `Örebro 6, Stockholm 4, oavgjort 1, okänt 1`: the places always, the others where there are any.
std::string score_line(const Score& score, const Names& names, const content::RenderContext& context);

/// For the template comparisons/corners: who meets whom and, where anything could be won, how it ended; in large type
/// only where anything was.
web::View corners_view(const Score& score, const Names& names, const content::RenderContext& context);

/// A sentence for each place of which not one figure is known, as `text`.
std::vector<web::View> silent_views(const std::vector<std::string>& places, const content::RenderContext& context);

/// The name of a place in the page's language, its code where there is none; noted as used.
base::Result<std::string> name_of_place(content::RenderContext& context, const std::string& code);

}  // namespace smartmove::comparisons
