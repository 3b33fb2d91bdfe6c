#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "places/place.hpp"

namespace smartmove::sources {

/// What speaks to a service. pxweb2, pxweb1: PxWebApi v2 and v1 (SCB); acs: the US Census Bureau's American Community
/// Survey; csv: a file at an address.
enum class Service { kolada, pxweb2, pxweb1, eurostat, acs, csv };
BOOST_DESCRIBE_ENUM(Service, kolada, pxweb2, pxweb1, eurostat, acs, csv)

/// One indicator of a source: what the service calls it, and how its figures become ours.
struct Feed {
  std::string indicator;                                   ///< code
  std::string unit;                                        ///< the indicator's: what the figures are in once scaled
  std::string id;                                          ///< a KPI, a table, a dataset, a variable or a column
  std::optional<std::string> gender;                       ///< kolada: T (default), K or M
  std::optional<std::string> region;                       ///< name of the dimension of places; default of the service
  std::optional<std::string> time;                         ///< name of the dimension of time; default of the service
  std::map<std::string, std::vector<std::string>> select;  ///< other dimensions (csv: columns); several are added up
  std::optional<double> scale;                             ///< each figure is multiplied by it; default 1
  std::optional<int> max_jump_percent;                     ///< instead of the setting's; 0 never holds a figure
  std::vector<places::PlaceKind> kinds;                    ///< of which places there are figures; none: of all kinds
};
BOOST_DESCRIBE_STRUCT(Feed, (), (indicator, unit, id, gender, region, time, select, scale, max_jump_percent, kinds))

/// A service and what is pulled from it: `sources/KEY.json` of a content pack. Places are known by the service's codes;
/// those that are not in `places` have the same code there as here.
struct Source {
  Service service = Service::kolada;
  std::string source_name;  ///< `{id}` stands for the feed's
  std::string source_url;   ///< for people; `{id}` likewise
  std::string licence;
  std::optional<int> from_year;               ///< nothing that ends before it; default 2015
  std::optional<std::string> within;          ///< only that place and those below it
  std::map<std::string, std::string> places;  ///< the service's code → ours
  std::optional<std::string> address;         ///< csv: where the file lies
  std::optional<std::string> place_column;    ///< csv
  std::optional<std::string> period_column;   ///< csv
  std::vector<int> years;                     ///< acs: last years of the five that an edition covers
  std::optional<std::string> geography;       ///< acs: `for=place:55282&in=state:06`
  std::vector<Feed> feeds;
};
BOOST_DESCRIBE_STRUCT(Source, (),
                      (service, source_name, source_url, licence, from_year, within, places, address, place_column,
                       period_column, years, geography, feeds))

constexpr int default_from_year = 2015;

/// Reads and checks a definition; breaches and references (`place`, `indicator`) go to the reader.
Source read_source(const boost::json::value& json, base::JsonReader& reader);

/// `text` with the feed's id where it says `{id}`.
std::string with_id(std::string text, const Feed& feed);

}  // namespace smartmove::sources
