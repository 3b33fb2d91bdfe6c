#include "base/id.hpp"

#include <gmock/gmock.h>
#include <set>
#include <thread>
#include <type_traits>
#include <vector>

#include "base/time.hpp"

namespace smartmove::base {
namespace {

using DocumentId = Id<struct DocumentTag>;
using PersonId = Id<struct PersonTag>;
static_assert(!std::is_convertible_v<DocumentId, PersonId>);
static_assert(!std::is_convertible_v<Uuid, DocumentId>);

TEST(Uuid, IsVersion7OfNow) {
  const auto before = now().time_since_epoch().count();
  const auto text = Uuid::generate().to_string();
  const auto after = now().time_since_epoch().count();
  ASSERT_EQ(text.size(), 36u);
  EXPECT_EQ(text[14], '7');
  EXPECT_THAT("89ab", testing::HasSubstr(std::string(1, text[19])));
  const auto milliseconds = std::stoll(text.substr(0, 8) + text.substr(9, 4), nullptr, 16);
  EXPECT_LE(before, milliseconds);
  EXPECT_LE(milliseconds, after);
}

TEST(Uuid, AreAllDifferentAlsoFromManyThreads) {
  constexpr int threads = 4;
  constexpr int each = 1000;
  std::vector<std::vector<Uuid>> made(threads);
  {
    std::vector<std::jthread> running;
    running.reserve(made.size());
    for (auto& mine : made) {
      running.emplace_back([&mine] {
        for (int i = 0; i < each; ++i) mine.push_back(Uuid::generate());
      });
    }
  }
  std::set<Uuid> all;
  for (const auto& mine : made) all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), static_cast<std::size_t>(threads * each));
}

TEST(Uuid, ReadsWhatItWrites) {
  const auto uuid = Uuid::generate();
  const auto again = Uuid::parse(uuid.to_string());
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, uuid);
}

TEST(Uuid, ReadsAnyCaseAndWritesLower) {
  const auto uuid = Uuid::parse("019307F3-1c00-7ABC-8DEF-0123456789aB");
  ASSERT_TRUE(uuid);
  EXPECT_EQ(uuid->to_string(), "019307f3-1c00-7abc-8def-0123456789ab");
}

TEST(Uuid, SortsAsItsText) {
  const auto low = Uuid::parse("019307f3-1c00-7000-8000-00000000007f");
  const auto high = Uuid::parse("019307f3-1c00-7000-8000-000000000080");
  ASSERT_TRUE(low && high);
  EXPECT_LT(*low, *high);
}

TEST(Uuid, IsNilWhenNotGiven) { EXPECT_EQ(Uuid().to_string(), "00000000-0000-0000-0000-000000000000"); }

TEST(Uuid, RefusesJunk) {
  for (const std::string text : {"", "1", "019307f31c007abc8def0123456789ab", "019307f3-1c00-7abc-8def-0123456789a",
                                 "019307f3-1c00-7abc-8def-0123456789abc", "019307f3-1c00-7abc-8def-0123456789ag",
                                 "019307f3x1c00-7abc-8def-0123456789ab", "{19307f3-1c00-7abc-8def-0123456789a}",
                                 "019307f3-1c00-7abc-8def-01234567é9a"}) {
    const auto uuid = Uuid::parse(text);
    ASSERT_FALSE(uuid) << text;
    EXPECT_EQ(uuid.error().kind, ErrorKind::invalid);
    EXPECT_THAT(uuid.error().message, testing::HasSubstr("\"" + text + "\""));
  }
}

TEST(Id, ReadsWhatItWrites) {
  const auto id = DocumentId::generate();
  const auto again = DocumentId::parse(id.to_string());
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, id);
  EXPECT_NE(*again, DocumentId());
  EXPECT_FALSE(DocumentId::parse("orebro"));
}

}  // namespace
}  // namespace smartmove::base
