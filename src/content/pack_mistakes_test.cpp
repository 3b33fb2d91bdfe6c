// One mistake in a pack is one mistake; what makes no whole site is one too.
#include "content/blocks_builtin.hpp"
#include "content/pack.hpp"
#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TestPack;

std::string body(const std::string& title, const std::string& text = R"({"markdown": "Text."})") {
  return R"({"title": ")" + title + R"(", "description": "D", "text": )" + text + "}";
}

class PackMistakesTest : public storage::testing::DatabaseTest {
 protected:
  base::Result<ImportReport> import(const TestPack& pack) {
    return import_pack(database(), testing::note_registry(), testing::translations(), pack.path(), ImportMode::apply);
  }
  std::string refusal(const TestPack& pack) {
    const auto made = import(pack);
    return made ? "no problem" : testing::problems_of(made.error());
  }
  // Of a site that must have the document front/home.
  std::string refusal_without_home(const TestPack& pack, Leftovers leftovers = Leftovers::keep) {
    auto demanding = testing::notes();
    demanding.required_documents = {"front/home"};
    const Registry registry({contribution(), std::move(demanding)});
    const auto made =
        import_pack(database(), registry, testing::translations(), pack.path(), ImportMode::apply, leftovers);
    return made ? "no problem" : testing::problems_of(made.error());
  }

  TestPack pack_;
};
INSTANTIATE_TEST_SUITE_P(databases, PackMistakesTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(PackMistakesTest, a_document_has_a_language_and_what_is_scheduled_a_moment) {
  pack_.file("documents/note/a/document.json", R"({"owner": "region"})");
  pack_.file("documents/note/b/document.json", R"({"owner": "region"})")
      .file("documents/note/b/sv.json", R"({"slug": "b", "status": "scheduled", "body": )" + body("B") + "}");
  EXPECT_EQ(
      refusal(pack_),
      "documents/note/a:1: found a document without any language, expected one of sv, en with .json\n"
      "documents/note/b/sv.json#/publish_at: found nothing, expected the moment at which what is scheduled appears\n");
}

TEST_P(PackMistakesTest, an_unknown_folder_is_a_mistake_but_not_one_that_is_hidden) {
  pack_.document("note/a", "a", body("A")).file(".git/config", "").file("document/note/b/sv.json", "{}");
  EXPECT_EQ(refusal(pack_), "document:1: found an unknown folder, expected documents, perhaps\n");
}

TEST_P(PackMistakesTest, what_no_site_can_be_without_is_in_the_pack_or_on_the_site) {
  pack_.document("note/a", "a", body("A"));
  EXPECT_EQ(
      refusal_without_home(pack_),
      "documents/front/home/document.json:1: found no such document, expected one, which no site can be without\n");
  TestPack whole;
  EXPECT_EQ(refusal_without_home(whole.document("front/home", "", body("Home"))), "no problem");
  EXPECT_EQ(refusal_without_home(pack_), "no problem");
  EXPECT_THAT(refusal_without_home(pack_, Leftovers::prune), HasSubstr("--prune withdraws the site's own"));
}

TEST_P(PackMistakesTest, a_folder_that_is_spelt_wrongly_is_the_only_mistake) {
  pack_.file("document/front/home/sv.json", "{}");
  EXPECT_EQ(refusal_without_home(pack_), "document:1: found an unknown folder, expected documents, perhaps\n");
  TestPack types;
  types.document("notes/b", "b", body("B"))
      .document("note/a", "a", body("A", R"text({"markdown": "[b](note/b)"})text"));
  EXPECT_THAT(refusal(types),
              ::testing::StartsWith("documents/notes:1: found a folder \"notes\", expected a document type"));
  EXPECT_EQ(testing::places_of(import(types)).size(), 1u);
}

TEST_P(PackMistakesTest, a_language_that_cannot_be_taken_makes_no_mistake_of_its_texts) {
  for (const auto* text :
       {R"({"slug": "a", "body": {"text": {"file": "a.md"}})", R"({"bodi": {"text": {"file": "a.md"}}})",
        R"({"body": {"text": {"fil": "a.md"}}})", "\xff"}) {
    TestPack pack;
    pack.document("note/a", "a", body("A")).file("documents/note/a/sv.json", text).file("documents/note/a/a.md", "A.");
    EXPECT_THAT(testing::places_of(import(pack)), ::testing::Each(::testing::StartsWith("documents/note/a/sv.json")));
  }
  TestPack pack;
  pack.document("note/a", "a", body("A")).file("documents/note/a/fi.json", R"({"text": "a.md"})");
  pack.file("documents/note/a/a.md", "A.");
  EXPECT_THAT(testing::places_of(import(pack)), ElementsAre("documents/note/a/fi.json:1"));
}

TEST_P(PackMistakesTest, what_is_missing_is_one_mistake) {
  pack_.file("documents/note/a/document.json", R"({"owner": "region"})").file("documents/note/a/sv.json", "{}");
  pack_.document("note/b", "b", R"({"title": "B", "description": "D", "text": {"markdown": "x"},
                                    "blocks": [{"data": {}}, {"type": "text"}]})");
  pack_.document("note/c", "!", body("C")).document("note/d", "!", body("D"));
  EXPECT_THAT(testing::places_of(import(pack_)),
              ElementsAre("documents/note/a/sv.json#/slug", "documents/note/a/sv.json#/status",
                          "documents/note/a/sv.json#/body", "documents/note/b/sv.json#/body/blocks/0/type",
                          "documents/note/b/sv.json#/body/blocks/1/data", "documents/note/c/sv.json#/slug",
                          "documents/note/d/sv.json#/slug"));
}

}  // namespace
}  // namespace smartmove::content
