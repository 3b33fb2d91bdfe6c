#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// JSON-stat 1.x and 2 (https://json-stat.org/full/), as SCB and Eurostat answer. Pure.
namespace smartmove::sources {

struct Dimension {
  std::string id;
  std::vector<std::string> codes;  ///< in the order of the values
  bool elimination = false;        ///< PxWeb's extension: without a selection it is not in the answer
};

/// A dataset: `values` in row-major order, the last dimension fastest; none at all in a description of a table.
struct Cube {
  std::vector<Dimension> dimensions;
  std::vector<std::optional<double>> values;

  const Dimension* find(std::string_view id) const;
};

/// The dataset in `text`: the root itself (2.0), the member `dataset`, or the first dataset of a bundle (1.x).
/// A null, an absent position and a text instead of a number (`..`) are not known.
/// invalid: what breaks the format, by `origin#/pointer`.
base::Result<Cube> parse_json_stat(std::string_view text, std::string_view origin);

/// One figure as a service has it, under the service's codes.
struct Cell {
  std::string region;
  std::string time;
  std::optional<double> value;

  friend bool operator==(const Cell&, const Cell&) = default;
};

/// Which cells of a cube: all regions, all times, and of every other dimension the codes named. Several are added up.
struct CubeQuery {
  std::string region;
  std::string time;
  std::map<std::string, std::vector<std::string>> select;
};

/// invalid: a dimension or a code that is not there, or a dimension of several codes of which none is chosen.
base::Result<std::vector<Cell>> cells_of(const Cube& cube, const CubeQuery& query);

}  // namespace smartmove::sources
