#include "web/templates.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>
#include <unistd.h>

namespace smartmove::web {
namespace {

using base::embedded::File;
using ::testing::HasSubstr;

class TemplatesTest : public ::testing::Test {
 protected:
  static base::Translations translations() {
    const std::vector<File> files{
        {"en.json",
         R"({"home.title": "Tom & Jerry''s <home>", "home.count": "{count} things", "home.braces": "'{{x}}'"})"},
        {"sv.json", R"({"home.title": "Hem", "home.count": "{count} saker", "home.braces": "'{{x}}'"})"}};
    auto loaded = base::Translations::load(files);
    if (!loaded) throw std::runtime_error(base::format_problems(loaded.error().problems));
    return *loaded;
  }

  base::Result<Templates> load(std::vector<File> files, std::vector<std::string> expected = {"site/home"}) {
    return Templates::load(files, texts_, expected);
  }

  std::string render(std::string_view text, const View& view, std::string_view language = "sv") {
    auto templates = load({{"site/home.html", text}});
    return templates ? templates->render("site/home", language, view).str()
                     : base::format_problems(templates.error().problems);
  }

  /// The `where` of the one problem that this text has.
  std::string problem_of(std::string_view text) {
    const auto templates = load({{"site/home.html", text}});
    if (templates) return "none";
    return templates.error().problems.size() == 1 ? templates.error().problems[0].where
                                                  : base::format_problems(templates.error().problems);
  }

  const base::Translations texts_ = translations();
};

TEST_F(TemplatesTest, EscapesByDefault) {
  View view;
  view.set("name", "<b>&\"'");
  EXPECT_EQ(render("<p title=\"{{name}}\">", view).find("<b>"), std::string::npos);
  EXPECT_THAT(render("{{name}}", view), HasSubstr("&lt;b&gt;&amp;&quot;&#39;"));
}

TEST_F(TemplatesTest, RawHtmlByName) {
  View view;
  view.set("body_html", SafeHtml::trusted("<b>x</b>"));
  EXPECT_EQ(render("{{{body_html}}}|{{&body_html}}", view), "<b>x</b>|<b>x</b>");
}

TEST_F(TemplatesTest, TranslatesAtLoad) {
  EXPECT_EQ(render("<h1>{{t:home.title}}</h1>", {}, "sv"), "<h1>Hem</h1>");
  EXPECT_EQ(render("{{t:home.title}}", {}, "en"), "Tom &amp; Jerry&#39;s &lt;home&gt;");
  EXPECT_EQ(render("{{t:home.braces}}", {}, "en"), "&#123;&#123;x}}");
}

TEST_F(TemplatesTest, PartialsArePutInPlace) {
  auto templates = load({{"site/home.html", "<ul>\n{{#items}}\n{{> site/item}}\n{{/items}}\n</ul>\n"},
                         {"site/item.html", "<li>{{name}}{{> theme/icon}}</li>\n"},
                         {"theme/icon.html", "<svg/>"}});
  ASSERT_TRUE(templates) << templates.error().message;
  View view;
  std::vector<View> items(2);
  items[0].set("name", "a");
  items[1].set("name", "b");
  view.set("items", std::move(items));
  EXPECT_EQ(templates->render("site/home", "sv", view).str(), "<ul>\n<li>a<svg/></li>\n<li>b<svg/></li>\n</ul>\n");
}

TEST_F(TemplatesTest, RefusesBadMustacheWithItsLine) {
  EXPECT_EQ(problem_of("a\nb{{name"), "site/home.html:2");
  EXPECT_EQ(problem_of("a\n\n{{{name_html}}"), "site/home.html:3");
  EXPECT_EQ(problem_of("{{#a}}\n{{#b}}{{/b}}"), "site/home.html:1");
  EXPECT_EQ(problem_of("{{#a}}\n\n{{/b}}"), "site/home.html:3");
  EXPECT_EQ(problem_of("\n{{/a}}"), "site/home.html:2");
  EXPECT_EQ(problem_of("{{=<% %>=}}"), "site/home.html:1");
  EXPECT_EQ(problem_of("{{}}"), "site/home.html:1");
  EXPECT_EQ(problem_of("{{Name}}"), "site/home.html:1");
  EXPECT_EQ(problem_of("{{a..b}}"), "site/home.html:1");
}

TEST_F(TemplatesTest, RefusesRawTagsOfOtherNames) {
  EXPECT_EQ(problem_of("x\n{{{name}}}"), "site/home.html:2");
  EXPECT_EQ(problem_of("x\n{{& name}}"), "site/home.html:2");
  EXPECT_EQ(problem_of("{{#name_html}}{{{.}}}{{/name_html}}"), "site/home.html:1");
}

TEST_F(TemplatesTest, RefusesUnknownTranslations) {
  EXPECT_THAT(render("\n{{t:home.nothing}}", {}), HasSubstr("site/home.html:2"));
  EXPECT_THAT(render("{{t:home.count}}", {}), HasSubstr("without arguments"));
}

TEST_F(TemplatesTest, RefusesUnknownPartialsAndCycles) {
  EXPECT_EQ(problem_of("{{> site/nothing}}"), "site/home.html:1");
  EXPECT_EQ(problem_of("\n{{> site/home}}"), "site/home.html:2");
  EXPECT_FALSE(load({{"site/home.html", "{{> site/a}}"}, {"site/a.html", "{{> site/home}}"}}));
}

TEST_F(TemplatesTest, RefusesMissingAndUnusedTemplates) {
  const auto missing = load({{"site/home.html", ""}}, {"site/home", "site/other"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().problems[0].where, "site/other.html:1");
  const auto unused = load({{"site/home.html", ""}, {"site/old.html", ""}});
  ASSERT_FALSE(unused);
  EXPECT_EQ(unused.error().problems[0].where, "site/old.html:1");
}

TEST_F(TemplatesTest, ListsEveryProblem) {
  const auto templates =
      load({{"site/home.html", "{{{a}}}\n{{t:no.key}}\n{{> no/partial}}\n{{b"}}, {"site/home", "x/y"});
  ASSERT_FALSE(templates);
  EXPECT_EQ(templates.error().problems.size(), 6U)
      << base::format_problems(templates.error().problems);  // the key in both languages
}

TEST_F(TemplatesTest, RefusesWhatOnlyTogetherBecomesATag) {
  EXPECT_FALSE(load({{"site/home.html", "{{> site/a}}{&name}}"}, {"site/a.html", "{"}}));
}

TEST_F(TemplatesTest, UnknownNamesThrow) {
  auto templates = load({{"site/home.html", "x"}});
  ASSERT_TRUE(templates);
  EXPECT_THROW(templates->render("site/nothing", "sv", {}), std::out_of_range);
  EXPECT_THROW(templates->render("site/home", "fi", {}), std::out_of_range);
}

TEST_F(TemplatesTest, ThreadsShareThem) {
  auto templates = load({{"site/home.html", "{{#items}}<li>{{.}}</li>{{/items}}"}});
  ASSERT_TRUE(templates);
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      View view;
      view.set("items", std::vector<std::string>(3, std::to_string(i)));
      const auto item = "<li>" + std::to_string(i) + "</li>";
      for (int round = 0; round < 200; ++round) {
        if (templates->render("site/home", "sv", view).str() != item + item + item) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(TemplatesTest, WatchingReadsChangedFiles) {
  const auto folder = std::filesystem::temp_directory_path() / ("templates_test_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / "src/site/templates");
  std::filesystem::create_directories(folder / "themes/templates");
  const auto home = folder / "src/site/templates/home.html";
  std::ofstream(home) << "one{{> theme/foot}}";
  std::ofstream(folder / "themes/templates/foot.html") << "!";
  auto templates = Templates::watch(folder, texts_, {"site/home"});
  ASSERT_TRUE(templates) << templates.error().message;
  EXPECT_EQ(templates->render("site/home", "sv", {}).str(), "one!");
  std::ofstream(home) << "two{{> theme/foot}}";
  std::filesystem::last_write_time(home, std::filesystem::last_write_time(home) + std::chrono::seconds(2));
  EXPECT_EQ(templates->render("site/home", "sv", {}).str(), "two!");
  std::ofstream(home) << "{{bad";
  std::filesystem::last_write_time(home, std::filesystem::last_write_time(home) + std::chrono::seconds(4));
  EXPECT_THROW(templates->render("site/home", "sv", {}), std::runtime_error);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace smartmove::web
