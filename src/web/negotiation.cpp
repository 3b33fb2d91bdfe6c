#include "web/negotiation.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace smartmove::web {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// The part before `separator`; `rest` keeps what comes after.
std::string_view take_until(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const auto part = trim(rest.substr(0, end));
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return part;
}

/// `0.7` in thousandths; nonsense counts as 1000, as if it were not there.
int thousandths(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 1000;
  if (text[0] == '1' || text.size() == 1) return text[0] == '1' ? 1000 : 0;
  if (text[1] != '.') return 1000;
  int value = 0;
  int weight = 100;
  for (const char digit : text.substr(2, 3)) {
    if (digit < '0' || digit > '9') return 1000;
    value += (digit - '0') * weight;
    weight /= 10;
  }
  return value;
}

struct Item {
  std::string_view name;
  int quality = 1000;
};

Item take_item(std::string_view& list) {
  auto rest = take_until(list, ',');
  Item item{take_until(rest, ';')};
  while (!rest.empty()) {
    const auto parameter = take_until(rest, ';');
    if (parameter.size() > 2 && lower(parameter[0]) == 'q' && parameter[1] == '=') {
      item.quality = thousandths(parameter.substr(2));
    }
  }
  return item;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string copy(text);
  std::ranges::transform(copy, copy.begin(), lower);
  return copy;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

bool has_list_token(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    if (equals_ignoring_case(take_until(list, ','), token)) return true;
  }
  return false;
}

double media_quality(std::string_view accept, std::string_view media_type) {
  const auto family = media_type.substr(0, media_type.find('/') + 1);
  int best_rank = 0;
  int quality = 0;
  while (!accept.empty()) {
    const auto item = take_item(accept);
    int rank = 0;
    if (equals_ignoring_case(item.name, media_type)) {
      rank = 3;
    } else if (item.name.size() == family.size() + 1 && item.name.back() == '*' &&
               equals_ignoring_case(item.name.substr(0, family.size()), family)) {
      rank = 2;
    } else if (item.name == "*/*") {
      rank = 1;
    }
    if (rank > best_rank) {
      best_rank = rank;
      quality = item.quality;
    }
  }
  return quality / 1000.0;
}

Encoding choose_encoding(std::string_view accept_encoding) {
  constexpr int unsaid = -1;
  std::array<int, 3> quality{unsaid, unsaid, unsaid};
  int others = unsaid;
  while (!accept_encoding.empty()) {
    const auto [name, value] = take_item(accept_encoding);
    if (equals_ignoring_case(name, "br")) {
      quality[static_cast<std::size_t>(Encoding::brotli)] = value;
    } else if (equals_ignoring_case(name, "gzip") || equals_ignoring_case(name, "x-gzip")) {
      quality[static_cast<std::size_t>(Encoding::gzip)] = value;
    } else if (equals_ignoring_case(name, "identity")) {
      quality[static_cast<std::size_t>(Encoding::identity)] = value;
    } else if (name == "*") {
      others = value;
    }
  }
  auto best = Encoding::identity;
  // Identity is acceptable unless refused, but a client that names another encoding asks for that one.
  int best_quality = std::max(quality[0], 0);
  for (const auto encoding : {Encoding::gzip, Encoding::brotli}) {
    const int said = quality[static_cast<std::size_t>(encoding)];
    const int value = said == unsaid ? others : said;
    if (value > 0 && value >= best_quality) {
      best = encoding;
      best_quality = value;
    }
  }
  return best;
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  if (trim(if_none_match) == "*") return true;
  // A comma may stand inside the quotes of an entity tag, so the list is read tag by tag.
  while (!if_none_match.empty()) {
    const auto open = if_none_match.find('"');
    if (open == std::string_view::npos) return false;
    const auto close = if_none_match.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    if (if_none_match.substr(open, close - open + 1) == etag) return true;
    if_none_match.remove_prefix(close + 1);
  }
  return false;
}

}  // namespace smartmove::web
