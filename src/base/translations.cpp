#include "base/translations.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <unicode/fmtable.h>
#include <unicode/msgfmt.h>

#include "base/icu.hpp"

namespace smartmove::base {
namespace {

using icu_helpers::check;
using icu_helpers::from_utf8;

std::unique_ptr<icu::MessageFormat> make_format(std::string_view language, std::string_view pattern) {
  UErrorCode status = U_ZERO_ERROR;
  auto format = std::make_unique<icu::MessageFormat>(from_utf8(pattern), icu_helpers::locale_of(language), status);
  check(status, "a message");  // load() has parsed the same pattern
  return format;
}

/// By language and pattern, so that it does not matter which Translations, or whether that one still lives.
const icu::MessageFormat& format_of(std::string_view language, std::string_view pattern) {
  using Formats = std::map<std::string, std::unique_ptr<icu::MessageFormat>, std::less<>>;
  thread_local std::map<std::string, Formats, std::less<>> cache;
  auto& formats = icu_helpers::cached(cache, language, [] { return Formats(); });
  return *icu_helpers::cached(formats, pattern, [&] { return make_format(language, pattern); });
}

icu::Formattable to_formattable(const Translations::Argument& argument) {
  if (const auto* whole = std::get_if<std::int64_t>(&argument)) return icu::Formattable(*whole);
  if (const auto* number = std::get_if<double>(&argument)) return icu::Formattable(*number);
  return icu::Formattable(from_utf8(std::get<std::string>(argument)));
}

std::string quoted_name(std::string_view language, std::string_view key) {
  return "\"" + std::string(key) + "\" in \"" + std::string(language) + "\"";
}

}  // namespace

std::vector<std::string> Translations::languages() const {
  std::vector<std::string> names;
  for (const auto& [language, messages] : texts_) names.push_back(language);
  return names;
}

bool Translations::has(std::string_view language, std::string_view key) const {
  const auto messages = texts_.find(language);
  return messages != texts_.end() && messages->second.contains(key);
}

std::string Translations::text(std::string_view language, std::string_view key, const Arguments& arguments) const {
  const auto messages = texts_.find(language);
  if (messages == texts_.end()) throw std::out_of_range("There are no texts in " + quoted_name(language, key));
  const auto message = messages->second.find(key);
  if (message == messages->second.end()) throw std::out_of_range("There is no text " + quoted_name(language, key));
  const auto& [text, needed] = message->second;
  if (needed.empty()) return text;

  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& name : needed) {
    const auto given = std::find_if(arguments.begin(), arguments.end(), [&](auto& pair) { return pair.first == name; });
    if (given == arguments.end()) {
      throw std::out_of_range("The text " + quoted_name(language, key) + " needs the argument \"" + name + "\"");
    }
    names.push_back(from_utf8(name));
    values.push_back(to_formattable(given->second));
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString result;
  format_of(language, text)
      .format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), result, status);
  if (U_FAILURE(status)) {
    throw std::invalid_argument("The text " + quoted_name(language, key) + " got an argument of the wrong type");
  }
  return icu_helpers::to_utf8(result);
}

}  // namespace smartmove::base
