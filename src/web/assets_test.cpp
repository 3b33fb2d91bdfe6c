#include "web/assets.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <stdexcept>
#include <unistd.h>

namespace smartmove::web {
namespace {

using base::embedded::File;

base::Result<Response> get(const Assets& assets, const std::string& name) {
  Request request;
  request.parameters["name"] = name;
  return assets.routes().at(0).handler(request);
}

TEST(Assets, ServesWhatWasBuilt) {
  const std::vector<File> files{{"manifest.json", R"({"site.css": "site.1a2b.css"})"},
                                {"site.1a2b.css", "body{}"},
                                {"site.1a2b.css.gz", "gz"},
                                {"site.1a2b.css.br", "br"},
                                {"font.3c.woff2", "wOF2"}};
  const auto assets = Assets::load(files);
  ASSERT_TRUE(assets) << assets.error().message;
  EXPECT_EQ(assets->url("site.css"), "/assets/site.1a2b.css");
  EXPECT_THROW(assets->url("none.css"), std::out_of_range);
  const auto css = get(*assets, "site.1a2b.css");
  ASSERT_TRUE(css);
  EXPECT_EQ(css->body, "body{}");
  EXPECT_EQ(css->content_type, "text/css; charset=utf-8");
  EXPECT_EQ(css->precompressed.gzip, "gz");
  EXPECT_EQ(css->precompressed.brotli, "br");
  EXPECT_EQ(css->headers.at(0).second, "public, max-age=31536000, immutable");
  EXPECT_EQ(get(*assets, "font.3c.woff2")->content_type, "font/woff2");
  for (const auto* hidden : {"site.1a2b.css.gz", "manifest.json", "nothing.css"}) {
    EXPECT_FALSE(get(*assets, hidden)) << hidden;
  }
  EXPECT_EQ(assets->routes().at(0).caching, Caching::path);
}

TEST(Assets, RefusesABrokenBuild) {
  EXPECT_FALSE(Assets::load({}));
  const std::vector<File> no_object{{"manifest.json", "[]"}};
  EXPECT_FALSE(Assets::load(no_object));
  const std::vector<File> wrong{{"manifest.json", R"({"a.css": "a.1.css", "b.css": "b.1.css"})"}, {"x.exe", ""}};
  const auto assets = Assets::load(wrong);
  ASSERT_FALSE(assets);
  EXPECT_EQ(assets.error().problems.size(), 3U);
}

TEST(Assets, WatchingReadsTheFolder) {
  const auto folder = std::filesystem::temp_directory_path() / ("assets_test_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  EXPECT_FALSE(Assets::watch(folder));
  std::ofstream(folder / "manifest.json") << R"({"a.js": "a.1.js"})";
  std::ofstream(folder / "a.1.js") << "one";
  const auto assets = Assets::watch(folder);
  ASSERT_TRUE(assets);
  EXPECT_EQ(get(*assets, "a.1.js")->body, "one");
  std::ofstream(folder / "manifest.json") << R"({"a.js": "a.2.js"})";
  std::ofstream(folder / "a.2.js") << "two";
  EXPECT_EQ(assets->url("a.js"), "/assets/a.2.js");
  EXPECT_EQ(get(*assets, "a.2.js")->body, "two");
  EXPECT_FALSE(get(*assets, "none.js"));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace smartmove::web
