#include "sources/json_stat.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/json_reader.hpp"
#include "base/text.hpp"

namespace smartmove::sources {
namespace {

namespace json = boost::json;

// More than any service gives in one answer; sizes are multiplied before anything is allocated for them.
constexpr std::size_t most_cells = 20'000'000;

class CubeReader {
 public:
  explicit CubeReader(base::JsonReader& reader) : reader_(reader) {}

  Cube read(const json::object& dataset) {
    Cube cube;
    const auto* dimensions = object_in(dataset, "dimension");
    if (!dimensions) return cube;
    // 1.x has them within `dimension`, 2.0 beside it.
    const auto& holder = dataset.contains("id") ? dataset : *dimensions;
    const auto* ids = array_in(holder, "id");
    const auto* sizes = array_in(holder, "size");
    if (!ids || !sizes) return cube;
    if (ids->size() != sizes->size() || ids->empty()) {
      auto scope = reader_.enter("size");
      reader_.breach(fmt::format("{} dimensions with {} sizes", ids->size(), sizes->size()), "as many of both");
      return cube;
    }
    const auto cells = read_dimensions(*dimensions, *ids, *sizes, cube);
    if (reader_.problems().empty()) read_values(dataset, cells, cube);
    return cube;
  }

 private:
  /// How many cells that makes.
  std::size_t read_dimensions(const json::object& all, const json::array& ids, const json::array& sizes, Cube& cube) {
    auto scope = reader_.enter("dimension");
    std::size_t cells = 1;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      auto dimension = read_dimension(all, ids[i], sizes[i]);
      cells *= std::max<std::size_t>(dimension.codes.size(), 1);
      if (cells > most_cells) {
        reader_.breach("a table of more than " + std::to_string(most_cells) + " cells", "a smaller one");
        return 0;
      }
      cube.dimensions.push_back(std::move(dimension));
    }
    return cells;
  }

  const json::value* member(const json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    if (!found) reader_.missing();
    return found;
  }
  const json::object* object_in(const json::object& object, std::string_view name) {
    auto scope = reader_.enter(name);
    const auto* found = member(object, name);
    return found ? reader_.object(*found) : nullptr;
  }
  const json::array* array_in(const json::object& object, std::string_view name) {
    auto scope = reader_.enter(name);
    const auto* found = member(object, name);
    return found ? reader_.array(*found) : nullptr;
  }

  Dimension read_dimension(const json::object& all, const json::value& id, const json::value& size) {
    Dimension dimension;
    const auto* name = reader_.string(id);
    if (!name) return dimension;
    dimension.id = std::string(*name);
    const auto* found = object_in(all, dimension.id);
    if (!found) return dimension;
    auto scope = reader_.enter(dimension.id);
    const auto* category = object_in(*found, "category");
    if (!category) return dimension;
    {
      auto inner = reader_.enter("category");
      dimension.codes = read_codes(*category);
    }
    if (!size.is_int64() || static_cast<std::uint64_t>(size.get_int64()) != dimension.codes.size()) {
      reader_.breach(fmt::format("{} categories", dimension.codes.size()), "as many as its size, " + base::shown(size));
    }
    if (const auto* extension = found->if_contains("extension"); extension && extension->is_object()) {
      const auto* elimination = extension->get_object().if_contains("elimination");
      dimension.elimination = elimination && elimination->is_bool() && elimination->get_bool();
    }
    return dimension;
  }

  std::vector<std::string> read_codes(const json::object& category) {
    const auto* index = category.if_contains("index");
    if (!index) return read_only_code(category);
    auto scope = reader_.enter("index");
    if (const auto* list = index->if_array()) {
      std::vector<std::string> codes;
      for (const auto& code : *list) {
        if (const auto* text = reader_.string(code)) codes.emplace_back(*text);
      }
      return codes;
    }
    const auto* object = reader_.object(*index);
    if (!object) return {};
    std::vector<std::string> codes(object->size());
    std::vector<bool> seen(object->size());
    for (const auto& [code, position] : *object) {
      const auto at = position.is_int64() ? position.get_int64() : -1;
      if (at < 0 || static_cast<std::size_t>(at) >= codes.size() || seen[static_cast<std::size_t>(at)]) {
        reader_.breach("position " + base::shown(position) + " of " + base::quote(code),
                       fmt::format("each of 0 to {} once", codes.size() - 1));
        return {};
      }
      seen[static_cast<std::size_t>(at)] = true;
      codes[static_cast<std::size_t>(at)] = code;
    }
    return codes;
  }

  /// A dimension of one category needs no index.
  std::vector<std::string> read_only_code(const json::object& category) {
    const auto* labels = object_in(category, "label");
    if (!labels) return {};
    if (labels->size() == 1) return {std::string(labels->begin()->key())};
    reader_.breach("no index", "one, where there is more than one category");
    return {};
  }

  void read_values(const json::object& dataset, std::size_t cells, Cube& cube) {
    auto scope = reader_.enter("value");
    const auto* value = dataset.if_contains("value");
    if (!value) return reader_.missing();
    if (const auto* list = value->if_array()) {
      if (list->empty()) return;
      if (list->size() != cells) {
        return reader_.breach(fmt::format("{} values", list->size()), fmt::format("{} for all cells", cells));
      }
      cube.values.resize(cells);
      for (std::size_t i = 0; i < cells; ++i) read_value((*list)[i], std::to_string(i), cube.values[i]);
    } else if (const auto* object = reader_.object(*value)) {
      cube.values.resize(cells);
      for (const auto& [key, each] : *object) read_sparse(key, each, cube);
    }
  }

  void read_sparse(std::string_view key, const json::value& value, Cube& cube) {
    const bool number = !key.empty() && key.size() < 10 &&
                        std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto at = number ? std::stoul(std::string(key)) : cube.values.size();
    if (at >= cube.values.size()) {
      return reader_.breach("position " + base::quote(key), fmt::format("0 to {}", cube.values.size() - 1));
    }
    read_value(value, key, cube.values[at]);
  }

  void read_value(const json::value& value, std::string_view key, std::optional<double>& out) {
    if (value.is_null() || value.is_string()) return;
    auto scope = reader_.enter(key);
    if (!value.is_number()) return reader_.problem(value, "a number or null");
    const auto number = value.to_number<double>();
    if (!std::isfinite(number)) return reader_.breach("a number beyond all bounds", "a number");
    out = number;
  }

  base::JsonReader& reader_;
};

bool is_dataset(const json::value& value) {
  return value.is_object() && value.get_object().contains("dimension") && value.get_object().contains("value");
}

/// The dataset and the pointer to it.
std::pair<const json::object*, std::string> find_dataset(const json::value& root) {
  if (is_dataset(root)) return {&root.get_object(), ""};
  if (!root.is_object()) return {nullptr, ""};
  for (const auto& [key, value] : root.get_object()) {
    if (is_dataset(value)) return {&value.get_object(), std::string(key)};
  }
  return {nullptr, ""};
}

base::Failure unfit(std::string message) { return base::fail(base::ErrorKind::invalid, std::move(message)); }

/// Of each dimension the positions that take part.
base::Result<std::vector<std::size_t>> positions(const Dimension& dimension, const CubeQuery& query) {
  std::vector<std::size_t> found;
  const auto chosen = query.select.find(dimension.id);
  if (chosen == query.select.end()) {
    if (dimension.codes.size() == 1) return std::vector<std::size_t>{0};
    return unfit(fmt::format("The dimension {} has {} codes, and the source selects none of them.", dimension.id,
                             dimension.codes.size()));
  }
  for (const auto& code : chosen->second) {
    const auto at = std::find(dimension.codes.begin(), dimension.codes.end(), code);
    if (at == dimension.codes.end()) {
      return unfit(fmt::format("The dimension {} has no code {}.", dimension.id, base::quote(code)));
    }
    found.push_back(static_cast<std::size_t>(at - dimension.codes.begin()));
  }
  return found;
}

/// Offsets of the cells that are added up, from the cell of a region and a time.
base::Result<std::vector<std::size_t>> offsets(const Cube& cube, const std::vector<std::size_t>& strides,
                                               const CubeQuery& query) {
  std::vector<std::size_t> all{0};
  for (std::size_t i = 0; i < cube.dimensions.size(); ++i) {
    const auto& dimension = cube.dimensions[i];
    if (dimension.id == query.region || dimension.id == query.time) continue;
    std::vector<std::size_t> longer;
    for (const auto position : TRY(positions(dimension, query))) {
      for (const auto offset : all) longer.push_back(offset + position * strides[i]);
    }
    if (longer.size() > most_cells) return unfit("The source adds up too many cells.");
    all = std::move(longer);
  }
  return all;
}

std::optional<double> sum(const Cube& cube, std::size_t from, const std::vector<std::size_t>& offsets) {
  double total = 0;
  for (const auto offset : offsets) {
    const auto& value = cube.values[from + offset];
    if (!value) return std::nullopt;
    total += *value;
  }
  return std::isfinite(total) ? std::optional(total) : std::nullopt;
}

}  // namespace

const Dimension* Cube::find(std::string_view id) const {
  const auto at = std::find_if(dimensions.begin(), dimensions.end(), [&](const auto& each) { return each.id == id; });
  return at == dimensions.end() ? nullptr : &*at;
}

base::Result<Cube> parse_json_stat(std::string_view text, std::string_view origin) {
  const auto root = TRY(base::parse_json(text, origin));
  base::JsonReader reader{std::string(origin)};
  const auto [dataset, pointer] = find_dataset(root);
  Cube cube;
  if (dataset && pointer.empty()) {
    cube = CubeReader(reader).read(*dataset);
  } else if (dataset) {
    auto scope = reader.enter(pointer);
    cube = CubeReader(reader).read(*dataset);
  } else {
    reader.breach(base::shown(root), "a JSON-stat dataset: an object with dimension and value");
  }
  if (!reader.problems().empty()) return base::fail(reader.error());
  return cube;
}

base::Result<std::vector<Cell>> cells_of(const Cube& cube, const CubeQuery& query) {
  const auto count = cube.dimensions.size();
  std::vector<std::size_t> strides(count, 1);
  for (std::size_t i = count; i-- > 1;) strides[i - 1] = strides[i] * cube.dimensions[i].codes.size();
  const auto stride_of = [&](const std::string& id) -> base::Result<std::size_t> {
    const auto* found = cube.find(id);
    if (!found) return unfit(fmt::format("The table has no dimension {}.", base::quote(id)));
    return strides[static_cast<std::size_t>(found - cube.dimensions.data())];
  };
  const auto by_region = TRY(stride_of(query.region));
  const auto by_time = TRY(stride_of(query.time));
  for (const auto& [id, codes] : query.select) TRY(stride_of(id));
  if (cube.values.empty()) return unfit("The answer has no values.");
  const auto added = TRY(offsets(cube, strides, query));
  const auto& regions = cube.find(query.region)->codes;
  const auto& times = cube.find(query.time)->codes;
  std::vector<Cell> cells;
  for (std::size_t region = 0; region < regions.size(); ++region) {
    for (std::size_t time = 0; time < times.size(); ++time) {
      cells.push_back({regions[region], times[time], sum(cube, region * by_region + time * by_time, added)});
    }
  }
  return cells;
}

}  // namespace smartmove::sources
