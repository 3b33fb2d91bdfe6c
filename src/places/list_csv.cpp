#include "places/list_csv.hpp"

#include <fmt/format.h>
#include <set>

#include "base/csv.hpp"

namespace smartmove::places {
namespace {

using Languages = std::set<std::string>;

template <class T>
Languages languages_of(const std::vector<T>& items) {
  Languages languages;
  for (const auto& item : items) {
    for (const auto& [language, text] : item.names) languages.insert(language);
  }
  return languages;
}

std::string header(const std::string& name, const Languages& languages) {
  std::string columns;
  for (const auto& language : languages) columns += "," + name + "_" + language;
  return columns;
}

std::string texts(const LocalText& text, const Languages& languages) {
  std::string fields;
  for (const auto& language : languages) {
    const auto found = text.find(language);
    fields += "," + (found == text.end() ? std::string() : base::csv_field(found->second));
  }
  return fields;
}

}  // namespace

std::string places_to_csv(const std::vector<Place>& places) {
  const auto languages = languages_of(places);
  auto csv = "code,kind,parent,latitude,longitude" + header("name", languages) + "\n";
  for (const auto& place : places) {
    const auto where = place.centroid ? fmt::format("{},{}", place.centroid->latitude, place.centroid->longitude) : ",";
    csv += fmt::format("{},{},{},{}{}\n", base::csv_field(place.code), boost::describe::enum_to_string(place.kind, ""),
                       base::csv_field(place.parent), where, texts(place.names, languages));
  }
  return csv;
}

std::string indicators_to_csv(const std::vector<Indicator>& indicators) {
  const auto languages = languages_of(indicators);
  auto csv = "code,unit,direction,decimals,shelf_life_days,stands_in" + header("name", languages) +
             header("unit", languages) + header("description", languages) + "\n";
  for (const auto& indicator : indicators) {
    csv +=
        fmt::format("{},{},{},{},{},{}{}{}{}\n", base::csv_field(indicator.code), base::csv_field(indicator.unit),
                    boost::describe::enum_to_string(indicator.direction, ""), indicator.decimals,
                    indicator.shelf_life_days, indicator.stands_in.value_or(false), texts(indicator.names, languages),
                    texts(indicator.units, languages), texts(indicator.descriptions, languages));
  }
  return csv;
}

std::string sources_to_csv(const std::vector<Source>& sources) {
  std::string csv = "name,url,licence,figures,retrieved\n";
  for (const auto& source : sources) {
    csv += fmt::format("{},{},{},{},{}\n", base::csv_field(source.name), base::csv_field(source.url),
                       base::csv_field(source.licence), source.figures, base::to_string(source.retrieved));
  }
  return csv;
}

}  // namespace smartmove::places
