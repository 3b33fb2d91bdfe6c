#include "search/query_text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/words.hpp"

namespace smartmove::search {
namespace {

// A letter is at most four bytes; the rest cannot be among the first characters.
constexpr std::size_t max_query_bytes = 4 * max_query_characters;

void replace_all(std::string& text, std::string_view from, char to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + 1)) {
    text.replace(at, from.size(), 1, to);
  }
}

bool is_inside_character(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

std::string first_characters(std::string text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_inside_character(text[i]) && ++count > max_query_characters) {
      text.resize(i);
      break;
    }
  }
  return text;
}

std::string tidied(std::string_view raw) {
  auto text = base::valid_utf8(raw.substr(0, max_query_bytes));
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }, ' ');
  for (const auto* quote : {"“", "”", "„", "«", "»"}) replace_all(text, quote, '"');
  return first_characters(std::move(text));
}

class Parser {
 public:
  explicit Parser(QueryText& query) : query_(query), text_(query.text) {}

  void parse() {
    while (at_ < text_.size()) {
      if (text_[at_] == ' ') {
        ++at_;
        continue;
      }
      const bool excluded = text_[at_] == '-';
      if (excluded) ++at_;
      const auto use = excluded ? QueryPart::Use::excluded : QueryPart::Use::required;
      if (at_ < text_.size() && text_[at_] == '"') {
        phrase(use);
      } else {
        loose_words(use);
      }
    }
  }

 private:
  void phrase(QueryPart::Use use) {
    const auto begin = ++at_;
    const auto quote = text_.find('"', begin);
    at_ = quote == std::string_view::npos ? text_.size() : quote + 1;
    add(use, words_of(begin, std::min(quote, text_.size())));
  }

  // `e-post` is two words that are both wanted, and `-e-post` two that are not, one after the other.
  void loose_words(QueryPart::Use use) {
    const auto begin = at_;
    at_ = std::min(text_.find_first_of(" \"", begin), text_.size());
    const auto words = words_of(begin, at_);
    if (use == QueryPart::Use::excluded) return add(use, words);
    for (const auto& word : words) add(use, {word});
    query_.is_open = at_ == text_.size() && !words.empty() && words.back().end == at_;
  }

  std::vector<QueryWord> words_of(std::size_t begin, std::size_t end) const {
    std::vector<QueryWord> words;
    for (const auto word : base::words(text_.substr(begin, end - begin))) {
      const auto at = static_cast<std::size_t>(word.data() - text_.data());
      words.push_back({std::string(word), at, at + word.size()});
    }
    return words;
  }

  void add(QueryPart::Use use, std::vector<QueryWord> words) {
    words.resize(std::min(words.size(), max_query_words - count_));
    if (words.empty()) return;
    count_ += words.size();
    query_.parts.push_back({use, std::move(words)});
  }

  QueryText& query_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
};

}  // namespace

bool QueryText::asks_for_something() const {
  return std::any_of(parts.begin(), parts.end(), [](const auto& part) { return part.use == QueryPart::Use::required; });
}

QueryText parse_query(std::string_view text) {
  QueryText query;
  query.text = tidied(text);
  Parser(query).parse();
  return query;
}

}  // namespace smartmove::search
