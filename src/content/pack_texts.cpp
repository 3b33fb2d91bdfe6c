#include "content/pack_texts.hpp"

#include <fmt/format.h>

#include "content/markdown.hpp"

namespace smartmove::content {
namespace json = boost::json;
namespace {

const json::string* sole_string_member(const json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  if (!object || object->size() != 1) return nullptr;
  const auto* member = object->if_contains(name);
  return member ? member->if_string() : nullptr;
}

}  // namespace

std::map<std::string, std::string> PackTexts::expand(json::value& value, const std::string& folder,
                                                     const std::string& file, const std::string& pointer) {
  if (const auto* text = sole_string_member(value, "markdown")) return expand_markdown(value, *text, file, pointer);
  if (const auto* name = sole_string_member(value, "file")) return expand_file(value, *name, folder, file, pointer);
  std::map<std::string, std::string> lines;
  if (auto* object = value.if_object()) {
    for (auto& member : *object) {
      lines.merge(expand(member.value(), folder, file, pointer + "/" + std::string(member.key())));
    }
  } else if (auto* array = value.if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      lines.merge(expand((*array)[i], folder, file, fmt::format("{}/{}", pointer, i)));
    }
  }
  return lines;
}

// The line within the string says nothing to its author: mistakes are at the member.
std::map<std::string, std::string> PackTexts::expand_markdown(json::value& value, std::string_view text,
                                                              const std::string& file, const std::string& pointer) {
  auto made = markdown_to_rich_text(text, file);
  for (auto& each : made.problems) each.where = file + "#" + pointer;
  report_.add_problems(made.problems);
  value = std::move(made.document);
  return {};
}

std::map<std::string, std::string> PackTexts::expand_file(json::value& value, std::string_view name,
                                                          const std::string& folder, const std::string& file,
                                                          const std::string& pointer) {
  const auto origin = folder + "/" + std::string(name);
  used_files_.insert(origin);
  auto source = folder_.read(origin);
  if (!source) {
    for (auto each : source.error().problems) {
      each.where = file + "#" + pointer + "/file";
      report_.problems.push_back(std::move(each));
    }
  }
  auto made = markdown_to_rich_text(source ? *source : std::string(), origin);
  report_.add_problems(made.problems);
  value = std::move(made.document);
  std::map<std::string, std::string> lines;
  for (auto& [inner, line] : made.lines) lines[pointer + inner] = line;
  return lines;
}

// What could not be taken has a mistake of its own: that its texts are then named by nobody is none.
bool PackTexts::names(const std::string& folder, const std::string& name) const {
  if (used_files_.contains(folder + "/" + name)) return true;
  if (name.ends_with(".json")) return false;
  for (const auto& file : folder_.files(folder)) {
    if (!file.ends_with(".json")) continue;
    const auto text = folder_.read(folder + "/" + file);
    if (!text || text->find("\"" + name + "\"") != std::string::npos) return true;
  }
  return false;
}

}  // namespace smartmove::content
