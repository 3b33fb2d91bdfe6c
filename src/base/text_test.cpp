#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <gmock/gmock.h>
#include <stdexcept>
#include <thread>
#include <vector>

namespace smartmove::base {
namespace {

const std::string broken = "a\xff\xc3";
const std::string family = "👨‍👩‍👧";  // one character of five code points
const std::string decomposed_o = "o\u0308";       // ö as o and a diaeresis

TEST(Utf8, IsRecognised) {
  for (const auto text : {"", "Örebro", "👨‍👩‍👧", "\u0001"}) EXPECT_TRUE(is_valid_utf8(text)) << text;
  for (const auto text : {"\xff", "a\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80"}) {
    EXPECT_FALSE(is_valid_utf8(text));
  }
  EXPECT_TRUE(is_valid_utf8(std::string("a\0b", 3)));
}

TEST(Utf8, IsMended) {
  EXPECT_EQ(valid_utf8("Örebro"), "Örebro");
  EXPECT_EQ(valid_utf8(broken), "a\uFFFD\uFFFD");
}

TEST(Quote, MakesAnythingPrintable) {
  EXPECT_EQ(quote("port"), "\"port\"");
  EXPECT_EQ(quote("a\nb\x1b[31m\x7f"), "\"a b [31m \"");
  EXPECT_EQ(quote("a\xff"), "\"a\uFFFD\"");
  EXPECT_EQ(length(quote(std::string(100000, 'x'))), 62u);
}

TEST(Length, CountsWhatPeopleSee) {
  EXPECT_EQ(length(""), 0u);
  EXPECT_EQ(length("Örebro"), 6u);
  EXPECT_EQ(length(decomposed_o), 1u);
  EXPECT_EQ(length(family), 1u);
  EXPECT_EQ(length("🇸🇪🇫🇮"), 2u);
  EXPECT_EQ(length("\r\n"), 1u);
  EXPECT_EQ(length(broken), 3u);
}

TEST(Truncate, KeepsCharactersWhole) {
  EXPECT_EQ(truncate("Örebro", 6), "Örebro");
  EXPECT_EQ(truncate("Örebro", 5), "Öreb…");
  EXPECT_EQ(truncate("Örebro", 1), "…");
  EXPECT_EQ(truncate("Örebro", 0), "");
  EXPECT_EQ(truncate("", 0), "");
  EXPECT_EQ(truncate(family + "abc", 2), family + "…");
  EXPECT_EQ(truncate(family, 1), family);
  EXPECT_EQ(truncate(decomposed_o + "re", 2), decomposed_o + "…");
  EXPECT_EQ(truncate("Flytta till Örebro", 8), "Flytta…");  // no space before the mark
  EXPECT_EQ(length(truncate(std::string(1000, 'x'), 70)), 70u);
}

TEST(Slug, WritesInLatinLetters) {
  EXPECT_EQ(slug("Örebro län"), "orebro-lan");
  EXPECT_EQ(slug(decomposed_o + "rebro"), "orebro");
  EXPECT_EQ(slug("  Å, Ä & Ö!  "), "a-a-o");
  EXPECT_EQ(slug("Straße Æ Ø ł Þ"), "strasse-ae-o-l-th");
  EXPECT_EQ(slug("Москва"), "moskva");
  EXPECT_EQ(slug("Мальмё"), "malme");
  EXPECT_EQ(slug("Αθήνα"), "athena");
  EXPECT_EQ(slug("Anna’s café"), "annas-cafe");
  EXPECT_EQ(slug("2026/11—23"), "2026-11-23");
  EXPECT_EQ(slug("a😀b"), "a-b");
  EXPECT_EQ(slug("!?"), "");
  EXPECT_EQ(slug(""), "");
  EXPECT_FALSE(slug("北京 東京 서울").empty());
}

TEST(Slug, IsAFixedPoint) {
  for (const std::string& text : {std::string("Örebro län"), std::string("Мальмё"), std::string("北京 東京 서울"),
                                  std::string("عمان"), std::string("İstanbul ŉ ﬁ ½ ²"), std::string("ʻokina ʹ"),
                                  std::string("ไทย"), std::string("--A--b--"), broken, std::string("x\0y", 3)}) {
    const auto once = slug(text);
    EXPECT_EQ(slug(once), once) << text;
    EXPECT_TRUE(is_slug(once)) << text << " → " << once;
  }
}

TEST(Slug, IsRecognised) {
  for (const auto text : {"orebro", "a-b", "1880", "x"}) EXPECT_TRUE(is_slug(text)) << text;
  for (const auto text : {"", "-", "a-", "-a", "a--b", "A", "ö", "a b", "a_b", "a/b", ".."}) {
    EXPECT_FALSE(is_slug(text)) << text;
  }
}

TEST(Language, IsKnownOrRefused) {
  for (const auto language : {"sv", "en", "en-GB", "fi", "sv-FI", "zh-Hant"})
    EXPECT_TRUE(is_language(language)) << language;
  for (const auto language : {"", "und", "xx", "svenska", "s", "sv_SE!", "../sv", "sv-"}) {
    EXPECT_FALSE(is_language(language)) << language;
  }
  EXPECT_THROW(format_number("xx", 1, 0), std::invalid_argument);
  EXPECT_THROW(collate("xx", "a", "b"), std::invalid_argument);
}

std::vector<std::string> sorted(std::string_view language, std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end(), [&](auto& a, auto& b) { return collate(language, a, b) < 0; });
  return texts;
}

TEST(Collate, FollowsTheAlphabetOfTheLanguage) {
  const std::vector<std::string> names{"Örebro", "Zinkgruvan", "Askersund", "Ängelsberg", "Åmål", "arboga"};
  EXPECT_THAT(sorted("sv", names),
              testing::ElementsAre("arboga", "Askersund", "Zinkgruvan", "Åmål", "Ängelsberg", "Örebro"));
  EXPECT_THAT(sorted("en", names),
              testing::ElementsAre("Åmål", "Ängelsberg", "arboga", "Askersund", "Örebro", "Zinkgruvan"));
  EXPECT_EQ(collate("sv", "Kumla", "Kumla"), 0);
  EXPECT_EQ(collate("sv", decomposed_o, "ö"), 0);
}

TEST(Number, IsGroupedAsTheLanguageDoes) {
  EXPECT_EQ(format_number("sv", 22354, 0), "22\u00a0354");
  EXPECT_EQ(format_number("en", 22354, 0), "22,354");
  EXPECT_EQ(format_number("sv", 1234, 0), "1\u00a0234");
  EXPECT_EQ(format_number("en", 1234567.891, 2), "1,234,567.89");
  EXPECT_EQ(format_number("sv", 1234567.891, 2), "1\u00a0234\u00a0567,89");
  EXPECT_EQ(format_number("sv", 999, 0), "999");
}

TEST(Number, HasFixedDecimalsAndHonestRounding) {
  EXPECT_EQ(format_number("sv", 7, 1), "7,0");
  EXPECT_EQ(format_number("en", 0.125, 2), "0.13");
  EXPECT_EQ(format_number("en", 2.5, 0), "3");
  EXPECT_EQ(format_number("en", -2.5, 0), "-3");
  EXPECT_EQ(format_number("sv", -2.5, 1), "−2,5");
  EXPECT_EQ(format_number("en", -0.4, 0), "0");
  EXPECT_EQ(format_number("en", 0, 0), "0");
  EXPECT_THROW(format_number("sv", std::nan(""), 0), std::invalid_argument);
  EXPECT_THROW(format_number("sv", INFINITY, 0), std::invalid_argument);
  EXPECT_THROW(format_number("sv", 1, -1), std::runtime_error);
}

TEST(Dates, AreWrittenAsTheLanguageDoes) {
  EXPECT_EQ(format_date("sv", {2026, 11, 23}), "23 november 2026");
  EXPECT_EQ(format_date("en", {2026, 11, 23}), "23 November 2026");
  EXPECT_EQ(format_date("sv", {2024, 2, 29}), "29 februari 2024");
  EXPECT_EQ(format_date("sv", {1500, 3, 1}), "1 mars 1500");  // not the Julian calendar's 20 February
  EXPECT_EQ(format_month("sv", 2026, 11), "november 2026");
  EXPECT_EQ(format_month("en", 2026, 5), "May 2026");
  EXPECT_THROW(format_date("sv", {2026, 2, 29}), std::out_of_range);
  EXPECT_THROW(format_month("sv", 2026, 13), std::out_of_range);
}

TEST(Language, NamesItself) {
  EXPECT_EQ(language_name("sv"), "svenska");
  EXPECT_EQ(language_name("en"), "English");
  EXPECT_EQ(language_name("fi"), "suomi");
}

TEST(EscapeHtml, LeavesNothingThatCouldBeMarkup) {
  EXPECT_EQ(escape_html("<a href=\"x\" title='y'>&amp;</a>"),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
  EXPECT_EQ(escape_html("Örebro"), "Örebro");
}

TEST(Text, ServesManyThreadsAtOnce) {
  std::vector<std::string> results(4);
  {
    std::vector<std::jthread> running;
    running.reserve(results.size());
    for (auto& result : results) {
      running.emplace_back([&result] {
        for (int i = 0; i < 50; ++i) {
          result = slug("Örebro") + format_number("sv", 1.5, 1) + format_date("sv", {2026, 1, 1}) +
                   std::to_string(collate("sv", "a", "b")) + std::to_string(length("åäö"));
        }
      });
    }
  }
  EXPECT_THAT(results, testing::Each("orebro1,51 januari 2026-13"));
}

}  // namespace
}  // namespace smartmove::base
