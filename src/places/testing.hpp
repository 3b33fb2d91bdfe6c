#pragma once

#include <string>

#include "content/blocks_builtin.hpp"
#include "content/testing.hpp"
#include "places/contribution.hpp"
#include "places/fact.hpp"
#include "places/figures.hpp"
#include "places/place.hpp"

/// A few places, indicators and facts for tests.
namespace smartmove::places::testing {

inline Place kumla() { return {"1881", PlaceKind::municipality, "18", {{"en", "Kumla"}, {"sv", "Kumla"}}}; }
inline Place county() { return {"18", PlaceKind::county, "", {{"en", "Örebro County"}, {"sv", "Örebro län"}}}; }

inline Indicator population() {
  return {"population",
          {{"en", "Residents"}, {"sv", "Invånare"}},
          {{"en", "residents"}, {"sv", "invånare"}},
          {{"en", "People registered."}, {"sv", "Folkbokförda."}},
          "persons",
          Direction::neither,
          0,
          365};
}
inline Indicator share() {
  return {"share",
          {{"en", "Share"}, {"sv", "Andel"}},
          {{"en", "%"}, {"sv", "%"}},
          {{"en", "Of all."}, {"sv", "Av alla."}},
          "percent",
          Direction::higher,
          1,
          365};
}

inline Fact fact(std::optional<double> value, std::string period = "2024", std::string indicator = "population",
                 std::string place = "1881") {
  return {std::move(place), std::move(indicator), std::move(period), value, "SCB", "https://www.scb.se/x", "CC0",
          {2026, 3, 1}};
}

/// The core's types and the places' own.
inline const content::Registry& registry() {
  static const content::Registry made({content::contribution(), contribution()});
  return made;
}

inline content::FigureSourceFactory figures() {
  return [](storage::Session& session, const content::Region&, const std::string& language, base::Date today) {
    return latest_figures(session, content::testing::translations(), language, today);
  };
}

}  // namespace smartmove::places::testing
