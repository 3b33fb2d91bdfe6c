#include "search/spelling.hpp"

#include "base/words.hpp"

namespace smartmove::search {
namespace {

constexpr unsigned max_edits = 2;
constexpr std::size_t min_bytes = 4;  // in shorter words two edits make any word of any other
constexpr std::size_t max_bytes = 40;

std::string better_word(const Xapian::Database& database, const QueryWord& word, const Terms& terms) {
  const auto made = terms.of(word.text);
  if (word.text.size() < min_bytes || word.text.size() > max_bytes) return {};
  if (database.term_exists(made.stem) || database.term_exists(made.folded)) return {};
  return database.get_spelling_suggestion(base::casefold(word.text), max_edits);
}

}  // namespace

std::string corrected(const Xapian::Database& database, const QueryText& query, const Terms& terms) {
  std::string text;
  std::size_t copied = 0;
  for (const auto& part : query.parts) {
    if (part.use == QueryPart::Use::excluded) continue;
    for (const auto& word : part.words) {
      const auto better = better_word(database, word, terms);
      if (better.empty()) continue;
      text.append(query.text, copied, word.begin - copied).append(better);
      copied = word.end;
    }
  }
  return copied == 0 ? std::string() : text.append(query.text, copied);
}

}  // namespace smartmove::search
