#include "cards/text_setting.hpp"

#include <algorithm>
#include <cmath>

namespace smartmove::cards {
namespace {

struct Word {
  std::string text;
  double width = 0;  // at size 1
};

std::size_t most_lines(const Room& room, double size) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(std::floor(room.height / (size * line_height))));
}

std::vector<Word> words_of(std::string_view text, const Measure& measure) {
  std::vector<Word> words;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    if (!word.empty()) words.push_back({std::string(word), measure(word)});
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return words;
}

/// Pieces of a word that are each no wider than a line. UTF-8 is not cut within a character.
void break_word(const Word& word, double width, const Measure& measure, std::vector<Word>& out) {
  std::string piece;
  for (std::size_t i = 0; i < word.text.size();) {
    std::size_t next = i + 1;
    while (next < word.text.size() && (static_cast<unsigned char>(word.text[next]) & 0xc0) == 0x80) ++next;
    const auto character = word.text.substr(i, next - i);
    if (!piece.empty() && measure(piece + character) > width) {
      out.push_back({piece, measure(piece)});
      piece.clear();
    }
    piece += character;
    i = next;
  }
  out.push_back({piece, measure(piece)});
}

std::vector<std::string> lines_of(const std::vector<Word>& words, double width, double space) {
  std::vector<std::string> lines;
  double filled = 0;
  for (const auto& word : words) {
    if (!lines.empty() && filled + space + word.width <= width) {
      lines.back() += " " + word.text;
      filled += space + word.width;
    } else {
      lines.push_back(word.text);
      filled = word.width;
    }
  }
  return lines;
}

/// The same number of lines, of about one length: as narrow as they can be. `words` is not empty.
std::vector<std::string> balanced(const std::vector<Word>& words, double width, double space) {
  auto best = lines_of(words, width, space);
  double widest = 0;
  for (const auto& word : words) widest = std::max(widest, word.width);
  for (double narrow = width; narrow > widest; narrow -= width / 32) {
    auto lines = lines_of(words, narrow, space);
    if (lines.size() > best.size()) break;
    best = std::move(lines);
  }
  return best;
}

/// Takes words off the end until the line and an ellipsis fit; of a lone word, characters.
std::string with_ellipsis(std::string line, double width, const Measure& measure) {
  const std::string ellipsis = "…";
  while (!line.empty() && measure(line + ellipsis) > width) {
    if (const auto space = line.rfind(' '); space != std::string::npos) {
      line.resize(space);
      continue;
    }
    while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xc0) == 0x80) line.pop_back();
    if (!line.empty()) line.pop_back();
  }
  return line + ellipsis;
}

}  // namespace

Setting set_text(std::string_view text, const Room& room, std::span<const double> sizes, const Measure& measure) {
  const auto words = words_of(text, measure);
  if (words.empty()) return {sizes.front(), {}};
  const double space = measure(" ");
  for (const auto size : sizes) {
    const auto width = room.width / size;
    const bool whole = std::all_of(words.begin(), words.end(), [&](const Word& word) { return word.width <= width; });
    if (whole && lines_of(words, width, space).size() <= most_lines(room, size)) {
      return {size, balanced(words, width, space)};
    }
  }
  const auto size = sizes.back();
  const auto width = room.width / size;
  std::vector<Word> pieces;
  for (const auto& word : words) break_word(word, width, measure, pieces);
  auto lines = lines_of(pieces, width, space);
  const auto most = most_lines(room, size);
  if (lines.size() > most) {
    lines.resize(most);
    lines.back() = with_ellipsis(lines.back(), width, measure);
  }
  return {size, std::move(lines)};
}

}  // namespace smartmove::cards
