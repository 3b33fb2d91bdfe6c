#include "search/follower.hpp"

#include <fstream>

#include "search/testing.hpp"

namespace smartmove::search {
namespace {

namespace fs = std::filesystem;
using testing::document;
using ::testing::ElementsAre;
using testing::find;
using ::testing::IsEmpty;
using testing::must;

class FollowerTest : public ::testing::Test {
 protected:
  FollowerTest() {
    pages_.put(document("a", "Kumla"));
    pages_.put(document("b", "Nora"));
  }

  void start() {
    follower_ = std::make_unique<Follower>(indexes_, pages_, [this](const std::string&) { ++updates_; });
    follower_->settle();
  }
  Index& index() { return indexes_.of("sv"); }

  testing::Folder folder_;
  testing::Pages pages_;
  Indexes indexes_{folder_.path()};
  std::atomic<int> updates_ = 0;
  std::unique_ptr<Follower> follower_;  // goes first
};

TEST_F(FollowerTest, builds_what_is_missing) {
  start();
  EXPECT_THAT(find(index(), "kumla"), ElementsAre("a"));
  EXPECT_GE(updates_, 1);
}

TEST_F(FollowerTest, takes_in_what_it_is_told_of_and_nothing_else) {
  start();
  const auto comparisons = pages_.comparisons();
  const auto read = pages_.read();
  auto changed = document("a", "Laxå");
  changed.stamp = "2";
  pages_.put(changed);
  pages_.remove("page/b");
  pages_.put(document("c", "Askersund"));
  follower_->changed({"page/a", "page/b", "page/c"});
  follower_->settle();
  EXPECT_THAT(find(index(), "laxå"), ElementsAre("a"));
  EXPECT_THAT(find(index(), "nora"), IsEmpty());
  EXPECT_THAT(find(index(), "askersund"), ElementsAre("c"));
  EXPECT_EQ(pages_.comparisons(), comparisons);
  EXPECT_EQ(pages_.read(), read + 3);
}

TEST_F(FollowerTest, makes_up_at_the_start_only_for_what_it_missed) {
  start();
  follower_.reset();
  const auto read = pages_.read();
  auto changed = document("a", "Laxå");
  changed.stamp = "2";
  pages_.put(changed);
  pages_.remove("page/b");
  start();
  EXPECT_THAT(find(index(), "laxå"), ElementsAre("a"));
  EXPECT_THAT(find(index(), "nora"), IsEmpty());
  EXPECT_EQ(pages_.read(), read + 1);
}

TEST_F(FollowerTest, many_changes_are_compared_rather_than_read_one_by_one) {
  start();
  const auto read = pages_.read();
  std::vector<std::string> many;
  for (int i = 0; i < 1000; ++i) many.push_back("page/n" + std::to_string(i));
  pages_.put(document("n1", "Askersund"));
  follower_->changed(many);
  follower_->settle();
  EXPECT_THAT(find(index(), "askersund"), ElementsAre("n1"));
  EXPECT_EQ(pages_.read(), read + 1);
}

TEST_F(FollowerTest, a_failure_is_tried_again) {
  start();
  pages_.put(document("c", "Askersund"));
  pages_.fail_next(2);
  follower_->everything_may_have_changed();
  for (int tries = 0; tries < 20 && find(index(), "askersund").empty(); ++tries) {
    follower_->everything_may_have_changed();
    follower_->settle();
  }
  EXPECT_THAT(find(index(), "askersund"), ElementsAre("c"));
}

TEST_F(FollowerTest, a_page_that_appears_by_its_schedule_is_taken_in_then) {
  start();
  pages_.put(document("c", "Askersund"));
  const auto before = pages_.comparisons();
  pages_.change_at(base::now() + std::chrono::milliseconds(20));
  follower_->changed({"page/a"});  // learns of the moment; nobody tells of the page itself
  while (pages_.comparisons() == before) std::this_thread::yield();
  follower_->changed({"page/a"});
  follower_->settle();
  EXPECT_THAT(find(index(), "askersund"), ElementsAre("c"));
}

TEST_F(FollowerTest, an_index_that_is_damaged_while_it_runs_is_made_anew) {
  start();
  const auto file = index().folder() / "postlist.glass";
  std::ofstream(file, std::ios::in) << std::string(fs::file_size(file), '#');
  index().reset();
  while (!index().find({.text = "kumla"})) follower_->settle();
  EXPECT_THAT(find(index(), "kumla"), ElementsAre("a"));
}

TEST_F(FollowerTest, an_index_that_is_deleted_while_it_runs_is_made_anew) {
  start();
  fs::remove_all(index().folder());
  index().reset();
  while (!index().find({.text = "kumla"})) follower_->settle();
  EXPECT_THAT(find(index(), "kumla"), ElementsAre("a"));
}

TEST_F(FollowerTest, another_process_that_writes_is_waited_for) {
  {
    const auto holder = must(IndexWriter::open(index()));
    start();
    EXPECT_FALSE(index().find({.text = "kumla"}));
  }
  while (!index().find({.text = "kumla"})) follower_->settle();
  EXPECT_THAT(find(index(), "kumla"), ElementsAre("a"));
}

}  // namespace
}  // namespace smartmove::search
