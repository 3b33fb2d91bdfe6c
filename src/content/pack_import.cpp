#include <algorithm>
#include <fmt/format.h>

#include "accounts/organisation_store.hpp"
#include "base/text.hpp"
#include "content/document_store.hpp"
#include "content/pack.hpp"
#include "content/pack_documents.hpp"

namespace smartmove::content {
namespace {

void check_manifest(const PackManifest& manifest, const base::Translations& translations, base::JsonReader& reader) {
  const auto at = [&](std::string_view member, std::string found, std::string expected) {
    auto scope = reader.enter(member);
    reader.breach(std::move(found), std::move(expected));
  };
  if (manifest.format != pack_format) at("format", std::to_string(manifest.format), std::to_string(pack_format));
  if (!base::is_slug(manifest.name)) at("name", "\"" + manifest.name + "\"", "lower-case letters, digits and hyphens");
  if (!base::TimeZone::find(manifest.time_zone)) {
    at("time_zone", "\"" + manifest.time_zone + "\"", "an IANA time zone such as Europe/Stockholm");
  }
  if (manifest.languages.empty()) at("languages", "no language", "at least one");
  for (const auto& language : manifest.languages) {
    if (!translations.has(language, "layout.skip")) {
      at("languages", "\"" + language + "\"",
         fmt::format("a language with interface texts: {}", fmt::join(translations.languages(), ", ")));
    }
  }
  if (manifest.organisations.empty()) at("organisations", "no organisation", "at least one");
  const auto once = [&](std::string_view member, std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) at(member, "\"" + *twice + "\" twice", "each once");
  };
  once("languages", manifest.languages);
  std::vector<std::string> keys;
  for (const auto& organisation : manifest.organisations) keys.push_back(organisation.key);
  once("organisations", std::move(keys));
}

base::Result<PackManifest> read_manifest(const PackFolder& folder, const base::Translations& translations) {
  const auto json = TRY(folder.read_json("pack.json"));
  base::JsonReader reader("pack.json");
  PackManifest manifest;
  base::read_json(json, reader, manifest);
  if (reader.problems().empty()) check_manifest(manifest, translations, reader);
  if (!reader.problems().empty()) return base::fail(reader.error());
  return manifest;
}

/// What an unknown name should have been: the known one that it is nearly, or any of them.
std::string expected_name(const std::string& found, const std::set<std::string>& known) {
  const auto near = base::nearest(found, {known.begin(), known.end()});
  return near.empty() ? fmt::format("one of {}", fmt::join(known, ", ")) : near + ", perhaps";
}

void note_unknown_files(const PackFolder& folder, const Registry& registry, ImportReport& report) {
  std::set<std::string> files{"pack.json", "README.md"};
  std::set<std::string> folders{"documents"};
  for (const auto& part : registry.pack_parts()) {
    for (auto& name : part->files()) files.insert(std::move(name));
    for (auto& name : part->folders()) folders.insert(std::move(name));
  }
  for (const auto& name : folder.files("")) {
    if (files.contains(name)) continue;
    report.problems.push_back({name + ":1", "an unknown file", expected_name(name, files)});
    report.misspelt.insert(base::nearest(name, {files.begin(), files.end()}));
  }
  for (const auto& name : folder.folders("")) {
    if (folders.contains(name) || name.starts_with('.')) continue;  // .git and the like
    report.problems.push_back({name + ":1", "an unknown folder", expected_name(name, folders)});
    if (folder.folders("documents").empty()) report.unreadable.insert("document");
  }
}

// What no site can be without is in the pack, or on the site and stays there.
base::Result<> note_missing_documents(storage::Session& session, const Registry& registry, ImportReport& report) {
  if (report.unreadable.contains("document")) return {};
  for (const auto& reference : registry.required_documents()) {
    const auto slash = reference.find('/');
    const bool stands =
        report.declared.contains({"document", reference}) ||
        (!report.prune && TRY(DocumentStore(session).exists(reference.substr(0, slash), reference.substr(slash + 1))));
    if (stands) continue;
    report.problems.push_back({"documents/" + reference + "/document.json:1", "no such document",
                               report.prune ? "one, which no site can be without, and --prune withdraws the site's own"
                                            : "one, which no site can be without"});
  }
  return {};
}

base::Result<> check_references(storage::Session& session, const Registry& registry, ImportReport& report) {
  std::vector<base::Reference> open;
  for (auto& reference : report.references) {
    if (report.declared.contains({reference.kind, reference.value})) continue;
    if (report.unreadable.contains(reference.kind)) continue;
    if (report.prune && report.whole.contains(reference.kind)) {
      report.problems.push_back(
          {reference.where, fmt::format("\"{}\"", reference.value),
           fmt::format("that {} in the pack, for --prune takes the others away", reference.kind)});
    } else {
      open.push_back(std::move(reference));
    }
  }
  report.add_problems(TRY(registry.check_references(session, open)));
  return {};
}

base::Error undone(std::vector<base::Problem> problems) {
  const auto count = problems.size();
  return {base::ErrorKind::invalid,
          fmt::format("The pack has {} {}; nothing was changed.", count, count == 1 ? "mistake" : "mistakes"),
          {},
          std::move(problems)};
}

// Puts everything into the transaction; the caller decides whether it stays.
base::Result<ImportReport> import_all(storage::Session& session, const Registry& registry, const PackFolder& folder,
                                      const PackManifest& manifest, Leftovers leftovers) {
  ImportReport report;
  report.prune = leftovers == Leftovers::prune;
  const Region region{manifest.name, manifest.time_zone, manifest.languages};
  if (TRY(DocumentStore(session).put_region(region))) report.tags.insert("*");
  for (const auto& organisation : manifest.organisations) {
    TRY(accounts::OrganisationStore(session).put(organisation.key, organisation.name));
  }
  note_unknown_files(folder, registry, report);
  for (const auto& part : registry.pack_parts()) TRY(part->import(folder, region, session, report));
  PackDocuments documents(folder, registry, region, session, report, base::now());
  TRY(documents.import());
  TRY(note_missing_documents(session, registry, report));
  TRY(check_references(session, registry, report));
  if (report.problems.empty()) {
    TRY(documents.leftovers());
    for (const auto& part : registry.pack_parts()) TRY(part->leftovers(folder, session, report));
  }
  if (!report.problems.empty()) return base::fail(undone(std::move(report.problems)));
  if (!report.tags.empty()) session.announce({{report.tags.begin(), report.tags.end()}});
  return report;
}

}  // namespace

std::string document_path(const DocumentType& type, const Region& region, const std::string& language,
                          const std::string& slug) {
  if (type.paths.empty()) return {};
  const auto own = type.paths.find(language);
  auto path = region.prefix(language) + (own == type.paths.end() ? type.paths.at("") : own->second);
  constexpr std::string_view hole = "{slug}";
  if (const auto at = path.find(hole); at != std::string::npos) path.replace(at, hole.size(), slug);
  return path;
}

base::Result<ImportReport> import_pack(storage::Database& database, const Registry& registry,
                                       const base::Translations& translations, const std::filesystem::path& path,
                                       ImportMode mode, Leftovers leftovers) {
  const auto folder = TRY(PackFolder::open(path));
  const auto manifest = TRY(read_manifest(folder, translations));
  std::optional<ImportReport> checked;
  auto imported = database.write([&](storage::Session& session) -> base::Result<ImportReport> {
    auto report = TRY(import_all(session, registry, folder, manifest, leftovers));
    if (mode == ImportMode::apply) {
      for (const auto& act : report.before_commit) TRY(act());
      return report;
    }
    checked = std::move(report);
    return base::fail(base::ErrorKind::conflict, "Only checked.");  // an Error is what rolls back
  });
  if (checked) return *std::move(checked);
  return imported;
}

}  // namespace smartmove::content
