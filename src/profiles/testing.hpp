#pragma once

#include <string>
#include <vector>

#include "content/blocks_builtin.hpp"
#include "content/testing.hpp"
#include "profiles/contribution.hpp"

/// A few people for tests.
namespace smartmove::profiles::testing {

// 1881 has a page, other places only their code.
class FewPlaces : public PlaceDirectory {
 public:
  base::Result<PlaceName> find(content::RenderContext&, const std::string& code) const override {
    return code == "1881" ? PlaceName{"Kumla", "/kommuner/kumla"} : PlaceName{code, ""};
  }
};

inline const content::Registry& registry() {
  static const FewPlaces places;
  static const content::Registry made({content::contribution(), contribution(places)});
  return made;
}

struct Person {
  std::string name;
  std::string place = "1881";
  std::string audiences = "[]";
  std::string booking = R"({"from": "2026-01-01", "until": "2027-12-31"})";
  std::string blocks = "[]";
  std::string more = "";
};

inline boost::json::value body(const Person& person) {
  return content::testing::must(base::parse_json(
      R"({"name": ")" + person.name +
          R"(", "title": "T", "description": "D", "kind": "local", "example": true, "occupation": "Bagare",
          "place": ")" +
          person.place + R"(", "audiences": )" + person.audiences + R"(, "headline": "Hej", "booking": )" +
          person.booking +
          R"(, "consent": {"given": "2026-01-01", "until": "2027-12-31", "by": "B"},
          "answers": [{"topic": "work", "text": {"type": "doc"}}], "left_behind": "Köer", "gained": "Skog", "blocks": )" +
          person.blocks + person.more + "}",
      "body"));
}

/// People with pages, on both databases.
class ProfileTest : public content::testing::ContentTest {
 protected:
  void publish(const std::string& key, const Person& person) {
    const auto& type = *registry().document_type("profile");
    base::JsonReader reader("f");
    auto canonical = registry().read_body(type, body(person), reader);
    ASSERT_TRUE(reader.problems().empty()) << base::format_problems(reader.problems());
    auto edit = edit_of(registry(), "profile", key, key, canonical);
    edit.own = content::testing::must(
        type.schedule(canonical, content::testing::must(base::TimeZone::find(region_.time_zone))));
    save(edit);
  }

  // The names that a grid shows.
  template <class Prepare>
  std::vector<std::string> grid(int count, bool filter, Prepare prepare) {
    const auto html = rendering(registry(), [&](content::RenderContext& context) -> base::Result<std::string> {
      prepare(context);
      const auto blocks = TRY(base::from_json<content::Blocks>(boost::json::value{
          {{"type", "profile_grid"}, {"data", {{"heading", "Folk"}, {"count", count}, {"filter", filter}}}}}));
      return TRY(context.blocks(blocks)).str();
    });
    std::vector<std::string> names;
    for (const auto* name : {"Ada", "Bo", "Cleo", "Dan"}) {
      if (html.find(std::string(">") + name + "</a>") != std::string::npos) names.emplace_back(name);
    }
    return names;
  }
  std::vector<std::string> grid(int count, bool filter = false) {
    return grid(count, filter, [](content::RenderContext&) {});
  }

  // A page's own HTML.
  std::string page(const std::string& key, const std::string& name = "profile") {
    return rendering(registry(), [&](content::RenderContext& context) -> base::Result<std::string> {
      const auto& type = *registry().document_type(name);
      auto view = TRY(type.view(*TRY(context.document(name, key)), context));
      return context.render(type.template_name, view.view).str();
    });
  }

  static boost::json::value list_body() {
    return {{"title", "Profiler"},
            {"description", "D"},
            {"headline", "Folk"},
            {"lead", nullptr},
            {"blocks", boost::json::array{}}};
  }
  void publish_list() { save(edit_of(registry(), "profile_list", "profiles", "", list_body())); }

  void publish_four() {
    publish("ada", {"Ada", "1881", R"(["studenter"])"});
    publish("bo", {"Bo", "1880", R"(["unga"])"});
    publish("cleo", {"Cleo", "1880"});
    publish("dan", {"Dan", "1881", "[]", R"({"from": "2026-12-01", "until": "2026-12-24"})"});
  }
};

}  // namespace smartmove::profiles::testing
