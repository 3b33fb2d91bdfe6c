#include "places/place.hpp"

namespace smartmove::places {

const std::string& in_language(const LocalText& text, const std::string& language) {
  static const std::string none;
  const auto found = text.find(language);
  if (found != text.end()) return found->second;
  return text.empty() ? none : text.begin()->second;
}

}  // namespace smartmove::places
