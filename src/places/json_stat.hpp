#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "places/fact.hpp"
#include "places/place.hpp"

/// What places know as JSON-stat 2.0 (https://json-stat.org/full/), with labels in a language.
namespace smartmove::places {

/// A dataset with the dimensions place, indicator and period, of those that the facts have. `value` holds the cells
/// that there is a fact of, by position; null, with the status `unknown`, where somebody has looked and it is not
/// known. Who says so and under which licence: `extension.sources`, and `extension.source_of` for each cell. The facts'
/// places and indicators must be among those given, and their periods sound.
boost::json::object facts_to_json_stat(std::span<const Fact> facts, const std::map<std::string, Place>& places,
                                       const std::map<std::string, Indicator>& indicators, const std::string& language);

/// A dimension with labels, coordinates (longitude, latitude) and what lies in what.
boost::json::object places_to_json_stat(const std::vector<Place>& places, const std::string& language);

/// A dimension with labels, units and notes.
boost::json::object indicators_to_json_stat(const std::vector<Indicator>& indicators, const std::string& language);

}  // namespace smartmove::places
