#include "content/figure.hpp"

#include <algorithm>
#include <cctype>

namespace smartmove::content {

std::string figure_id(const Figure& figure) {
  auto id = "figure-" + figure.place_code + "-" + figure.indicator_code;
  std::replace_if(
      id.begin(), id.end(), [](unsigned char c) { return !std::isalnum(c) && c != '_'; }, '-');
  return id;
}

web::View figure_view(const Figure& figure) {
  web::View view;
  view.set("id", figure.shown_before ? std::string() : figure_id(figure))
      .set("place", figure.place)
      .set("place_code", figure.place_code)
      .set("indicator", figure.indicator)
      .set("description", figure.description)
      .set("known", figure.known)
      .set("value", figure.value)
      .set("period", figure.period)
      .set("source_name", figure.source_name)
      .set("source_url", figure.source_url)
      .set("licence", figure.licence)
      .set("retrieved", figure.retrieved)
      .set("stale", figure.stale)
      .set("age", figure.age);
  return view;
}

}  // namespace smartmove::content
