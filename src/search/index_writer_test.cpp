#include "search/index_writer.hpp"

#include <atomic>
#include <fstream>
#include <thread>
#include <xapian.h>

#include "search/format.hpp"
#include "search/testing.hpp"

namespace smartmove::search {
namespace {

namespace fs = std::filesystem;
using testing::document;
using ::testing::ElementsAre;
using testing::find;
using ::testing::IsEmpty;
using testing::must;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

class IndexWriterTest : public ::testing::Test {
 protected:
  IndexWriter open() { return must(IndexWriter::open(index_)); }
  void fill() { testing::fill(index_, {document("a", "Kumla"), document("b", "Nora")}); }

  testing::Folder folder_;
  Index index_{folder_.path() / "sv", "sv"};
};

TEST_F(IndexWriterTest, puts_replaces_and_removes) {
  fill();
  auto writer = open();
  EXPECT_FALSE(writer.is_new());
  auto changed = document("a", "Laxå");
  changed.stamp = "2";
  must(writer.put(changed));
  must(writer.remove("page/b"));
  must(writer.remove("page/never"));
  EXPECT_THAT(find(index_, "nora"), ElementsAre("b")) << "seen before it was committed";
  must(writer.commit());
  EXPECT_THAT(find(index_, "kumla"), IsEmpty());
  EXPECT_THAT(find(index_, "nora"), IsEmpty());
  EXPECT_THAT(find(index_, "laxå"), ElementsAre("a"));
  EXPECT_THAT(must(writer.stamps()), ElementsAre(Pair("page/a", "2")));
}

TEST_F(IndexWriterTest, knows_the_stamps_after_a_restart) {
  fill();
  EXPECT_THAT(must(open().stamps()), UnorderedElementsAre(Pair("page/a", "1"), Pair("page/b", "1")));
}

TEST_F(IndexWriterTest, names_and_words_may_be_as_long_as_they_like) {
  const std::string key(300, 'k');
  auto first = document(key + "1", "Ett " + std::string(100'000, 'x'));
  auto second = document(key + "2", "Två");
  first.place = second.place = std::string(5000, 'p');
  testing::fill(index_, {first, second});
  auto writer = open();
  EXPECT_EQ(must(writer.stamps()).size(), 2u);
  must(writer.remove("page/" + key + "1"));
  must(writer.commit());
  EXPECT_THAT(find(index_, "ett"), IsEmpty());
  Request request;
  request.text = "två";
  request.place = second.place;
  EXPECT_EQ(must(index_.find(request)).total, 1u);
}

TEST_F(IndexWriterTest, one_at_a_time) {
  auto first = open();
  Index other(index_.folder(), "sv");
  const auto second = IndexWriter::open(other);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, base::ErrorKind::unavailable);
}

TEST_F(IndexWriterTest, an_index_of_another_format_is_made_anew) {
  fill();
  Xapian::WritableDatabase(index_.folder().string()).set_metadata(std::string(state_key), "0 0.0.1 whole");
  EXPECT_FALSE(index_.find({.text = "kumla"}));
  EXPECT_TRUE(open().is_new());
}

TEST_F(IndexWriterTest, a_folder_that_cannot_be_made_is_said) {
  std::ofstream(folder_.path() / "file") << "no folder";
  Index impossible(folder_.path() / "file" / "sv", "sv");
  const auto writer = IndexWriter::open(impossible);
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().kind, base::ErrorKind::unavailable);
}

/// Each file of the index, in turn.
std::vector<std::string> files() { return {"iamglass", "postlist.glass", "docdata.glass", "termlist.glass"}; }

TEST_F(IndexWriterTest, a_missing_file_is_found_out_and_the_index_made_anew) {
  for (const auto& name : files()) {
    fill();
    fs::remove(index_.folder() / name);
    index_.reset();
    EXPECT_TRUE(open().is_new()) << name;
  }
}

TEST_F(IndexWriterTest, a_truncated_file_is_found_out_and_the_index_made_anew) {
  for (const auto& name : files()) {
    fill();
    fs::resize_file(index_.folder() / name, fs::file_size(index_.folder() / name) / 3);
    index_.reset();
    EXPECT_TRUE(open().is_new()) << name;
  }
}

TEST_F(IndexWriterTest, a_file_of_something_else_is_found_out_and_the_index_made_anew) {
  for (const auto& name : files()) {
    fill();
    const auto size = fs::file_size(index_.folder() / name);
    std::ofstream(index_.folder() / name) << std::string(size, '#');
    index_.reset();
    EXPECT_TRUE(open().is_new()) << name;
  }
}

TEST_F(IndexWriterTest, reading_tells_of_damage_once) {
  fill();
  std::atomic<int> told = 0;
  index_.on_damage([&] { ++told; });
  fs::resize_file(index_.folder() / "postlist.glass", 100);
  index_.reset();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(index_.find({.text = "kumla"}).error().kind, base::ErrorKind::unavailable);
  EXPECT_EQ(told, 1);
}

TEST_F(IndexWriterTest, readers_go_on_while_it_writes) {
  fill();
  std::atomic<bool> stop = false;
  std::atomic<int> reads = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        const auto found = index_.find({.text = "nora"});
        ASSERT_TRUE(found) << found.error().message << found.error().cause;
        ASSERT_EQ(testing::references(*found), std::vector<std::string>{"b"});
        ++reads;
      }
    });
  }
  auto writer = open();
  for (int i = 0; i < 200; ++i) {
    must(writer.put(document("n" + std::to_string(i % 50), "Sida " + std::to_string(i))));
    must(writer.commit());
    for (const int before = reads; reads == before;) std::this_thread::yield();
  }
  stop = true;
  for (auto& reader : readers) reader.join();
}

}  // namespace
}  // namespace smartmove::search
