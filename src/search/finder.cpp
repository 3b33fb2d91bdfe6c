#include "search/finder.hpp"

#include <algorithm>
#include <deque>

#include "search/entry.hpp"
#include "search/snippet.hpp"
#include "search/spelling.hpp"

namespace smartmove::search {
namespace {

constexpr Xapian::doccount counted_exactly = 10'000;  // matches; of more, facets are of the best
constexpr double seconds_to_count = 0.25;

/// What results can be narrowed by.
struct Dimension {
  std::string_view prefix;
  Xapian::valueno slot;
  std::string Request::*filter;
  std::map<std::string, std::size_t> Facets::*counts;
};

constexpr Dimension dimensions[] = {
    {prefix::kind, slot::kind, &Request::kind, &Facets::kinds},
    {prefix::audience, slot::audiences, &Request::audience, &Facets::audiences},
    {prefix::place, slot::place, &Request::place, &Facets::places},
};

Xapian::Query filtered(Xapian::Query query, const Request& request, const Dimension* but = nullptr) {
  for (const auto& dimension : dimensions) {
    const auto& value = request.*dimension.filter;
    if (value.empty() || &dimension == but) continue;
    query = Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(name_term(dimension.prefix, value)));
  }
  return query;
}

// A document's several audiences are one value.
void add_counts(const Xapian::ValueCountMatchSpy& spy, std::map<std::string, std::size_t>& counts) {
  for (auto value = spy.values_begin(); value != spy.values_end(); ++value) {
    const std::string all = *value;
    for (std::size_t begin = 0; begin < all.size();) {
      const auto end = std::min(all.find(separator, begin), all.size());
      counts[all.substr(begin, end - begin)] += value.get_termfreq();
      begin = end + 1;
    }
  }
}

}  // namespace

Found Finder::find(const Request& request) const {
  const auto query = parse_query(request.text);
  Found found;
  found.text = query.text;
  if (!query.asks_for_something()) return found;

  const auto strict = request.last_word == LastWord::whole ? Reading::whole_words : Reading::open_end;
  const auto reading = reading_that_finds(query, request.last_word);
  const auto planned = plan(query, reading, terms_);

  Xapian::Enquire enquire(database_);
  enquire.set_query(filtered(planned, request));
  const auto offset = std::min(request.offset, max_depth);
  const auto limit = std::min(request.limit, max_depth - offset);
  const auto matches = enquire.get_mset(static_cast<Xapian::doccount>(offset), static_cast<Xapian::doccount>(limit));
  found.hits = hits(matches, Wanted(query, reading, terms_));
  found.total = count(planned, request, found.facets);
  found.some_words = reading == Reading::any_word && found.total > 0;
  if (reading != strict) found.suggestion = corrected(database_, query, terms_);
  return found;
}

bool Finder::finds_anything(const QueryText& query, Reading reading) const {
  Xapian::Enquire enquire(database_);
  enquire.set_query(plan(query, reading, terms_));
  return !enquire.get_mset(0, 1).empty();
}

Reading Finder::reading_that_finds(const QueryText& query, LastWord last_word) const {
  if (last_word == LastWord::whole && finds_anything(query, Reading::whole_words)) return Reading::whole_words;
  return finds_anything(query, Reading::open_end) ? Reading::open_end : Reading::any_word;
}

std::vector<Hit> Finder::hits(const Xapian::MSet& matches, const Wanted& wanted) const {
  std::vector<Hit> made;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    auto shown = shown_of(match.get_document());
    auto passage = snippet(shown.text.empty() ? shown.description : shown.text, wanted);
    const bool has_hit = std::any_of(passage.begin(), passage.end(), [](const auto& each) { return each.hit; });
    if (!has_hit && !shown.description.empty()) passage = snippet(shown.description, wanted);
    made.push_back({std::move(shown.reference), std::move(shown.path), std::move(shown.kind), std::move(shown.title),
                    std::move(passage), shown.published_at});
  }
  return made;
}

std::size_t Finder::count(const Xapian::Query& query, const Request& request, Facets& facets) const {
  const auto count = [&](const Xapian::Query& matching, const std::vector<const Dimension*>& wanted) {
    Xapian::Enquire enquire(database_);
    enquire.set_query(matching);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_time_limit(seconds_to_count);
    std::deque<Xapian::ValueCountMatchSpy> spies;  // they cannot be moved
    for (const auto* dimension : wanted) enquire.add_matchspy(&spies.emplace_back(dimension->slot));
    const auto matches = enquire.get_mset(0, 0, counted_exactly);
    for (std::size_t i = 0; i < wanted.size(); ++i) add_counts(spies[i], facets.*wanted[i]->counts);
    return matches.get_matches_estimated();
  };
  std::vector<const Dimension*> free;
  for (const auto& dimension : dimensions) {
    if ((request.*dimension.filter).empty())
      free.push_back(&dimension);
    else
      count(filtered(query, request, &dimension), {&dimension});
  }
  return count(filtered(query, request), free);
}

}  // namespace smartmove::search
