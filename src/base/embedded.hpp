#pragma once

#include <span>
#include <string_view>

/// Files built into the binary by tools/embed.py. Sorted by name; the bytes live as long as the program.
namespace smartmove::base::embedded {

struct File {
  std::string_view name;  ///< `feature/name.html` for templates, the bare file name for the rest
  std::string_view bytes;
};

std::span<const File> templates();
std::span<const File> translations();  ///< `sv.json`, `en.json`, …
std::span<const File> migrations();    ///< dated SQL
std::span<const File> fonts();         ///< TrueType, for what the server itself draws
std::span<const File> themes();        ///< `tokens.css`: the colours
std::span<const File> assets();        ///< hashed names, `.gz` and `.br` beside each, `manifest.json`

}  // namespace smartmove::base::embedded
