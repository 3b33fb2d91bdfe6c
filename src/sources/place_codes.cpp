#include "sources/place_codes.hpp"

#include <algorithm>
#include <set>

namespace smartmove::sources {
namespace {

/// Whether `place` is `top` or below it.
bool is_within(const places::Place& place, const std::string& top, const std::map<std::string, places::Place>& all) {
  std::set<std::string> seen;  // parents may go round in a circle
  for (auto code = place.code; !code.empty() && seen.insert(code).second;) {
    if (code == top) return true;
    const auto found = all.find(code);
    code = found == all.end() ? std::string() : found->second.parent;
  }
  return false;
}

}  // namespace

PlaceCodes::PlaceCodes(const Source& source, const std::vector<places::Place>& places) {
  std::map<std::string, places::Place> all;
  for (const auto& place : places) all.emplace(place.code, place);
  std::set<std::string> named;
  const auto take = [&](const std::string& code, const places::Place& place) {
    if (!source.within || is_within(place, *source.within, all)) by_code_.emplace(code, place);
  };
  for (const auto& [code, name] : source.places) {
    named.insert(name);
    if (const auto found = all.find(name); found != all.end()) take(code, found->second);
  }
  for (const auto& [code, place] : all) {
    if (!named.contains(code) && !source.places.contains(code)) take(code, place);
  }
}

std::optional<std::string> PlaceCodes::place(const std::string& code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? std::nullopt : std::optional(found->second.code);
}

std::vector<std::string> PlaceCodes::wanted(const Feed& feed) const {
  std::vector<std::string> codes;
  for (const auto& [code, place] : by_code_) {
    const bool is_kind =
        feed.kinds.empty() || std::find(feed.kinds.begin(), feed.kinds.end(), place.kind) != feed.kinds.end();
    if (is_kind) codes.push_back(code);
  }
  return codes;
}

}  // namespace smartmove::sources
