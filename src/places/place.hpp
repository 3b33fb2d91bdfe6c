#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace smartmove::places {

/// A text in each language: BCP 47 tag → text.
using LocalText = std::map<std::string, std::string>;

/// The text in `language`, or in any language there is; empty if there is none.
const std::string& in_language(const LocalText& text, const std::string& language);

enum class PlaceKind { municipality, county, country, city };
BOOST_DESCRIBE_ENUM(PlaceKind, municipality, county, country, city)

/// A place that facts are about. Swedish ones are known by their SCB code: `1881` Kumla, `18` Örebro län, `SE`.
struct Place {
  std::string code;
  PlaceKind kind = PlaceKind::municipality;
  std::string parent;  ///< code; empty for the topmost
  LocalText names;
};
BOOST_DESCRIBE_STRUCT(Place, (), (code, kind, parent, names))

/// Which way an indicator is better for the one who lives there.
enum class Direction { higher, lower, neither };
BOOST_DESCRIBE_ENUM(Direction, higher, lower, neither)

/// Something that is measured for places.
struct Indicator {
  std::string code;
  LocalText names;
  LocalText units;         ///< as people read it after the value; may be empty texts
  LocalText descriptions;  ///< one plain sentence: what is counted
  std::string unit;        ///< what each fact's row must carry
  Direction direction = Direction::neither;
  int decimals = 0;         ///< shown
  int shelf_life_days = 0;  ///< counted from the end of a fact's period; older is stale
};
BOOST_DESCRIBE_STRUCT(Indicator, (), (code, names, units, descriptions, unit, direction, decimals, shelf_life_days))

}  // namespace smartmove::places
