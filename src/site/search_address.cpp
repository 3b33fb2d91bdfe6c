#include "site/search_address.hpp"

#include <boost/url.hpp>
#include <charconv>

#include "search/query_text.hpp"

namespace smartmove::site {
namespace {

struct Words {
  std::string_view path;
  std::string_view kind;
  std::string_view audience;
  std::string_view place;
};

constexpr Words swedish{"sok", "typ", "for", "plats"};
constexpr Words other{"search", "kind", "for", "place"};

const Words& words_of(std::string_view language) { return language == "sv" ? swedish : other; }

std::string value(const web::Request& request, std::string_view name, std::string_view also) {
  auto found = request.query_value(name);
  if (!found) found = request.query_value(also);
  return found.value_or("");
}

std::size_t page_number(const std::string& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number > 0 ? number : 1;
}

}  // namespace

std::string_view search_word(std::string_view language) { return words_of(language).path; }

std::string search_path(const content::Region& region, const std::string& language) {
  return region.prefix(language) + "/" + std::string(search_word(language));
}

SearchAddress read_search_address(const web::Request& request) {
  SearchAddress address;
  address.text = search::parse_query(request.query_value("q").value_or("")).text;
  address.kind = value(request, swedish.kind, other.kind);
  address.audience = value(request, swedish.audience, other.audience);
  address.place = value(request, swedish.place, other.place);
  address.page = page_number(request.query_value("page").value_or(""));
  return address;
}

std::string search_href(const content::Region& region, const std::string& language, const SearchAddress& address) {
  const auto& words = words_of(language);
  auto href = search_path(region, language);
  char before = '?';
  const auto add = [&](std::string_view name, const std::string& text) {
    if (text.empty()) return;
    href.append(1, std::exchange(before, '&')).append(name).append("=");
    href += boost::urls::encode(text, boost::urls::unreserved_chars);
  };
  add("q", address.text);
  add(words.kind, address.kind);
  add(words.audience, address.audience);
  add(words.place, address.place);
  if (address.page > 1) add("page", std::to_string(address.page));
  return href;
}

}  // namespace smartmove::site
