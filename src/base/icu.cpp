#include "base/icu.hpp"

#include <limits>
#include <stdexcept>
#include <unicode/resbund.h>

namespace smartmove::base::icu_helpers {

void check(UErrorCode status, std::string_view what) {
  if (U_FAILURE(status)) {
    throw std::runtime_error("ICU cannot give " + std::string(what) + ": " + u_errorName(status) +
                             ". Is the package libicu72 complete?");
  }
}

icu::StringPiece piece(std::string_view text) {
  if (text.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    throw std::length_error("A text is larger than 2 GiB");
  }
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

icu::UnicodeString from_utf8(std::string_view text) { return icu::UnicodeString::fromUTF8(piece(text)); }

std::string to_utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

namespace {

icu::Locale find_locale(std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  auto locale = icu::Locale::forLanguageTag(piece(language), status);
  const bool well_formed = U_SUCCESS(status) && !locale.isBogus() && *locale.getLanguage() != '\0';
  if (well_formed) {
    const icu::ResourceBundle bundle(nullptr, locale, status);
    check(status, "its list of languages");
    if (status != U_USING_DEFAULT_WARNING) return locale;
  }
  throw std::invalid_argument("\"" + std::string(language) + "\" is not a language that ICU knows");
}

}  // namespace

icu::Locale locale_of(std::string_view language) {
  thread_local std::map<std::string, icu::Locale, std::less<>> cache;
  return cached(cache, language, [&] { return find_locale(language); });
}

}  // namespace smartmove::base::icu_helpers
