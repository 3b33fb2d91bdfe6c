#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "content/reference.hpp"
#include "content/shared_json.hpp"

namespace smartmove::content {

/// One piece of a page. `data` has the shape of its BlockType; only a type that says so has children.
struct Block {
  std::string type;
  std::vector<AudienceRef> audiences;  ///< shown to these only; empty: to everybody
  SharedJson data;
  std::vector<Block> blocks;
};
BOOST_DESCRIBE_STRUCT(Block, (), (type, audiences, data, blocks))

/// The ordered blocks of a page. A type of its own so that the registry finds and checks them in any document.
struct Blocks {
  std::vector<Block> list;
};

}  // namespace smartmove::content

namespace smartmove::base {

template <>
struct JsonCodec<content::Blocks> {
  static void read(const boost::json::value& value, JsonReader& reader, content::Blocks& out) {
    read_json(value, reader, out.list);
  }
  static boost::json::value write(const content::Blocks& blocks) { return to_json(blocks.list); }
  static boost::json::object schema() {
    return {{"type", "array"}, {"items", boost::json::object{{"$ref", "#/$defs/Block"}}}};
  }
};

namespace detail {
template <>
inline constexpr bool may_be_left_out<content::Blocks> = true;
}  // namespace detail

}  // namespace smartmove::base
