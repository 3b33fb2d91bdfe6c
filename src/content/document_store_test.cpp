#include "content/document_store.hpp"

#include <latch>
#include <thread>

#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using testing::at;
using ::testing::ElementsAre;
using testing::must;
using testing::note_body;

class DocumentStoreTest : public testing::ContentTest {
 protected:
  std::vector<std::string> languages_of(DocumentId document) {
    return read([&](storage::Session& session) { return DocumentStore(session).languages(document); });
  }
  std::int64_t number(DocumentId document) { return version(document)->number; }
};
INSTANTIATE_TEST_SUITE_P(databases, DocumentStoreTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(DocumentStoreTest, keeps_the_region) {
  const auto region = [&] { return *read([](storage::Session& session) { return DocumentStore(session).region(); }); };
  const auto put = [&](const Region& value) {
    return must(database().write([&](storage::Session& session) { return DocumentStore(session).put_region(value); }));
  };
  EXPECT_EQ(region().languages, (std::vector<std::string>{"sv", "en"}));
  EXPECT_FALSE(put(region_));
  EXPECT_TRUE(put({"annan", "Europe/Helsinki", {"en"}}));
  EXPECT_EQ(region().name, "annan");
  EXPECT_EQ(region().time_zone, "Europe/Helsinki");
  EXPECT_EQ(region().first_language(), "en");
}

TEST_P(DocumentStoreTest, finds_a_document_or_makes_it) {
  const auto first = put("note", "a");
  EXPECT_EQ(put("note", "a"), first);
  EXPECT_NE(put("note", "b"), first);
  EXPECT_NE(put("card", "a"), first);
  EXPECT_TRUE(read([](storage::Session& session) { return DocumentStore(session).exists("note", "a"); }));
  EXPECT_FALSE(read([](storage::Session& session) { return DocumentStore(session).exists("note", "c"); }));
}

TEST_P(DocumentStoreTest, a_document_can_change_owner) {
  put("note", "a");
  must(database().write([&](storage::Session& session) -> base::Result<> {
    TRY(accounts::OrganisationStore(session).put("kumla", "Kumla"));
    owner_ = TRY(accounts::OrganisationStore(session).find("kumla"))->id;
    return {};
  }));
  put("note", "a");
  put("card", "b");
  std::vector<std::string> all;
  for (const auto& each : read([](storage::Session& session) { return DocumentStore(session).all(); })) {
    all.push_back(each.type + "/" + each.key + " " + each.owner);
  }
  EXPECT_THAT(all, ElementsAre("card/b kumla", "note/a kumla"));
}

TEST_P(DocumentStoreTest, numbers_revisions_from_one_in_each_language) {
  auto edit = note("a", "slug", note_body("Ett"));
  EXPECT_TRUE(save(edit));
  EXPECT_EQ(number(edit.document), 1);
  EXPECT_TRUE(save(note("a", "slug", note_body("Två"))));
  EXPECT_EQ(number(edit.document), 2);
  EXPECT_TRUE(save(note("a", "slug", note_body("One"), "en")));
  EXPECT_EQ(version(edit.document, "en")->number, 1);
  EXPECT_EQ(version(edit.document)->body, note_body("Två"));
  EXPECT_THAT(languages_of(edit.document), ElementsAre("en", "sv"));
}

TEST_P(DocumentStoreTest, nothing_changed_makes_no_revision) {
  save(note("a", "slug", note_body("Ett")));
  const auto edit = note("a", "slug", note_body("Ett"));
  const auto before = version(edit.document);
  EXPECT_FALSE(save(edit));
  EXPECT_EQ(version(edit.document)->current_revision, before->current_revision);
}

TEST_P(DocumentStoreTest, another_status_or_slug_is_no_new_revision) {
  save(note("a", "slug", note_body("Ett")));
  EXPECT_TRUE(save(note("a", "annan", note_body("Ett"))));
  auto edit = note("a", "annan", note_body("Ett"));
  edit.status = Status::withdrawn;
  EXPECT_TRUE(save(edit));
  EXPECT_EQ(number(edit.document), 1);
  EXPECT_EQ(version(edit.document)->status, Status::withdrawn);
}

TEST_P(DocumentStoreTest, another_order_of_members_is_the_same_body) {
  save(note("a", "slug", {{"title", "T"}, {"description", "D"}}));
  EXPECT_FALSE(save(note("a", "slug", {{"description", "D"}, {"title", "T"}})));
}

TEST_P(DocumentStoreTest, a_stale_edit_is_a_conflict) {
  save(note("a", "slug", note_body("Ett")));
  auto mine = note("a", "slug", note_body("Mitt"));
  auto theirs = note("a", "slug", note_body("Deras"));
  save(theirs);
  const auto lost = try_save(mine, now_);
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().kind, base::ErrorKind::conflict);
  EXPECT_EQ(version(mine.document)->body, note_body("Deras"));

  mine.based_on.reset();
  EXPECT_EQ(try_save(mine, now_).error().kind, base::ErrorKind::conflict);
  auto fresh = note("b", "b", note_body("B"));
  fresh.based_on = version(mine.document)->current_revision;
  EXPECT_EQ(try_save(fresh, now_).error().kind, base::ErrorKind::conflict);
}

TEST_P(DocumentStoreTest, of_two_writers_at_once_one_wins) {
  save(note("a", "slug", note_body("Ett")));
  const std::array edits{note("a", "slug", note_body("Mitt")), note("a", "slug", note_body("Deras"))};
  std::array<std::optional<base::Result<bool>>, 2> results;
  std::latch start(2);
  std::array<std::thread, 2> writers;
  for (std::size_t i = 0; i < 2; ++i) {
    writers[i] = std::thread([&, i] {
      start.arrive_and_wait();
      results[i] = try_save(edits[i], now_);
    });
  }
  for (auto& writer : writers) writer.join();
  ASSERT_NE(results[0]->has_value(), results[1]->has_value());
  const auto& lost = results[0]->has_value() ? *results[1] : *results[0];
  EXPECT_EQ(lost.error().kind, base::ErrorKind::conflict) << lost.error().message;
  EXPECT_EQ(number(edits[0].document), 2);
}

TEST_P(DocumentStoreTest, of_two_first_versions_at_once_one_wins) {
  const std::array edits{note("a", "slug", note_body("Mitt")), note("a", "slug", note_body("Deras"))};
  std::array<std::optional<base::Result<bool>>, 2> results;
  std::latch start(2);
  std::array<std::thread, 2> writers;
  for (std::size_t i = 0; i < 2; ++i) {
    writers[i] = std::thread([&, i] {
      start.arrive_and_wait();
      results[i] = try_save(edits[i], now_);
    });
  }
  for (auto& writer : writers) writer.join();
  ASSERT_NE(results[0]->has_value(), results[1]->has_value());
  const auto& lost = results[0]->has_value() ? *results[1] : *results[0];
  EXPECT_EQ(lost.error().kind, base::ErrorKind::conflict) << lost.error().message;
  EXPECT_EQ(number(edits[0].document), 1);
}

TEST_P(DocumentStoreTest, a_revision_never_changes) {
  const auto edit = note("a", "slug", note_body("Ett"));
  save(edit);
  const auto updated = database().write([](storage::Session& session) {
    return session.execute(storage::testing::query("UPDATE revision SET body = '{}'"));
  });
  EXPECT_FALSE(updated);
  EXPECT_EQ(version(edit.document)->body, note_body("Ett"));
}

TEST_P(DocumentStoreTest, a_draft_keeps_what_is_published) {
  const auto document = note("a", "slug", note_body("Ett"));
  save(document);
  auto draft = note("a", "slug", note_body("Utkast"));
  draft.status = Status::draft;
  save(draft);
  const auto now = version(document.document);
  EXPECT_EQ(now->number, 2);
  EXPECT_NE(now->published_revision, now->current_revision);
  EXPECT_EQ(now->published_at, now_);
}

TEST_P(DocumentStoreTest, an_address_has_one_page) {
  save(note("a", "slug", note_body("A")));
  const auto taken = try_save(note("b", "slug", note_body("B")), now_);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().kind, base::ErrorKind::conflict);
  EXPECT_EQ(taken.error().message, "The address /not/slug belongs to another page already. Choose another slug.");
  EXPECT_TRUE(save(note("b", "slug", note_body("B"), "en")));
  EXPECT_TRUE(save(edit_of(testing::note_registry(), "card", "a", "", note_body("A"))));
  EXPECT_TRUE(save(edit_of(testing::note_registry(), "card", "b", "", note_body("B"))));
  const auto owner =
      read([](storage::Session& session) { return DocumentStore(session).address_owner("sv", "/not/slug"); });
  EXPECT_EQ(owner, "note/a");
  EXPECT_FALSE(read([](storage::Session& session) { return DocumentStore(session).address_owner("sv", "/not/x"); }));
}

}  // namespace
}  // namespace smartmove::content
