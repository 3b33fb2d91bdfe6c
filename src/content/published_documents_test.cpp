#include "content/published_documents.hpp"

#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::note_body;

/// Everything is asked for without a cache, with an empty one, and with one that has it: the answers are the same.
class PublishedDocumentsTest : public testing::ContentTest {
 protected:
  template <class Ask>
  std::vector<std::string> titles(Ask ask, BodyCache* cache) {
    return read([&](storage::Session& session) -> base::Result<std::vector<std::string>> {
      PublishedDocuments documents(session, cache);
      std::vector<std::string> made;
      for (const auto& document : TRY(ask(documents))) {
        made.push_back(document.key + document.path + " " + std::string(document.body.json().at("title").as_string()));
      }
      return made;
    });
  }
  template <class Ask>
  std::vector<std::string> titles(Ask ask) {
    const auto plain = titles(ask, nullptr);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(titles(ask, &cache_), plain);
    return plain;
  }

  std::vector<std::string> at(std::string_view path) {
    return titles([&](PublishedDocuments& documents) { return as_list(documents.at("sv", path, now_)); });
  }
  std::vector<std::string> one(std::string_view key) {
    return titles([&](PublishedDocuments& documents) { return as_list(documents.one("note", key, "sv", now_)); });
  }
  std::vector<std::string> all() {
    return titles([&](PublishedDocuments& documents) { return documents.of_type("note", "sv", now_); });
  }
  std::vector<std::string> shown() {
    return titles([&](PublishedDocuments& documents) { return documents.shown_between("note", "sv", now_, now_); });
  }

  BodyCache cache_{1'000'000};
  BodyCache fresh_{1'000'000};

 private:
  static base::Result<std::vector<PublishedDocument>> as_list(base::Result<std::optional<PublishedDocument>> found) {
    std::vector<PublishedDocument> list;
    if (auto document = TRY(std::move(found))) list.push_back(*std::move(document));
    return list;
  }
};
INSTANTIATE_TEST_SUITE_P(databases, PublishedDocumentsTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(PublishedDocumentsTest, shows_what_the_store_shows) {
  EXPECT_THAT(all(), IsEmpty());
  EXPECT_THAT(at("/not/a"), IsEmpty());
  save(note("b", "b", note_body("B")));
  save(note("a", "a", note_body("A")));
  save(note("a", "a", note_body("E"), "en"));
  auto draft = note("c", "c", note_body("C"));
  draft.status = Status::draft;
  save(draft);
  EXPECT_THAT(all(), ElementsAre("a/not/a A", "b/not/b B"));
  EXPECT_THAT(shown(), ElementsAre("a/not/a A", "b/not/b B"));
  EXPECT_THAT(one("a"), ElementsAre("a/not/a A"));
  EXPECT_THAT(one("c"), IsEmpty());
  EXPECT_THAT(at("/not/b"), ElementsAre("b/not/b B"));
}

TEST_P(PublishedDocumentsTest, a_new_revision_is_seen_at_once) {
  for (const auto* title : {"A", "B", "C"}) {
    save(note("a", "a", note_body(title)));
    const auto expected = std::string("a/not/a ") + title;
    EXPECT_THAT(one("a"), ElementsAre(expected));
    EXPECT_THAT(at("/not/a"), ElementsAre(expected));
    EXPECT_THAT(all(), ElementsAre(expected));
    EXPECT_THAT(shown(), ElementsAre(expected));
  }
}

TEST_P(PublishedDocumentsTest, many_new_ones_come_together) {
  std::vector<std::string> expected;
  for (const char key : std::string("abcdefgh")) {
    const std::string name(1, key);
    save(note(name, name, note_body(name)));
    expected.push_back(name + "/not/" + name + " " + name);
  }
  EXPECT_EQ(all(), expected);
  EXPECT_EQ(shown(), expected);
  EXPECT_EQ(titles([&](auto& documents) { return documents.shown_between("note", "sv", now_, now_); }, &fresh_),
            expected);
}

TEST_P(PublishedDocumentsTest, a_revision_that_is_not_there_is_our_fault) {
  const auto body =
      database().read([&](storage::Session& session) { return DocumentStore(session).body(RevisionId::generate()); });
  EXPECT_EQ(body.error().kind, base::ErrorKind::internal);
}

}  // namespace
}  // namespace smartmove::content
