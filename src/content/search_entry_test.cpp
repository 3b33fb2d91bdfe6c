#include "content/search_entry.hpp"

#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::must;
using ::testing::Not;

PublishedDocument note(const std::string& blocks, const std::string& type = "note") {
  PublishedDocument document;
  document.type = type;
  document.key = "a";
  auto body = testing::note_body("Titeln", "Texten.");
  body.as_object()["blocks"] = must(base::parse_json(blocks, "blocks"));
  document.body = std::move(body);
  return document;
}

TEST(SearchEntryTest, has_the_words_of_blocks_at_any_depth) {
  const auto entry = must(search_entry(testing::note_registry(), note(R"([
      {"type": "section", "audiences": [], "data": {"heading": "Rubrik", "colour": "berry"}, "blocks": [
        {"type": "call_out", "audiences": [], "blocks": [], "data": {"heading": "Hör av dig", "text": {"type": "doc", "content": [
          {"type": "paragraph", "content": [{"type": "text", "text": "Vi "}, {"type": "text", "text": "svarar.", "marks": [{"type": "bold"}]}]}]},
          "link": {"label": "Skriv hit", "to": "mailto:hemlig@example.org"}}}]}])")));
  EXPECT_EQ(entry.title, "Titeln");
  EXPECT_EQ(entry.text, "Texten.\nRubrik\nHör av dig\nVi svarar.\nSkriv hit\n");
}

TEST(SearchEntryTest, has_no_words_of_blocks_for_others) {
  const auto aimed = note(
      R"([{"type": "section", "audiences": ["studenter"], "data": {"heading": "Plugga", "colour": "sky"}, "blocks": []}])");
  EXPECT_THAT(must(search_entry(testing::note_registry(), aimed)).text, Not(HasSubstr("Plugga")));
}

TEST(SearchEntryTest, a_type_that_is_gone_is_an_error) {
  EXPECT_EQ(search_entry(testing::note_registry(), note("[]", "nothing")).error().kind, base::ErrorKind::internal);
}

class PublishedMarksTest : public testing::ContentTest {
 protected:
  std::vector<PublishedMark> marks(base::Instant now) {
    return read([&](storage::Session& session) { return DocumentStore(session).published_marks("sv", now); });
  }
};
INSTANTIATE_TEST_SUITE_P(databases, PublishedMarksTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(PublishedMarksTest, are_those_of_pages_that_can_be_seen) {
  save(note("seen", "seen", testing::note_body("Sedd")));
  save(edit_of(testing::note_registry(), "card", "card", "card", testing::note_body("Ingen sida")));
  auto draft = note("draft", "draft", testing::note_body("Utkast"));
  draft.status = Status::draft;
  save(draft);
  auto later = note("later", "later", testing::note_body("Senare"));
  later.publish_at = now_ + std::chrono::hours(1);
  save(later);
  const auto now = marks(now_);
  ASSERT_EQ(now.size(), 1u);
  EXPECT_EQ(now[0].key, "seen");
  EXPECT_EQ(now[0].path, "/not/seen");
  EXPECT_EQ(marks(now_ + std::chrono::hours(2)).size(), 2u);

  const auto document =
      read([&](storage::Session& session) { return DocumentStore(session).published("note", "seen", "sv", now_); });
  ASSERT_TRUE(document);
  EXPECT_EQ(document->revision, now[0].revision);
  save(note("seen", "seen", testing::note_body("Ändrad")));
  EXPECT_NE(marks(now_)[0].revision, now[0].revision);
}

}  // namespace
}  // namespace smartmove::content
