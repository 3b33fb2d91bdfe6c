#include "sources/source.hpp"

#include "sources/place_codes.hpp"
#include "sources/testing.hpp"

namespace smartmove::sources {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::problems;

constexpr const char* sound =
    R"({"service":"kolada","source_name":"Kolada {id}","source_url":"https://kolada.se/?k={id}",
  "licence":"CC0","places":{"0018":"18"},"feeds":[{"indicator":"population","unit":"persons","id":"N01951"}]})";

std::string with(const std::string& part, const std::string& other) {
  std::string text = sound;
  const auto at = text.find(part);
  if (at == std::string::npos) throw std::logic_error(part);
  return text.replace(at, part.size(), other);
}

places::Place place(std::string code, places::PlaceKind kind, std::string parent) {
  return {std::move(code), kind, std::move(parent), {}};
}

TEST(SourceTest, a_sound_definition_names_what_it_refers_to) {
  base::JsonReader reader("s.json");
  const auto source = read_source(*base::parse_json(sound, "s.json"), reader);
  EXPECT_EQ(base::format_problems(reader.problems()), "");
  std::vector<std::string> names;
  for (const auto& each : reader.references()) names.push_back(each.kind + " " + each.value + " " + each.where);
  EXPECT_THAT(names, ElementsAre("place 18 s.json#/places/0018", "indicator population s.json#/feeds/0/indicator"));
  EXPECT_EQ(with_id(source.source_name + source.source_url, source.feeds[0]),
            "Kolada N01951https://kolada.se/?k=N01951");
  EXPECT_EQ(base::to_json(*base::from_json<Source>(base::to_json(source))), base::to_json(source));
}

TEST(SourceTest, every_mistake_has_its_place) {
  EXPECT_THAT(problems(with("\"kolada\"", "\"scb\"")), HasSubstr("s.json#/service: found \"scb\""));
  EXPECT_THAT(problems(with("\"licence\"", "\"license\"")), HasSubstr("s.json#/license: found an unknown member"));
  EXPECT_THAT(problems(with("\"CC0\"", "\"\"")), HasSubstr("s.json#/licence: found an empty text"));
  EXPECT_THAT(problems(with("https://kolada.se/?k={id}", "kolada.se")), HasSubstr("s.json#/source_url: found"));
  EXPECT_THAT(problems(with("\"feeds\":[", "\"years\":[2020],\"feeds\":[")), HasSubstr("s.json#/years: found years"));
  EXPECT_THAT(problems(with("\"places\"", "\"from_year\":20,\"places\"")), HasSubstr("s.json#/from_year: found 20"));
  EXPECT_THAT(problems(with("\"places\"", "\"address\":\"https://x/\",\"places\"")), HasSubstr("s.json#/address: "));
  EXPECT_THAT(problems(with("N01951\"", "N01951/../x\"")), HasSubstr("s.json#/feeds/0/id: found"));
  EXPECT_THAT(problems(with("\"N01951\"", "\"\"")), HasSubstr("s.json#/feeds/0/id: found"));
  EXPECT_THAT(problems(with("\"N01951\"", "\"N1\",\"gender\":\"F\"")),
              HasSubstr("s.json#/feeds/0/gender: found \"F\""));
  EXPECT_THAT(problems(with("\"N01951\"", "\"N1\",\"scale\":0")), HasSubstr("s.json#/feeds/0/scale: found 0"));
  EXPECT_THAT(problems(with("\"N01951\"", "\"N1\",\"region\":\"R\"")), HasSubstr("s.json#/feeds/0/region: found"));
  EXPECT_THAT(problems(with("\"N01951\"", "\"N1\",\"select\":{\"K\":[\"1\"]}")), HasSubstr("s.json#/feeds/0/select: "));
  EXPECT_THAT(problems(with("\"N01951\"", "\"N1\",\"max_jump_percent\":-1")), HasSubstr("/max_jump_percent: found -1"));
  EXPECT_THAT(problems(with("\"N01951\"}", "\"N1\"},{\"indicator\":\"population\",\"unit\":\"u\",\"id\":\"N2\"}")),
              HasSubstr("s.json#/feeds/1/indicator: found a second feed"));
  EXPECT_THAT(problems(R"({"service":"kolada","source_name":"n","source_url":"https://x","licence":"l","feeds":[]})"),
              HasSubstr("s.json#/feeds: found no feed"));
}

TEST(SourceTest, each_service_has_its_own_needs) {
  const auto csv = problems(with("\"kolada\"", "\"csv\""));
  for (const auto* member : {"address", "place_column", "period_column"}) {
    EXPECT_THAT(csv, HasSubstr(std::string("s.json#/") + member + ": found nothing"));
  }
  const auto acs = problems(with("\"kolada\"", "\"acs\""));
  EXPECT_THAT(acs, HasSubstr("s.json#/geography: found nothing"));
  EXPECT_THAT(acs, HasSubstr("s.json#/years: found nothing"));
  EXPECT_THAT(problems(with("\"kolada\"", "\"acs\",\"years\":[2022],\"geography\":\"for=x y\"")),
              HasSubstr("s.json#/geography: found \"for=x y\""));
  EXPECT_EQ(problems(with("\"kolada\"", "\"acs\",\"years\":[2022],\"geography\":\"for=place:55282&in=state:06\"")), "");
  std::string v1 = with("\"kolada\"", "\"pxweb1\"");
  v1.replace(v1.find("\"N01951\""), 8, R"("BE/BE0101/X","select":{"Kon":["1","1"],"Alder":[]})");
  const auto twice = problems(v1);
  EXPECT_THAT(twice, HasSubstr("s.json#/feeds/0/select/Kon: found \"1\" twice"));
  EXPECT_THAT(twice, HasSubstr("s.json#/feeds/0/select/Alder: found no code"));
}

TEST(PlaceCodesTest, know_the_sites_places_by_the_services_codes) {
  using enum places::PlaceKind;
  const std::vector<places::Place> all{place("SE", country, ""), place("18", county, "SE"),
                                       place("1881", municipality, "18"), place("US-0655282", city, "")};
  auto source = testing::source(sound);
  source.within = "SE";
  source.places["0000"] = "SE";
  const PlaceCodes codes(source, all);
  EXPECT_EQ(codes.place("0018"), "18");
  EXPECT_EQ(codes.place("18"), std::nullopt);
  EXPECT_EQ(codes.place("0000"), "SE");
  EXPECT_EQ(codes.place("1881"), "1881");
  EXPECT_EQ(codes.place("US-0655282"), std::nullopt);
  EXPECT_THAT(codes.wanted(source.feeds[0]), ElementsAre("0000", "0018", "1881"));
  source.feeds[0].kinds = {municipality, country};
  EXPECT_THAT(codes.wanted(source.feeds[0]), ElementsAre("0000", "1881"));
}

TEST(PlaceCodesTest, parents_that_go_round_in_a_circle_end) {
  using enum places::PlaceKind;
  auto source = testing::source(sound);
  source.within = "SE";
  const PlaceCodes codes(source, {place("a", county, "b"), place("b", county, "a")});
  EXPECT_EQ(codes.place("a"), std::nullopt);
}

}  // namespace
}  // namespace smartmove::sources
