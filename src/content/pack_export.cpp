#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

#include "accounts/organisation_store.hpp"
#include "content/document_store.hpp"
#include "content/pack.hpp"
#include "content/pages.hpp"

namespace smartmove::content {
namespace fs = std::filesystem;
namespace {

using Files = std::map<std::string, std::string>;  // name → text

struct Export {
  Files texts;
  LargeFiles large;
};

base::Result<> add_manifest(storage::Session& session, const Region& region, Files& files) {
  PackManifest manifest{pack_format, region.name, region.time_zone, region.languages, {}};
  for (auto& organisation : TRY(accounts::OrganisationStore(session).all())) {
    manifest.organisations.push_back({std::move(organisation.key), std::move(organisation.name)});
  }
  files["pack.json"] = base::pretty_json(base::to_json(manifest));
  return {};
}

base::Result<> add_documents(storage::Session& session, const Region& region, Files& files) {
  DocumentStore store(session);
  for (const auto& document : TRY(store.all())) {
    const auto folder = "documents/" + document.type + "/" + document.key + "/";
    bool any_language = false;
    for (const auto& language : TRY(store.languages(document.id))) {
      if (!region.speaks(language)) continue;  // left over from an earlier pack; nobody can read it
      auto version = TRY(store.version(document.id, language));
      const PackLanguage file{version->slug, version->status, version->publish_at, version->expire_at,
                              std::move(version->body)};
      files[folder + language + ".json"] = base::pretty_json(base::to_json(file));
      any_language = true;
    }
    if (any_language) files[folder + "document.json"] = base::pretty_json(base::to_json(PackDocument{document.owner}));
  }
  return {};
}

base::Failure cannot_write(const fs::path& path, const std::string& cause) {
  return base::fail(base::ErrorKind::unavailable,
                    fmt::format("{} cannot be written: {}. Nothing was exported.", path.string(), cause), cause);
}

base::Result<> write_file(const fs::path& path, const std::string& bytes) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) return cannot_write(path.parent_path(), error.message());
  std::ofstream stream(path, std::ios::binary);
  stream << bytes;
  stream.close();
  if (!stream) return cannot_write(path, "the disk refused it");
  return {};
}

base::Result<> write_files(const fs::path& folder, const Export& files) {
  for (const auto& [name, text] : files.texts) TRY(write_file(folder / name, text));
  for (const auto& [name, bytes] : files.large) TRY(write_file(folder / name, TRY(bytes())));
  return {};
}

}  // namespace

base::Result<> export_pack(storage::Database& database, const Registry& registry, const fs::path& folder) {
  std::error_code error;
  const bool empty = !fs::exists(folder, error) || (fs::is_directory(folder, error) && fs::is_empty(folder, error));
  if (error || !empty) {
    return base::fail(
        base::ErrorKind::conflict,
        fmt::format("{} exists and is not an empty folder. Name a new folder to export to.", folder.string()));
  }
  const auto files = TRY(database.read([&](storage::Session& session) -> base::Result<Export> {
    Export made;
    const auto region = TRY(require_region(session));
    TRY(add_manifest(session, region, made.texts));
    for (const auto& part : registry.pack_parts()) {
      made.texts.merge(TRY(part->export_files(session)));
      made.large.merge(TRY(part->export_large_files(session)));
    }
    TRY(add_documents(session, region, made.texts));
    return made;
  }));
  // Whole or not at all: written beside, then given its name.
  auto target = fs::absolute(folder, error).lexically_normal();
  if (!target.has_filename()) target = target.parent_path();  // a trailing slash
  const fs::path beside = target.string() + fmt::format(".partial-{}", ::getpid());
  auto written = write_files(beside, files);
  if (written) {
    fs::rename(beside, target, error);
    if (error) written = cannot_write(target, error.message());
  }
  if (!written) fs::remove_all(beside, error);
  return written;
}

}  // namespace smartmove::content
