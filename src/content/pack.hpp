#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/json_time.hpp"
#include "base/translations.hpp"
#include "content/document.hpp"
#include "content/pack_part.hpp"
#include "content/registry.hpp"
#include "storage/database.hpp"

/// Content packs: a site as a folder of JSON, Markdown and CSV. The format is described in
/// docs/manual/content-packs.md.
namespace smartmove::content {

struct PackOrganisation {
  std::string key;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(PackOrganisation, (), (key, name))

/// `pack.json`
struct PackManifest {
  int format = 0;
  std::string name;
  std::string time_zone;
  std::vector<std::string> languages;
  std::vector<PackOrganisation> organisations;
};
BOOST_DESCRIBE_STRUCT(PackManifest, (), (format, name, time_zone, languages, organisations))

/// `documents/TYPE/KEY/document.json`
struct PackDocument {
  std::string owner;
};
BOOST_DESCRIBE_STRUCT(PackDocument, (), (owner))

/// `documents/TYPE/KEY/LANGUAGE.json`
struct PackLanguage {
  std::string slug;
  Status status = Status::draft;
  std::optional<base::Instant> publish_at;
  std::optional<base::Instant> expire_at;
  boost::json::value body;
};
BOOST_DESCRIBE_STRUCT(PackLanguage, (), (slug, status, publish_at, expire_at, body))

constexpr int pack_format = 1;

enum class ImportMode { apply, check };
/// What becomes of what the site has and the pack does not: `prune` withdraws documents and removes figures.
enum class Leftovers { keep, prune };

/// Imports a pack in one transaction. With any problem nothing is changed and the Error (`invalid`) lists them all.
/// `check` does everything but keep it.
base::Result<ImportReport> import_pack(storage::Database& database, const Registry& registry,
                                       const base::Translations& translations, const std::filesystem::path& folder,
                                       ImportMode mode, Leftovers leftovers = Leftovers::keep);

/// Writes the site as a pack into `folder`, which must be absent or empty; it is there whole or not at all. Importing
/// it elsewhere and exporting again gives the same bytes.
base::Result<> export_pack(storage::Database& database, const Registry& registry, const std::filesystem::path& folder);

/// The address of a document in a language; empty for types without pages.
std::string document_path(const DocumentType& type, const Region& region, const std::string& language,
                          const std::string& slug);

}  // namespace smartmove::content
