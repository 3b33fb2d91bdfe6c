#include "sources/pack_sources.hpp"

#include "base/text.hpp"
#include "sources/source_store.hpp"

namespace smartmove::sources {
namespace {

constexpr const char* folder_name = "sources";
constexpr std::string_view extension = ".json";

void count(content::ImportReport& report, places::Put put) {
  auto& counted = report.counts["sources"];
  ++(put == places::Put::added ? counted.added : put == places::Put::changed ? counted.changed : counted.unchanged);
}

class PackSources : public content::PackPart {
 public:
  std::vector<std::string> files() const override { return {}; }
  std::vector<std::string> folders() const override { return {folder_name}; }

  base::Result<> import(const content::PackFolder& folder, const content::Region&, storage::Session& session,
                        content::ImportReport& report) const override {
    SourceStore store(session);
    const auto names = folder.files(folder_name);
    if (!names.empty()) report.whole.insert("source");
    for (const auto& name : names) TRY(import_source(folder, name, store, report));
    // An import may change any figure: what a service calls unchanged is looked at again.
    return store.forget_validators();
  }

  base::Result<> leftovers(const content::PackFolder&, storage::Session& session,
                           content::ImportReport& report) const override {
    SourceStore store(session);
    const bool goes = report.prune && report.whole.contains("source");
    for (const auto& [key, source] : TRY(store.all())) {
      if (report.declared.contains({"source", key})) continue;
      (goes ? report.removed : report.kept)["sources"].push_back(key);
      if (goes) TRY(store.remove(key));
    }
    return {};
  }

  base::Result<std::map<std::string, std::string>> export_files(storage::Session& session) const override {
    std::map<std::string, std::string> files;
    for (const auto& [key, source] : TRY(SourceStore(session).all())) {
      files[std::string(folder_name) + "/" + key + std::string(extension)] = base::pretty_json(base::to_json(source));
    }
    return files;
  }

 private:
  static base::Result<> import_source(const content::PackFolder& folder, const std::string& name, SourceStore& store,
                                      content::ImportReport& report) {
    const auto file = std::string(folder_name) + "/" + name;
    const auto key = name.substr(0, name.size() - std::min(name.size(), extension.size()));
    if (!name.ends_with(extension) || !base::is_slug(key)) {
      report.problems.push_back(
          {file + ":1", "the name " + base::quote(name), "lower-case letters, digits and hyphens, and .json"});
      return {};
    }
    report.declared.emplace("source", key);
    const auto json = folder.read_json(file);
    if (!json) return report.add_problems(json.error().problems), base::Result<>{};
    base::JsonReader reader(file);
    const auto source = read_source(*json, reader);
    report.add_problems(reader.problems());
    report.references.insert(report.references.end(), reader.references().begin(), reader.references().end());
    if (reader.problems().empty()) count(report, TRY(store.put(key, source)));
    return {};
  }
};

}  // namespace

std::shared_ptr<const content::PackPart> pack_sources() { return std::make_shared<PackSources>(); }

}  // namespace smartmove::sources
