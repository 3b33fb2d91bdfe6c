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

void note_unknown_files(const PackFolder& folder, const Registry& registry, ImportReport& report) {
  std::set<std::string> known{"pack.json", "README.md"};
  for (const auto& part : registry.pack_parts()) {
    for (auto& name : part->files()) known.insert(std::move(name));
  }
  for (const auto& name : folder.files("")) {
    if (known.contains(name)) continue;
    report.problems.push_back({name + ":1", "an unknown file", fmt::format("one of {}", fmt::join(known, ", "))});
  }
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
                                      const PackManifest& manifest) {
  ImportReport report;
  const Region region{manifest.name, manifest.time_zone, manifest.languages};
  if (TRY(DocumentStore(session).put_region(region))) report.tags.insert("*");
  for (const auto& organisation : manifest.organisations) {
    TRY(accounts::OrganisationStore(session).put(organisation.key, organisation.name));
  }
  note_unknown_files(folder, registry, report);
  for (const auto& part : registry.pack_parts()) TRY(part->import(folder, region, session, report));
  PackDocuments documents(folder, registry, region, session, report, base::now());
  TRY(documents.import());

  std::vector<base::Reference> open;
  for (auto& reference : report.references) {
    if (!report.declared.contains({reference.kind, reference.value})) open.push_back(std::move(reference));
  }
  report.add_problems(TRY(registry.check_references(session, open)));
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
                                       ImportMode mode) {
  const auto folder = TRY(PackFolder::open(path));
  const auto manifest = TRY(read_manifest(folder, translations));
  std::optional<ImportReport> checked;
  auto imported = database.write([&](storage::Session& session) -> base::Result<ImportReport> {
    auto report = TRY(import_all(session, registry, folder, manifest));
    if (mode == ImportMode::apply) return report;
    checked = std::move(report);
    return base::fail(base::ErrorKind::conflict, "Only checked.");  // an Error is what rolls back
  });
  if (checked) return *std::move(checked);
  return imported;
}

}  // namespace smartmove::content
