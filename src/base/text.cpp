#include "base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <unicode/brkiter.h>
#include <unicode/translit.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include "base/icu.hpp"

namespace smartmove::base {
namespace {

using icu_helpers::check;

std::unique_ptr<icu::BreakIterator> make_character_iterator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  check(status, "the rules for characters");
  return iterator;
}

/// The iterator lends `text` until the next call in this thread.
icu::BreakIterator& characters_of(std::string_view text) {
  thread_local const auto iterator = make_character_iterator();
  UErrorCode status = U_ZERO_ERROR;
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, text.data(), icu_helpers::piece(text).length(), &status);
  iterator->setText(&view, status);
  utext_close(&view);
  check(status, "the characters of a text");
  return *iterator;
}

/// Where the character number `count` begins, or npos if there are not more characters than that.
std::size_t start_of_character(std::string_view text, std::size_t count) {
  if (count >= text.size()) return std::string_view::npos;
  auto& iterator = characters_of(text);
  std::int32_t position = iterator.first();
  for (std::size_t i = 0; i < count && position != icu::BreakIterator::DONE; ++i) position = iterator.next();
  const bool is_end = position == icu::BreakIterator::DONE || static_cast<std::size_t>(position) == text.size();
  return is_end ? std::string_view::npos : static_cast<std::size_t>(position);
}

std::unique_ptr<icu::Transliterator> make_transliterator() {
  UErrorCode status = U_ZERO_ERROR;
  // Marks, modifier letters and apostrophes belong to the word they stand in: without the last step they would cut it.
  std::unique_ptr<icu::Transliterator> transliterator(icu::Transliterator::createInstance(
      icu::UnicodeString::fromUTF8("Any-Latin; Latin-ASCII; Lower; [[:M:][:Lm:]\\u0027] Remove"), UTRANS_FORWARD,
      status));
  check(status, "the rules for writing in Latin letters");
  return transliterator;
}

bool is_slug_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

bool is_valid_utf8(std::string_view text) {
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0) return false;
  }
  return true;
}

std::string valid_utf8(std::string_view text) {
  if (is_valid_utf8(text)) return std::string(text);
  return icu_helpers::to_utf8(icu_helpers::from_utf8(text));
}

std::string quote(std::string_view text) {
  auto result = truncate(valid_utf8(text.substr(0, 1000)), 60);  // 1000: do not walk through a whole file
  std::replace_if(
      result.begin(), result.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }, ' ');
  return "\"" + result + "\"";
}

std::size_t length(std::string_view text) {
  auto& iterator = characters_of(text);
  std::size_t count = 0;
  while (iterator.next() != icu::BreakIterator::DONE) ++count;
  return count;
}

std::string truncate(std::string_view text, std::size_t max) {
  if (max == 0) return {};
  if (start_of_character(text, max) == std::string_view::npos) return std::string(text);
  auto kept = text.substr(0, start_of_character(text, max - 1));
  while (!kept.empty() && kept.back() == ' ') kept.remove_suffix(1);
  return std::string(kept) + "…";
}

std::string slug(std::string_view text) {
  thread_local const auto transliterator = make_transliterator();
  auto latin = icu_helpers::from_utf8(text);
  transliterator->transliterate(latin);
  std::string result;
  for (const char c : icu_helpers::to_utf8(latin)) {
    if (is_slug_letter(c)) {
      result += c;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  if (!result.empty() && result.back() == '-') result.pop_back();
  return result;
}

bool is_slug(std::string_view text) {
  if (text.empty() || text.front() == '-' || text.back() == '-') return false;
  if (text.find("--") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_slug_letter(c) || c == '-'; });
}

std::string escape_html(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      default: result += c;
    }
  }
  return result;
}

}  // namespace smartmove::base
