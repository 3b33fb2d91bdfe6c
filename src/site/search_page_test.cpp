#include "site/search_page.hpp"

#include "base/text.hpp"
#include "site/search_testing.hpp"

namespace smartmove::site {
namespace {

using content::testing::must;
using content::testing::note_body;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

class SearchPageTest : public testing::SearchTest {
 protected:
  std::string page(const std::string& path, const std::string& query = "") { return must(get(path, query)).body; }
  void publish_and_follow(const std::string& key, const std::string& title, const std::string& text) {
    publish("note", key, key, note_body(title, text));
    follower_->changed({"note/" + key});
    follower_->settle();
  }
};
INSTANTIATE_TEST_SUITE_P(databases, SearchPageTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(SearchPageTest, asks_before_anything_is_asked) {
  const auto response = must(get("/sok"));
  EXPECT_THAT(response.body, AllOf(HasSubstr("role=\"search\""), HasSubstr("name=\"q\" type=\"search\""),
                                   HasSubstr("rel=\"canonical\" href=\"https://move.example/sok\"")));
  EXPECT_THAT(response.body, Not(HasSubstr("role=\"status\"")));
  EXPECT_THAT(response.headers, Not(Contains(Pair("X-Robots-Tag", "noindex"))));
  EXPECT_EQ(count(response.body, "role=\"search\""), 1u) << "the page's own form makes the one at the top needless";
}

TEST_P(SearchPageTest, finds_pages_in_the_addresss_language) {
  const auto response = must(get("/sok", "kumla"));
  EXPECT_THAT(response.body, AllOf(HasSubstr("En träff på ”kumla”."), HasSubstr("href=\"/not/kumla\""),
                                   HasSubstr(">Kumla &lt;3</a>"), HasSubstr("<html lang=\"sv\">")));
  EXPECT_THAT(response.headers, Contains(Pair("X-Robots-Tag", "noindex")));
  EXPECT_THAT(response.tags, AllOf(Contains("search:sv"), Contains("addresses"), Contains("document:note/kumla")));
  EXPECT_THAT(page("/en/search", "kumla"), AllOf(HasSubstr("One page found"), HasSubstr("href=\"/en/note/kumla\"")));
}

TEST_P(SearchPageTest, has_one_address_in_each_language) {
  for (const auto* path : {"/search", "/sv/sok", "/en/sok"}) {
    const auto response = get(path);
    ASSERT_FALSE(response) << path;
    EXPECT_EQ(response.error().kind, base::ErrorKind::not_found);
  }
  EXPECT_THAT(page("/sok", "kumla"), HasSubstr("href=\"/en/search?q=kumla\" lang=\"en\""));
}

TEST_P(SearchPageTest, marks_words_and_escapes_everything) {
  publish_and_follow("a", "A<b>", "Ett <script> & Laxå.");
  const auto html = page("/sok", "laxa \"<i>\"");
  EXPECT_THAT(page("/sok", "laxa"), HasSubstr("Ett &lt;script&gt; &amp; <mark>Laxå</mark>."));
  EXPECT_THAT(html, HasSubstr("value=\"laxa &quot;&lt;i&gt;&quot;\""));
  EXPECT_THAT(html, Not(HasSubstr("<i>")));
}

TEST_P(SearchPageTest, nothing_found_says_where_to_go) {
  const auto html = page("/sok", "raketbas");
  EXPECT_THAT(html, AllOf(HasSubstr("Inget hittades på ”raketbas”."), HasSubstr("Här tog vägen slut"),
                          HasSubstr("<li><a href=\"/\">Start</a></li>"),
                          HasSubstr("<li><a href=\"/not/kumla\">Kumla</a></li>")));
  EXPECT_THAT(html, Not(HasSubstr("class=\"hits\"")));
}

TEST_P(SearchPageTest, says_what_may_have_been_meant) {
  publish_and_follow("a", "Hällefors", "En kommun.");
  EXPECT_THAT(page("/sok", "halleforz"),
              AllOf(HasSubstr("Menade du"), HasSubstr("href=\"/sok?q=h%C3%A4llefors\">hällefors</a>")));
}

TEST_P(SearchPageTest, never_shows_what_is_no_longer_public_whatever_the_index_knows) {
  publish_and_follow("a", "Hemligt", "Snart borta.");
  EXPECT_THAT(page("/sok", "hemligt"), HasSubstr("/not/a"));
  auto withdrawn = edit_of(testing::registry(), "note", "a", "a", note_body("Hemligt", "Snart borta."));
  withdrawn.status = content::Status::withdrawn;
  save(withdrawn);  // and nobody tells the index
  const auto html = page("/sok", "hemligt");
  EXPECT_THAT(html, Not(HasSubstr("/not/a")));
  EXPECT_THAT(html, HasSubstr("Inget hittades"));
}

TEST_P(SearchPageTest, follows_pages_as_they_come_change_and_go) {
  publish_and_follow("a", "Askersund", "Vid sjön.");
  EXPECT_THAT(page("/sok", "askersund"), HasSubstr("/not/a"));
  publish_and_follow("a", "Laxå", "I skogen.");
  EXPECT_THAT(page("/sok", "askersund"), HasSubstr("Inget hittades"));
  EXPECT_THAT(page("/sok", "laxå"), HasSubstr("/not/a"));
}

TEST_P(SearchPageTest, pages_that_were_saved_while_nobody_followed_are_found_after_a_restart) {
  follower_.reset();
  publish("note", "b", "b", note_body("Degerfors", "Järn."));
  EXPECT_THAT(page("/sok", "degerfors"), HasSubstr("Inget hittades"));
  follow();
  EXPECT_THAT(page("/sok", "degerfors"), HasSubstr("/not/b"));
}

TEST_P(SearchPageTest, a_page_appears_at_its_moment) {
  auto later = edit_of(testing::registry(), "note", "later", "later", note_body("Framtiden", "Kommer."));
  later.publish_at = base::now() + std::chrono::milliseconds(300);
  save(later);
  follower_->changed({"note/later"});
  follower_->settle();
  while (page("/sok", "framtiden").find("/not/later") == std::string::npos) std::this_thread::yield();
  EXPECT_GE(base::now(), *later.publish_at);
}

TEST_P(SearchPageTest, goes_on_page_by_page) {
  for (int i = 0; i < 23; ++i) publish("note", "n" + std::to_string(i), "n" + std::to_string(i), note_body("Sjö", "X"));
  follower_->everything_may_have_changed();
  follower_->settle();
  web::Request request;
  request.path = "/sok";
  request.query = {{"q", "sjö"}, {"page", "2"}};
  const auto second = must(respond(request)).body;
  EXPECT_THAT(second, AllOf(HasSubstr("23 träffar"), HasSubstr("Sida 2 av 3"), HasSubstr("start=\"11\""),
                            HasSubstr("rel=\"prev\" href=\"/sok?q=sj%C3%B6\""),
                            HasSubstr("rel=\"next\" href=\"/sok?q=sj%C3%B6&amp;page=3\"")));
  EXPECT_EQ(count(second, "class=\"hit\""), 10u);
  for (const auto* wrong : {"99999", "0", "-1", "x", "18446744073709551616"}) {
    request.query[1].second = wrong;
    EXPECT_THAT(must(respond(request)).body, HasSubstr("class=\"hit\"")) << wrong;
  }
}

TEST_P(SearchPageTest, narrows_by_kind_in_both_languages_words) {
  publish("front", "front", "", note_body("Kumla också", "Text"));
  follower_->everything_may_have_changed();
  follower_->settle();
  const auto all = page("/sok", "kumla");
  EXPECT_THAT(all, AllOf(HasSubstr("2 träffar"), HasSubstr("href=\"/sok?q=kumla&amp;typ=note\"")));
  for (const auto* name : {"typ", "kind"}) {
    web::Request request;
    request.path = "/sok";
    request.query = {{"q", "kumla"}, {name, "note"}};
    EXPECT_THAT(must(respond(request)).body,
                AllOf(HasSubstr("En träff"), HasSubstr("href=\"/sok?q=kumla&amp;typ=note\" aria-current=\"true\"")));
  }
}

TEST_P(SearchPageTest, any_query_is_answered) {
  for (const auto& query :
       {std::string("*"), std::string("NOT"), std::string("\""), std::string(10'000, 'x'),
        std::string("\u202e\u2066مرحبا"), std::string("😀"), std::string("{count}"), std::string("{{query}}")}) {
    EXPECT_EQ(must(get("/sok", query)).status, 200) << query.substr(0, 20);
  }
}

TEST_P(SearchPageTest, is_unavailable_while_the_index_is_built) {
  follower_.reset();
  std::filesystem::remove_all(folder_->path());
  indexes_ = std::make_unique<search::Indexes>(folder_->path());
  services_ = std::make_unique<SearchServices>(
      SearchServices{database(), testing::services(), *indexes_, testing::search_names()});
  const auto response = get("/sok", "kumla");
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, base::ErrorKind::unavailable);
}

TEST(SearchChangeTest, what_changes_mean_to_the_index) {
  EXPECT_TRUE(search_change({{"*"}}).everything);
  EXPECT_TRUE(search_change({{"places"}}).everything);
  const auto some = search_change({{"document:note/a", "type:note", "fact:1881/population", "addresses"}});
  EXPECT_FALSE(some.everything);
  EXPECT_EQ(some.references, std::vector<std::string>{"note/a"});
}

}  // namespace
}  // namespace smartmove::site
