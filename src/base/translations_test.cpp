#include "base/translations.hpp"

#include <gmock/gmock.h>
#include <stdexcept>
#include <thread>

namespace smartmove::base {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

Result<Translations> load(std::vector<embedded::File> files) { return Translations::load(files); }

Translations good() {
  auto loaded = load({{"sv.json", R"({
      "site.title": "Flytta till oss",
      "site.quoted": "Skriv '{'namn'}' – det's så",
      "profiles.count": "{count, plural, =0 {inga profiler} one {# profil} other {# profiler}}",
      "greeting": "Hej {name}!",
      "share": "{share, number, percent} av {place}"})"},
                      {"en.json", R"({
      "site.title": "Move here",
      "site.quoted": "Write '{'name'}' – it's so",
      "profiles.count": "{count, plural, =0 {no profiles} one {# profile} other {# profiles}}",
      "greeting": "Hello {name}!",
      "share": "{share, number, percent} of {place}"})"}});
  if (!loaded) throw std::runtime_error(format_problems(loaded.error().problems));
  return *std::move(loaded);
}

std::vector<Problem> problems_of(std::vector<embedded::File> files) {
  const auto loaded = load(std::move(files));
  return loaded ? std::vector<Problem>() : loaded.error().problems;
}

auto problem(const std::string& where, const std::string& found, const std::string& expected) {
  return AllOf(Field(&Problem::where, where), Field(&Problem::found, HasSubstr(found)),
               Field(&Problem::expected, HasSubstr(expected)));
}

TEST(Translations, KnowsItsLanguagesAndKeys) {
  const auto translations = good();
  EXPECT_THAT(translations.languages(), ElementsAre("en", "sv"));
  EXPECT_TRUE(translations.has("sv", "site.title"));
  EXPECT_FALSE(translations.has("sv", "site"));
  EXPECT_FALSE(translations.has("fi", "site.title"));
}

TEST(Translations, GivesPlainTextsUnquoted) {
  const auto translations = good();
  EXPECT_EQ(translations.text("sv", "site.title"), "Flytta till oss");
  EXPECT_EQ(translations.text("en", "site.quoted"), "Write {name} – it's so");
  EXPECT_EQ(translations.text("sv", "site.title", {{"unused", "x"}}), "Flytta till oss");
}

TEST(Translations, FillsInArguments) {
  const auto translations = good();
  EXPECT_EQ(translations.text("sv", "greeting", {{"name", "Åsa {<b>}"}}), "Hej Åsa {<b>}!");
  EXPECT_EQ(translations.text("sv", "share", {{"place", "Örebro"}, {"share", 0.25}}), "25\u00a0% av Örebro");
  EXPECT_EQ(translations.text("en", "share", {{"share", 0.25}, {"place", "Örebro"}}), "25% of Örebro");
}

TEST(Translations, CountsAsTheLanguageDoes) {
  const auto translations = good();
  const auto count = [&](std::string_view language, std::int64_t n) {
    return translations.text(language, "profiles.count", {{"count", n}});
  };
  EXPECT_EQ(count("sv", 0), "inga profiler");
  EXPECT_EQ(count("sv", 1), "1 profil");
  EXPECT_EQ(count("sv", 2), "2 profiler");
  EXPECT_EQ(count("sv", 22354), "22\u00a0354 profiler");
  EXPECT_EQ(count("en", 1), "1 profile");
  EXPECT_EQ(count("en", 22354), "22,354 profiles");
}

TEST(Translations, RefusesAProgrammersErrors) {
  const auto translations = good();
  EXPECT_THROW(translations.text("fi", "site.title"), std::out_of_range);
  EXPECT_THROW(translations.text("sv", "site.titel"), std::out_of_range);
  EXPECT_THROW(translations.text("sv", "greeting"), std::out_of_range);
  EXPECT_THROW(translations.text("sv", "greeting", {{"nam", "Åsa"}}), std::out_of_range);
  EXPECT_THROW(translations.text("sv", "profiles.count", {{"count", "många"}}), std::invalid_argument);
}

TEST(Translations, OfTwoSetsDoNotMix) {
  const auto one = load({{"sv.json", R"({"a": "ett {x}"})"}});
  const auto two = load({{"sv.json", R"({"a": "två {x}"})"}});
  ASSERT_TRUE(one && two);
  EXPECT_EQ(one->text("sv", "a", {{"x", "1"}}), "ett 1");
  EXPECT_EQ(two->text("sv", "a", {{"x", "1"}}), "två 1");
}

TEST(Translations, ServeManyThreadsAtOnce) {
  const auto translations = good();
  std::vector<std::string> results(4);
  {
    std::vector<std::jthread> running;
    running.reserve(results.size());
    for (auto& result : results) {
      running.emplace_back([&] {
        for (std::int64_t i = 0; i < 100; ++i) result = translations.text("sv", "profiles.count", {{"count", i}});
      });
    }
  }
  EXPECT_THAT(results, testing::Each("99 profiler"));
}

TEST(TranslationsLoad, ListsKeysThatALanguageLacks) {
  EXPECT_THAT(problems_of({{"en.json", R"({"a": "x", "b/c~": "y"})"}, {"sv.json", R"({"a": "x", "d": "z"})"}}),
              UnorderedElementsAre(problem("sv.json#/b~1c~0", "nothing", "as in en.json"),
                                   problem("en.json#/d", "nothing", "as in sv.json")));
}

TEST(TranslationsLoad, ListsArgumentsThatDiffer) {
  EXPECT_THAT(problems_of({{"en.json", R"({"a": "{count, plural, one {# day for {name}} other {# days}}", "b": "x"})"},
                           {"sv.json", R"({"a": "{count} dagar", "b": "{y}"})"}}),
              ElementsAre(problem("sv.json#/a", "{count}", "{count}, {name}, as in en.json"),
                          problem("sv.json#/b", "{y}", "no arguments, as in en.json")));
}

TEST(TranslationsLoad, ListsBadMessages) {
  EXPECT_THAT(
      problems_of({{"sv.json", R"({
      "open": "Hej {name",
      "plural": "{count, plural, one {# dag}}",
      "type": "{when, weekday}",
      "number": "Hej {0}",
      "list": ["x", {"y": "z"}],
      "none": null,
      "twice": "a", "twice": "b"})"}}),
      UnorderedElementsAre(
          problem("sv.json#/open", "Hej {name", "MessageFormat"), problem("sv.json#/plural", "plural", "MessageFormat"),
          problem("sv.json#/type", "weekday", "MessageFormat"), problem("sv.json#/number", "{0}", "named arguments"),
          problem("sv.json#/list", "something else", "a text"), problem("sv.json#/none", "something else", "a text"),
          problem("sv.json#/twice", "twice", "once")));
}

TEST(TranslationsLoad, SaysWhereJsonIsBroken) {
  EXPECT_THAT(problems_of({{"sv.json", "{\n\"a\": \"b\",\n}"}}), ElementsAre(problem("sv.json:3", "", "valid JSON")));
  EXPECT_THAT(problems_of({{"sv.json", ""}}), ElementsAre(problem("sv.json:1", "", "valid JSON")));
  EXPECT_THAT(problems_of({{"sv.json", "{} x"}}), ElementsAre(problem("sv.json:1", "", "valid JSON")));
  EXPECT_THAT(problems_of({{"sv.json", "{\"a\": \"\xff\"}"}}), ElementsAre(problem("sv.json:1", "", "valid JSON")));
  EXPECT_THAT(problems_of({{"sv.json", "[\"a\"]"}}), ElementsAre(problem("sv.json", "something else", "one object")));
  EXPECT_THAT(problems_of({{"sv.json", "\"a\""}}), ElementsAre(problem("sv.json", "something else", "one object")));
}

TEST(TranslationsLoad, RefusesFilesOfNoLanguage) {
  EXPECT_THAT(problems_of({{"xx.json", "{}"}, {"sv.txt", "{}"}, {"", "{}"}}),
              ElementsAre(problem("xx.json", "unknown language", "sv.json"), problem("sv.txt", "", "sv.json"),
                          problem("", "", "sv.json")));
}

TEST(TranslationsLoad, ReadsEscapesAndLongTexts) {
  const std::string long_text(100000, 'x');
  const auto json = R"({"a": "\u00d6rebro\n", "b": ")" + long_text + "\"}";
  const auto translations = load({{"sv.json", json}});
  ASSERT_TRUE(translations);
  EXPECT_EQ(translations->text("sv", "a"), "Örebro\n");
  EXPECT_EQ(translations->text("sv", "b"), long_text);
}

}  // namespace
}  // namespace smartmove::base
