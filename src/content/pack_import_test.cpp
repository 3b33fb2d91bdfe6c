#include "content/pack.hpp"
#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::must;
using testing::TestPack;

std::string body(const std::string& title, const std::string& text = R"({"markdown": "Text."})") {
  return R"({"title": ")" + title + R"(", "description": "D", "text": )" + text + "}";
}

class PackImportTest : public storage::testing::DatabaseTest {
 protected:
  void set_up() override {
    database().on_change([this](const storage::Change& change) { changes_.push_back(change.tags); });
  }
  base::Result<ImportReport> import(const TestPack& pack, ImportMode mode = ImportMode::apply) {
    changes_.clear();
    return import_pack(database(), testing::note_registry(), testing::translations(), pack.path(), mode);
  }
  std::string refusal(const TestPack& pack) {
    const auto made = import(pack);
    if (made) return "no problem";
    EXPECT_EQ(made.error().kind, base::ErrorKind::invalid) << made.error().message;
    return testing::problems_of(made.error());
  }
  static std::string counts(const ImportReport& report) {
    std::string text;
    for (const auto& [kind, count] : report.counts) {
      text += kind + " +" + std::to_string(count.added) + " ~" + std::to_string(count.changed) + " =" +
              std::to_string(count.unchanged);
    }
    return text;
  }
  std::string seen(std::string_view path) {
    return must(database().read([&](storage::Session& session) -> base::Result<std::string> {
      DocumentStore store(session);
      if (const auto page = TRY(store.published_at("sv", path, base::now()))) {
        return std::string(page->body.json().at("title").as_string());
      }
      if (const auto moved = TRY(store.redirect("sv", path, base::now()))) return "-> " + *moved;
      return std::string("nothing");
    }));
  }
  bool is_empty() {
    return must(database().read([](storage::Session& session) -> base::Result<bool> {
      return TRY(DocumentStore(session).all()).empty() && !TRY(DocumentStore(session).region()) &&
             TRY(accounts::OrganisationStore(session).all()).empty();
    }));
  }

  TestPack pack_;
  std::vector<std::vector<std::string>> changes_;
};
INSTANTIATE_TEST_SUITE_P(databases, PackImportTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(PackImportTest, takes_a_site_in_and_says_what_it_did) {
  pack_.document("note/a", "a", body("A", R"({"file": "text.sv.md"})"))
      .file("documents/note/a/text.sv.md", "Hej [b](note/b).");
  pack_.document("note/b", "b", body("B")).document("card/c", "", body("C"));
  EXPECT_EQ(counts(must(import(pack_))), "documents +3 ~0 =0");
  EXPECT_EQ(seen("/not/a"), "A");
  ASSERT_EQ(changes_.size(), 1u);
  EXPECT_THAT(changes_[0], Contains("document:note/a"));
  EXPECT_THAT(changes_[0], Contains("addresses"));
}

TEST_P(PackImportTest, the_same_pack_again_changes_and_announces_nothing) {
  pack_.document("note/a", "a", body("A")).document("note/a", "a", body("A in English"), "en");
  must(import(pack_));
  EXPECT_EQ(counts(must(import(pack_))), "documents +0 ~0 =2");
  EXPECT_THAT(changes_, IsEmpty());
}

TEST_P(PackImportTest, a_changed_document_is_a_new_revision_and_is_announced) {
  pack_.document("note/a", "a", body("A")).document("note/b", "b", body("B"));
  must(import(pack_));
  pack_.document("note/a", "a", body("A2"));
  EXPECT_EQ(counts(must(import(pack_))), "documents +0 ~1 =1");
  EXPECT_EQ(seen("/not/a"), "A2");
  ASSERT_EQ(changes_.size(), 1u);
  EXPECT_THAT(changes_[0], ElementsAre("addresses", "document:note/a", "type:note"));
}

TEST_P(PackImportTest, check_finds_everything_and_keeps_nothing) {
  pack_.document("note/a", "a", body("A"));
  EXPECT_EQ(counts(must(import(pack_, ImportMode::check))), "documents +1 ~0 =0");
  EXPECT_TRUE(is_empty());
  EXPECT_THAT(changes_, IsEmpty());
  pack_.document("note/b", "b", body("B", R"({"markdown": "`x`"})"));
  EXPECT_FALSE(import(pack_, ImportMode::check));
}

TEST_P(PackImportTest, lists_every_mistake_at_once_and_changes_nothing) {
  pack_.document("note/a", "A!", R"({"titel": "A", "description": "D", "text": {"file": "text.sv.md"}})");
  pack_.file("documents/note/a/text.sv.md", "# Rubrik\n\nBra\noch [b](note/away) `x`\n\n- {fact:9999/population}\n");
  pack_.file("documents/note/a/stray.md", "");
  pack_.file("documents/note/b/document.json", R"({"owner": "nobody"})");
  pack_.file("documents/note/b/sv.json", "{\n\"slug\": }");
  pack_.file("documents/note/readme.txt", "");
  pack_.file("documents/nota/c/document.json", "{}");
  pack_.file("extra.json", "{}");
  pack_.document("note/d", "d", body("D", R"({"markdown": "<b>"})"));
  pack_.document("note/e", "d", body("E", R"({"file": "../d/sv.json"})"));
  const auto made = import(pack_);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message, "The pack has 16 mistakes; nothing was changed.")
      << testing::problems_of(made.error());
  EXPECT_THAT(testing::places_of(made),
              ::testing::UnorderedElementsAre(
                  "extra.json:1", "documents/nota:1", "documents/note/a/text.sv.md:4", "documents/note/a/text.sv.md:4",
                  "documents/note/a/text.sv.md:1", "documents/note/a/sv.json#/body/title",
                  "documents/note/a/sv.json#/body/titel", "documents/note/a/sv.json#/slug",
                  "documents/note/a/stray.md:1", "documents/note/b/document.json#/owner", "documents/note/b/sv.json:2",
                  "documents/note/d/sv.json#/body/text", "documents/note/e/sv.json#/body/text/file",
                  "documents/note/e/sv.json#/slug", "documents/note/readme.txt:1", "documents/note/a/text.sv.md:6"))
      << testing::problems_of(made.error());
  EXPECT_TRUE(is_empty());
  EXPECT_THAT(changes_, IsEmpty());
}

TEST_P(PackImportTest, references_are_checked_against_the_pack_and_the_site) {
  pack_.document("note/a", "a",
                 body("A", R"({"markdown": "[b](note/b) [x](note/x) {fact:1881/population} {fact:1881/bears}"})"));
  pack_.document("note/b", "b", body("B"));
  EXPECT_EQ(
      refusal(pack_),
      "documents/note/a/sv.json#/body/text/content/0/content/2/marks/0: found \"note/x\", expected a document that "
      "exists\n"
      "documents/note/a/sv.json#/body/text/content/0/content/6: found \"bears\", expected an indicator that exists\n");
}

TEST_P(PackImportTest, says_what_is_wrong_with_the_manifest) {
  pack_.file("pack.json",
             R"({"format": 2, "name": "Örebro", "time_zone": "Europe/Orebro", "languages": ["xx", "sv", "sv"],
                              "organisations": [{"key": "a", "name": "A"}, {"key": "a", "name": "B"}]})");
  EXPECT_EQ(refusal(pack_),
            "pack.json#/format: found 2, expected 1\n"
            "pack.json#/name: found \"Örebro\", expected lower-case letters, digits and hyphens\n"
            "pack.json#/time_zone: found \"Europe/Orebro\", expected an IANA time zone such as Europe/Stockholm\n"
            "pack.json#/languages: found \"xx\", expected a language with interface texts: en, sv\n"
            "pack.json#/languages: found \"sv\" twice, expected each once\n"
            "pack.json#/organisations: found \"a\" twice, expected each once\n");
  pack_.file("pack.json", R"({"format": 1, "name": "x", "time_zone": "UTC", "languages": [], "organisations": []})");
  EXPECT_EQ(refusal(pack_),
            "pack.json#/languages: found no language, expected at least one\n"
            "pack.json#/organisations: found no organisation, expected at least one\n");
  pack_.file("pack.json", "[]");
  EXPECT_THAT(refusal(pack_), HasSubstr("pack.json#: found an array, expected an object"));
  EXPECT_TRUE(is_empty());
}

TEST_P(PackImportTest, an_owner_must_be_an_organisation_of_the_pack) {
  pack_.document("note/a", "a", body("A"));
  for (const auto* owner : {"", "nobody"}) {
    pack_.file("documents/note/a/document.json", std::string(R"({"owner": ")") + owner + "\"}");
    EXPECT_EQ(refusal(pack_), std::string("documents/note/a/document.json#/owner: found \"") + owner +
                                  "\", expected the key of an organisation in pack.json\n");
  }
}

TEST_P(PackImportTest, checks_keys_slugs_and_schedules) {
  pack_.document("note/A-b", "a", body("A"));
  pack_.document("note/b", "", body("B")).document("card/c", "", body("C")).document("front/d", "", body("D"));
  pack_.file("documents/note/e/document.json", R"({"owner": "region"})");
  pack_.file("documents/note/e/sv.json", R"({"slug": "e", "status": "open", "publish_at": "2026-01-01T00:00:00Z",
                                              "expire_at": "2026-01-01T00:00:00Z", "body": )" +
                                             body("E") + "}");
  const auto problems = refusal(pack_);
  EXPECT_THAT(problems, HasSubstr("documents/note/A-b:1: found a key \"A-b\""));
  EXPECT_THAT(problems, HasSubstr("documents/note/b/sv.json#/slug: found \"\", expected lower-case"));
  EXPECT_THAT(
      problems,
      HasSubstr("documents/note/e/sv.json#/status: found \"open\", expected one of draft, in_review, scheduled"));
  EXPECT_THAT(
      problems,
      HasSubstr("documents/note/e/sv.json#/expire_at: found 2026-01-01T00:00:00.000Z, expected a moment after"));
  EXPECT_EQ(std::count(problems.begin(), problems.end(), '\n'), 4);
}

TEST_P(PackImportTest, a_link_that_leads_out_of_the_pack_is_not_followed) {
  TestPack outside;
  outside.document("note/secret", "secret", body("Secret"));
  pack_.document("note/a", "a", body("A"));
  std::filesystem::create_directory_symlink(outside.path() / "documents/note/secret",
                                            pack_.path() / "documents/note/secret");
  must(import(pack_));
  EXPECT_EQ(seen("/not/secret"), "nothing");
}

TEST_P(PackImportTest, a_new_slug_leaves_a_redirect) {
  must(import(pack_.document("note/a", "gammal", body("A"))));
  must(import(pack_.document("note/a", "ny", body("A"))));
  EXPECT_EQ(seen("/not/gammal"), "-> /not/ny");
}

TEST_P(PackImportTest, documents_may_exchange_their_slugs) {
  must(import(pack_.document("note/a", "ett", body("A")).document("note/b", "tva", body("B"))));
  must(import(pack_.document("note/a", "tva", body("A")).document("note/b", "ett", body("B"))));
  EXPECT_EQ(seen("/not/ett"), "B");
  EXPECT_EQ(seen("/not/tva"), "A");
  must(import(pack_.document("note/a", "ett", body("A")).document("note/b", "tre", body("B"))));
  EXPECT_EQ(seen("/not/ett"), "A");
  EXPECT_EQ(seen("/not/tva"), "-> /not/ett");
}

TEST_P(PackImportTest, an_address_of_a_page_outside_the_pack_is_a_mistake_in_the_pack) {
  must(import(pack_.document("note/old", "kumla", body("Old"))));
  TestPack other;
  other.document("note/new", "kumla", body("New"));
  EXPECT_EQ(
      refusal(other),
      "documents/note/new/sv.json#/slug: found the address /not/kumla, expected one that note/old, which is on the "
      "site already, does not have\n");
  EXPECT_EQ(seen("/not/kumla"), "Old");
}

TEST_P(PackImportTest, a_corrected_time_zone_moves_what_bodies_say_of_days) {
  const auto pack_json = [](const std::string& zone) {
    return R"({"format": 1, "name": "x", "time_zone": ")" + zone + R"(", "languages": ["sv"],
               "organisations": [{"key": "region", "name": "Region X"}]})";
  };
  must(import(pack_.file("pack.json", pack_json("UTC")).document("note/a", "a", body("A"))));
  EXPECT_EQ(counts(must(import(pack_.file("pack.json", pack_json("Europe/Stockholm"))))), "documents +0 ~0 =1");
  ASSERT_EQ(changes_.size(), 1u);
  EXPECT_THAT(changes_[0], ElementsAre("*"));
}

TEST_P(PackImportTest, a_folder_that_is_no_pack_is_said_to_be_none) {
  EXPECT_EQ(import_pack(database(), testing::note_registry(), testing::translations(), pack_.path() / "documents",
                        ImportMode::apply)
                .error()
                .kind,
            base::ErrorKind::not_found);
}

}  // namespace
}  // namespace smartmove::content
