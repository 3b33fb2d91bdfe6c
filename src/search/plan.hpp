#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>
#include <xapian.h>

#include "search/query_text.hpp"
#include "search/terms.hpp"

namespace smartmove::search {

/// How a query is taken, the strictest first.
enum class Reading {
  whole_words,  ///< every word, as it is
  open_end,     ///< every word; the last one may be the beginning of a longer one
  any_word,     ///< some of the words, the more the better
};

/// What Xapian looks for. Words count more in a title, and where they are written exactly as in the query: `Örebro`
/// finds `Orebro` too, but later.
Xapian::Query plan(const QueryText& query, Reading reading, const Terms& terms);

/// Which words of a text a query has found.
class Wanted {
 public:
  Wanted(const QueryText& query, Reading reading, const Terms& terms);

  /// The number of the query's word that this word answers, from 0; negative: none.
  int which(std::string_view word) const;

 private:
  const Terms& terms_;
  std::vector<std::string> stems_;
  std::string beginning_;
};

}  // namespace smartmove::search
