#include <fstream>

#include "content/pack.hpp"
#include "content/testing.hpp"

namespace smartmove::content {
namespace {

namespace fs = std::filesystem;
using storage::testing::TestDatabase;
using testing::must;
using testing::TestPack;

std::map<std::string, std::string> files_in(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& each : fs::recursive_directory_iterator(folder)) {
    if (!each.is_regular_file()) continue;
    std::ifstream stream(each.path(), std::ios::binary);
    files[fs::relative(each.path(), folder)] = {std::istreambuf_iterator<char>(stream), {}};
  }
  return files;
}

// Everything that a pack can say, in spellings that export does not use.
void fill(TestPack& pack) {
  pack.file("pack.json", R"({"organisations": [{"name": "Ö \"region\"", "key": "region"}, {"key": "a", "name": "A"}],
      "languages": ["sv", "en"], "time_zone": "Europe/Stockholm", "name": "test", "format": 1})");
  pack.document("note/a", "a", R"({"blocks": [
        {"type": "section", "data": {"colour": "sun"}, "audiences": ["studenter"], "blocks": [
          {"data": {"text": {"markdown": "Här *bor* {fact:1881/population}.\n\n3. x\n4. y"}, "heading": "é ü 🦌"}, "type": "text"}]},
        {"type": "call_out", "data": {"heading": "H", "text": {"type": "doc"}, "link": {"to": "https://x.se/%C3%A5", "label": "L"}}}],
      "text": {"file": "t.md"}, "description": "\u00e5 \"q\" \\ / <b> &", "title": "T", "seen_from": "2026-11-23T20:40:00+01:00"})");
  pack.file("documents/note/a/t.md", "## A\n\nb **c *d*** [e](card/c)\n\n> f\n");
  pack.document("note/a", "a", R"({"title": "", "description": "", "text": {"type": "doc", "content": []}})", "en");
  pack.document("card/c", "", R"({"title": "C", "description": "D", "text": {"type": "doc"}})");
  pack.file("documents/note/b/document.json", R"({"owner": "a"})");
  pack.file("documents/note/b/sv.json", R"({"status": "scheduled", "slug": "b-2", "publish_at": "2026-11-23T19:40:00Z",
      "expire_at": "2027-11-23T20:40:00.5+01:00", "body": {"title": "B", "description": "D", "text": {"type": "doc"}}})");
}

class PackExportTest : public storage::testing::DatabaseTest {
 protected:
  static base::Result<ImportReport> import(storage::Database& database, const fs::path& folder) {
    return import_pack(database, testing::note_registry(), testing::translations(), folder, ImportMode::apply);
  }
  fs::path export_to(storage::Database& database, const std::string& name) {
    const auto folder = exports_.path() / name;
    must(export_pack(database, testing::note_registry(), folder));
    return folder;
  }

  storage::testing::TemporaryFolder exports_;
};
INSTANTIATE_TEST_SUITE_P(databases, PackExportTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(PackExportTest, comes_back_byte_by_byte) {
  TestPack pack;
  fill(pack);
  const auto imported = import(database(), pack.path());
  ASSERT_TRUE(imported) << testing::problems_of(imported.error());
  const auto first = export_to(database(), "first");

  // Into an empty database of the other kind, if there is one here.
  const auto other_kind = GetParam() == storage::Dialect::sqlite && storage::testing::postgres_is_there()
                              ? storage::Dialect::postgres
                              : storage::Dialect::sqlite;
  TestDatabase other(other_kind);
  const auto again = import(other.database(), first);
  ASSERT_TRUE(again) << testing::problems_of(again.error());
  EXPECT_EQ(files_in(export_to(other.database(), "second")), files_in(first));

  const auto unchanged = must(import(database(), first)).counts.at("documents");
  EXPECT_EQ(unchanged.changed, 0);
  EXPECT_EQ(unchanged.added, 0);
  EXPECT_EQ(unchanged.unchanged, 4);
  EXPECT_EQ(files_in(export_to(database(), "third")), files_in(first));
}

TEST_P(PackExportTest, writes_what_people_can_compare) {
  TestPack pack;
  pack.document("note/a", "a", R"({"title": "Å", "description": "D", "text": {"type": "doc"}})");
  must(import(database(), pack.path()));
  const auto files = files_in(export_to(database(), "out"));
  EXPECT_EQ(files.at("documents/note/a/document.json"), "{\n  \"owner\": \"region\"\n}\n");
  EXPECT_EQ(files.at("documents/note/a/sv.json"),
            "{\n  \"slug\": \"a\",\n  \"status\": \"published\",\n  \"publish_at\": null,\n  \"expire_at\": null,\n"
            "  \"body\": {\n    \"title\": \"Å\",\n    \"description\": \"D\",\n    \"text\": {\n      \"type\": "
            "\"doc\"\n    },\n"
            "    \"seen_from\": null,\n    \"blocks\": []\n  }\n}\n");
  EXPECT_EQ(files.size(), 3u);
}

TEST_P(PackExportTest, leaves_out_a_language_that_the_region_has_left) {
  TestPack pack;
  pack.document("note/a", "a", R"({"title": "Å", "description": "D", "text": {"type": "doc"}})");
  pack.document("note/a", "a", R"({"title": "E", "description": "D", "text": {"type": "doc"}})", "en");
  must(import(database(), pack.path()));
  fs::remove(pack.path() / "documents/note/a/en.json");
  pack.file("pack.json", R"({"format": 1, "name": "test", "time_zone": "UTC", "languages": ["sv"],
                             "organisations": [{"key": "region", "name": "X"}]})");
  must(import(database(), pack.path()));
  const auto out = export_to(database(), "out");
  EXPECT_FALSE(fs::exists(out / "documents/note/a/en.json"));
  EXPECT_TRUE(import(database(), out));
}

TEST_P(PackExportTest, leaves_out_a_document_that_has_no_language) {
  TestPack pack;
  pack.document("note/a", "a", R"({"title": "Å", "description": "D", "text": {"type": "doc"}})");
  must(import(database(), pack.path()));
  must(database().write([](storage::Session& session) -> base::Result<> {
    const auto owner = TRY(accounts::OrganisationStore(session).find("region"))->id;
    TRY(DocumentStore(session).put_document("note", "bare", owner, base::now()));
    return {};
  }));
  const auto out = export_to(database(), "out");
  EXPECT_FALSE(fs::exists(out / "documents/note/bare"));
  EXPECT_TRUE(import(database(), out));
}

TEST_P(PackExportTest, never_writes_over_anything) {
  TestPack pack;
  pack.document("note/a", "a", R"({"title": "Å", "description": "D", "text": {"type": "doc"}})");
  must(import(database(), pack.path()));
  EXPECT_EQ(export_pack(database(), testing::note_registry(), pack.path()).error().kind, base::ErrorKind::conflict);
  EXPECT_EQ(export_pack(database(), testing::note_registry(), pack.path() / "pack.json").error().kind,
            base::ErrorKind::conflict);
  const auto nowhere = export_pack(database(), testing::note_registry(), pack.path() / "pack.json" / "x");
  EXPECT_FALSE(nowhere);
  fs::create_directory(exports_.path() / "empty");
  must(export_pack(database(), testing::note_registry(), exports_.path() / "empty/"));
  EXPECT_TRUE(fs::exists(exports_.path() / "empty/pack.json"));
  EXPECT_EQ(std::distance(fs::directory_iterator(exports_.path()), fs::directory_iterator()), 1);
}

TEST_P(PackExportTest, an_empty_site_has_nothing_to_export) {
  const auto made = export_pack(database(), testing::note_registry(), exports_.path() / "out");
  EXPECT_EQ(made.error().kind, base::ErrorKind::unavailable);
  EXPECT_FALSE(fs::exists(exports_.path() / "out"));
}

}  // namespace
}  // namespace smartmove::content
