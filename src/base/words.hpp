#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Words as searching compares them, by ICU. All strings are UTF-8, all functions are thread-safe.
/// Missing or broken ICU data throws std::runtime_error.
namespace smartmove::base {

/// The longest runs of letters and digits, with the marks on them; views into `text`. What is not UTF-8 parts words.
std::vector<std::string_view> words(std::string_view text);

/// Without regard to case, and to forms that only look other (Unicode NFKC_Casefold): `ÖREBRO` → `örebro`.
std::string casefold(std::string_view text);

/// Without regard to marks either, as people type who have no such key: `Örebro` → `orebro`, `Øresund` → `oresund`.
std::string fold(std::string_view text);

}  // namespace smartmove::base
