#include "content/pack_folder.hpp"

#include <sys/stat.h>

#include "content/testing.hpp"

namespace smartmove::content {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using testing::must;

class PackFolderTest : public ::testing::Test {
 protected:
  PackFolder folder() { return must(PackFolder::open(pack_.path())); }
  std::string problem(const std::string& name) {
    const auto text = folder().read(name);
    return text ? "no problem" : testing::problems_of(text.error());
  }

  testing::TestPack pack_;
  testing::TestPack outside_;
};

TEST_F(PackFolderTest, wants_a_folder_with_a_pack) {
  EXPECT_EQ(PackFolder::open(pack_.path() / "away").error().kind, base::ErrorKind::not_found);
  EXPECT_EQ(PackFolder::open(pack_.path() / "pack.json").error().kind, base::ErrorKind::not_found);
  fs::create_directory(pack_.path() / "empty");
  EXPECT_NE(PackFolder::open(pack_.path() / "empty").error().message.find("holds no pack.json"), std::string::npos);
}

TEST_F(PackFolderTest, lists_names_in_order) {
  pack_.file("b/2.json", "").file("b/1.json", "").file("a/x", "").file("b/c/y", "");
  EXPECT_THAT(folder().folders(""), ElementsAre("a", "b"));
  EXPECT_THAT(folder().files("b"), ElementsAre("1.json", "2.json"));
  EXPECT_THAT(folder().folders("b"), ElementsAre("c"));
  EXPECT_THAT(folder().files("nowhere"), ElementsAre());
  EXPECT_TRUE(folder().contains("b/c/y"));
  EXPECT_FALSE(folder().contains("b/c"));
}

TEST_F(PackFolderTest, reads_text) {
  pack_.file("å.md", "Blåbär 🫐\n").file("empty", "");
  EXPECT_EQ(must(folder().read("å.md")), "Blåbär 🫐\n");
  EXPECT_EQ(must(folder().read("empty")), "");
  EXPECT_EQ(problem("away"), "away:1: found no such file in the pack, expected a file\n");
}

TEST_F(PackFolderTest, refuses_what_is_not_text) {
  pack_.file("latin1", "Bl\xe5").file("zero", std::string_view("a\0b", 3));
  EXPECT_EQ(problem("latin1"), "latin1:1: found bytes that are not text, expected UTF-8 without NUL\n");
  EXPECT_EQ(problem("zero"), "zero:1: found bytes that are not text, expected UTF-8 without NUL\n");
}

TEST_F(PackFolderTest, refuses_what_is_too_large_without_reading_it) {
  pack_.file("huge", "");
  fs::resize_file(pack_.path() / "huge", PackFolder::max_file_bytes + 1);
  EXPECT_EQ(problem("huge"), "huge:1: found 67108865 bytes, expected at most 67108864\n");
}

TEST_F(PackFolderTest, names_the_line_of_bad_json) {
  pack_.file("x.json", "{\n\"a\": 1,\n}");
  const auto json = folder().read_json("x.json");
  ASSERT_EQ(json.error().problems.size(), 1u);
  EXPECT_EQ(json.error().problems[0].where, "x.json:3");
}

TEST_F(PackFolderTest, nothing_outside_is_read_by_its_name) {
  const auto name = outside_.path().filename().string();
  for (const auto& path : {"../" + name + "/pack.json", "a/../../" + name + "/pack.json",
                           (outside_.path() / "pack.json").string(), std::string(".."), std::string("")}) {
    EXPECT_FALSE(folder().contains(path)) << path;
    EXPECT_FALSE(folder().read(path)) << path;
  }
  EXPECT_THAT(folder().files(".."), ElementsAre());
  EXPECT_THAT(folder().folders("../.."), ElementsAre());
  EXPECT_FALSE(folder().read(std::string_view("pack.json\0.md", 13)));
}

TEST_F(PackFolderTest, nothing_outside_is_read_through_a_link) {
  outside_.file("documents/note/a/sv.json", "{}");
  fs::create_symlink(outside_.path() / "pack.json", pack_.path() / "link.json");
  fs::create_directory_symlink(outside_.path() / "documents", pack_.path() / "documents");
  EXPECT_FALSE(folder().contains("link.json"));
  EXPECT_FALSE(folder().read("link.json"));
  EXPECT_FALSE(folder().contains("documents/note/a/sv.json"));
  EXPECT_FALSE(folder().read("documents/note/a/sv.json"));
  EXPECT_THAT(folder().folders(""), ElementsAre());
  EXPECT_THAT(folder().files(""), ElementsAre("pack.json"));
  EXPECT_THAT(folder().folders("documents"), ElementsAre());
  EXPECT_THAT(folder().files("documents/note/a"), ElementsAre());
}

TEST_F(PackFolderTest, a_pipe_is_no_file) {
  ASSERT_EQ(::mkfifo((pack_.path() / "pipe").c_str(), 0600), 0);
  EXPECT_FALSE(folder().contains("pipe"));
  EXPECT_FALSE(folder().read("pipe"));
}

}  // namespace
}  // namespace smartmove::content
