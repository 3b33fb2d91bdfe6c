#include "comparisons/match.hpp"

#include "comparisons/duel.hpp"

namespace smartmove::comparisons {
namespace {

// What a row with an indicator says.
struct Judged {
  Judgement judgement;
  places::Direction direction = places::Direction::neither;
  bool here_known = false;
  bool there_known = false;
};

const std::string& there_code(const Row& row) {
  return row.indicator_there ? row.indicator_there->value : row.indicator->value;
}

base::Result<Judged> judge_row(const Row& row, const Comparison& comparison, Sides& sides,
                               content::RenderContext& context) {
  const auto indicator = TRY(sides.indicator(row.indicator->value));
  const auto other = TRY(sides.indicator(there_code(row)));
  const auto here = TRY(sides.side(comparison.here.value, indicator));
  const auto there = TRY(sides.side(comparison.there.value, other));
  context.tag("indicators");
  context.tag("fact:" + comparison.here.value + "/" + indicator.code);
  context.tag("fact:" + comparison.there.value + "/" + other.code);
  return Judged{judge(here, there, indicator.direction, indicator.decimals), indicator.direction,
                here.value.has_value(), there.value.has_value()};
}

Round round_of(const Row& row, const Comparison& comparison, const std::optional<Judged>& judged,
               content::RenderContext& context) {
  Round round{row.theme, row.here, row.there, context.rich_text(row.text), {}, {}, {}, places::Direction::neither};
  if (!judged) return round;
  round.here = context.shown_figure(comparison.here.value, row.indicator->value);
  round.there = context.shown_figure(comparison.there.value, there_code(row));
  round.judgement = judged->judgement;
  round.direction = judged->direction;
  return round;
}

}  // namespace

base::Result<Match> match_of(const Comparison& comparison, content::RenderContext& context, std::size_t rounds) {
  Match match;
  match.names = {TRY(name_of_place(context, comparison.here.value)),
                 TRY(name_of_place(context, comparison.there.value))};
  Sides sides(context.session());
  std::vector<Verdict> verdicts;
  bool here_known = false;
  bool there_known = false;
  for (const auto& row : comparison.rows) {
    std::optional<Judged> judged;
    if (row.indicator) {
      judged = TRY(judge_row(row, comparison, sides, context));
      verdicts.push_back(judged->judgement.verdict);
      here_known = here_known || judged->here_known;
      there_known = there_known || judged->there_known;
    }
    if (match.rounds.size() < rounds) {
      match.rounds.push_back(round_view(round_of(row, comparison, judged, context), match.names, context));
    }
  }
  match.score = tally(verdicts);
  if (!verdicts.empty() && !here_known) match.without_figures.push_back(match.names.here);
  if (!verdicts.empty() && !there_known) match.without_figures.push_back(match.names.there);
  return match;
}

base::Result<std::optional<web::View>> excerpt(const std::string& key, std::size_t rounds,
                                               content::RenderContext& context) {
  const auto document = TRY(context.document("comparison", key));
  if (!document) return std::optional<web::View>{};
  const auto comparison = TRY(document->body.as<Comparison>());
  auto match = TRY(match_of(*comparison, context, rounds));
  web::View view;
  view.set("is_public", true)
      .set("heading", comparison->headline)
      .set("href", document->path)
      .set("link_label",
           context.text("comparison.whole_match", {{"here", match.names.here}, {"there", match.names.there}}))
      .set("corners", corners_view(match.score, match.names, context))
      .set("rounds", std::move(match.rounds));
  return std::optional(std::move(view));
}

}  // namespace smartmove::comparisons
