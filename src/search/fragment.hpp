#pragma once

#include <string>

namespace smartmove::search {

/// A piece of plain text; `hit`: a word that was looked for.
struct Fragment {
  std::string text;
  bool hit = false;
};

}  // namespace smartmove::search
