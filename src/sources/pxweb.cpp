#include "sources/pxweb.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "places/period.hpp"
#include "sources/period_code.hpp"

namespace smartmove::sources {
namespace {

namespace json = boost::json;

base::Failure unfit(std::string message) { return base::fail(base::ErrorKind::invalid, std::move(message)); }

const Dimension* find(const std::vector<Dimension>& table, const std::string& id) {
  const auto at = std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.id == id; });
  return at == table.end() ? nullptr : &*at;
}

base::Result<const Dimension*> need(const std::vector<Dimension>& table, const std::string& id) {
  if (const auto* found = find(table, id)) return found;
  return unfit(fmt::format("The table has no dimension {}.", base::quote(id)));
}

bool has(const Dimension& dimension, const std::string& code) {
  return std::find(dimension.codes.begin(), dimension.codes.end(), code) != dimension.codes.end();
}

std::vector<std::string> wanted_times(const Dimension& dimension, int from_year) {
  std::vector<std::string> times;
  for (const auto& code : dimension.codes) {
    const auto period = period_from_code(code);
    if (period && places::Period::parse(*period)->last().year >= from_year) times.push_back(code);
  }
  return times;
}

/// Of the dimensions that are neither places nor time.
base::Result<Selection> fixed_part(const std::vector<Dimension>& table, const CubeQuery& query) {
  for (const auto& [id, codes] : query.select) TRY(need(table, id));
  Selection fixed;
  for (const auto& dimension : table) {
    if (dimension.id == query.region || dimension.id == query.time) continue;
    const auto chosen = query.select.find(dimension.id);
    if (chosen != query.select.end()) {
      for (const auto& code : chosen->second) {
        if (has(dimension, code)) continue;
        return unfit(fmt::format("The dimension {} has no code {}.", dimension.id, base::quote(code)));
      }
      fixed.emplace_back(dimension.id, chosen->second);
    } else if (dimension.codes.size() == 1) {
      fixed.emplace_back(dimension.id, dimension.codes);
    } else if (!dimension.elimination) {
      return unfit(fmt::format("The dimension {} has {} codes, and the source selects none of them.", dimension.id,
                               dimension.codes.size()));
    }
  }
  return fixed;
}

/// `all` in parts of at most `size`.
std::vector<std::vector<std::string>> parts_of(const std::vector<std::string>& all, std::size_t size) {
  std::vector<std::vector<std::string>> parts;
  for (std::size_t i = 0; i < all.size(); i += size) {
    const auto end = std::min(i + size, all.size());
    parts.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(i), all.begin() + static_cast<std::ptrdiff_t>(end));
  }
  return parts;
}

class VariablesReader {
 public:
  explicit VariablesReader(base::JsonReader& reader) : reader_(reader) {}

  std::vector<Dimension> read(const json::value& root) {
    std::vector<Dimension> all;
    const auto* object = reader_.object(root);
    if (!object) return all;
    auto scope = reader_.enter("variables");
    const auto* found = object->if_contains("variables");
    if (!found) return reader_.missing(), all;
    const auto* list = reader_.array(*found);
    for (std::size_t i = 0; list && i < list->size(); ++i) {
      auto inner = reader_.enter(std::to_string(i));
      if (const auto* variable = reader_.object((*list)[i])) all.push_back(read_variable(*variable));
    }
    return all;
  }

 private:
  Dimension read_variable(const json::object& variable) {
    Dimension dimension;
    {
      auto scope = reader_.enter("code");
      const auto* code = variable.if_contains("code");
      if (!code) reader_.missing();
      if (const auto* text = code ? reader_.string(*code) : nullptr) dimension.id = std::string(*text);
    }
    const auto* elimination = variable.if_contains("elimination");
    dimension.elimination = elimination && elimination->is_bool() && elimination->get_bool();
    auto scope = reader_.enter("values");
    const auto* values = variable.if_contains("values");
    if (!values) return reader_.missing(), dimension;
    base::read_json(*values, reader_, dimension.codes);
    return dimension;
  }

  base::JsonReader& reader_;
};

}  // namespace

base::Result<std::vector<Dimension>> parse_pxweb1_metadata(std::string_view text, std::string_view origin) {
  const auto root = TRY(base::parse_json(text, origin));
  base::JsonReader reader{std::string(origin)};
  auto all = VariablesReader(reader).read(root);
  if (!reader.problems().empty()) return base::fail(reader.error());
  return all;
}

base::Result<std::vector<Selection>> px_selections(const std::vector<Dimension>& table, const PxWish& wish,
                                                   Refusals& refusals) {
  const auto& region = *TRY(need(table, wish.query.region));
  const auto times = wanted_times(*TRY(need(table, wish.query.time)), wish.from_year);
  const auto fixed = TRY(fixed_part(table, wish.query));
  std::vector<std::string> regions;
  for (const auto& code : wish.regions) {
    if (has(region, code))
      regions.push_back(code);
    else
      refusals.add("The table does not have the place.", code);
  }
  std::size_t cells = 1;
  for (const auto& [id, codes] : fixed) cells *= codes.size();
  if (cells == 0 || cells > wish.most_cells)
    return unfit("The source adds up no cells, or more than one answer may have.");
  const auto times_at_once = std::min(std::max<std::size_t>(times.size(), 1), wish.most_cells / cells);
  std::vector<Selection> all;
  for (const auto& some_times : parts_of(times, times_at_once)) {
    for (const auto& some_regions :
         parts_of(regions, std::max<std::size_t>(wish.most_cells / cells / times_at_once, 1))) {
      auto selection = fixed;
      selection.emplace_back(wish.query.region, some_regions);
      selection.emplace_back(wish.query.time, some_times);
      all.push_back(std::move(selection));
    }
  }
  return all;
}

std::string pxweb1_body(const Selection& selection) {
  json::array query;
  for (const auto& [id, codes] : selection) {
    query.push_back(json::object{
        {"code", id}, {"selection", {{"filter", "item"}, {"values", json::array(codes.begin(), codes.end())}}}});
  }
  return json::serialize(json::object{{"query", std::move(query)}, {"response", {{"format", "json-stat2"}}}});
}

std::string pxweb2_body(const Selection& selection) {
  json::array parts;
  for (const auto& [id, codes] : selection) {
    parts.push_back(json::object{{"variableCode", id}, {"valueCodes", json::array(codes.begin(), codes.end())}});
  }
  return json::serialize(json::object{{"selection", std::move(parts)}});
}

}  // namespace smartmove::sources
