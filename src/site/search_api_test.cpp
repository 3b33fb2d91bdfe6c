#include "site/search_api.hpp"

#include "base/json_reader.hpp"
#include "site/search_testing.hpp"

namespace smartmove::site {
namespace {

using content::testing::must;
using ::testing::Contains;

class SearchApiTest : public testing::SearchTest {
 protected:
  base::Result<web::Response> ask(std::vector<std::pair<std::string, std::string>> query) {
    web::Request request;
    request.path = "/api/v1/search";
    request.query = std::move(query);
    const auto operations = search_api(*services_);
    return web::api_routes(operations).at(0).handler(request);
  }
  boost::json::value found(std::vector<std::pair<std::string, std::string>> query) {
    return must(base::parse_json(must(ask(std::move(query))).body, "answer"));
  }
};
INSTANTIATE_TEST_SUITE_P(databases, SearchApiTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(SearchApiTest, finds_while_one_types) {
  const auto answer = found({{"q", "kum"}});
  EXPECT_EQ(answer.at("query"), "kum");
  EXPECT_EQ(answer.at("language"), "sv");
  EXPECT_EQ(answer.at("total"), 1);
  EXPECT_EQ(answer.at("hits").at(0).at("title"), "Kumla <3");
  EXPECT_EQ(answer.at("hits").at(0).at("path"), "/not/kumla");
  EXPECT_EQ(answer.at("hits").at(0).at("snippet"), "A description.");
  EXPECT_EQ(answer.at("kinds").at(0).at("value"), "note");
  EXPECT_EQ(found({{"q", "kum"}, {"language", "en"}}).at("hits").at(0).at("path"), "/en/note/kumla");
  EXPECT_THAT(must(ask({{"q", "kum"}})).tags, Contains("search:sv"));
}

TEST_P(SearchApiTest, narrows_and_cuts) {
  EXPECT_EQ(found({{"q", "kumla"}, {"kind", "page"}}).at("total"), 0);
  EXPECT_EQ(found({{"q", "kumla"}, {"limit", "0"}}).at("hits").as_array().size(), 0u);
  EXPECT_EQ(found({{"q", "kumla"}, {"offset", "1"}}).at("hits").as_array().size(), 0u);
  EXPECT_EQ(found({{"q", ""}}).at("total"), 0);
}

TEST_P(SearchApiTest, names_every_wrong_parameter) {
  const auto wrong = ask({{"q", "x"}, {"language", "fi"}, {"limit", "51"}, {"offset", "-1"}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, base::ErrorKind::invalid);
  EXPECT_EQ(content::testing::places_of(wrong.error().problems),
            (std::vector<std::string>{"language", "offset", "limit"}));
  EXPECT_EQ(ask({}).error().problems.at(0).where, "q");
}

}  // namespace
}  // namespace smartmove::site
