#include <chrono>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <unicode/coll.h>
#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>
#include <utility>

#include "base/icu.hpp"
#include "base/text.hpp"

namespace smartmove::base {
namespace {

using icu_helpers::cached;
using icu_helpers::check;
using icu_helpers::locale_of;

template <class Value>
using ByLanguage = std::map<std::string, Value, std::less<>>;

std::unique_ptr<icu::Collator> make_collator(std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(locale_of(language), status));
  check(status, "the alphabet of " + std::string(language));
  return collator;
}

icu::number::LocalizedNumberFormatter make_number_format(std::string_view language, int decimals) {
  return icu::number::NumberFormatter::withLocale(locale_of(language))
      .precision(icu::number::Precision::fixedFraction(decimals))
      .roundingMode(UNUM_ROUND_HALFUP)
      .sign(UNUM_SIGN_NEGATIVE);
}

/// Plain `en` means the United States to ICU (`November 23, 2026`); our readers come from the rest of the world.
icu::Locale date_locale(std::string_view language) { return locale_of(language == "en" ? "en-001" : language); }

std::unique_ptr<icu::SimpleDateFormat> make_date_format(std::string_view language, std::string_view skeleton) {
  const auto locale = date_locale(language);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::DateTimePatternGenerator> generator(
      icu::DateTimePatternGenerator::createInstance(locale, status));
  check(status, "the dates of " + std::string(language));
  const auto pattern = generator->getBestPattern(icu_helpers::from_utf8(skeleton), status);
  auto format = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
  auto calendar = std::make_unique<icu::GregorianCalendar>(*icu::TimeZone::getGMT(), locale, status);
  calendar->setGregorianChange(-1e17, status);  // Date is Gregorian all the way back
  check(status, "the dates of " + std::string(language));
  format->adoptCalendar(calendar.release());
  return format;
}

std::string format_day(std::string_view language, std::string_view skeleton, Date date) {
  if (!exists(date)) throw std::out_of_range("There is no day " + to_string(date));
  thread_local ByLanguage<ByLanguage<std::unique_ptr<icu::SimpleDateFormat>>> cache;
  auto& formats = cached(cache, skeleton, [] { return ByLanguage<std::unique_ptr<icu::SimpleDateFormat>>(); });
  const auto& format = cached(formats, language, [&] { return make_date_format(language, skeleton); });
  using namespace std::chrono;
  const sys_days day(year(date.year) / date.month / date.day);
  icu::UnicodeString result;
  format->format(static_cast<UDate>(milliseconds(day.time_since_epoch()).count()), result);
  return icu_helpers::to_utf8(result);
}

}  // namespace

bool is_language(std::string_view language) {
  try {
    locale_of(language);
    return true;
  } catch (const std::invalid_argument&) {
    return false;
  }
}

int collate(std::string_view language, std::string_view a, std::string_view b) {
  thread_local ByLanguage<std::unique_ptr<icu::Collator>> cache;
  const auto& collator = cached(cache, language, [&] { return make_collator(language); });
  UErrorCode status = U_ZERO_ERROR;
  const auto order = collator->compareUTF8(icu_helpers::piece(a), icu_helpers::piece(b), status);
  check(status, "the order of two texts");
  return order;
}

std::string format_number(std::string_view language, double value, int decimals) {
  if (!std::isfinite(value)) throw std::invalid_argument("A number to show is not finite");
  thread_local ByLanguage<std::map<int, icu::number::LocalizedNumberFormatter, std::less<>>> cache;
  auto& formats =
      cached(cache, language, [] { return std::map<int, icu::number::LocalizedNumberFormatter, std::less<>>(); });
  const auto& format = cached(formats, decimals, [&] { return make_number_format(language, decimals); });
  UErrorCode status = U_ZERO_ERROR;
  const auto formatted = format.formatDouble(value, status);
  const auto result = formatted.toString(status);
  check(status, "a number in " + std::string(language));
  return icu_helpers::to_utf8(result);
}

std::string format_date(std::string_view language, Date date) { return format_day(language, "yMMMMd", date); }

std::string format_month(std::string_view language, int year, int month) {
  return format_day(language, "yMMMM", {year, month, 1});
}

std::string language_name(std::string_view language) {
  const auto locale = locale_of(language);
  icu::UnicodeString name;
  locale.getDisplayName(locale, name);
  return icu_helpers::to_utf8(name);
}

}  // namespace smartmove::base
