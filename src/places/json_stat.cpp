#include "places/json_stat.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <tuple>

#include "places/period.hpp"

namespace smartmove::places {
namespace {

namespace json = boost::json;

json::object category(const std::vector<std::string>& codes) {
  return {{"index", json::array(codes.begin(), codes.end())}};
}

json::object place_category(const std::vector<Place>& places, const std::string& language) {
  std::vector<std::string> codes;
  json::object labels;
  json::object coordinates;
  json::object children;
  for (const auto& place : places) codes.push_back(place.code);
  for (const auto& place : places) {
    labels.emplace(place.code, in_language(place.names, language));
    if (place.centroid) {
      coordinates.emplace(place.code, json::array{place.centroid->longitude, place.centroid->latitude});
    }
    if (std::find(codes.begin(), codes.end(), place.parent) == codes.end()) continue;
    children.emplace(place.parent, json::array()).first->value().as_array().emplace_back(place.code);
  }
  auto made = category(codes);
  made.emplace("label", std::move(labels));
  if (!coordinates.empty()) made.emplace("coordinates", std::move(coordinates));
  if (!children.empty()) made.emplace("child", std::move(children));
  return made;
}

json::object indicator_category(const std::vector<Indicator>& indicators, const std::string& language) {
  std::vector<std::string> codes;
  json::object labels;
  json::object units;
  json::object notes;
  for (const auto& indicator : indicators) {
    codes.push_back(indicator.code);
    labels.emplace(indicator.code, in_language(indicator.names, language));
    units.emplace(indicator.code, json::object{{"decimals", indicator.decimals}, {"label", indicator.unit}});
    notes.emplace(indicator.code, json::array{in_language(indicator.descriptions, language)});
  }
  auto made = category(codes);
  made.emplace("label", std::move(labels));
  made.emplace("unit", std::move(units));
  made.emplace("note", std::move(notes));
  return made;
}

std::vector<std::string> periods_of(std::span<const Fact> facts) {
  std::set<std::pair<base::Date, std::string>> periods;
  for (const auto& fact : facts) periods.emplace(Period::parse(fact.period)->last(), fact.period);
  std::vector<std::string> made;
  for (const auto& [last, text] : periods) made.push_back(text);
  return made;
}

template <class T>
std::vector<T> those(const std::set<std::string>& codes, const std::map<std::string, T>& all) {
  std::vector<T> made;
  for (const auto& code : codes) made.push_back(all.at(code));
  return made;
}

std::map<std::string, std::size_t> positions(const std::vector<std::string>& codes) {
  std::map<std::string, std::size_t> made;
  for (std::size_t i = 0; i < codes.size(); ++i) made.emplace(codes[i], i);
  return made;
}

/// The cells of a dataset, as they are filled.
struct Cells {
  json::object value;
  json::object status;
  json::object source_of;
  json::array sources;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> known_sources;
  base::Date updated{1, 1, 1};

  void put(const std::string& key, const Fact& fact) {
    value.emplace(key, fact.value ? json::value(*fact.value) : json::value(nullptr));
    if (!fact.value) status.emplace(key, "unknown");
    const auto [source, fresh] =
        known_sources.emplace(std::tuple(fact.source_name, fact.source_url, fact.licence), sources.size());
    if (fresh) {
      sources.push_back(json::object{{"name", fact.source_name}, {"url", fact.source_url}, {"licence", fact.licence}});
    }
    source_of.emplace(key, source->second);
    updated = std::max(updated, fact.retrieved);
  }
};

json::object dimension(std::string_view label, json::object category) {
  return {{"label", label}, {"category", std::move(category)}};
}

}  // namespace

json::object facts_to_json_stat(std::span<const Fact> facts, const std::map<std::string, Place>& places,
                                const std::map<std::string, Indicator>& indicators, const std::string& language) {
  std::set<std::string> place_codes;
  std::set<std::string> indicator_codes;
  for (const auto& fact : facts) {
    place_codes.insert(fact.place);
    indicator_codes.insert(fact.indicator);
  }
  const auto periods = periods_of(facts);
  const auto place_at = positions({place_codes.begin(), place_codes.end()});
  const auto indicator_at = positions({indicator_codes.begin(), indicator_codes.end()});
  const auto period_at = positions(periods);
  Cells cells;
  for (const auto& fact : facts) {
    const auto row = place_at.at(fact.place) * indicator_codes.size() + indicator_at.at(fact.indicator);
    cells.put(std::to_string(row * periods.size() + period_at.at(fact.period)), fact);
  }
  json::object made{{"version", "2.0"}, {"class", "dataset"}, {"label", "Facts about places"}};
  if (!facts.empty()) made.emplace("updated", base::to_string(cells.updated));
  made.emplace("id", json::array{"place", "indicator", "period"});
  made.emplace("size", json::array{place_codes.size(), indicator_codes.size(), periods.size()});
  made.emplace("role", json::object{{"geo", json::array{"place"}},
                                    {"metric", json::array{"indicator"}},
                                    {"time", json::array{"period"}}});
  made.emplace("dimension",
               json::object{{"place", dimension("Place", place_category(those(place_codes, places), language))},
                            {"indicator",
                             dimension("Indicator", indicator_category(those(indicator_codes, indicators), language))},
                            {"period", dimension("Period", category(periods))}});
  made.emplace("value", std::move(cells.value));
  if (!cells.status.empty()) made.emplace("status", std::move(cells.status));
  made.emplace("extension",
               json::object{{"sources", std::move(cells.sources)}, {"source_of", std::move(cells.source_of)}});
  return made;
}

json::object places_to_json_stat(const std::vector<Place>& places, const std::string& language) {
  return {
      {"version", "2.0"}, {"class", "dimension"}, {"label", "Place"}, {"category", place_category(places, language)}};
}

json::object indicators_to_json_stat(const std::vector<Indicator>& indicators, const std::string& language) {
  return {{"version", "2.0"},
          {"class", "dimension"},
          {"label", "Indicator"},
          {"category", indicator_category(indicators, language)}};
}

}  // namespace smartmove::places
