#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unicode/errorcode.h>
#include <unicode/locid.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>
#include <utility>

/// What base's own .cpp files share when they call ICU. Not for other folders.
namespace smartmove::base::icu_helpers {

/// Throws std::runtime_error if ICU failed: its data is missing or broken. `what` says what was asked for.
void check(UErrorCode status, std::string_view what);

icu::UnicodeString from_utf8(std::string_view text);  ///< U+FFFD for what is not UTF-8
std::string to_utf8(const icu::UnicodeString& text);

/// ICU's view of text; throws std::length_error past 2 GiB, which ICU cannot count.
icu::StringPiece piece(std::string_view text);

/// Throws std::invalid_argument for a language that ICU has no data for (it would silently use the machine's own).
icu::Locale locale_of(std::string_view language);

/// The cached value of `key`, made the first time. ICU's objects are slow to make and many may not be shared by
/// threads, so callers keep one `thread_local` map of them each.
template <class Key, class Value, class Lookup, class Make>
Value& cached(std::map<Key, Value, std::less<>>& cache, const Lookup& key, Make make) {
  auto found = cache.find(key);
  if (found == cache.end()) found = cache.emplace(Key(key), make()).first;
  return found->second;
}

}  // namespace smartmove::base::icu_helpers
