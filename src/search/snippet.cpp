#include "search/snippet.hpp"

#include <algorithm>
#include <map>

#include "base/words.hpp"

namespace smartmove::search {
namespace {

constexpr std::size_t passage_bytes = 220;
constexpr std::size_t max_word_bytes = 80;  // a longer one has no place in two lines

struct TextWord {
  std::size_t begin = 0;
  std::size_t end = 0;
  int which = -1;  ///< of what was looked for
};

std::vector<TextWord> words_of(const std::string& text, const Wanted& wanted) {
  std::vector<TextWord> words;
  for (const auto word : base::words(text)) {
    if (word.size() > max_word_bytes) continue;
    const auto at = static_cast<std::size_t>(word.data() - text.data());
    words.push_back({at, at + word.size(), wanted.which(word)});
  }
  return words;
}

bool begins_sentence(const std::string& text, const TextWord& word) {
  if (word.begin == 0) return true;
  const auto before = text.find_last_not_of(' ', word.begin - 1);
  return before == std::string::npos || std::string_view("\n.!?").find(text[before]) != std::string_view::npos;
}

struct Passage {
  std::size_t first = 0;
  std::size_t last = 0;  ///< one behind
};

// A window over the words: what it has of the different words looked for decides, then where a sentence begins.
Passage best_passage(const std::string& text, const std::vector<TextWord>& words) {
  std::map<int, int> inside;
  Passage best;
  std::size_t best_score = 0;
  std::size_t last = 0;
  for (std::size_t first = 0; first < words.size(); ++first) {
    for (; last < words.size() && words[last].end - words[first].begin <= passage_bytes; ++last) {
      if (words[last].which >= 0) ++inside[words[last].which];
    }
    const auto score = 1 + 4 * inside.size() + (begins_sentence(text, words[first]) ? 2 : 0);
    if (score > best_score) {
      best_score = score;
      best = {first, last};
    }
    const auto leaving = inside.find(words[first].which);
    if (leaving != inside.end() && --leaving->second == 0) inside.erase(leaving);
  }
  return best;
}

// White space of any kind and length is one space.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space)
      line += c;
    else if (line.empty() || line.back() != ' ')
      line += ' ';
  }
  return line;
}

class Writer {
 public:
  explicit Writer(const std::string& text) : text_(text) {}

  void between(std::size_t begin, std::size_t end) { put({on_one_line(text_view(begin, end)), false}); }
  void word(const TextWord& word) { put({std::string(text_view(word.begin, word.end)), word.which >= 0}); }
  void sign(std::string_view sign) { put({std::string(sign), false}); }
  std::vector<Fragment> take() { return std::move(fragments_); }

 private:
  std::string_view text_view(std::size_t begin, std::size_t end) const {
    return std::string_view(text_).substr(begin, end - begin);
  }
  void put(Fragment fragment) {
    if (fragment.text.empty()) return;
    if (!fragments_.empty() && !fragment.hit && !fragments_.back().hit)
      fragments_.back().text += fragment.text;
    else
      fragments_.push_back(std::move(fragment));
  }

  const std::string& text_;
  std::vector<Fragment> fragments_;
};

}  // namespace

std::vector<Fragment> snippet(const std::string& text, const Wanted& wanted) {
  const auto words = words_of(text, wanted);
  if (words.empty()) return {};
  const auto [first, last] = best_passage(text, words);
  Writer writer(text);
  if (first > 0 && !begins_sentence(text, words[first])) writer.sign("… ");
  for (auto i = first; i < last; ++i) {
    if (i > first) {
      const bool far = words[i].begin - words[i - 1].end > max_word_bytes;  // what was left out lies between
      far ? writer.sign(" … ") : writer.between(words[i - 1].end, words[i].begin);
    }
    writer.word(words[i]);
  }
  // The sign that ends the sentence belongs to it.
  const auto end = words[last - 1].end;
  if (end < text.size() && std::string_view(".!?").find(text[end]) != std::string_view::npos) {
    writer.sign(text.substr(end, 1));
  } else if (last < words.size()) {
    writer.sign(" …");
  }
  return writer.take();
}

}  // namespace smartmove::search
