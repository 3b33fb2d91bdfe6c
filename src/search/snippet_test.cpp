#include "search/snippet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartmove::search {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// The passage with what was found in brackets.
std::string passage(const std::string& text, std::string_view query, std::string_view language = "sv",
                    Reading reading = Reading::whole_words) {
  const Terms terms(language);
  std::string written;
  for (const auto& each : snippet(text, Wanted(parse_query(query), reading, terms))) {
    written += each.hit ? "[" + each.text + "]" : each.text;
  }
  return written;
}

std::string filler(int sentences) {
  std::string text;
  for (int i = 0; i < sentences; ++i) text += "Det här är en mening som inte säger något alls. ";
  return text;
}

TEST(SnippetTest, marks_what_was_looked_for_in_any_form) {
  EXPECT_EQ(passage("Kommunens sjöar.", "kommun"), "[Kommunens] sjöar.");
  EXPECT_EQ(passage("Bo i Örebro", "orebro"), "Bo i [Örebro]");
  EXPECT_EQ(passage("Many lakes", "lake", "en"), "Many [lakes]");
}

TEST(SnippetTest, marks_longer_words_only_while_the_last_one_is_open) {
  EXPECT_EQ(passage("Kumlabor", "kum", "sv", Reading::open_end), "[Kumlabor]");
  EXPECT_EQ(passage("Kumlabor", "kum"), "Kumlabor");
}

TEST(SnippetTest, finds_the_passage_and_says_where_it_is_cut) {
  const auto found = passage(filler(40) + "I Hjälmaren badar man. " + filler(40), "bada Hjälmaren");
  EXPECT_THAT(found, HasSubstr("I [Hjälmaren] [badar] man."));
  EXPECT_LE(found.size(), 300u);
  EXPECT_TRUE(found.ends_with("…")) << found;
}

TEST(SnippetTest, prefers_where_all_words_stand_together) {
  const auto text = "En sjö. " + filler(20) + "En skog. " + filler(20) + "Skog vid sjö. " + filler(20);
  EXPECT_THAT(passage(text, "sjö skog"), HasSubstr("[Skog] vid [sjö]."));
}

TEST(SnippetTest, without_any_it_is_the_beginning) {
  EXPECT_TRUE(passage("Först. " + filler(20), "xyz").starts_with("Först. Det"));
  EXPECT_EQ(passage("", "xyz"), "");
  EXPECT_EQ(passage("… !", "xyz"), "");
}

TEST(SnippetTest, is_one_line_and_leaves_endless_words_out) {
  EXPECT_EQ(passage("Bo\n\n  här", "bo"), "[Bo] här");
  EXPECT_EQ(passage("Bo " + std::string(100, 'x') + " här", "bo här"), "[Bo] … [här]");
  EXPECT_EQ(passage("Bo " + std::string(5000, 'x') + " här", "bo här"), "[Bo] …");
  EXPECT_LE(passage(std::string(5000, '.') + " bo", "bo").size(), 300u);
}

TEST(SnippetTest, does_not_mark_what_is_not_wanted) {
  EXPECT_THAT(passage("Kumla och Hallsberg", "kumla -hallsberg"), Not(HasSubstr("[Hallsberg]")));
}

}  // namespace
}  // namespace smartmove::search
