#include "search/plan.hpp"

#include <algorithm>

namespace smartmove::search {
namespace {

using Xapian::Query;

constexpr double title_boost = 3.0;
constexpr double exact_boost = 1.5;
constexpr double beginning_weight = 0.5;  // of a longer word, beside the word itself
constexpr std::size_t min_beginning = 2;  // letters; fewer begin too many words
constexpr Xapian::termcount max_endings = 50;

Query scaled(Query query, double factor) { return {Query::OP_SCALE_WEIGHT, std::move(query), factor}; }

Query beginning_with(const std::string& term) {
  return {Query::OP_WILDCARD, term, max_endings, Query::WILDCARD_LIMIT_MOST_FREQUENT, Query::OP_SYNONYM};
}

enum class Ending { closed, open };

Query word_query(const WordTerms& word, Ending ending) {
  const bool open = ending == Ending::open && word.folded.size() >= min_beginning;
  const auto title = std::string(prefix::title) + word.stem.substr(prefix::stem.size());
  Query found(Query::OP_AND_MAYBE, Query(word.stem), Query(word.folded));
  Query better = scaled(Query(title), title_boost);
  if (open) {
    found = Query(Query::OP_OR, found, scaled(beginning_with(word.folded), beginning_weight));
    const auto title_beginning = beginning_with(std::string(prefix::title) + word.folded);
    better = Query(Query::OP_OR, better, scaled(title_beginning, title_boost * beginning_weight));
  }
  if (!word.exact.empty()) better = Query(Query::OP_OR, better, scaled(Query(word.exact), exact_boost));
  return {Query::OP_AND_MAYBE, found, better};
}

Query phrase_query(const QueryPart& part, const Terms& terms) {
  std::vector<Query> words;
  for (const auto& word : part.words) words.emplace_back(terms.of(word.text).folded);
  return {Query::OP_PHRASE, words.begin(), words.end(), static_cast<Xapian::termcount>(words.size())};
}

bool is_last(const QueryText& query, const QueryPart& part) { return &part == &query.parts.back(); }

Query part_query(const QueryText& query, const QueryPart& part, Reading reading, const Terms& terms) {
  if (part.words.size() > 1) return phrase_query(part, terms);
  const bool open = reading != Reading::whole_words && query.is_open && is_last(query, part);
  return word_query(terms.of(part.words.front().text), open ? Ending::open : Ending::closed);
}

}  // namespace

Query plan(const QueryText& query, Reading reading, const Terms& terms) {
  std::vector<Query> required;
  std::vector<Query> excluded;
  for (const auto& part : query.parts) {
    if (part.use == QueryPart::Use::required) {
      required.push_back(part_query(query, part, reading, terms));
    } else {
      excluded.push_back(part.words.size() > 1 ? phrase_query(part, terms)
                                               : Query(terms.of(part.words.front().text).stem));
    }
  }
  const auto together = reading == Reading::any_word ? Query::OP_OR : Query::OP_AND;
  Query all(together, required.begin(), required.end());
  if (excluded.empty()) return all;
  return {Query::OP_AND_NOT, all, Query(Query::OP_OR, excluded.begin(), excluded.end())};
}

Wanted::Wanted(const QueryText& query, Reading reading, const Terms& terms) : terms_(terms) {
  for (const auto& part : query.parts) {
    if (part.use == QueryPart::Use::excluded) continue;
    for (const auto& word : part.words) {
      const auto made = terms.of(word.text);
      stems_.push_back(made.stem);
      const bool open = reading != Reading::whole_words && query.is_open && is_last(query, part);
      if (open && made.folded.size() >= min_beginning) beginning_ = made.folded;
    }
  }
}

int Wanted::which(std::string_view word) const {
  const auto made = terms_.of(word);
  const auto found = std::find(stems_.begin(), stems_.end(), made.stem);
  if (found != stems_.end()) return static_cast<int>(found - stems_.begin());
  return !beginning_.empty() && made.folded.starts_with(beginning_) ? static_cast<int>(stems_.size()) : -1;
}

}  // namespace smartmove::search
