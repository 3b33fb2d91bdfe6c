#include "content/document_store.hpp"
#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using testing::at;
using ::testing::ElementsAre;
using testing::note_body;

// Where a page stands at a moment, as the public sees it.
class DocumentScheduleTest : public testing::ContentTest {
 protected:
  std::string seen(std::string_view path, base::Instant now, std::string_view language = "sv") {
    return read([&](storage::Session& session) -> base::Result<std::string> {
      DocumentStore store(session);
      if (const auto page = TRY(store.published_at(language, path, now))) {
        return std::string(page->body.json().at("title").as_string());
      }
      if (const auto moved = TRY(store.redirect(language, path, now))) return "-> " + *moved;
      return std::string(TRY(store.is_gone(language, path, now)) ? "gone" : "nothing");
    });
  }
  std::string seen(std::string_view path) { return seen(path, now_); }

  std::optional<base::Instant> next(base::Instant now) {
    return read([&](storage::Session& session) { return DocumentStore(session).next_schedule(now); });
  }

  const base::Instant before_ = at("2026-11-30T11:59:59.999Z");
  const base::Instant from_ = at("2026-11-30T12:00:00Z");
  const base::Instant until_ = at("2026-12-24T12:00:00Z");
};
INSTANTIATE_TEST_SUITE_P(databases, DocumentScheduleTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(DocumentScheduleTest, a_published_page_is_seen_a_draft_never) {
  save(note("a", "a", note_body("A")));
  for (const auto status : {Status::draft, Status::in_review}) {
    auto edit = note("b", "b", note_body("B"));
    edit.status = status;
    save(edit);
    EXPECT_EQ(seen("/not/b"), "nothing");
  }
  EXPECT_EQ(seen("/not/a"), "A");
  EXPECT_EQ(seen("/not/a", now_, "en"), "nothing");
}

TEST_P(DocumentScheduleTest, a_scheduled_page_comes_and_goes_on_its_own) {
  auto edit = note("a", "a", note_body("A"));
  edit.status = Status::scheduled;
  edit.publish_at = from_;
  edit.expire_at = until_;
  save(edit);
  EXPECT_EQ(seen("/not/a", before_), "nothing");
  EXPECT_EQ(seen("/not/a", from_), "A");
  EXPECT_EQ(seen("/not/a", until_ - std::chrono::milliseconds(1)), "A");
  EXPECT_EQ(seen("/not/a", until_), "gone");
  EXPECT_EQ(version(edit.document)->published_at, from_);
}

TEST_P(DocumentScheduleTest, the_schedule_and_the_body_both_have_a_say) {
  auto edit = note("a", "a", note_body("A"));
  edit.publish_at = at("2026-11-01T00:00:00Z");
  edit.own = {from_, until_};
  edit.expire_at = at("2027-12-24T12:00:00Z");
  save(edit);
  EXPECT_EQ(seen("/not/a", before_), "nothing");
  EXPECT_EQ(seen("/not/a", from_), "A");
  EXPECT_EQ(seen("/not/a", until_), "gone");
}

TEST_P(DocumentScheduleTest, another_reading_of_the_same_body_is_a_change) {
  auto edit = note("a", "a", note_body("A"));
  edit.own = {from_, {}};
  save(edit);
  edit.based_on = version(edit.document)->current_revision;
  EXPECT_FALSE(save(edit));
  edit.own = {from_ + std::chrono::hours(1), {}};  // the region's time zone was corrected
  EXPECT_TRUE(save(edit));
  EXPECT_EQ(seen("/not/a", from_), "nothing");
  EXPECT_EQ(version(edit.document)->number, 1);
}

TEST_P(DocumentScheduleTest, a_withdrawn_page_is_gone) {
  save(note("a", "a", note_body("A")));
  auto edit = note("a", "a", note_body("A"));
  edit.status = Status::withdrawn;
  save(edit);
  EXPECT_EQ(seen("/not/a"), "gone");
  edit.based_on = version(edit.document)->current_revision;
  edit.status = Status::published;
  save(edit);
  EXPECT_EQ(seen("/not/a"), "A");
}

TEST_P(DocumentScheduleTest, what_was_never_public_is_not_gone_but_nothing) {
  auto edit = note("a", "a", note_body("A"));
  edit.status = Status::withdrawn;
  save(edit);
  EXPECT_EQ(seen("/not/a"), "nothing");

  auto planned = note("b", "b", note_body("B"));
  planned.status = Status::scheduled;
  planned.publish_at = from_;
  save(planned);
  planned.based_on = version(planned.document)->current_revision;
  planned.status = Status::withdrawn;
  save(planned);
  EXPECT_EQ(seen("/not/b"), "nothing");
  EXPECT_EQ(seen("/not/b", until_), "nothing");
}

TEST_P(DocumentScheduleTest, an_old_address_leads_to_the_present_one_however_many_moves) {
  save(note("a", "ett", note_body("A")));
  save(note("a", "tva", note_body("A")));
  save(note("a", "tre", note_body("A")));
  EXPECT_EQ(seen("/not/ett"), "-> /not/tre");
  EXPECT_EQ(seen("/not/tva"), "-> /not/tre");
  EXPECT_EQ(seen("/not/tre"), "A");
  save(note("a", "ett", note_body("A")));
  EXPECT_EQ(seen("/not/ett"), "A");
  EXPECT_EQ(seen("/not/tre"), "-> /not/ett");
  EXPECT_EQ(seen("/not/ett", now_, "en"), "nothing");
}

TEST_P(DocumentScheduleTest, an_old_address_that_another_page_takes_is_that_pages) {
  save(note("a", "ett", note_body("A")));
  save(note("a", "tva", note_body("A")));
  save(note("b", "ett", note_body("B")));
  EXPECT_EQ(seen("/not/ett"), "B");
  save(note("b", "tre", note_body("B")));
  EXPECT_EQ(seen("/not/ett"), "-> /not/tre");
}

TEST_P(DocumentScheduleTest, old_addresses_of_a_withdrawn_page_are_gone_too) {
  save(note("a", "ett", note_body("A")));
  save(note("a", "tva", note_body("A")));
  auto edit = note("a", "tva", note_body("A"));
  edit.status = Status::withdrawn;
  save(edit);
  EXPECT_EQ(seen("/not/tva"), "gone");
  EXPECT_EQ(seen("/not/ett"), "gone");
}

TEST_P(DocumentScheduleTest, an_address_that_is_left_makes_no_redirect) {
  const auto a = note("a", "ett", note_body("A"));
  save(a);
  testing::must(database().write(
      [&](storage::Session& session) { return DocumentStore(session).leave_address(a.document, "sv"); }));
  save(note("a", "tva", note_body("A")));
  EXPECT_EQ(seen("/not/ett"), "nothing");
  EXPECT_EQ(seen("/not/tva"), "A");
}

TEST_P(DocumentScheduleTest, lists_are_what_is_public_in_order) {
  save(note("b", "b", note_body("B")));
  save(note("a", "a", note_body("A")));
  save(note("a", "a", note_body("A in English"), "en"));
  save(edit_of(testing::note_registry(), "card", "c", "", note_body("C")));
  auto hidden = note("hidden", "hidden", note_body("H"));
  hidden.status = Status::draft;
  save(hidden);
  auto later = note("later", "later", note_body("L"));
  later.publish_at = from_;
  save(later);
  std::vector<std::string> found;
  read([&](storage::Session& session) -> base::Result<bool> {
    DocumentStore store(session);
    for (const auto& each : TRY(store.published_of_type("note", "sv", now_))) found.push_back(each.reference());
    for (const auto& each : TRY(store.published_pages(now_))) found.push_back(each.language + each.path);
    const auto a = TRY(store.published("note", "a", "sv", now_));
    for (const auto& each : TRY(store.published_languages(a->id, now_)))
      found.push_back(each.language + "=" + each.path);
    if (TRY(store.published("note", "hidden", "sv", now_))) found.push_back("hidden");
    if (TRY(store.published("card", "c", "sv", now_))) found.push_back("card");
    return true;
  });
  EXPECT_THAT(found, ElementsAre("note/a", "note/b", "en/en/note/a", "sv/not/a", "sv/not/b", "en=/en/note/a",
                                 "sv=/not/a", "card"));
}

TEST_P(DocumentScheduleTest, tells_when_something_next_appears_or_leaves) {
  EXPECT_EQ(next(now_), std::nullopt);
  auto edit = note("a", "a", note_body("A"));
  edit.publish_at = from_;
  edit.expire_at = until_;
  save(edit);
  auto draft = note("b", "b", note_body("B"));
  draft.status = Status::draft;
  draft.publish_at = now_ + std::chrono::seconds(1);
  save(draft);
  EXPECT_EQ(next(now_), from_);
  EXPECT_EQ(next(from_), until_);
  EXPECT_EQ(next(until_), std::nullopt);
}

TEST_P(DocumentScheduleTest, tells_who_may_be_seen_within_a_time) {
  auto always = note("a", "a", note_body("A"));
  save(always);
  auto winter = note("b", "b", note_body("B"));
  winter.publish_at = from_;
  winter.expire_at = until_;
  save(winter);
  auto withdrawn = note("c", "c", note_body("C"));
  withdrawn.status = Status::withdrawn;
  save(withdrawn);
  auto draft = note("d", "d", note_body("D"));
  draft.status = Status::draft;
  save(draft);
  const auto between = [&](base::Instant first, base::Instant last, std::string_view language = "sv") {
    return read([&](storage::Session& session) -> base::Result<std::string> {
      std::string keys;
      for (const auto& each : TRY(DocumentStore(session).shown_between("note", language, first, last))) {
        keys += each.key + each.path;
      }
      return keys;
    });
  };
  EXPECT_EQ(between(now_, before_), "a/not/a");
  EXPECT_EQ(between(now_, from_), "a/not/ab/not/b");
  EXPECT_EQ(between(until_ - std::chrono::milliseconds(1), until_), "a/not/ab/not/b");
  EXPECT_EQ(between(until_, until_), "a/not/a");
  EXPECT_EQ(between(now_ - std::chrono::hours(48), now_ - std::chrono::hours(24)), "");
  EXPECT_EQ(between(now_, until_, "en"), "");
}

}  // namespace
}  // namespace smartmove::content
