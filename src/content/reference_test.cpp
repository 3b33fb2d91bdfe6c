#include "content/reference.hpp"

#include "content/testing.hpp"

namespace smartmove::content {
namespace {

TEST(LinkTargetTest, takes_documents_https_and_mail) {
  for (const auto* to : {"page/kontakt", "place_page/kumla", "https://x.se", "https://x.se/a?b=c#d",
                         "https://xn--rebro-ora.se/", "mailto:a@b.se", "mailto:a@b.se?subject=Hej"}) {
    EXPECT_EQ(link_target_expected(to), "") << to;
  }
}

TEST(LinkTargetTest, refuses_everything_else) {
  for (const auto* to : {"",
                         "/",
                         "kontakt",
                         "page/",
                         "/kontakt",
                         "page/Kontakt",
                         "page/å",
                         "page/a/b",
                         "Page/a",
                         "page/a b",
                         "http://x.se",
                         "HTTPS://x.se",
                         "https://",
                         "https:x",
                         "//x.se",
                         "javascript:alert(1)",
                         "JavaScript:alert(1)",
                         "java\nscript:alert(1)",
                         "data:text/html,x",
                         "mailto:",
                         "ftp://x.se",
                         "https://x.se/\"onclick=\"x",
                         "https://x.se/ y",
                         "#top",
                         "?a=b",
                         "page/a#b"}) {
    EXPECT_NE(link_target_expected(to), "") << to;
  }
}

TEST(LinkTargetTest, notes_a_reference_only_to_documents) {
  base::JsonReader reader("f");
  LinkTarget target;
  base::read_json(boost::json::value("page/kontakt"), reader, target);
  EXPECT_TRUE(target.is_document());
  base::read_json(boost::json::value("https://x.se"), reader, target);
  EXPECT_FALSE(target.is_document());
  base::read_json(boost::json::value("nowhere"), reader, target);
  base::read_json(boost::json::value(7), reader, target);
  ASSERT_EQ(reader.references().size(), 1u);
  EXPECT_EQ(reader.references()[0].kind, "document");
  EXPECT_EQ(reader.references()[0].value, "page/kontakt");
  ASSERT_EQ(reader.problems().size(), 2u);
  EXPECT_EQ(reader.problems()[0].expected, "a document as type/key, https://… or mailto:…");
  EXPECT_EQ(reader.problems()[1].expected, "a string");
}

TEST(RefTest, notes_its_kind_and_shows_it_in_the_schema) {
  base::JsonReader reader("f");
  std::vector<PlaceRef> places;
  base::read_json(boost::json::value({"1881", 7, "18"}), reader, places);
  ASSERT_EQ(reader.references().size(), 2u);
  EXPECT_EQ(reader.references()[1].kind, "place");
  EXPECT_EQ(reader.references()[1].where, "f#/2");
  EXPECT_EQ(testing::places_of(reader.problems()), std::vector<std::string>{"f#/1"});
  EXPECT_EQ(base::json_schema<AudienceRef>().at("x-reference"), "audience");
  EXPECT_EQ(base::to_json(PlaceRef{"1881"}), boost::json::value("1881"));
}

}  // namespace
}  // namespace smartmove::content
