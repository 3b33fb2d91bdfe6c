#pragma once

#include <functional>
#include <string>

#include "content/block.hpp"
#include "content/collect_text.hpp"
#include "content/render_context.hpp"

namespace smartmove::content {

/// A kind of block. A feature makes one with block_type<T>() and hands it over in its Contribution.
struct BlockType {
  std::string name;           ///< `profile_grid`
  std::string template_name;  ///< `profiles/profile_grid`
  bool has_children = false;
  boost::json::object schema;
  /// Checks `data` and gives it in canonical form.
  std::function<boost::json::value(const boost::json::value& data, base::JsonReader&)> read;
  /// The words in it, for search.
  std::function<base::Result<std::string>(const boost::json::value& data)> text;
  /// The view for the template. Children come as `blocks_html`.
  std::function<base::Result<web::View>(const SharedJson& data, RenderContext&)> view;
};

/// `view` is `Result<View>(const T&, RenderContext&)`; T is a described struct: the shape of `data`.
template <class T, class ViewFunction>
BlockType block_type(std::string name, std::string template_name, ViewFunction view) {
  BlockType type;
  type.name = std::move(name);
  type.template_name = std::move(template_name);
  type.schema = base::json_schema<T>();
  type.read = [](const boost::json::value& data, base::JsonReader& reader) {
    T value{};
    base::read_json(data, reader, value);
    return base::to_json(value);
  };
  type.text = [](const boost::json::value& data) -> base::Result<std::string> {
    std::string text;
    collect_text(TRY(base::from_json<T>(data)), text);
    return text;
  };
  type.view = [view](const SharedJson& data, RenderContext& context) -> base::Result<web::View> {
    return view(*TRY(data.template as<T>()), context);
  };
  return type;
}

}  // namespace smartmove::content
