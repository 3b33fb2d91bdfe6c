#include "content/registry.hpp"

#include <fmt/format.h>
#include <set>
#include <stdexcept>

#include "content/document_store.hpp"

namespace smartmove::content {
namespace json = boost::json;
namespace {

template <class Map, class Value>
void add_unique(Map& map, const std::string& name, Value value, std::string_view kind) {
  if (!map.emplace(name, std::move(value)).second) {
    throw std::logic_error(fmt::format("two features contribute the {} '{}'", kind, name));
  }
}

// What the database's JSON reader takes: a deeper body could be saved and never read again.
constexpr int max_body_depth = 32;

void refuse_deep(const json::value& value, base::JsonReader& reader, int levels) {
  if (!value.is_structured()) return;
  if (levels == 0) return reader.breach("a body nested too deeply", fmt::format("at most {} levels", max_body_depth));
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) {
      auto scope = reader.enter(member.key());
      refuse_deep(member.value(), reader, levels - 1);
    }
  } else {
    const auto& array = value.as_array();
    for (std::size_t i = 0; i < array.size(); ++i) {
      auto scope = reader.enter(std::to_string(i));
      refuse_deep(array[i], reader, levels - 1);
    }
  }
}

base::Result<bool> document_exists(storage::Session& session, const std::string& reference) {
  const auto slash = reference.find('/');
  if (slash == std::string::npos) return false;
  return DocumentStore(session).exists(reference.substr(0, slash), reference.substr(slash + 1));
}

ReferenceCheck names_document_of(const std::string& type) {
  return [type](storage::Session& session, const std::string& key) { return DocumentStore(session).exists(type, key); };
}

/// `a place`, `an audience`
std::string with_article(std::string_view kind) {
  const bool vowel = std::string_view("aeiou").find(kind.front()) != std::string_view::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", kind);
}

}  // namespace

Registry::Registry(std::vector<Contribution> contributions) {
  references_.emplace("document", document_exists);
  for (auto& contribution : contributions) {
    for (auto& type : contribution.document_types) {
      const auto name = type.name;
      if (!type.reference_kind.empty())
        add_unique(references_, type.reference_kind, names_document_of(name), "reference");
      add_unique(document_types_, name, std::move(type), "document type");
    }
    for (auto& type : contribution.block_types) {
      const auto name = type.name;
      add_unique(block_types_, name, std::move(type), "block type");
    }
    for (auto& [kind, check] : contribution.references) add_unique(references_, kind, std::move(check), "reference");
    for (auto& part : contribution.pack_parts) pack_parts_.push_back(std::move(part));
    for (auto& name : contribution.required_documents) required_documents_.push_back(std::move(name));
    for (auto& sheet : contribution.stylesheets) stylesheets_.push_back(std::move(sheet));
    if (contribution.palette_of && palette_of_) throw std::logic_error("two features know the audiences' colours");
    if (contribution.palette_of) palette_of_ = std::move(contribution.palette_of);
  }
}

base::Result<std::optional<Palette>> Registry::palette_of(RenderContext& context, const std::string& audience) const {
  if (!palette_of_ || audience.empty()) return std::optional<Palette>();
  return palette_of_(context, audience);
}

const DocumentType* Registry::document_type(std::string_view name) const {
  const auto found = document_types_.find(name);
  return found == document_types_.end() ? nullptr : &found->second;
}

const BlockType* Registry::block_type(std::string_view name) const {
  const auto found = block_types_.find(name);
  return found == block_types_.end() ? nullptr : &found->second;
}

json::value Registry::read_body(const DocumentType& type, const json::value& body, base::JsonReader& reader) const {
  auto canonical = type.read(body, reader);
  auto* object = canonical.if_object();
  if (auto* blocks = object ? object->if_contains("blocks") : nullptr) {
    auto scope = reader.enter("blocks");
    read_blocks(*blocks, reader);
  }
  refuse_deep(canonical, reader, max_body_depth);
  return canonical;
}

void Registry::read_blocks(json::value& blocks, base::JsonReader& reader) const {
  auto& list = blocks.as_array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto scope = reader.enter(std::to_string(i));
    read_block(list[i].as_object(), reader);
  }
}

void Registry::read_block(json::object& block, base::JsonReader& reader) const {
  const auto* type = block_type(block.at("type").as_string());
  if (!type) {
    json::array names;
    for (const auto& [name, each] : block_types_) names.emplace_back(name);
    auto scope = reader.enter("type");
    if (!reader.is_wrong()) reader.not_one_of(block.at("type"), names);
    return;
  }
  {
    auto scope = reader.enter("data");
    if (!reader.is_wrong()) block.at("data") = type->read(block.at("data"), reader);
  }
  auto scope = reader.enter("blocks");
  auto& children = block.at("blocks");
  if (!type->has_children && !children.as_array().empty()) {
    reader.breach("blocks inside a block", fmt::format("none: a {} holds no others", type->name));
  }
  read_blocks(children, reader);
}

base::Result<std::vector<base::Problem>> Registry::check_references(
    storage::Session& session, const std::vector<base::Reference>& references) const {
  std::map<std::pair<std::string, std::string>, bool> known;
  std::vector<base::Problem> problems;
  for (const auto& reference : references) {
    const auto check = references_.find(reference.kind);
    if (check == references_.end()) throw std::logic_error("nobody checks references of kind " + reference.kind);
    const auto name = std::pair(reference.kind, reference.value);
    auto exists = known.find(name);
    if (exists == known.end()) exists = known.emplace(name, TRY(check->second(session, reference.value))).first;
    if (exists->second) continue;
    problems.push_back(
        {reference.where, fmt::format("\"{}\"", reference.value), with_article(reference.kind) + " that exists"});
  }
  return problems;
}

json::object Registry::schema(const DocumentType& type) const {
  json::array alternatives;
  for (const auto& [name, block] : block_types_) {
    json::object properties{{"type", json::object{{"const", name}}}, {"data", block.schema}};
    if (!block.has_children) properties.emplace("blocks", json::object{{"maxItems", 0}});
    alternatives.push_back(json::object{{"properties", std::move(properties)}});
  }
  // By hand: a block may hold blocks, so the schema that follows from the struct would have no end.
  json::object properties{{"type", base::json_schema<std::string>()},
                          {"audiences", base::json_schema<std::vector<AudienceRef>>()},
                          {"data", json::object{}},
                          {"blocks", base::json_schema<Blocks>()}};
  json::object block{{"type", "object"},
                     {"properties", std::move(properties)},
                     {"required", json::array{"type", "data"}},
                     {"additionalProperties", false},
                     {"oneOf", std::move(alternatives)}};
  auto schema = type.schema;
  schema.emplace("$defs", json::object{{"Block", std::move(block)}});
  return schema;
}

std::vector<std::string> Registry::template_names() const {
  std::set<std::string> names;
  for (const auto& [name, type] : document_types_) {
    for (const auto& each : {type.template_name, type.gone_template_name}) {
      if (!each.empty()) names.insert(each);
    }
  }
  for (const auto& [name, type] : block_types_) names.insert(type.template_name);
  return {names.begin(), names.end()};
}

}  // namespace smartmove::content
