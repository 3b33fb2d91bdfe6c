#include "content/document_type.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace smartmove::content {
namespace json = boost::json;

json::object describe_fields(json::object schema, const std::vector<Field>& fields) {
  auto& properties = schema.at("properties").as_object();
  for (const auto& field : fields) {
    auto& property = properties.at(field.name).as_object();
    property["title"] = field.label;
    if (!field.help.empty()) property["description"] = field.help;
    if (field.max_length > 0) property["maxLength"] = field.max_length;
  }
  return schema;
}

void check_lengths(const json::value& body, const std::vector<Field>& fields, base::JsonReader& reader) {
  const auto* object = body.if_object();
  if (!object) return;
  for (const auto& field : fields) {
    const auto* value = object->if_contains(field.name);
    const auto* text = value ? value->if_string() : nullptr;
    if (!text || field.max_length == 0) continue;
    const auto length = base::length(*text);
    if (length <= field.max_length) continue;
    auto scope = reader.enter(field.name);
    reader.breach(fmt::format("{} characters", length), fmt::format("at most {}", field.max_length));
  }
}

}  // namespace smartmove::content
