#include "search/query_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"

namespace smartmove::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The parts as one writes them: words of a phrase joined by `+`, `-` before what is not wanted.
std::vector<std::string> parts(std::string_view text) {
  std::vector<std::string> written;
  for (const auto& part : parse_query(text).parts) {
    std::string all = part.use == QueryPart::Use::excluded ? "-" : "";
    for (const auto& word : part.words) all += (&word == part.words.data() ? "" : "+") + word.text;
    written.push_back(all);
  }
  return written;
}

TEST(QueryTextTest, words_phrases_and_what_is_not_wanted) {
  EXPECT_THAT(parts("bo i Örebro"), ElementsAre("bo", "i", "Örebro"));
  EXPECT_THAT(parts("bo \"nära naturen\" -stockholm -\"dyra hus\""),
              ElementsAre("bo", "nära+naturen", "-stockholm", "-dyra+hus"));
  EXPECT_THAT(parts("“lilla huset”"), ElementsAre("lilla+huset"));
  EXPECT_THAT(parts("e-post"), ElementsAre("e", "post"));
}

TEST(QueryTextTest, nothing_is_wrong) {
  for (const auto* text : {"", " ", "*", "\"", "\"\"", "-", "--", "- \"", "()[]{}~^:\\", "😀👍🏽", "\xff\xfe"}) {
    EXPECT_THAT(parts(text), IsEmpty()) << text;
    EXPECT_FALSE(parse_query(text).asks_for_something());
  }
  EXPECT_THAT(parts("NOT"), ElementsAre("NOT"));
  EXPECT_THAT(parts("a AND (b OR c)"), ElementsAre("a", "AND", "b", "OR", "c"));
  EXPECT_THAT(parts("kumla\xff"), ElementsAre("kumla"));
  EXPECT_THAT(parts("title:kumla*"), ElementsAre("title", "kumla"));
  EXPECT_THAT(parts("مرحبا \u202eabc"), ElementsAre("مرحبا", "abc"));
}

TEST(QueryTextTest, a_phrase_that_is_not_closed_goes_to_the_end) {
  EXPECT_THAT(parts("bo \"nära naturen"), ElementsAre("bo", "nära+naturen"));
}

TEST(QueryTextTest, only_what_is_not_wanted_asks_for_nothing) {
  EXPECT_FALSE(parse_query("-stockholm").asks_for_something());
  EXPECT_TRUE(parse_query("kumla -stockholm").asks_for_something());
}

TEST(QueryTextTest, is_open_while_a_word_is_being_typed) {
  EXPECT_TRUE(parse_query("bo i kum").is_open);
  for (const auto* text : {"", "kum ", "\"kum\"", "\"kum", "-kum", "kum!", "kum \"bo i\""}) {
    EXPECT_FALSE(parse_query(text).is_open) << text;
  }
}

TEST(QueryTextTest, is_kept_short) {
  const auto query = parse_query(std::string(10'000, 'a') + " b");
  EXPECT_EQ(query.text.size(), max_query_characters);
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "ö ";
  const auto words = parse_query(many);
  EXPECT_EQ(words.parts.size(), max_query_words);
  EXPECT_TRUE(base::is_valid_utf8(words.text));
  std::string marks = "o";
  for (int i = 0; i < 5000; ++i) marks += "\u0308";
  EXPECT_TRUE(base::is_valid_utf8(parse_query(marks).text));
  EXPECT_LE(parse_query(marks).text.size(), 4 * max_query_characters);
}

TEST(QueryTextTest, knows_where_its_words_stand) {
  const auto query = parse_query("bo\n\"i Örebro\"");
  EXPECT_EQ(query.text, "bo \"i Örebro\"");
  const auto& word = query.parts[1].words[1];
  EXPECT_EQ(query.text.substr(word.begin, word.end - word.begin), "Örebro");
}

}  // namespace
}  // namespace smartmove::search
