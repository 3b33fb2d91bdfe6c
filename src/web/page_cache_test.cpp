#include "web/page_cache.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>

namespace smartmove::web {
namespace {

constexpr std::size_t plenty = 16'000'000;

std::shared_ptr<PageStore> store_of(std::size_t bytes) {
  auto store = PageStore::open_private(bytes, 16);
  if (!store) throw std::runtime_error(store.error().message);
  return *store;
}

PagePtr page_of(std::string body, std::vector<std::string> tags, Caching caching = Caching::path, int status = 200) {
  auto response = html(std::move(body));
  response.tags = std::move(tags);
  response.status = status;
  return PageWriter(false).write(std::move(response), caching, 0);
}

/// Renders at once.
PageCache::Launch with(PagePtr page, int* renders = nullptr) {
  return [page, renders](const std::shared_ptr<PageCache::Render>& render) {
    if (renders != nullptr) ++*renders;
    render->finish(page);
  };
}

void put(PageCache& cache, const std::string& key, const PagePtr& page) {
  cache.get(key, with(page), [](const PagePtr&) {});
}

PageCache::Done into(std::vector<std::string>& bodies) {
  return [&bodies](const PagePtr& page) { bodies.push_back(page ? std::string(page->choose("").body) : "nothing"); };
}

TEST(PageCache, RendersOnce) {
  PageCache cache(store_of(plenty));
  int renders = 0;
  std::vector<std::string> bodies;
  for (int i = 0; i < 3; ++i) cache.get("/a", with(page_of("A", {"x"}), &renders), into(bodies));
  EXPECT_EQ(renders, 1);
  EXPECT_EQ(bodies, (std::vector<std::string>{"A", "A", "A"}));
  EXPECT_EQ(cache.usage().entries, 1U);
}

TEST(PageCache, OneRendererHoweverManyWait) {
  PageCache cache(store_of(plenty));
  std::shared_ptr<PageCache::Render> render;
  int renders = 0;
  const PageCache::Launch launch = [&](auto started) {
    ++renders;
    render = std::move(started);
  };
  std::vector<std::string> bodies;
  for (int i = 0; i < 5; ++i) cache.get("/a", launch, into(bodies));
  EXPECT_EQ(renders, 1);
  EXPECT_TRUE(bodies.empty());
  render->finish(page_of("A", {"x"}));
  EXPECT_EQ(bodies.size(), 5U);
}

TEST(PageCache, AGivenUpRenderGivesNothingAndTheNextRendersAgain) {
  PageCache cache(store_of(plenty));
  std::vector<std::string> bodies;
  cache.get(
      "/a", [](const auto&) {}, into(bodies));
  EXPECT_EQ(bodies, (std::vector<std::string>{"nothing"}));
  cache.get("/a", with(page_of("A", {"x"})), into(bodies));
  EXPECT_EQ(bodies.back(), "A");
}

TEST(PageCache, DropsByTag) {
  PageCache cache(store_of(plenty));
  put(cache, "/a", page_of("A", {"x", "y"}));
  put(cache, "/b", page_of("B", {"y"}));
  put(cache, "/c", page_of("C", {"z"}));
  put(cache, "/untagged", page_of("U", {}));
  cache.drop({"x"});
  EXPECT_FALSE(cache.find("/a"));
  EXPECT_TRUE(cache.find("/b"));
  EXPECT_TRUE(cache.find("/c"));
  EXPECT_FALSE(cache.find("/untagged"));
  cache.drop({"*"});
  EXPECT_EQ(cache.usage().entries, 0U);
  EXPECT_EQ(cache.usage().bytes, 0U);
}

TEST(PageCache, WithoutAStoreEveryPageIsMadeAnew) {
  PageCache cache(nullptr);
  int renders = 0;
  std::vector<std::string> bodies;
  for (int i = 0; i < 2; ++i) cache.get("/a", with(page_of("A", {"x"}), &renders), into(bodies));
  cache.drop({"x"});
  EXPECT_EQ(renders, 2);
  EXPECT_EQ(bodies, (std::vector<std::string>{"A", "A"}));
  EXPECT_FALSE(cache.keeps());
  EXPECT_FALSE(PageCacheReader(cache).find("/a", ""));
}

TEST(PageCache, DropDuringARenderServesThoseFromBeforeAndRendersAgainForLater) {
  PageCache cache(store_of(plenty));
  std::vector<std::shared_ptr<PageCache::Render>> renders;
  const PageCache::Launch launch = [&](auto started) { renders.push_back(std::move(started)); };
  std::vector<std::string> before;
  std::vector<std::string> after;
  cache.get("/a", launch, into(before));
  cache.drop({"other"});
  cache.get("/a", launch, into(before));
  cache.drop({"x"});
  cache.get("/a", launch, into(after));
  ASSERT_EQ(renders.size(), 1U);
  renders[0]->finish(page_of("old", {"x"}));
  EXPECT_EQ(before, (std::vector<std::string>{"old", "old"}));
  EXPECT_TRUE(after.empty());
  EXPECT_FALSE(cache.find("/a"));
  ASSERT_EQ(renders.size(), 2U);
  renders[1]->finish(page_of("new", {"x"}));
  EXPECT_EQ(after, (std::vector<std::string>{"new"}));
  EXPECT_EQ(cache.find("/a")->choose("").body, "new");
}

TEST(PageCache, DropOfAnotherTagDuringARenderDoesNotMatter) {
  PageCache cache(store_of(plenty));
  std::shared_ptr<PageCache::Render> render;
  std::vector<std::string> bodies;
  cache.get(
      "/a", [&](auto started) { render = std::move(started); }, into(bodies));
  cache.drop({"other"});
  render->finish(page_of("A", {"x"}));
  EXPECT_TRUE(cache.find("/a"));
}

TEST(PageCache, AnyChangeDropsErrors) {
  PageCache cache(store_of(plenty));
  put(cache, "/soon", page_of("none", {"unrelated"}, Caching::path, 404));
  EXPECT_TRUE(cache.find("/soon"));
  cache.drop({"document:new"});
  EXPECT_FALSE(cache.find("/soon"));
}

TEST(PageCache, KeepsOnlyWhatMayBeKept) {
  PageCache cache(store_of(plenty));
  for (const int status : {201, 303, 400, 500, 503}) put(cache, "/a", page_of("x", {"x"}, Caching::path, status));
  put(cache, "/a", page_of("x", {"x"}, Caching::none));
  EXPECT_EQ(cache.usage().entries, 0U);
}

TEST(PageCache, NotLongerThanFresh) {
  PageCache cache(store_of(plenty));
  auto response = html("A");
  response.fresh_until = base::now() - std::chrono::seconds(1);
  put(cache, "/past", PageWriter(false).write(response, Caching::path, 0));
  EXPECT_EQ(cache.usage().entries, 0U);
  response.fresh_until = base::now() + std::chrono::milliseconds(50);
  put(cache, "/soon", PageWriter(false).write(response, Caching::path, 0));
  PageCacheReader reader(cache);
  EXPECT_TRUE(reader.find("/soon", ""));
  while (base::now() < *response.fresh_until) std::this_thread::yield();
  EXPECT_FALSE(reader.find("/soon", ""));
  EXPECT_FALSE(cache.find("/soon"));
  EXPECT_EQ(cache.usage().entries, 0U);
}

TEST(PageCacheReader, KeysByPathOrByQuery) {
  PageCache cache(store_of(plenty));
  put(cache, "/page", page_of("P", {"x"}));
  put(cache, "/search", page_of("all", {"x"}, Caching::query));
  put(cache, "/search?q=a", page_of("a", {"x"}, Caching::query));
  PageCacheReader reader(cache);
  EXPECT_EQ(reader.find("/page", "utm=1")->choose("").body, "P");
  EXPECT_EQ(reader.find("/search", "")->choose("").body, "all");
  EXPECT_EQ(reader.find("/search", "q=a")->choose("").body, "a");
  EXPECT_FALSE(reader.find("/search", "q=b"));
  EXPECT_FALSE(reader.find("/nothing", ""));
}

TEST(PageCacheReader, NeverGivesWhatWasDropped) {
  PageCache cache(store_of(plenty));
  put(cache, "/a", page_of("old", {"x"}));
  PageCacheReader reader(cache);
  const auto old = reader.find("/a", "");
  ASSERT_TRUE(old);
  cache.drop({"x"});
  EXPECT_EQ(old->choose("").body, "old");  // still there for the answer that is being written
  reader.release();
  EXPECT_FALSE(reader.find("/a", ""));
  put(cache, "/a", page_of("new", {"x"}));
  reader.release();
  EXPECT_EQ(reader.find("/a", "")->choose("").body, "new");
}

TEST(PageCacheReader, WhatItGaveStaysWhenTheStoreIsExchanged) {
  PageCache cache(store_of(plenty));
  put(cache, "/a", page_of("one", {"x"}));
  PageCacheReader reader(cache);
  const auto one = reader.find("/a", "");
  ASSERT_TRUE(one);
  cache.go_on_with(store_of(plenty));
  EXPECT_FALSE(reader.find("/a", ""));  // the store before is nobody's now
  EXPECT_EQ(one->choose("").body, "one");
  put(cache, "/a", page_of("two", {"x"}));
  reader.release();
  EXPECT_EQ(reader.find("/a", "")->choose("").body, "two");
  cache.go_on_with(nullptr);
  EXPECT_FALSE(cache.keeps());
  EXPECT_FALSE(reader.find("/a", ""));
}

TEST(PageCache, ManyThreadsNeverSeeAnOlderPageAfterADrop) {
  PageCache cache(store_of(plenty));
  std::atomic<int> version{0};
  std::atomic<int> stale{0};
  std::atomic<bool> ended{false};
  const PageCache::Launch render = [&](const std::shared_ptr<PageCache::Render>& started) {
    started->finish(page_of(std::to_string(version.load()), {"x"}));
  };
  const auto check = [&](const PageView& page, int at_least) {
    if (std::stoi(std::string(page.choose("").body)) < at_least) ++stale;
  };
  std::vector<std::thread> threads;
  std::atomic<int> dropped{0};
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      PageCacheReader reader(cache);
      while (!ended) {
        const int at_least = dropped.load();
        if (const auto page = reader.find("/a", "")) {
          check(*page, at_least);
        } else {
          cache.get("/a", render, [&check, at_least](const PagePtr& made) { check(made->view(), at_least); });
        }
        reader.release();
      }
    });
  }
  for (int i = 1; i <= 500; ++i) {
    version = i;
    cache.drop({"x"});
    dropped = i;
  }
  ended = true;
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(stale, 0);
}

}  // namespace
}  // namespace smartmove::web
