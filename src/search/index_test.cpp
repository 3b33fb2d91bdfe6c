#include "search/index.hpp"

#include "search/testing.hpp"

namespace smartmove::search {
namespace {

using testing::document;
using ::testing::ElementsAre;
using testing::find;
using ::testing::IsEmpty;
using testing::must;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

class IndexTest : public ::testing::Test {
 protected:
  void fill(const std::vector<Document>& documents) { testing::fill(index_, documents); }
  Found found(const std::string& text) {
    Request request;
    request.text = text;
    return must(index_.find(request));
  }

  testing::Folder folder_;
  Index index_{folder_.path() / "sv", "sv"};
};

TEST_F(IndexTest, finds_words_in_any_form) {
  fill({document("a", "Kommuner", "Sjöarna ligger nära."), document("b", "Annat", "Ingenting.")});
  EXPECT_THAT(find(index_, "kommun"), ElementsAre("a"));
  EXPECT_THAT(find(index_, "SJÖ"), ElementsAre("a"));
  EXPECT_THAT(find(index_, "sjöar ligga"), ElementsAre("a"));
  EXPECT_THAT(find(index_, "berg"), IsEmpty());
}

TEST_F(IndexTest, marks_do_not_matter_but_for_the_order) {
  fill({document("plain", "Hotel Orebro", "Orebro Orebro"), document("marked", "Hotell Örebro", "Örebro Örebro")});
  EXPECT_THAT(find(index_, "Örebro"), ElementsAre("marked", "plain"));
  EXPECT_THAT(find(index_, "orebro"), UnorderedElementsAre("marked", "plain"));
  EXPECT_THAT(find(index_, "O\u0308REBRO"), ElementsAre("marked", "plain"));
}

TEST_F(IndexTest, a_title_counts_more_than_a_text) {
  fill({document("text", "Länet", "Kumla Kumla Kumla. Kumla är en kommun, och Kumla har skor."),
        document("title", "Kumla", "En kommun i länet med många skor och en fabrik för chips.")});
  EXPECT_THAT(find(index_, "kumla"), ElementsAre("title", "text"));
}

TEST_F(IndexTest, all_words_or_the_most_of_them) {
  fill({document("both", "X", "sjö och skog"), document("one", "Y", "bara sjö")});
  EXPECT_THAT(find(index_, "sjö skog"), ElementsAre("both"));
  EXPECT_FALSE(found("sjö skog").some_words);
  const auto some = found("sjö skog raketbas");
  EXPECT_THAT(testing::references(some), ElementsAre("both", "one"));
  EXPECT_TRUE(some.some_words);
  EXPECT_FALSE(found("raketbas").some_words);
}

TEST_F(IndexTest, phrases_and_what_is_not_wanted) {
  fill({document("a", "X", "nära naturen"), document("b", "Y", "naturen är nära"), document("c", "nära", "naturen")});
  EXPECT_THAT(find(index_, "\"nära naturen\""), ElementsAre("a"));
  EXPECT_THAT(find(index_, "naturen -\"nära naturen\""), UnorderedElementsAre("b", "c"));
  EXPECT_THAT(find(index_, "naturen -är"), UnorderedElementsAre("a", "c"));
  EXPECT_THAT(find(index_, "-naturen"), IsEmpty());
}

TEST_F(IndexTest, the_last_word_may_be_only_begun) {
  fill({document("a", "Kumla"), document("b", "Kumminost", "Kumla finns här.")});
  EXPECT_THAT(find(index_, "kuml", LastWord::open), ElementsAre("a", "b"));
  EXPECT_THAT(find(index_, "kum", LastWord::open), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(find(index_, "kum ", LastWord::open), IsEmpty());
  // Where the whole word finds nothing, its beginning will do.
  EXPECT_THAT(find(index_, "kuml"), ElementsAre("a", "b"));
}

TEST_F(IndexTest, any_text_is_a_query) {
  fill({document("a", "Kumla", "😀 مرحبا not and")});
  std::string long_text;
  for (int i = 0; i < 2000; ++i) long_text += "kumla ";
  for (const auto& text : {std::string(), std::string("*"), std::string("\""), std::string("-"), std::string("(("),
                           std::string("😀"), std::string("\xff\xff"), std::string("XE"), std::string(10'000, '*'),
                           std::string("\0a", 2), std::string("a*b?c")}) {
    EXPECT_THAT(find(index_, text), IsEmpty()) << text.substr(0, 20);
  }
  for (const auto& text : {std::string("NOT"), std::string("AND"), std::string("kumla*"), std::string("مرحبا"),
                           std::string("\u202ekumla"), long_text}) {
    EXPECT_THAT(find(index_, text), ElementsAre("a")) << text.substr(0, 20);
  }
  EXPECT_THAT(find(index_, std::string(10'000, 'x')), IsEmpty());
}

TEST_F(IndexTest, terms_of_its_own_are_no_words) {
  fill({document("a", "Kumla")});
  for (const auto* text : {"Qpage/a", "Kpage", "Zkumla", "Skumla"}) EXPECT_THAT(find(index_, text), IsEmpty()) << text;
}

TEST_F(IndexTest, is_narrowed_by_kind_audience_and_place_and_counts_each) {
  auto page = document("page", "Sjö");
  auto person = document("person", "Sjö");
  person.kind = "profile";
  person.audiences = {"students", "families"};
  person.place = "1881";
  auto other = document("other", "Sjö");
  other.kind = "profile";
  other.audiences = {"students"};
  fill({page, person, other});
  const auto all = found("sjö");
  EXPECT_EQ(all.total, 3u);
  EXPECT_THAT(all.facets.kinds, UnorderedElementsAre(Pair("page", 1), Pair("profile", 2)));
  EXPECT_THAT(all.facets.audiences, UnorderedElementsAre(Pair("students", 2), Pair("families", 1)));
  EXPECT_THAT(all.facets.places, ElementsAre(Pair("1881", 1)));

  Request request;
  request.text = "sjö";
  request.kind = "profile";
  request.audience = "families";
  const auto narrow = must(index_.find(request));
  EXPECT_THAT(testing::references(narrow), ElementsAre("person"));
  EXPECT_EQ(narrow.total, 1u);
  EXPECT_THAT(narrow.facets.kinds, ElementsAre(Pair("profile", 1)));
  EXPECT_THAT(narrow.facets.audiences, UnorderedElementsAre(Pair("students", 2), Pair("families", 1)));

  request.place = "9999";
  EXPECT_THAT(testing::references(must(index_.find(request))), IsEmpty());
}

TEST_F(IndexTest, goes_on_page_by_page_to_a_depth) {
  std::vector<Document> many;
  for (int i = 0; i < 150; ++i) many.push_back(document("p" + std::to_string(i), "Sjö"));
  fill(many);
  Request request;
  request.text = "sjö";
  request.offset = 95;
  EXPECT_EQ(must(index_.find(request)).hits.size(), 5u);
  EXPECT_EQ(must(index_.find(request)).total, 150u);
  request.offset = 1'000'000;
  request.limit = 1'000'000;
  EXPECT_THAT(must(index_.find(request)).hits, IsEmpty());
}

TEST_F(IndexTest, knows_what_was_meant) {
  fill({document("a", "Örebro", "Hällefors ligger i länet.")});
  EXPECT_EQ(found("Orebrp").suggestion, "örebro");
  EXPECT_EQ(found("bo i \"halefors\"!").suggestion, "bo i \"hällefors\"!");
  EXPECT_EQ(found("orebro").suggestion, "");
  EXPECT_EQ(found("qqqqqqqq").suggestion, "");
}

TEST_F(IndexTest, suggests_nothing_that_is_gone) {
  fill({document("a", "Örebro")});
  auto writer = must(IndexWriter::open(index_));
  must(writer.remove("page/a"));
  must(writer.commit());
  EXPECT_EQ(found("Orebrp").suggestion, "");
}

TEST_F(IndexTest, shows_what_is_found) {
  auto page = document("a", "Kumla <b>", "Bo i Kumla & må bra.");
  page.description = "Om skor.";
  page.published_at = base::Instant(std::chrono::seconds(1'700'000'000));
  fill({page});
  const auto hit = found("kumla").hits.at(0);
  EXPECT_EQ(hit.title, "Kumla <b>");
  EXPECT_EQ(hit.path, "/a");
  EXPECT_EQ(hit.kind, "page");
  EXPECT_EQ(hit.published_at, page.published_at);
  ASSERT_EQ(hit.snippet.size(), 3u);
  EXPECT_TRUE(hit.snippet[1].hit);
  EXPECT_EQ(hit.snippet[1].text, "Kumla");
  EXPECT_EQ(found("skor").hits.at(0).snippet.at(1).text, "skor");
}

TEST_F(IndexTest, is_found_by_keywords_that_are_not_shown) {
  auto page = document("a", "En person", "Bor här.");
  page.keywords = {"Laxå"};
  fill({page});
  EXPECT_THAT(find(index_, "laxa"), ElementsAre("a"));
  EXPECT_EQ(found("laxa").hits.at(0).snippet.at(0).text, "Bor här.");
}

TEST_F(IndexTest, english_and_languages_without_a_stem) {
  Index english(folder_.path() / "en", "en");
  testing::fill(english, {document("a", "Municipalities", "Lakes nearby")});
  EXPECT_THAT(find(english, "municipality lake"), ElementsAre("a"));
  Index finnish(folder_.path() / "fi", "fi");
  testing::fill(finnish, {document("a", "Kunnat", "järvet")});
  EXPECT_THAT(find(finnish, "jarvet"), ElementsAre("a"));
}

TEST_F(IndexTest, is_unavailable_until_it_is_whole) {
  Request request;
  request.text = "x";
  EXPECT_EQ(index_.find(request).error().kind, base::ErrorKind::unavailable);
  auto writer = must(IndexWriter::open(index_));
  must(writer.put(document("a", "X")));
  must(writer.commit());
  EXPECT_EQ(index_.find(request).error().kind, base::ErrorKind::unavailable);
  must(writer.commit(IndexWriter::State::whole));
  EXPECT_THAT(find(index_, "x"), ElementsAre("a"));
}

}  // namespace
}  // namespace smartmove::search
