#include "search/terms.hpp"

#include <array>
#include <sodium/crypto_generichash.h>

#include "base/words.hpp"

namespace smartmove::search {
namespace {

constexpr std::size_t max_word_bytes = 64;   // a longer word is known by its beginning
constexpr std::size_t max_name_bytes = 200;  // Xapian takes terms of 245 bytes

Xapian::Stem stemmer(std::string_view language) {
  if (language == "sv") return Xapian::Stem("swedish");
  if (language == "en") return Xapian::Stem("english");
  return {};
}

std::string cut(std::string word) {
  if (word.size() <= max_word_bytes) return word;
  auto end = max_word_bytes;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xc0) == 0x80) --end;
  word.resize(end);
  return word;
}

std::string hash(std::string_view text) {
  std::array<unsigned char, 16> bytes{};
  crypto_generichash(bytes.data(), bytes.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     nullptr, 0);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

std::string name_term(std::string_view prefix, std::string_view name) {
  std::string term(prefix);
  if (name.size() <= max_name_bytes) return term.append(name);
  return term.append(name.substr(0, max_name_bytes)).append(1, separator).append(hash(name));
}

Terms::Terms(std::string_view language) : stem_(stemmer(language)) {}

WordTerms Terms::of(std::string_view word) const {
  WordTerms made;
  made.folded = cut(base::fold(word));
  made.stem = std::string(prefix::stem) + stem_(made.folded);
  if (auto exact = cut(base::casefold(word)); exact != made.folded) made.exact = std::string(prefix::exact) + exact;
  return made;
}

}  // namespace smartmove::search
