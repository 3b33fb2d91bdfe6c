#include "base/json.hpp"

#include <gtest/gtest.h>

namespace smartmove::base {
namespace {

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Inner {
  std::string name;
  std::optional<int> age;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (name, age))

struct Outer {
  Colour colour = Colour::red;
  std::vector<Inner> people;
  std::map<std::string, double> weights;
  bool ready = false;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (colour, people, weights, ready))

Result<Outer> read(std::string_view text) { return from_json<Outer>(boost::json::parse(text), "f.json"); }

TEST(Json, ReadsAndWritesADescribedStruct) {
  const auto text = R"({"colour":"green","people":[{"name":"Åsa","age":null}],"weights":{"a":1.5E0},"ready":true})";
  const auto outer = read(text);
  ASSERT_TRUE(outer);
  EXPECT_EQ(outer->people.at(0).name, "Åsa");
  EXPECT_EQ(boost::json::serialize(to_json(*outer)), text);
}

TEST(Json, ListsEveryBreachByPointer) {
  const auto outer = read(R"({"colour":"blue","people":[{"name":7,"agee":1}],"weights":{"a/b":"x"}})");
  ASSERT_FALSE(outer);
  const std::vector<Problem> expected = {
      {"f.json#/colour", "\"blue\"", "one of red, green"},
      {"f.json#/people/0/name", "7", "a string"},
      {"f.json#/people/0/agee", "an unknown member \"agee\"", "\"age\", perhaps"},
      {"f.json#/weights/a~1b", "\"x\"", "a number"},
      {"f.json#/ready", "nothing", "this member, which is required"},
  };
  EXPECT_EQ(outer.error().problems, expected);
}

TEST(Json, LargeIntegersAndFractionsAreRefusedForWholeNumbers) {
  EXPECT_FALSE(from_json<int>(boost::json::value(3'000'000'000LL)));
  EXPECT_FALSE(from_json<int>(boost::json::value(1.5)));
  EXPECT_EQ(from_json<int>(boost::json::value(2.0)).value(), 2);
}

TEST(Json, StringsMustBeText) {
  EXPECT_FALSE(from_json<std::string>(boost::json::value(boost::json::string("a\0b", 3))));
}

TEST(Json, SchemaComesFromTheSameStruct) {
  EXPECT_EQ(
      boost::json::serialize(json_schema<Inner>()),
      R"({"type":"object","properties":{"name":{"type":"string"},"age":{"anyOf":[{"type":"integer"},{"type":"null"}]}},)"
      R"("required":["name"],"additionalProperties":false})");
}

TEST(Json, OfAnAnswerEveryMemberIsRequiredAtAnyDepth) {
  const auto schema = json_answer_schema<Outer>();
  EXPECT_EQ(boost::json::serialize(schema.at("required")), R"(["colour","people","weights","ready"])");
  EXPECT_EQ(boost::json::serialize(schema.at("properties").at("people").at("items").at("required")),
            R"(["name","age"])");
  const auto maps = json_answer_schema<std::map<std::string, std::optional<Inner>>>();
  EXPECT_EQ(boost::json::serialize(maps.at("additionalProperties").at("anyOf").at(0).at("required")),
            R"(["name","age"])");
}

TEST(ParseJson, NamesTheLineOfASyntaxError) {
  const auto value = parse_json("{\n  \"a\": 1,\n  oops\n}", "pack.json");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().problems.at(0).where, "pack.json:3");
  EXPECT_FALSE(parse_json("{} {}", "x"));
  EXPECT_FALSE(parse_json("", "x"));
  EXPECT_FALSE(parse_json(std::string(100, '['), "x"));
}

TEST(PrettyJson, IsStable) {
  const auto value = boost::json::parse(R"({"b":[1,{"c":2.50}],"a":{},"e":[]})");
  EXPECT_EQ(pretty_json(value),
            "{\n  \"b\": [\n    1,\n    {\n      \"c\": 2.5\n    }\n  ],\n  \"a\": {},\n  \"e\": []\n}\n");
  EXPECT_EQ(pretty_json(boost::json::parse(pretty_json(value))), pretty_json(value));
}

TEST(CompactJson, WritesNumbersAsPeopleDo) {
  const auto value = boost::json::parse(R"({"a": [2.1154e4, 1.5, 7, -0.25], "b": {}, "c": [], "d": "å\"", "e": null})");
  EXPECT_EQ(compact_json(value), R"({"a":[21154,1.5,7,-0.25],"b":{},"c":[],"d":"å\"","e":null})");
}

}  // namespace
}  // namespace smartmove::base
