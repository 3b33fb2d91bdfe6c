#include "comparisons/round_view.hpp"

#include "places/fact_store.hpp"

namespace smartmove::comparisons {
namespace {

std::string name_of(Verdict verdict) { return boost::describe::enum_to_string(verdict, ""); }

web::View side_view(const std::string& place, const std::string& line, const std::optional<content::Figure>& figure,
                    bool wins, std::string_view colour) {
  web::View view;
  view.set("place", place).set("line", line).set("wins", wins).set("colour", colour);
  if (figure) view.set("figure", content::figure_view(*figure));
  return view;
}

std::string verdict_words(const Judgement& judgement, const Names& names, const content::RenderContext& context) {
  const auto key = "comparison.verdict." + name_of(judgement.verdict);
  if (judgement.verdict == Verdict::here) return context.text(key, {{"place", names.here}});
  if (judgement.verdict == Verdict::there) return context.text(key, {{"place", names.there}});
  return context.text(key);
}

std::vector<std::string> notes_of(const Round& round, const content::RenderContext& context) {
  std::vector<std::string> notes;
  const auto& judgement = *round.judgement;
  const bool has_winner = judgement.verdict == Verdict::here || judgement.verdict == Verdict::there;
  if (has_winner) {
    notes.push_back(context.text(round.direction == places::Direction::higher ? "comparison.note.higher"
                                                                              : "comparison.note.lower"));
  }
  if (judgement.other_unit) notes.push_back(context.text("comparison.note.other_unit"));
  if (judgement.other_period) notes.push_back(context.text("comparison.note.other_period"));
  return notes;
}

}  // namespace

web::View round_view(const Round& round, const Names& names, const content::RenderContext& context) {
  const auto verdict = round.judgement ? round.judgement->verdict : Verdict::none;
  web::View view;
  view.set("theme", round.theme)
      .set("text_html", round.text)
      .set("sides", std::vector<web::View>{
                        side_view(names.here, round.here_line, round.here, verdict == Verdict::here, "sun"),
                        side_view(names.there, round.there_line, round.there, verdict == Verdict::there, "sky")});
  if (round.judgement) {
    view.set("verdict", name_of(verdict))
        .set("verdict_words", verdict_words(*round.judgement, names, context))
        .set("notes", notes_of(round, context));
  }
  return view;
}

std::string score_line(const Score& score, const Names& names, const content::RenderContext& context) {
  std::string line;
  const auto add = [&](const std::string& name, int count) {
    if (!line.empty()) line += ", ";
    line += name + "\u00a0" + std::to_string(count);
  };
  add(names.here, score.here);
  add(names.there, score.there);
  const std::pair<const char*, int> others[] = {
      {"draw", score.draw}, {"unknown", score.unknown}, {"not_comparable", score.not_comparable}, {"none", score.none}};
  for (const auto& [name, count] : others) {
    if (count > 0) add(context.text(std::string("comparison.score.") + name), count);
  }
  return line;
}

web::View corners_view(const Score& score, const Names& names, const content::RenderContext& context) {
  const int decided = score.here + score.there + score.draw;
  web::View view;
  view.set("here", names.here).set("there", names.there).set("decided", decided > 0);
  if (decided > 0) view.set("here_wins", std::to_string(score.here)).set("there_wins", std::to_string(score.there));
  if (decided + score.unknown > 0) view.set("score_line", score_line(score, names, context));
  return view;
}

std::vector<web::View> silent_views(const std::vector<std::string>& places, const content::RenderContext& context) {
  std::vector<web::View> views;
  for (const auto& place : places) {
    web::View view;
    view.set("text", context.text("comparison.without_figures", {{"place", place}}));
    views.push_back(std::move(view));
  }
  return views;
}

base::Result<std::string> name_of_place(content::RenderContext& context, const std::string& code) {
  context.tag("places");
  const auto place = TRY(places::FactStore(context.session()).place(code));
  return place && !place->names.empty() ? places::in_language(place->names, context.language()) : code;
}

}  // namespace smartmove::comparisons
