#include "base/words.hpp"

#include <algorithm>
#include <cstdint>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/icu.hpp"

namespace smartmove::base {
namespace {

using icu_helpers::check;

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*find)(UErrorCode&), std::string_view what) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* found = find(status);  // ICU's own, never to be deleted
  check(status, what);
  return *found;
}

icu::UnicodeString normalized(const icu::Normalizer2& form, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  auto result = form.normalize(text, status);
  check(status, "a text in a normal form");
  return result;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

std::string lower_ascii(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// Letters that Unicode does not take apart into a letter and a mark.
const char* plain_form(UChar32 c) {
  switch (c) {
    case 0xe6: return "ae";   // æ
    case 0xf0: return "d";    // ð
    case 0xf8: return "o";    // ø
    case 0xfe: return "th";   // þ
    case 0x111: return "d";   // đ
    case 0x127: return "h";   // ħ
    case 0x131: return "i";   // ı
    case 0x142: return "l";   // ł
    case 0x153: return "oe";  // œ
    case 0x167: return "t";   // ŧ
    default: return nullptr;
  }
}

bool is_mark_of_latin(UChar32 c) { return c >= 0x300 && c <= 0x36f; }

icu::UnicodeString casefolded(std::string_view text) {
  const auto& form = normalizer(icu::Normalizer2::getNFKCCasefoldInstance, "the rules of case");
  return normalized(form, icu_helpers::from_utf8(text));
}

bool belongs_to_word(UChar32 c) { return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

}  // namespace

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  const auto size = static_cast<std::int64_t>(text.size());
  std::int64_t begin = -1;
  for (std::int64_t i = 0; i <= size;) {
    const auto at = i;
    UChar32 c = -1;
    if (i < size) {
      U8_NEXT(text.data(), i, size, c);
    } else {
      ++i;
    }
    // A mark alone, such as what makes a sign an emoji, begins no word.
    if (begin < 0 && c >= 0 && u_isalnum(c)) begin = at;
    if (begin >= 0 && (c < 0 || !belongs_to_word(c))) {
      found.push_back(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
      begin = -1;
    }
  }
  return found;
}

std::string casefold(std::string_view text) {
  return is_ascii(text) ? lower_ascii(text) : icu_helpers::to_utf8(casefolded(text));
}

std::string fold(std::string_view text) {
  if (is_ascii(text)) return lower_ascii(text);
  const auto apart = normalized(normalizer(icu::Normalizer2::getNFDInstance, "the rules of marks"), casefolded(text));
  icu::UnicodeString plain;
  for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const auto c = apart.char32At(i);
    if (is_mark_of_latin(c)) continue;
    if (const auto* form = plain_form(c))
      plain.append(icu::UnicodeString(form, -1, US_INV));
    else
      plain.append(c);
  }
  return icu_helpers::to_utf8(normalized(normalizer(icu::Normalizer2::getNFCInstance, "the rules of marks"), plain));
}

}  // namespace smartmove::base
