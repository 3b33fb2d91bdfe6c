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

std::string name_of(const Fact& fact) { return fact.place + "/" + fact.indicator + " " + fact.period; }

std::set<std::string> tags_of(const Fact& fact) { return {"facts", "fact:" + fact.place + "/" + fact.indicator}; }

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

void check_centroid(const Centroid& centroid, base::JsonReader& reader) {
  auto scope = reader.enter("centroid");
  const auto within = [&](const char* member, double degrees, double most) {
    if (degrees >= -most && degrees <= most) return;
    auto inner = reader.enter(member);
    reader.breach(fmt::format("{}", degrees), fmt::format("degrees from {} to {}", -most, most));
  };
  within("latitude", centroid.latitude, 90);
  within("longitude", centroid.longitude, 180);
}

/// Reads an array of T item by item, so that one bad item does not hide another, and declares each code.
template <class T, class Check>
std::vector<T> read_items(const content::PackFolder& folder, const char* file, const std::string& kind,
                          content::ImportReport& report, Check check) {
  std::vector<T> items;
  report.whole.insert(kind);
  const auto json = folder.read_json(file);
  if (!json || !json->is_array()) report.unreadable.insert(kind);
  if (!json) return report.add_problems(json.error().problems), items;
  base::JsonReader reader(file);
  const auto* array = reader.array(*json);
  for (std::size_t i = 0; array && i < array->size(); ++i) {
    auto scope = reader.enter(std::to_string(i));
    const auto before = reader.problems().size();
    T item;
    base::read_json((*array)[i], reader, item);
    if (item.code.empty()) report.unreadable.insert(kind);
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
    if (report.misspelt.contains(places_file)) report.unreadable.insert("place");
    if (report.misspelt.contains(indicators_file)) report.unreadable.insert("indicator");
    if (folder.contains(places_file)) TRY(import_places(folder, region, session, report));
    std::set<std::string> sound;
    if (folder.contains(indicators_file)) sound = TRY(import_indicators(folder, region, session, report));
    if (folder.contains(facts_file)) TRY(import_facts(folder, session, sound, report));
    return {};
  }

  base::Result<> leftovers(const content::PackFolder& folder, storage::Session& session,
                           content::ImportReport& report) const override {
    FactStore store(session);
    const bool with_facts = takes_away(folder, facts_file, report);
    for (const auto& fact : TRY(store.facts("", ""))) {
      if (report.declared.contains({"fact", name_of(fact)})) continue;
      (with_facts ? report.removed : report.kept)["facts"].push_back(name_of(fact));
      if (!with_facts) continue;
      TRY(store.remove_fact(fact));
      report.tags.merge(tags_of(fact));
    }
    const bool with_indicators = takes_away(folder, indicators_file, report);
    for (const auto& indicator : TRY(store.indicators())) {
      const bool has_figures = !TRY(store.facts("", indicator.code)).empty();
      if (!may_go("indicator", indicator.code, with_indicators, has_figures, report)) continue;
      TRY(store.remove_indicator(indicator.code));
    }
    const bool with_places = takes_away(folder, places_file, report);
    for (const auto& place : TRY(store.places())) {
      const bool has_figures = !TRY(store.facts(place.code, "")).empty();
      if (!may_go("place", place.code, with_places, has_figures, report)) continue;
      TRY(store.remove_place(place.code));
    }
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
  static bool takes_away(const content::PackFolder& folder, const char* file, const content::ImportReport& report) {
    return report.prune && folder.contains(file);
  }

  // Notes a place or an indicator that the pack does not have; gives whether it is to be removed. One that figures stay
  // of (their file is not in the pack) cannot be.
  static bool may_go(const std::string& kind, const std::string& code, bool wanted, bool has_figures,
                     content::ImportReport& report) {
    if (report.declared.contains({kind, code})) return false;
    (wanted ? report.removed : report.kept)[kind + "s"].push_back(code);
    if (!wanted) return false;
    if (has_figures) {
      report.problems.push_back({kind + "s.json:1",
                                 fmt::format("no {} \"{}\", of which the site has figures", kind, code),
                                 "it, or a facts.csv without its figures"});
      return false;
    }
    report.tags.insert({kind + "s", "*"});
    return true;
  }

  static base::Result<> import_places(const content::PackFolder& folder, const content::Region& region,
                                      storage::Session& session, content::ImportReport& report) {
    const auto places = read_items<Place>(folder, places_file, "place", report, [&](const Place& place, auto& reader) {
      if (!is_code(place.code, "-")) reader.breach("the code \"" + place.code + "\"", "letters, digits and hyphens");
      need_every_language(reader, "names", place.names, region);
      if (place.centroid) check_centroid(*place.centroid, reader);
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

  // Gives the codes of those without a mistake.
  static base::Result<std::set<std::string>> import_indicators(const content::PackFolder& folder,
                                                               const content::Region& region, storage::Session& session,
                                                               content::ImportReport& report) {
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
    std::set<std::string> sound;
    for (const auto& indicator : read_items<Indicator>(folder, indicators_file, "indicator", report, check)) {
      sound.insert(indicator.code);
      const auto put = TRY(FactStore(session).put_indicator(indicator));
      count(report, "indicators", put);
      if (put != Put::unchanged) report.tags.insert({"indicators", "*"});
    }
    return sound;
  }

  // Names that are declared with a mistake have their problem already; their figures need not have one each.
  static base::Result<FactNames> names_for_facts(storage::Session& session, const std::set<std::string>& sound,
                                                 const content::ImportReport& report) {
    FactStore store(session);
    const auto goes = [&](const char* kind, const std::string& code) {
      return report.prune && report.whole.contains(kind) && !report.declared.contains({kind, code});
    };
    FactNames names;
    for (const auto& place : TRY(store.places())) {
      if (!goes("place", place.code)) names.places.insert(place.code);
    }
    for (auto& indicator : TRY(store.indicators())) {
      const auto code = indicator.code;
      if (!goes("indicator", code)) names.indicators.emplace(code, std::move(indicator));
    }
    for (const auto& [kind, code] : report.declared) {
      if (kind == "place") names.places.insert(code);
      if (kind == "indicator" && !sound.contains(code)) names.unsound.insert(code);
    }
    names.any_place = report.unreadable.contains("place");
    names.any_indicator = report.unreadable.contains("indicator");
    return names;
  }

  static base::Result<> import_facts(const content::PackFolder& folder, storage::Session& session,
                                     const std::set<std::string>& sound, content::ImportReport& report) {
    FactStore store(session);
    const auto text = folder.read(facts_file);
    if (!text) return report.add_problems(text.error().problems), base::Result<>{};
    const auto rows = facts_from_csv(*text, facts_file, TRY(names_for_facts(session, sound, report)));
    if (!rows) return report.add_problems(rows.error().problems), base::Result<>{};
    if (!report.problems.empty()) return {};  // nothing will be kept
    for (const auto& row : *rows) {
      const auto put = TRY(store.put_fact(row.fact));
      count(report, "facts", put);
      report.declared.emplace("fact", name_of(row.fact));
      if (put != Put::unchanged) report.tags.merge(tags_of(row.fact));
    }
    return {};
  }
};

}  // namespace

std::shared_ptr<const content::PackPart> pack_files() { return std::make_shared<PlaceFiles>(); }

}  // namespace smartmove::places
