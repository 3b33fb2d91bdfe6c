#include "places/fact_store.hpp"

#include <algorithm>
#include <tuple>

#include "places/period.hpp"
#include "places/sql.hpp"

namespace smartmove::places {
namespace {

struct PlaceRow {
  std::string code;
  PlaceKind kind = PlaceKind::municipality;
  std::string parent;
  boost::json::value names;
  std::optional<double> latitude;
  std::optional<double> longitude;
};
BOOST_DESCRIBE_STRUCT(PlaceRow, (), (code, kind, parent, names, latitude, longitude))

struct IndicatorRow {
  std::string code;
  boost::json::value names;
  boost::json::value units;
  boost::json::value descriptions;
  std::string unit;
  Direction direction = Direction::neither;
  int decimals = 0;
  int shelf_life_days = 0;
  bool stands_in = false;
};
BOOST_DESCRIBE_STRUCT(IndicatorRow, (),
                      (code, names, units, descriptions, unit, direction, decimals, shelf_life_days, stands_in))

LocalText local_text(const boost::json::value& value) {
  auto text = base::from_json<LocalText>(value);
  return text ? *std::move(text) : LocalText{};
}

Place to_place(const PlaceRow& row) {
  Place place{row.code, row.kind, row.parent, local_text(row.names)};
  if (row.latitude && row.longitude) place.centroid = Centroid{*row.latitude, *row.longitude};
  return place;
}

Indicator to_indicator(const IndicatorRow& row) {
  return {row.code,     local_text(row.names), local_text(row.units), local_text(row.descriptions),
          row.unit,     row.direction,         row.decimals,          row.shelf_life_days,
          row.stands_in};
}

// Order is ours: a PostgreSQL database may sort text by a language's rules.
template <class T>
std::vector<T> by_code(std::vector<T> all) {
  std::sort(all.begin(), all.end(), [](const T& a, const T& b) { return a.code < b.code; });
  return all;
}

std::vector<Fact> by_name(std::vector<Fact> all) {
  std::stable_sort(all.begin(), all.end(), [](const Fact& a, const Fact& b) {
    return std::tie(a.place, a.indicator) < std::tie(b.place, b.indicator);
  });
  return all;
}

Put put(bool existed, std::int64_t rows) {
  if (!existed) return Put::added;
  return rows > 0 ? Put::changed : Put::unchanged;
}

}  // namespace

base::Result<Put> FactStore::put_place(const Place& place) {
  const bool existed = TRY(session_.one<PlaceRow>(sql::find_place, place.code)).has_value();
  const auto latitude = place.centroid ? std::optional(place.centroid->latitude) : std::nullopt;
  const auto longitude = place.centroid ? std::optional(place.centroid->longitude) : std::nullopt;
  return put(existed, TRY(session_.execute(sql::upsert_place, place.code, place.kind, place.parent,
                                           base::to_json(place.names), latitude, longitude)));
}

base::Result<> FactStore::remove_place(std::string_view code) {
  TRY(session_.execute(sql::delete_place, code));
  return {};
}

base::Result<std::optional<Place>> FactStore::place(std::string_view code) {
  const auto row = TRY(session_.one<PlaceRow>(sql::find_place, code));
  return row ? std::optional(to_place(*row)) : std::nullopt;
}

base::Result<std::vector<Place>> FactStore::places() {
  std::vector<Place> all;
  for (const auto& row : TRY(session_.all<PlaceRow>(sql::all_places))) all.push_back(to_place(row));
  return by_code(std::move(all));
}

base::Result<Put> FactStore::put_indicator(const Indicator& indicator) {
  const bool existed = TRY(session_.one<IndicatorRow>(sql::find_indicator, indicator.code)).has_value();
  return put(existed, TRY(session_.execute(sql::upsert_indicator, indicator.code, base::to_json(indicator.names),
                                           base::to_json(indicator.units), base::to_json(indicator.descriptions),
                                           indicator.unit, indicator.direction, indicator.decimals,
                                           indicator.shelf_life_days, indicator.stands_in.value_or(false))));
}

base::Result<> FactStore::remove_indicator(std::string_view code) {
  TRY(session_.execute(sql::delete_indicator, code));
  return {};
}

base::Result<std::optional<Indicator>> FactStore::indicator(std::string_view code) {
  const auto row = TRY(session_.one<IndicatorRow>(sql::find_indicator, code));
  return row ? std::optional(to_indicator(*row)) : std::nullopt;
}

base::Result<std::vector<Indicator>> FactStore::indicators() {
  std::vector<Indicator> all;
  for (const auto& row : TRY(session_.all<IndicatorRow>(sql::all_indicators))) all.push_back(to_indicator(row));
  return by_code(std::move(all));
}

base::Result<Put> FactStore::put_fact(const Fact& fact) {
  const auto before = TRY(session_.one<Fact>(sql::find_fact, fact.place, fact.indicator, fact.period));
  if (before == fact) return Put::unchanged;
  if (before) {
    TRY(session_.execute(sql::update_fact, fact.value, fact.source_name, fact.source_url, fact.licence, fact.retrieved,
                         fact.place, fact.indicator, fact.period));
    return Put::changed;
  }
  const auto period = TRY(Period::parse(fact.period));
  TRY(session_.execute(sql::insert_fact, fact.place, fact.indicator, fact.period, period.last(), fact.value,
                       fact.source_name, fact.source_url, fact.licence, fact.retrieved));
  return Put::added;
}

base::Result<> FactStore::remove_fact(const Fact& fact) {
  TRY(session_.execute(sql::delete_fact, fact.place, fact.indicator, fact.period));
  return {};
}

base::Result<std::vector<Fact>> FactStore::latest_facts() {
  return by_name(TRY(session_.all<Fact>(sql::latest_facts)));
}

base::Result<std::optional<Fact>> FactStore::latest(std::string_view place, std::string_view indicator) {
  return session_.one<Fact>(sql::latest_fact, place, indicator);
}

base::Result<std::vector<Fact>> FactStore::facts(std::string_view place, std::string_view indicator) {
  if (place.empty() && indicator.empty()) return by_name(TRY(session_.all<Fact>(sql::all_facts)));
  if (indicator.empty()) return by_name(TRY(session_.all<Fact>(sql::facts_of_place, place)));
  if (place.empty()) return by_name(TRY(session_.all<Fact>(sql::facts_of_indicator, indicator)));
  return session_.all<Fact>(sql::facts_of_place_and_indicator, place, indicator);
}

base::Result<std::vector<Source>> FactStore::sources() {
  auto all = TRY(session_.all<Source>(sql::sources));
  std::sort(all.begin(), all.end(), [](const Source& a, const Source& b) {
    return std::tie(a.name, a.url, a.licence) < std::tie(b.name, b.url, b.licence);
  });
  return all;
}

base::Result<std::vector<IndicatorLicence>> FactStore::indicator_licences() {
  auto all = TRY(session_.all<IndicatorLicence>(sql::indicator_licences));
  std::sort(all.begin(), all.end(), [](const IndicatorLicence& a, const IndicatorLicence& b) {
    return std::tie(a.indicator, a.licence) < std::tie(b.indicator, b.licence);
  });
  return all;
}

}  // namespace smartmove::places
