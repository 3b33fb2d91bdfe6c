#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "backup/backup.hpp"
#include "storage/testing.hpp"

namespace smartmove::backup::testing {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write_file(const std::filesystem::path& path, std::string_view text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

/// One member as a stranger writes or reads it.
struct RawMember {
  std::string name;
  std::string text;
  unsigned type = AE_IFREG;
  std::string link{};
};

inline std::vector<RawMember> unpack(const std::filesystem::path& file) {
  std::vector<RawMember> members;
  archive* reader = archive_read_new();
  archive_read_support_filter_all(reader);
  archive_read_support_format_all(reader);
  if (archive_read_open_filename(reader, file.c_str(), 65536) != ARCHIVE_OK) throw std::runtime_error("no archive");
  for (archive_entry* entry = nullptr; archive_read_next_header(reader, &entry) == ARCHIVE_OK;) {
    std::string text(static_cast<std::size_t>(archive_entry_size(entry)), '\0');
    if (archive_read_data(reader, text.data(), text.size()) < 0) throw std::runtime_error("damaged");
    members.push_back({archive_entry_pathname(entry), text});
  }
  archive_read_free(reader);
  return members;
}

inline void pack(const std::filesystem::path& file, const std::vector<RawMember>& members) {
  archive* writer = archive_write_new();
  archive_write_set_format_pax_restricted(writer);
  archive_write_add_filter_zstd(writer);
  if (archive_write_open_filename(writer, file.c_str()) != ARCHIVE_OK) throw std::runtime_error("cannot write");
  for (const auto& member : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, member.name.c_str());
    archive_entry_set_filetype(entry, member.type);
    archive_entry_set_perm(entry, 0600);
    if (!member.link.empty()) archive_entry_set_symlink(entry, member.link.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(member.text.size()));
    archive_write_header(writer, entry);
    archive_write_data(writer, member.text.data(), member.text.size());
    archive_entry_free(entry);
  }
  archive_write_free(writer);
}

/// A database with some rows of every kind, its media folder, and a folder for backups.
class BackupTest : public storage::testing::DatabaseTest {
 protected:
  void set_up() override {
    run_script(
        "INSERT INTO organisation (id, key, name) VALUES ('o1', 'region', 'Örebroregionen');"
        "INSERT INTO document (id, type, key, organisation_id, created_at) VALUES ('d1', 'page', 'about', 'o1', 1);"
        "INSERT INTO revision (id, document_id, language, number, based_on_id, body, author, created_at) VALUES "
        "('r2', 'd1', 'sv', 1, NULL, '{\"title\":\"Om\\n\"}', 'a', 1), ('r1', 'd1', 'sv', 2, 'r2', '{}', 'b', 2);"
        "INSERT INTO place (code, kind, parent, names) VALUES ('1880', 'municipality', '', '{}');"
        "INSERT INTO indicator (code, unit, direction, decimals, shelf_life_days, names, units, descriptions) VALUES "
        "('rent', 'kr', 'lower', 0, 400, '{}', '{}', '{}');"
        "INSERT INTO fact (place_code, indicator_code, period, period_end, value, source_name, source_url, licence, "
        "retrieved) VALUES ('1880', 'rent', '2025', '2025-12-31', 0.1, 's', 'u', 'l', '2026-01-01'), "
        "('1880', 'rent', '2024', '2024-12-31', NULL, 's', 'u', 'l', '2026-01-01')");
    write_file(data() / "media/ab/abcdef.webp", std::string(100'000, 'w'));
    write_file(data() / "media/cd/empty.bin", "");
    write_file(data() / "media/.incoming/half", "not there yet");
    write_file(data() / "media/ab/abcdef.avif.1234.partial", "not there yet");
  }

  std::filesystem::path data() { return test_database().settings().data_dir; }
  std::string file(std::string_view name = "site.tar.zst") const { return (folder_.path() / name).string(); }
  const std::filesystem::path& folder() const { return folder_.path(); }

  BackupReport make(const std::string& path, IfThere if_there = IfThere::refuse) {
    return storage::testing::must(make_backup(database(), data(), "port = 8080\n", path, if_there));
  }

 private:
  storage::testing::TemporaryFolder folder_;
};

}  // namespace smartmove::backup::testing
