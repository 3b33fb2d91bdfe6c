#include "places/pack_files.hpp"

#include <fmt/format.h>

#include "places/fact_csv.hpp"
#include "places/fact_store.hpp"

namespace smartmove::places {
namespace {

constexpr const char* places_file = "places.json";
constexpr const char* indicators_file = "indicators.json";
constexpr const char* facts_file = "facts.csv";

void count(content::ImportReport& report, const std::string& kind, Put put) {
  auto& counted = report.counts[kind];
  ++(put == Put::added ? counted.added : put == Put::changed ? counted.changed : counted.unchanged);
}

bool is_code(std::string_view code, std::string_view extra) {
  return !code.empty() && code.size() <= 80 && std::all_of(code.begin(), code.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           extra.find(c) != std::string_view::npos;
  });
}

void need_every_language(base::JsonReader& reader, std::string_view member, const LocalText& text,
                         const content::Region& region) {
  auto scope = reader.enter(member);
  for (const auto& language : region.languages) {
    auto inner = reader.enter(language);
    if (!text.contains(language)) reader.missing();
  }
}

/// Reads an array of T item by item, so that one bad item does not hide another, and declares each code.
template <class T, class Check>
std::vector<T> read_items(const content::PackFolder& folder, const char* file, const std::string& kind,
                          content::ImportReport& report, Check check) {
  std::vector<T> items;
  const auto json = folder.read_json(file);
  if (!json) return report.add_problems(json.error().problems), items;
  base::JsonReader reader(file);
  const auto* array = reader.array(*json);
  for (std::size_t i = 0; array && i < array->size(); ++i) {
    auto scope = reader.enter(std::to_string(i));
    const auto before = reader.problems().size();
    T item;
    base::read_json((*array)[i], reader, item);
    if (!item.code.empty() && !report.declared.emplace(kind, item.code).second) {
      reader.breach("a second " + kind + " \"" + item.code + "\"", "each code once");
    }
    if (reader.problems().size() == before) check(item, reader);
    if (reader.problems().size() == before) items.push_back(std::move(item));
  }
  report.add_problems(reader.problems());
  report.references.insert(report.references.end(), reader.references().begin(), reader.references().end());
  return items;
}

class PlaceFiles : public content::PackPart {
 public:
  std::vector<std::string> files() const override { return {places_file, indicators_file, facts_file}; }

  base::Result<> import(const content::PackFolder& folder, const content::Region& region, storage::Session& session,
                        content::ImportReport& report) const override {
    if (folder.contains(places_file)) TRY(import_places(folder, region, session, report));
    if (folder.contains(indicators_file)) TRY(import_indicators(folder, region, session, report));
    if (folder.contains(facts_file)) TRY(import_facts(folder, session, report));
    return {};
  }

  base::Result<std::map<std::string, std::string>> export_files(storage::Session& session) const override {
    FactStore store(session);
    std::map<std::string, std::string> files;
    files[places_file] = base::pretty_json(base::to_json(TRY(store.places())));
    std::map<std::string, Indicator> indicators;
    const auto all = TRY(store.indicators());
    files[indicators_file] = base::pretty_json(base::to_json(all));
    for (const auto& indicator : all) indicators[indicator.code] = indicator;
    files[facts_file] = facts_to_csv(TRY(store.facts("", "")), indicators);
    return files;
  }

 private:
  static base::Result<> import_places(const content::PackFolder& folder, const content::Region& region,
                                      storage::Session& session, content::ImportReport& report) {
    const auto places = read_items<Place>(folder, places_file, "place", report, [&](const Place& place, auto& reader) {
      if (!is_code(place.code, "-")) reader.breach("the code \"" + place.code + "\"", "letters, digits and hyphens");
      need_every_language(reader, "names", place.names, region);
      auto scope = reader.enter("parent");
      if (!place.parent.empty()) reader.reference("place", place.parent);
      if (place.parent == place.code) reader.breach("the place itself", "another place");
    });
    for (const auto& place : places) {
      const auto put = TRY(FactStore(session).put_place(place));
      count(report, "places", put);
      if (put != Put::unchanged) report.tags.insert({"places", "*"});
    }
    return {};
  }

  static base::Result<> import_indicators(const content::PackFolder& folder, const content::Region& region,
                                          storage::Session& session, content::ImportReport& report) {
    const auto check = [&](const Indicator& indicator, base::JsonReader& reader) {
      if (!is_code(indicator.code, "_")) {
        reader.breach("the code \"" + indicator.code + "\"", "letters, digits and underscores");
      }
      need_every_language(reader, "names", indicator.names, region);
      need_every_language(reader, "units", indicator.units, region);
      need_every_language(reader, "descriptions", indicator.descriptions, region);
      if (indicator.decimals < 0 || indicator.decimals > 6) {
        auto scope = reader.enter("decimals");
        reader.breach(std::to_string(indicator.decimals), "0 to 6");
      }
      if (indicator.shelf_life_days <= 0) {
        auto scope = reader.enter("shelf_life_days");
        reader.breach(std::to_string(indicator.shelf_life_days), "at least 1");
      }
    };
    for (const auto& indicator : read_items<Indicator>(folder, indicators_file, "indicator", report, check)) {
      const auto put = TRY(FactStore(session).put_indicator(indicator));
      count(report, "indicators", put);
      if (put != Put::unchanged) report.tags.insert({"indicators", "*"});
    }
    return {};
  }

  static base::Result<> import_facts(const content::PackFolder& folder, storage::Session& session,
                                     content::ImportReport& report) {
    FactStore store(session);
    std::set<std::string> places;
    for (const auto& place : TRY(store.places())) places.insert(place.code);
    // A place that is declared with a mistake has its problem already; its figures need not have one each.
    for (const auto& [kind, code] : report.declared) {
      if (kind == "place") places.insert(code);
    }
    std::map<std::string, Indicator> indicators;
    for (const auto& indicator : TRY(store.indicators())) indicators[indicator.code] = indicator;
    const auto text = folder.read(facts_file);
    if (!text) return report.add_problems(text.error().problems), base::Result<>{};
    const auto rows = facts_from_csv(*text, facts_file, places, indicators);
    if (!rows) return report.add_problems(rows.error().problems), base::Result<>{};
    if (!report.problems.empty()) return {};  // nothing will be kept
    for (const auto& row : *rows) {
      const auto put = TRY(store.put_fact(row.fact));
      count(report, "facts", put);
      if (put != Put::unchanged) report.tags.insert({"facts", "fact:" + row.fact.place + "/" + row.fact.indicator});
    }
    return {};
  }
};

}  // namespace

std::shared_ptr<const content::PackPart> pack_files() { return std::make_shared<PlaceFiles>(); }

}  // namespace smartmove::places
