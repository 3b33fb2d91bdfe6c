#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace smartmove::search {

constexpr std::size_t max_query_characters = 200;
constexpr std::size_t max_query_words = 16;

/// A word of a query and where it stands in QueryText::text, in bytes.
struct QueryWord {
  std::string text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A word, or several that must follow each other.
struct QueryPart {
  enum class Use { required, excluded };
  Use use = Use::required;
  std::vector<QueryWord> words;  ///< never empty
};

/// What somebody typed, understood: `bo "nära naturen" -stockholm`. There are no other signs, and no wrong queries:
/// what means nothing is left out.
struct QueryText {
  std::string text;              ///< valid UTF-8 on one line, straight quotes, no longer than max_query_characters
  std::vector<QueryPart> parts;  ///< at most max_query_words words in all
  bool is_open = false;          ///< ends in a word that may be only its beginning

  bool asks_for_something() const;  ///< more than what is not wanted
};

QueryText parse_query(std::string_view text);

}  // namespace smartmove::search
