#pragma once

#include <map>
#include <optional>
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

/// A point on the earth in degrees, WGS 84; north and east are positive.
struct Centroid {
  double latitude = 0;
  double longitude = 0;
  friend bool operator==(const Centroid&, const Centroid&) = default;
};
BOOST_DESCRIBE_STRUCT(Centroid, (), (latitude, longitude))

/// A place that facts are about. Swedish ones are known by their SCB code: `1881` Kumla, `18` Örebro län, `SE`.
struct Place {
  std::string code;
  PlaceKind kind = PlaceKind::municipality;
  std::string parent;  ///< code of the place that it lies in: a municipality's county; empty for the topmost
  LocalText names;
  std::optional<Centroid> centroid{};  ///< the middle of its area
};
BOOST_DESCRIBE_STRUCT(Place, (), (code, kind, parent, names, centroid))

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
  /// Whether the county's or the country's figure may stand in where a place has none: a rate may, a count never. Empty
  /// is no.
  std::optional<bool> stands_in{};
};
BOOST_DESCRIBE_STRUCT(Indicator, (),
                      (code, names, units, descriptions, unit, direction, decimals, shelf_life_days, stands_in))

}  // namespace smartmove::places
