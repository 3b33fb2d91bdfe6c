// What the site has and the pack does not: kept and said, or taken away.
#include "content/pack.hpp"
#include "content/pages.hpp"
#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::must;
using ::testing::Pair;
using testing::TestPack;

std::string body(const std::string& title, const std::string& text = "Text.") {
  return R"({"title": ")" + title + R"(", "description": "D", "text": {"markdown": ")" + text + R"("}})";
}

class PackLeftoversTest : public storage::testing::DatabaseTest {
 protected:
  void set_up() override {
    database().on_change([this](const storage::Change& change) { changes_.push_back(change.tags); });
    TestPack all;
    all.document("note/a", "a", body("A")).document("note/b", "b", body("B")).document("note/b", "b", body("B"), "en");
    all.document("note/c", "c", body("C")).document("note/c", "c", body("C"), "en");
    must(import(all));
    rest_.document("note/a", "a", body("A")).document("note/b", "b", body("B"));
    changes_.clear();
  }
  base::Result<ImportReport> import(const TestPack& pack, Leftovers leftovers = Leftovers::keep,
                                    ImportMode mode = ImportMode::apply) {
    return import_pack(database(), testing::note_registry(), testing::translations(), pack.path(), mode, leftovers);
  }
  std::string seen(std::string_view language, std::string_view path) {
    return must(database().read([&](storage::Session& session) -> base::Result<std::string> {
      DocumentStore store(session);
      if (TRY(store.published_at(language, path, base::now()))) return std::string("there");
      return std::string(TRY(store.is_gone(language, path, base::now())) ? "gone" : "nothing");
    }));
  }

  TestPack rest_;
  std::vector<std::vector<std::string>> changes_;
};
INSTANTIATE_TEST_SUITE_P(databases, PackLeftoversTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(PackLeftoversTest, are_kept_and_named) {
  const auto report = must(import(rest_));
  EXPECT_THAT(report.kept,
              ElementsAre(Pair("documents", ElementsAre("note/c")), Pair("languages", ElementsAre("note/b in en"))));
  EXPECT_THAT(report.removed, IsEmpty());
  EXPECT_EQ(seen("sv", "/not/c"), "there");
  EXPECT_THAT(changes_, IsEmpty());
}

TEST_P(PackLeftoversTest, are_withdrawn_where_that_is_wished) {
  const auto report = must(import(rest_, Leftovers::prune));
  EXPECT_THAT(report.kept, IsEmpty());
  EXPECT_THAT(report.removed,
              ElementsAre(Pair("documents", ElementsAre("note/c")), Pair("languages", ElementsAre("note/b in en"))));
  EXPECT_EQ(seen("sv", "/not/c"), "gone");
  EXPECT_EQ(seen("en", "/en/note/c"), "gone");
  EXPECT_EQ(seen("en", "/en/note/b"), "gone");
  EXPECT_EQ(seen("sv", "/not/b"), "there");
  ASSERT_EQ(changes_.size(), 1u);
  EXPECT_THAT(changes_[0], ElementsAre("addresses", "document:note/b", "document:note/c", "type:note"));

  // The next time there is nothing to take away, and nothing more to say.
  const auto again = must(import(rest_));
  EXPECT_THAT(again.kept, IsEmpty());
  EXPECT_EQ(changes_.size(), 1u);
}

TEST_P(PackLeftoversTest, check_says_what_would_go_and_takes_nothing) {
  const auto report = must(import(rest_, Leftovers::prune, ImportMode::check));
  EXPECT_THAT(report.removed.at("documents"), ElementsAre("note/c"));
  EXPECT_EQ(seen("sv", "/not/c"), "there");
}

TEST_P(PackLeftoversTest, come_back_with_the_pack_that_has_them) {
  must(import(rest_, Leftovers::prune));
  TestPack again;
  must(import(again.document("note/c", "c", body("C"))));
  EXPECT_EQ(seen("sv", "/not/c"), "there");
  EXPECT_EQ(seen("en", "/en/note/c"), "gone");
}

TEST_P(PackLeftoversTest, a_link_to_what_goes_is_a_mistake_and_nothing_goes) {
  rest_.document("note/a", "a", body("A", "[c](note/c)"));
  EXPECT_TRUE(import(rest_, Leftovers::keep, ImportMode::check));
  const auto made = import(rest_, Leftovers::prune);
  ASSERT_FALSE(made);
  EXPECT_EQ(testing::problems_of(made.error()),
            "documents/note/a/sv.json#/body/text/content/0/content/0/marks/0: found \"note/c\", expected that document "
            "in the pack, for --prune takes the others away\n");
  EXPECT_EQ(seen("sv", "/not/c"), "there");
}

TEST_P(PackLeftoversTest, leave_their_address_to_a_page_of_the_pack) {
  rest_.document("note/d", "c", body("D"));
  EXPECT_FALSE(import(rest_));
  must(import(rest_, Leftovers::prune));
  EXPECT_EQ(seen("sv", "/not/c"), "there");
  must(import(rest_, Leftovers::prune));
}

}  // namespace
}  // namespace smartmove::content
