#include "content/shared_json.hpp"

#include <gtest/gtest.h>
#include <thread>

#include "content/body_cache.hpp"

namespace smartmove::content {
namespace {

struct Leaf {
  std::string title;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (title))

struct Other {
  std::string title;
};
BOOST_DESCRIBE_STRUCT(Other, (), (title))

SharedJson leaf(std::string title) { return boost::json::object{{"title", std::move(title)}}; }

TEST(SharedJson, IsReadOnceForAllCopies) {
  const auto first = leaf("A");
  const auto second = first;
  const auto value = first.as<Leaf>();
  ASSERT_TRUE(value);
  EXPECT_EQ((*value)->title, "A");
  EXPECT_EQ(*second.as<Leaf>(), *value);
  EXPECT_EQ((*second.as<Other>())->title, "A");
  EXPECT_EQ(&first.json(), &second.json());
}

TEST(SharedJson, SaysWhatIsWrongEachTime) {
  const SharedJson wrong = boost::json::object{{"title", 7}};
  for (int i = 0; i < 2; ++i) EXPECT_EQ(wrong.as<Leaf>().error().problems.at(0).where, "#/title");
  EXPECT_FALSE(SharedJson().as<Leaf>());
  EXPECT_EQ(SharedJson().json(), boost::json::object());
}

TEST(SharedJson, ManyThreadsReadTheSame) {
  const auto shared = leaf("A");
  std::vector<std::shared_ptr<const Leaf>> seen(4);
  {
    std::vector<std::jthread> threads;
    for (auto& each : seen) threads.emplace_back([&each, copy = shared] { each = *copy.as<Leaf>(); });
  }
  for (const auto& each : seen) EXPECT_EQ(each, seen.front());
}

TEST(BodyCache, ForgetsWhatWasNotAskedForLongest) {
  const auto weight = weight_of(leaf("a"));
  BodyCache cache(2 * weight);
  const auto a = RevisionId::generate();
  const auto b = RevisionId::generate();
  const auto c = RevisionId::generate();
  cache.keep(a, leaf("a"));
  cache.keep(b, leaf("b"));
  EXPECT_TRUE(cache.find(a));
  cache.keep(c, leaf("c"));
  EXPECT_FALSE(cache.find(b));
  EXPECT_EQ(cache.find(a)->json().at("title"), "a");
  EXPECT_EQ(cache.find(c)->json().at("title"), "c");
  EXPECT_EQ(cache.bytes(), 2 * weight);
  cache.keep(c, leaf("c"));
  EXPECT_EQ(cache.bytes(), 2 * weight);
}

TEST(BodyCache, TakesNothingThatDoesNotFit) {
  BodyCache cache(weight_of(leaf("a")));
  const auto id = RevisionId::generate();
  cache.keep(id, leaf("longer"));
  EXPECT_FALSE(cache.find(id));
  BodyCache none(0);
  none.keep(id, leaf("a"));
  EXPECT_FALSE(none.find(id));
  EXPECT_EQ(none.bytes(), 0U);
}

}  // namespace
}  // namespace smartmove::content
