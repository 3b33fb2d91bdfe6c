#pragma once

#include <string>

#include "comparisons/contribution.hpp"
#include "content/blocks_builtin.hpp"
#include "content/testing.hpp"
#include "places/contribution.hpp"
#include "places/fact_store.hpp"
#include "places/figures.hpp"

/// A few places with figures, for tests of comparisons.
namespace smartmove::comparisons::testing {

using content::testing::must;

inline const content::Registry& registry() {
  static const content::Registry made({content::contribution(), places::contribution(), contribution()});
  return made;
}

inline const content::RenderServices& services() {
  static const content::RenderServices made{
      registry(), content::testing::templates(), content::testing::translations(),
      [](storage::Session& session, const content::Region&, const std::string& language, base::Date today) {
        return places::latest_figures(session, content::testing::translations(), language, today);
      }};
  return made;
}

inline places::Indicator indicator(const std::string& code, places::Direction direction, const std::string& unit) {
  return {code,
          {{"en", code + " en"}, {"sv", code + " sv"}},
          {{"en", ""}, {"sv", ""}},
          {{"en", "D"}, {"sv", "D"}},
          unit,
          direction,
          1,
          10000};
}

/// Kumla and Stockholm with figures, a village without any, and the indicators price (less is better), income (more),
/// people (neither) and price_usd (less).
class ComparisonTest : public content::testing::ContentTest {
 protected:
  void set_up() override {
    ContentTest::set_up();
    const auto kind = places::PlaceKind::municipality;
    must(database().write([&](storage::Session& session) -> base::Result<> {
      places::FactStore store(session);
      TRY(store.put_place({"1881", kind, "", {{"en", "Kumla"}, {"sv", "Kumla"}}}));
      TRY(store.put_place({"1480", kind, "", {{"en", "Gothenburg"}, {"sv", "Göteborg"}}}));
      TRY(store.put_place({"x", kind, "", {{"en", "Village <x>"}, {"sv", "Byn <x>"}}}));
      TRY(store.put_indicator(indicator("price", places::Direction::lower, "SEK")));
      TRY(store.put_indicator(indicator("income", places::Direction::higher, "SEK")));
      TRY(store.put_indicator(indicator("people", places::Direction::neither, "persons")));
      TRY(store.put_indicator(indicator("price_usd", places::Direction::lower, "USD")));
      return {};
    }));
    put_fact("1881", "price", 1, "2024");
    put_fact("1480", "price", 2, "2024");
    put_fact("1881", "income", 3, "2023");
    put_fact("1480", "income", 4, "2024");
    put_fact("1881", "people", 5, "2024");
    put_fact("1480", "people", 6, "2024");
    put_fact("1480", "price_usd", 7, "2024");
  }

  void put_fact(const std::string& place, const std::string& indicator, std::optional<double> value,
                const std::string& period) {
    must(database().write([&](storage::Session& session) {
      return places::FactStore(session).put_fact(
          {place, indicator, period, value, "SCB", "https://www.scb.se/x", "CC0", {2026, 3, 1}});
    }));
  }

  static std::string rich(const std::string& text) {
    return R"({"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": ")" + text +
           R"("}]}]})";
  }

  /// A comparison of Kumla with another place by these rows.
  static boost::json::value body(const std::string& rows, const std::string& there = "1480",
                                 const std::string& more = "") {
    return must(
        base::parse_json(R"({"title": "T", "description": "D", "headline": "H <1>", "here": "1881", "there": ")" +
                             there + R"(", "lead": )" + rich("Lead") + R"(, "rows": [)" + rows + R"(], "drawbacks": )" +
                             rich("Rain") + more + "}",
                         "body"));
  }
  static std::string row(const std::string& theme, const std::string& more) {
    return R"({"theme": ")" + theme + R"(", "here": "Ha", "there": "Ho", )" + more + "}";
  }

  void publish(const std::string& key, const boost::json::value& body, const std::string& language = "sv") {
    const auto& type = *registry().document_type("comparison");
    base::JsonReader reader("f");
    const auto canonical = registry().read_body(type, body, reader);
    ASSERT_TRUE(reader.problems().empty()) << base::format_problems(reader.problems());
    save(edit_of(registry(), "comparison", key, key, canonical, language));
  }

  /// Runs `show(RenderContext&)` on a snapshot, with the figures of the fact store.
  template <class Show>
  auto shown(Show show, const std::string& language = "sv") {
    return must(database().read([&](storage::Session& session) {
      content::RenderContext context(services(), session, region_, language, now_);
      return show(context);
    }));
  }
};

}  // namespace smartmove::comparisons::testing
