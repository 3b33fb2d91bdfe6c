#include "content/rich_text.hpp"

#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A document of one paragraph whose content is `inlines` (JSON without the brackets).
std::string paragraph(const std::string& inlines) {
  return R"({"type":"doc","content":[{"type":"paragraph","content":[)" + inlines + "]}]}";
}

base::Result<RichText> parse(const std::string& json) {
  return base::from_json<RichText>(testing::must(base::parse_json(json, "text")), "t");
}

struct Refusal {
  std::string json;
  std::string where;
  std::string expected;  // a part of it
};

class RichTextRefusalTest : public ::testing::TestWithParam<Refusal> {};

TEST_P(RichTextRefusalTest, names_the_place_and_what_is_right) {
  const auto text = parse(GetParam().json);
  ASSERT_FALSE(text) << GetParam().json;
  ASSERT_EQ(text.error().problems.size(), 1u) << testing::problems_of(text.error());
  EXPECT_EQ(text.error().problems[0].where, "t#" + GetParam().where);
  EXPECT_THAT(text.error().problems[0].expected, HasSubstr(GetParam().expected));
}

const std::string first = "/content/0/content/0";

INSTANTIATE_TEST_SUITE_P(
    allow_list, RichTextRefusalTest,
    ::testing::Values(
        Refusal{R"("text")", "", "an object"}, Refusal{"[]", "", "an object"},
        Refusal{R"({"type":"paragraph"})", "", "a node of type doc"}, Refusal{"{}", "", "a node of type doc"},
        Refusal{R"({"type":"doc","content":{}})", "/content", "an array"},
        Refusal{R"({"type":"doc","extra":1})", "/extra", "one of type, content"},
        Refusal{R"({"type":"doc","contents":[]})", "/contents", "\"content\", perhaps"},
        Refusal{R"({"type":"doc","content":[{"type":"image"}]})", "/content/0", "paragraph, heading, bulletList"},
        Refusal{R"({"type":"doc","content":[{"type":"text","text":"loose"}]})", "/content/0", "paragraph"},
        Refusal{R"({"type":"doc","content":[{"type":"listItem","content":[]}]})", "/content/0", "paragraph"},
        Refusal{R"({"type":"doc","content":[{"type":7}]})", "/content/0", "paragraph"},
        Refusal{R"({"type":"doc","content":["p"]})", "/content/0", "an object"},
        Refusal{R"({"type":"doc","content":[{"type":"paragraph","attrs":{"class":"x"}}]})", "/content/0/attrs",
                "one of"},
        Refusal{R"({"type":"doc","content":[{"type":"bulletList"}]})", "/content/0/content", "required"},
        Refusal{R"({"type":"doc","content":[{"type":"bulletList","content":[{"type":"paragraph"}]}]})",
                "/content/0/content/0", "a node of type listItem"},
        Refusal{R"({"type":"doc","content":[{"type":"heading"}]})", "/content/0/attrs", "required"},
        Refusal{R"({"type":"doc","content":[{"type":"heading","attrs":{}}]})", "/content/0/attrs/level", "required"},
        Refusal{R"({"type":"doc","content":[{"type":"heading","attrs":{"level":1}}]})", "/content/0",
                "level 2, 3 or 4"},
        Refusal{R"({"type":"doc","content":[{"type":"heading","attrs":{"level":5}}]})", "/content/0",
                "level 2, 3 or 4"},
        Refusal{R"({"type":"doc","content":[{"type":"heading","attrs":{"level":2.0}}]})", "/content/0/attrs/level",
                "without a decimal point"},
        Refusal{R"({"type":"doc","content":[{"type":"orderedList","attrs":{"start":2.0},"content":[]}]})",
                "/content/0/attrs/start", "without a decimal point"},
        Refusal{R"({"type":"doc","content":[{"type":"orderedList","attrs":{"onclick":"x"},"content":[]}]})",
                "/content/0/attrs/onclick", "one of start, type"}));

INSTANTIATE_TEST_SUITE_P(
    inlines, RichTextRefusalTest,
    ::testing::Values(
        Refusal{paragraph(R"({"type":"text"})"), first + "/text", "required"},
        Refusal{paragraph(R"({"type":"text","text":""})"), first + "/text", "at least one character"},
        Refusal{paragraph(R"({"type":"text","text":7})"), first + "/text", "a string"},
        Refusal{paragraph(R"({"type":"text","text":"a\u0000b"})"), first + "/text", "without NUL"},
        Refusal{paragraph(R"({"type":"text","text":"a","style":"x"})"), first + "/style", "\"type\", perhaps"},
        Refusal{paragraph(R"({"type":"text","text":"a","marks":{}})"), first + "/marks", "an array"},
        Refusal{paragraph(R"({"type":"text","text":"a","marks":["bold"]})"), first + "/marks/0", "an object"},
        Refusal{paragraph(R"({"type":"text","text":"a","marks":[{"type":"code"}]})"), first + "/marks/0",
                "bold, italic or link"},
        Refusal{paragraph(R"({"type":"text","text":"a","marks":[{"type":"bold","attrs":{}}]})"),
                first + "/marks/0/attrs", "one of type"},
        Refusal{paragraph(R"({"type":"text","text":"a","marks":[{"type":"bold"},{"type":"bold"}]})"),
                first + "/marks/1", "each mark once"},
        Refusal{paragraph(R"({"type":"text","text":"a","marks":[{"type":"link"}]})"), first + "/marks/0/attrs",
                "required"},
        Refusal{paragraph(
                    R"j({"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}}]})j"),
                first + "/marks/0", "type/key, https://… or mailto:…"},
        Refusal{paragraph(R"({"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"http://x.se"}}]})"),
                first + "/marks/0", "https://…"},
        Refusal{
            paragraph(
                R"({"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"https://x","target":"_blank"}}]})"),
            first + "/marks/0/attrs/target", "one of href"},
        Refusal{paragraph(R"({"type":"hardBreak","text":"a"})"), first + "/text", "one of type"},
        Refusal{paragraph(R"({"type":"paragraph"})"), first, "a node of type text, hardBreak, fact"},
        Refusal{paragraph(R"({"type":"fact"})"), first + "/attrs", "required"},
        Refusal{paragraph(R"({"type":"fact","attrs":{"place":"1881"}})"), first + "/attrs/indicator", "required"},
        Refusal{paragraph(R"({"type":"fact","attrs":{"place":"1881","indicator":"population"},"marks":[]})"),
                first + "/marks", "one of type, attrs"}));

TEST(RichTextTest, lists_every_breach_at_once) {
  const auto text = parse(R"({"type":"doc","content":[{"type":"image"},{"type":"paragraph","content":[
      {"type":"text","text":""},{"type":"text","text":"a","marks":[{"type":"u"},{"type":"x"}]}]}]})");
  EXPECT_THAT(testing::places_of(text),
              ElementsAre("t#/content/0", "t#/content/1/content/0/text", "t#/content/1/content/1/marks/0",
                          "t#/content/1/content/1/marks/1"));
}

// `depth` quotes around a paragraph.
std::string nested(int depth) {
  std::string text = R"({"type":"paragraph"})";
  for (int i = 0; i < depth; ++i) text = R"({"type":"blockquote","content":[)" + text + "]}";
  return R"({"type":"doc","content":[)" + text + "]}";
}

TEST(RichTextTest, has_a_depth_limit) {
  EXPECT_TRUE(parse(nested(15)));
  const auto deep = parse(nested(16));
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().problems[0].expected, "at most 16 levels");
  EXPECT_FALSE(parse(nested(28)));
}

TEST(RichTextTest, keeps_what_is_allowed_as_it_came) {
  const std::string json =
      paragraph(R"({"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"note/x"}},{"type":"italic"}]},)"
                R"({"type":"hardBreak"},{"type":"fact","attrs":{"place":"1881","indicator":"population"}})");
  const auto text = parse(json);
  ASSERT_TRUE(text);
  EXPECT_EQ(boost::json::serialize(base::to_json(*text)), json);
}

TEST(RichTextTest, notes_references_where_they_stand) {
  base::JsonReader reader("t");
  RichText text;
  base::read_json(
      testing::must(base::parse_json(
          paragraph(R"({"type":"fact","attrs":{"place":"1881","indicator":"population"}},)"
                    R"({"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"note/x"}}]},)"
                    R"({"type":"text","text":"b","marks":[{"type":"link","attrs":{"href":"https://x.se/"}}]})"),
          "t")),
      reader, text);
  ASSERT_TRUE(reader.problems().empty());
  std::vector<std::string> found;
  for (const auto& each : reader.references()) found.push_back(each.kind + " " + each.value + " " + each.where);
  EXPECT_THAT(found, ElementsAre("place 1881 t#/content/0/content/0", "indicator population t#/content/0/content/0",
                                 "document note/x t#/content/0/content/1/marks/0"));
}

TEST(RichTextTest, knows_when_there_is_nothing) {
  EXPECT_TRUE(RichText{}.empty());
  EXPECT_TRUE(testing::must(parse(R"({"type":"doc"})")).empty());
  EXPECT_FALSE(testing::must(parse(paragraph(""))).empty());
}

}  // namespace
}  // namespace smartmove::content
