#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/time.hpp"

/// Text as people of a language write it, by ICU. All strings are UTF-8; all functions are thread-safe.
/// `language` is a BCP 47 tag such as `sv` or `en`, one that is_language() knows: another throws std::invalid_argument.
/// Missing or broken ICU data throws std::runtime_error.
namespace smartmove::base {

bool is_valid_utf8(std::string_view text);
std::string valid_utf8(std::string_view text);  ///< with U+FFFD for what is not UTF-8

/// For messages: in double quotes, one line, at most 60 characters, safe to print whatever it holds.
std::string quote(std::string_view text);

std::size_t length(std::string_view text);                     ///< in user-perceived characters (grapheme clusters)
std::string truncate(std::string_view text, std::size_t max);  ///< at most `max` characters, `…` where cut

/// Lower-case ASCII letters, digits and single hyphens by transliteration: `Örebro län` → `orebro-lan`. May be empty.
std::string slug(std::string_view text);
bool is_slug(std::string_view text);  ///< what slug() can give, and not empty

/// Whether the language can be written here: its numbers, months and alphabet are known.
bool is_language(std::string_view language);

/// Negative, zero or positive: `a` before, equal to or after `b` in the language's dictionary order.
int collate(std::string_view language, std::string_view a, std::string_view b);

/// `22 354` (no-break spaces), `22,354`. Exactly `decimals` decimals, halves rounded away from zero, never `-0`.
/// A value that is not finite throws std::invalid_argument.
std::string format_number(std::string_view language, double value, int decimals);

/// `23 november 2026`, `23 November 2026`: plain `en` is the English of the world, not of the United States.
/// A day or month that does not exist throws std::out_of_range.
std::string format_date(std::string_view language, Date date);
std::string format_month(std::string_view language, int year, int month);  ///< `november 2026`

std::string language_name(std::string_view language);  ///< in itself: `svenska`, `English`

std::string escape_html(std::string_view text);  ///< & < > " ' as entities

}  // namespace smartmove::base
