#include "content/registry.hpp"

#include "content/blocks_builtin.hpp"
#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::must;
using testing::note_body;
using testing::note_registry;

struct Reading {
  boost::json::value body;
  std::vector<std::string> problems;  // `where expected …`
  std::vector<std::string> references;
};

Reading read(boost::json::value body) {
  base::JsonReader reader("f");
  Reading made;
  made.body = note_registry().read_body(*note_registry().document_type("note"), body, reader);
  for (const auto& each : reader.problems()) made.problems.push_back(each.where + " " + each.expected);
  for (const auto& each : reader.references())
    made.references.push_back(each.kind + " " + each.value + " " + each.where);
  return made;
}

Reading read_blocks(std::string_view blocks) {
  auto body = note_body("T");
  body.as_object()["blocks"] = must(base::parse_json(blocks, "blocks"));
  return read(std::move(body));
}

TEST(RegistryTest, two_features_cannot_claim_one_name) {
  EXPECT_THROW(Registry({contribution(), contribution()}), std::logic_error);
  EXPECT_THROW(Registry({testing::notes(), testing::notes()}), std::logic_error);
  Contribution references;
  references.references["document"] = [](storage::Session&, const std::string&) -> base::Result<bool> { return true; };
  EXPECT_THROW(Registry({references}), std::logic_error);
}

TEST(RegistryTest, finds_what_was_contributed) {
  EXPECT_EQ(note_registry().document_type("note")->name, "note");
  EXPECT_EQ(note_registry().document_type("nothing"), nullptr);
  EXPECT_TRUE(note_registry().block_type("section")->has_children);
  EXPECT_EQ(note_registry().block_type("nothing"), nullptr);
  EXPECT_THAT(note_registry().template_names(),
              ElementsAre("content/call_out", "content/section", "content/text", "site/page"));
}

TEST(RegistryTest, gives_a_body_its_canonical_form) {
  const auto made = read(must(base::parse_json(R"({"text": {"type": "doc"}, "description": "D", "title": "T"})", "f")));
  EXPECT_THAT(made.problems, ElementsAre());
  EXPECT_EQ(boost::json::serialize(made.body),
            R"({"title":"T","description":"D","text":{"type":"doc"},"seen_from":null,"blocks":[]})");
}

TEST(RegistryTest, a_body_that_is_no_object_is_one_problem) {
  for (const auto* body : {"7", "[]", "null", "\"x\""}) {
    EXPECT_THAT(read(must(base::parse_json(body, "f"))).problems, ElementsAre("f# an object")) << body;
  }
}

TEST(RegistryTest, names_missing_unknown_and_too_long_members) {
  const auto made = read(must(base::parse_json(R"({"titel": "T", "description": "D", "text": {"type": "doc"}})", "f")));
  EXPECT_THAT(made.problems, ElementsAre("f#/title this member, which is required", "f#/titel \"title\", perhaps"));
  EXPECT_THAT(read(note_body("åäö åäö åäö åäö åäöx")).problems, ElementsAre());
  EXPECT_THAT(read(note_body("åäö åäö åäö åäö åäöxx")).problems, ElementsAre("f#/title at most 20"));
}

TEST(RegistryTest, refuses_a_block_type_nobody_has) {
  EXPECT_THAT(read_blocks(R"([{"type": "sektion", "data": {}}])").problems,
              ElementsAre("f#/blocks/0/type one of call_out, section, text"));
}

TEST(RegistryTest, refuses_blocks_inside_a_block_that_holds_none) {
  const auto made = read_blocks(R"([{"type": "text", "data": {"text": {"type": "doc"}},
                                     "blocks": [{"type": "section", "data": {"colour": "pink"}}]}])");
  EXPECT_THAT(made.problems,
              ElementsAre("f#/blocks/0/blocks none: a text holds no others",
                          "f#/blocks/0/blocks/0/data/colour one of sun, berry, forest, sky, clay, night, paper"));
}

TEST(RegistryTest, points_at_mistakes_however_deep_they_are) {
  const auto made = read_blocks(R"([{"type": "section", "data": {"colour": "sun"}, "blocks": [
      {"type": "section", "data": {"colour": "sky"}, "blocks": [
        {"type": "call_out", "data": {"heading": "H", "text": {"type": "doc", "content": [{"type": "x"}]},
                                      "link": {"label": "L", "to": "nowhere"}}},
        {"type": "text", "data": 7}, {"data": {}, "colour": 1}]}]}])");
  EXPECT_THAT(made.problems,
              ElementsAre("f#/blocks/0/blocks/0/blocks/2/type this member, which is required",
                          "f#/blocks/0/blocks/0/blocks/2/colour one of type, audiences, data, blocks",
                          HasSubstr("f#/blocks/0/blocks/0/blocks/0/data/text/content/0 a node of type paragraph"),
                          "f#/blocks/0/blocks/0/blocks/0/data/link/to a document as type/key, https://… or mailto:…",
                          "f#/blocks/0/blocks/0/blocks/1/data an object"));
}

TEST(RegistryTest, notes_references_once_each_where_they_stand) {
  const auto made =
      read_blocks(R"([{"type": "section", "audiences": ["studenter"], "data": {"colour": "sun"}, "blocks": [
      {"type": "call_out", "data": {"heading": "H", "text": {"type": "doc"}, "link": {"label": "L", "to": "note/x"}}}]}])");
  EXPECT_THAT(made.references, ElementsAre("audience studenter f#/blocks/0/audiences/0",
                                           "document note/x f#/blocks/0/blocks/0/data/link/to"));
}

TEST(RegistryTest, a_body_is_never_deeper_than_the_database_reads) {
  const auto sections = [](int depth) {
    std::string blocks = "[]";
    for (int i = 0; i < depth; ++i)
      blocks = R"([{"type": "section", "data": {"colour": "sun"}, "blocks": )" + blocks + "}]";
    return read_blocks(blocks);
  };
  EXPECT_THAT(sections(15).problems, ElementsAre());
  EXPECT_THAT(sections(16).problems, ElementsAre(HasSubstr("at most 32 levels")));
  // What is taken can be read back by the strictest reader there is.
  EXPECT_NO_THROW(boost::json::parse(boost::json::serialize(sections(15).body)));
}

TEST(RegistryTest, schema_says_what_the_reader_takes) {
  const auto schema = note_registry().schema(*note_registry().document_type("note"));
  EXPECT_EQ(schema.at("properties").at("title").at("maxLength").as_uint64(), 20u);
  EXPECT_EQ(schema.at("properties").at("title").at("title"), "Title");
  EXPECT_EQ(schema.at("properties").at("blocks").at("items").at("$ref"), "#/$defs/Block");
  EXPECT_EQ(schema.at("additionalProperties"), false);
  const auto& block = schema.at("$defs").at("Block");
  std::vector<std::string> types;
  for (const auto& each : block.at("oneOf").as_array()) {
    types.emplace_back(each.at("properties").at("type").at("const").as_string());
    EXPECT_EQ(each.at("properties").as_object().contains("blocks"), types.back() != "section");
  }
  EXPECT_THAT(types, ElementsAre("call_out", "section", "text"));
}

class ReferenceCheckTest : public testing::ContentTest {};
INSTANTIATE_TEST_SUITE_P(databases, ReferenceCheckTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(ReferenceCheckTest, lists_each_reference_that_leads_nowhere) {
  put("note", "there");
  const auto problems = read([](storage::Session& session) {
    return note_registry().check_references(session, {{"document", "note/there", "a"},
                                                      {"document", "note/away", "b"},
                                                      {"document", "strange", "c"},
                                                      {"place", "1881", "d"},
                                                      {"place", "1882", "e"},
                                                      {"place", "1882", "f"}});
  });
  EXPECT_EQ(base::format_problems(problems),
            "b: found \"note/away\", expected a document that exists\n"
            "c: found \"strange\", expected a document that exists\n"
            "e: found \"1882\", expected a place that exists\n"
            "f: found \"1882\", expected a place that exists\n");
}

TEST_P(ReferenceCheckTest, a_kind_that_nobody_checks_is_a_programmers_error) {
  EXPECT_THROW(read([](storage::Session& session) {
                 return note_registry().check_references(session, {{"unicorn", "x", "a"}});
               }),
               std::logic_error);
}

}  // namespace
}  // namespace smartmove::content
