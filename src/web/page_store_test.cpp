#include "web/page_store.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace smartmove::web {
namespace {

using ::testing::HasSubstr;

PagePtr page_of(std::string body, std::vector<std::string> tags = {"x"}, Caching caching = Caching::path,
                int status = 200) {
  auto response = html(std::move(body));
  response.tags = std::move(tags);
  response.status = status;
  return PageWriter(false).write(std::move(response), caching, 0);
}

class PageStoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto name = (std::filesystem::temp_directory_path() / "smartmove-page-store-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    settings_.folder = name;
    settings_.max_bytes = 8'000'000;
    settings_.inputs = "a program";
  }
  void TearDown() override { std::filesystem::remove_all(settings_.folder); }

  std::shared_ptr<PageStore> open() {
    auto store = PageStore::open(settings_);
    if (!store) throw std::runtime_error(store.error().message);
    return *store;
  }
  static void put(PageStore& store, const std::string& key, const PagePtr& page) {
    const auto kept = store.put(key, *page);
    ASSERT_TRUE(kept) << kept.error().cause;
  }
  /// What a reader sees now, or `nothing`.
  static std::string read(const std::shared_ptr<PageStore>& store, const std::string& key) {
    PageStore::Reader reader(store);
    const auto page = reader.find(key);
    return page ? std::string(page->choose("").body) : "nothing";
  }
  /// A process that opens the store, does this to it, and is killed.
  template <class Body>
  void in_killed_process(Body body) {
    const auto child = ::fork();
    if (child == 0) {
      auto store = PageStore::open(settings_);
      if (!store) ::_exit(1);
      body(**store);
      ::raise(SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << status;
  }

  PageStore::Settings settings_;
};

TEST_F(PageStoreTest, OutlivesTheProcess) {
  {
    const auto store = open();
    put(*store, "/a", page_of("A"));
    put(*store, "/b", page_of("B", {"y"}));
    ASSERT_TRUE(store->set_position("42"));
  }
  const auto store = open();
  EXPECT_EQ(read(store, "/a"), "A");
  EXPECT_EQ(store->usage().entries, 2U);
  EXPECT_GT(store->usage().bytes, 0U);
  EXPECT_EQ(*store->position(), "42");
  ASSERT_TRUE(store->drop({"x"}));  // tags live on too
  EXPECT_EQ(read(store, "/a"), "nothing");
  EXPECT_EQ(read(store, "/b"), "B");
}

TEST_F(PageStoreTest, OutlivesAKilledProcess) {
  in_killed_process([](PageStore& store) {
    if (!store.put("/a", *page_of("A")) || !store.put("/b", *page_of("B")) || !store.drop({"none"})) ::_exit(1);
  });
  EXPECT_EQ(read(open(), "/a"), "A");
}

TEST_F(PageStoreTest, IsLetGoOfForAnotherProcess) {
  const auto store = open();
  put(*store, "/a", page_of("A"));
  ASSERT_TRUE(store->set_position("42"));
  PageStore::Reader reader(store);
  const auto page = reader.find("/a");
  ASSERT_TRUE(page);
  const auto let_go = store->let_go();
  ASSERT_TRUE(let_go) << let_go.error().message;
  in_killed_process([](PageStore& next) {
    const auto found = next.find("/a");
    if (!found || !*found || (*found)->view().choose("").body != "A" || next.position() != "42") ::_exit(1);
    if (!next.drop({"*"}) || !next.put("/a", *page_of("B"))) ::_exit(2);
  });
  EXPECT_EQ(page->choose("").body, "A");  // what is being sent meanwhile
}

TEST_F(PageStoreTest, IsEmptiedForAnotherProgram) {
  put(*open(), "/a", page_of("A"));
  settings_.inputs = "a newer program";
  const auto store = open();
  EXPECT_EQ(read(store, "/a"), "nothing");
  EXPECT_EQ(store->usage().entries, 0U);
  put(*store, "/a", page_of("newer"));
  EXPECT_EQ(read(store, "/a"), "newer");
}

TEST_F(PageStoreTest, IsEmptiedAfterAPowerCut) {
  in_killed_process([](PageStore& store) {
    if (!store.put("/a", *page_of("A"))) ::_exit(1);
  });
  std::ofstream(settings_.folder / "state") << "00000000-another-start-of-the-system in-use\n";
  EXPECT_EQ(read(open(), "/a"), "nothing");
}

TEST_F(PageStoreTest, ACleanEndIsTrustedAfterAnotherStartOfTheSystem) {
  put(*open(), "/a", page_of("A"));
  std::ofstream(settings_.folder / "state") << "00000000-another-start-of-the-system clean\n";
  EXPECT_EQ(read(open(), "/a"), "A");
}

TEST_F(PageStoreTest, OneProcessAtATime) {
  const auto store = open();
  const auto second = PageStore::open(settings_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, base::ErrorKind::unavailable);
  EXPECT_THAT(second.error().message, HasSubstr("in use by another process"));
}

TEST_F(PageStoreTest, AFolderThatCannotBeIsRefused) {
  std::ofstream(settings_.folder / "file") << "x";
  settings_.folder = settings_.folder / "file";
  const auto store = PageStore::open(settings_);
  ASSERT_FALSE(store);
  EXPECT_THAT(store.error().message, HasSubstr("cannot be used"));
  settings_.folder = settings_.folder.parent_path();
}

TEST_F(PageStoreTest, IsEmptiedWhereTheFileIsNoStore) {
  put(*open(), "/a", page_of("A"));
  for (const std::size_t size : {std::size_t{0}, std::size_t{100}, std::size_t{8192}, std::size_t{20480}}) {
    std::filesystem::resize_file(settings_.folder / "data.mdb", size);
    const auto store = open();
    EXPECT_EQ(read(store, "/a"), "nothing") << size;
    put(*store, "/a", page_of("A"));
    EXPECT_EQ(read(store, "/a"), "A") << size;
  }
  std::ofstream(settings_.folder / "data.mdb") << std::string(100'000, 'x');
  EXPECT_EQ(read(open(), "/a"), "nothing");
}

TEST_F(PageStoreTest, APageThatTheDiskChangedIsNotServed) {
  const std::string body(50'000, 'A');
  put(*open(), "/a", page_of(body));
  std::fstream file(settings_.folder / "data.mdb", std::ios::in | std::ios::out | std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  const auto place = bytes.find(std::string(1000, 'A'));
  ASSERT_NE(place, std::string::npos);
  file.seekp(static_cast<std::streamoff>(place) + 500).put('B');
  file.close();
  const auto store = open();
  EXPECT_EQ(read(store, "/a"), "nothing");
  EXPECT_FALSE(*store->find("/a"));
  EXPECT_EQ(store->usage().entries, 0U);  // and made room for the next
}

TEST_F(PageStoreTest, ASmallerSettingEmptiesIt) {
  {
    const auto store = open();
    for (int i = 0; i < 300; ++i) put(*store, "/" + std::to_string(i), page_of(std::string(15'000, 'a')));
  }
  settings_.max_bytes = 2'000'000;
  const auto store = open();
  EXPECT_EQ(store->usage().entries, 0U);
  for (int i = 0; i < 300; ++i) put(*store, "/" + std::to_string(i), page_of(std::string(15'000, 'a')));
  EXPECT_LE(std::filesystem::file_size(settings_.folder / "data.mdb"), 2'100'000U);
}

TEST_F(PageStoreTest, LeastRecentlyUsedGoFirst) {
  const auto store = open();
  PageStore::Reader reader(store);
  const std::string body(20'000, 'a');
  for (int i = 0; i < 1000; ++i) {
    put(*store, "/" + std::to_string(i), page_of(body));
    reader.release();
    EXPECT_TRUE(reader.find("/0")) << i;
    reader.release();
  }
  EXPECT_EQ(read(store, "/1"), "nothing");
  EXPECT_EQ(read(store, "/999"), body);
  EXPECT_GT(store->usage().entries, 100U);
  EXPECT_LE(store->usage().bytes, settings_.max_bytes);
  EXPECT_LE(std::filesystem::file_size(settings_.folder / "data.mdb"), settings_.max_bytes + 4096);
}

TEST_F(PageStoreTest, ErrorsAndQueriesCannotPushPagesOut) {
  const auto store = open();
  put(*store, "/page", page_of("A"));
  for (int i = 0; i < 2000; ++i) {
    put(*store, "/no" + std::to_string(i), page_of("none", {"x"}, Caching::path, 404));
    put(*store, "/q?" + std::to_string(i), page_of(std::string(3000, 'q'), {"x"}, Caching::query));
  }
  EXPECT_EQ(read(store, "/page"), "A");
  EXPECT_EQ(read(store, "/no1999"), "none");
  EXPECT_EQ(read(store, "/no0"), "nothing");
  EXPECT_LE(store->usage().bytes, settings_.max_bytes);
}

TEST_F(PageStoreTest, SizesOfAllKindsGoInAndOut) {
  const auto store = open();
  std::minstd_rand random(7);
  for (int i = 0; i < 3000; ++i) {
    const auto size = std::size_t{1} << (random() % 17);
    std::string body(size, static_cast<char>('a' + i % 26));
    const auto key = "/" + std::to_string(random() % 400);
    put(*store, key, page_of(body, {"tag" + std::to_string(random() % 20)}));
    EXPECT_EQ(read(store, key), body);
    if (i % 50 == 0) {
      ASSERT_TRUE(store->drop({"tag" + std::to_string(random() % 20)}));
    }
  }
  ASSERT_TRUE(store->drop({"*"}));
  EXPECT_EQ(store->usage().entries, 0U);
  EXPECT_EQ(store->usage().bytes, 0U);
}

TEST_F(PageStoreTest, WhatWouldFillItIsNotKept) {
  const auto store = open();
  put(*store, "/huge", page_of(std::string(5'000'000, 'a')));
  EXPECT_EQ(read(store, "/huge"), "nothing");
}

TEST_F(PageStoreTest, CondemnedItIsEmptyTheNextTime) {
  {
    const auto store = open();
    put(*store, "/a", page_of("A"));
    store->condemn();
    EXPECT_EQ(read(store, "/a"), "A");  // until it is closed
  }
  EXPECT_EQ(read(open(), "/a"), "nothing");
}

TEST_F(PageStoreTest, LongAndStrangeKeys) {
  const auto store = open();
  for (const auto& key : {std::string(), std::string(10'000, 'k'), std::string("/å?q=ö%00"), std::string(3, '\0')}) {
    put(*store, key, page_of("<" + std::to_string(key.size())));
    EXPECT_EQ(read(store, key), "<" + std::to_string(key.size()));
  }
  EXPECT_EQ(read(store, std::string(9'999, 'k')), "nothing");
}

}  // namespace
}  // namespace smartmove::web
