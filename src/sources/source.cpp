#include "sources/source.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace smartmove::sources {
namespace {

using base::JsonReader;

/// A member that a service needs, or has no use for.
template <class T>
void needs(JsonReader& reader, std::string_view name, const std::optional<T>& value, bool wanted) {
  auto scope = reader.enter(name);
  if (wanted && !value) reader.missing();
  if (!wanted && value) reader.breach("the member " + base::quote(name), "none: this service has no use for it");
}

void not_empty(JsonReader& reader, std::string_view name, const std::string& text, const char* expected) {
  auto scope = reader.enter(name);
  if (text.empty() && !reader.is_wrong()) reader.breach("an empty text", expected);
}

bool is_web_address(std::string_view text) { return text.starts_with("https://") || text.starts_with("http://"); }

bool is_name(std::string_view text, std::string_view extra) {
  return !text.empty() && text.size() <= 200 && std::all_of(text.begin(), text.end(), [&](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           extra.find(static_cast<char>(c)) != std::string_view::npos;
  });
}

/// What goes into an address as it stands may hold nothing that means something there.
bool is_id(Service service, const std::string& id) {
  if (service == Service::csv) return !id.empty();
  return is_name(id, service == Service::pxweb1 ? "_-/" : "_-") && id.find("//") == std::string::npos;
}

void check_select(JsonReader& reader, const Feed& feed) {
  auto scope = reader.enter("select");
  for (const auto& [dimension, codes] : feed.select) {
    auto inner = reader.enter(dimension);
    auto sorted = codes;
    std::sort(sorted.begin(), sorted.end());
    if (codes.empty()) reader.breach("no code", "at least one");
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice != sorted.end()) reader.breach(base::quote(*twice) + " twice", "each code once");
  }
}

void check_feed(JsonReader& reader, const Feed& feed, Service service) {
  const bool cube = service == Service::pxweb1 || service == Service::pxweb2 || service == Service::eurostat;
  {
    auto scope = reader.enter("indicator");
    if (!feed.indicator.empty()) reader.reference("indicator", feed.indicator);
  }
  {
    auto scope = reader.enter("id");
    if (!is_id(service, feed.id) && !reader.is_wrong()) {
      reader.breach(base::quote(feed.id), "letters, digits, hyphens and underscores, as the service has it");
    }
  }
  if (!cube) {
    needs(reader, "region", feed.region, false);
    needs(reader, "time", feed.time, false);
  }
  if (service != Service::kolada) needs(reader, "gender", feed.gender, false);
  if (feed.gender && *feed.gender != "T" && *feed.gender != "K" && *feed.gender != "M") {
    auto scope = reader.enter("gender");
    reader.breach(base::quote(*feed.gender), "T, K or M");
  }
  if (!feed.select.empty() && !cube && service != Service::csv) {
    auto scope = reader.enter("select");
    reader.breach("a selection", "none: this service has no dimensions");
  }
  check_select(reader, feed);
  if (feed.scale && (*feed.scale == 0 || !std::isfinite(*feed.scale))) {
    auto scope = reader.enter("scale");
    reader.breach("0", "what each figure is multiplied by");
  }
  if (feed.max_jump_percent && *feed.max_jump_percent < 0) {
    auto scope = reader.enter("max_jump_percent");
    reader.breach(std::to_string(*feed.max_jump_percent), "0 or more");
  }
}

void check_service(JsonReader& reader, const Source& source) {
  const bool csv = source.service == Service::csv;
  const bool acs = source.service == Service::acs;
  needs(reader, "address", source.address, csv);
  needs(reader, "place_column", source.place_column, csv);
  needs(reader, "period_column", source.period_column, csv);
  needs(reader, "geography", source.geography, acs);
  if (source.address && !is_web_address(*source.address)) {
    auto scope = reader.enter("address");
    reader.breach(base::quote(*source.address), "an address that begins with https:// or http://");
  }
  if (source.geography && !is_name(*source.geography, "=&:*,_-%")) {
    auto scope = reader.enter("geography");
    reader.breach(base::quote(*source.geography), "such as for=place:55282&in=state:06");
  }
  auto scope = reader.enter("years");
  if (acs && source.years.empty()) reader.missing();
  if (!acs && !source.years.empty()) reader.breach("years", "none: this service has no use for them");
}

void check_source(JsonReader& reader, const Source& source) {
  not_empty(reader, "source_name", source.source_name, "who publishes the figures");
  not_empty(reader, "licence", source.licence, "the licence, or the words \"licence not stated\"");
  if (!is_web_address(source.source_url)) {
    auto scope = reader.enter("source_url");
    if (!reader.is_wrong()) {
      reader.breach(base::quote(source.source_url), "an address that begins with https:// or http://");
    }
  }
  if (source.from_year && (*source.from_year < 1700 || *source.from_year > 2200)) {
    auto scope = reader.enter("from_year");
    reader.breach(std::to_string(*source.from_year), "1700 to 2200");
  }
  if (source.within) {
    auto scope = reader.enter("within");
    reader.reference("place", *source.within);
  }
  auto scope = reader.enter("places");
  for (const auto& [code, place] : source.places) {
    auto inner = reader.enter(code);
    reader.reference("place", place);
  }
}

}  // namespace

Source read_source(const boost::json::value& json, JsonReader& reader) {
  Source source;
  base::read_json(json, reader, source);
  if (!reader.problems().empty()) return source;
  check_source(reader, source);
  check_service(reader, source);
  auto scope = reader.enter("feeds");
  if (source.feeds.empty()) reader.breach("no feed", "at least one");
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < source.feeds.size(); ++i) {
    auto inner = reader.enter(std::to_string(i));
    check_feed(reader, source.feeds[i], source.service);
    const auto [other, fresh] = seen.emplace(source.feeds[i].indicator, i);
    if (!fresh) {
      auto member = reader.enter("indicator");
      reader.breach("a second feed of " + base::quote(source.feeds[i].indicator), "one for each indicator");
    }
  }
  return source;
}

std::string with_id(std::string text, const Feed& feed) {
  constexpr std::string_view hole = "{id}";
  for (auto at = text.find(hole); at != std::string::npos; at = text.find(hole, at + feed.id.size())) {
    text.replace(at, hole.size(), feed.id);
  }
  return text;
}

}  // namespace smartmove::sources
