#include "content/theme.hpp"

#include <algorithm>
#include <boost/mp11.hpp>
#include <fmt/format.h>
#include <set>
#include <stdexcept>

#include "base/contrast.hpp"
#include "base/embedded.hpp"
#include "base/text.hpp"

namespace smartmove::content {
namespace {

constexpr std::string_view after_dark = "@media (prefers-color-scheme: dark)";
constexpr std::size_t colour_length = 7;  // #1c1640

template <class Function>
void for_each_colour(Function function) {
  boost::mp11::mp_for_each<boost::describe::describe_members<FieldColours, boost::describe::mod_public>>(function);
}

/// What a rule of a style sheet says of `--NAME: #rrggbb`; empty where nothing.
std::string colour_in(std::string_view rule, std::string name) {
  std::replace(name.begin(), name.end(), '_', '-');
  const auto declaration = "--" + name + ": ";
  const auto at = rule.find(declaration);
  if (at == std::string_view::npos) return {};
  return std::string(rule.substr(at + declaration.size(), colour_length));
}

/// `.field--NAME … {…}` of one part of the style sheet.
std::map<std::string, FieldColours> fields_in(std::string_view css) {
  constexpr std::string_view begin = ".field--";
  std::map<std::string, FieldColours> fields;
  while (true) {
    const auto at = css.find(begin);
    if (at == std::string_view::npos) return fields;
    const auto rest = css.substr(at + begin.size());
    const auto name = rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
    const auto open = std::min(rest.find('{'), rest.size());
    const auto rule = rest.substr(open, rest.find('}', open) - open);
    auto& colours = fields[std::string(name)];
    for_each_colour([&](auto member) { colours.*member.pointer = colour_in(rule, member.name); });
    css = rest.substr(open + rule.size());
  }
}

bool is_whole(const FieldColours& colours) {
  bool whole = true;
  for_each_colour([&](auto member) { whole = whole && base::parse_colour(colours.*member.pointer); });
  return whole;
}

}  // namespace

base::Result<Theme> read_theme(std::string_view css) {
  const auto begin = std::min(css.find(after_dark), css.size());
  const auto end = std::min(css.find("\n}\n", begin), css.size());
  const auto light = fields_in(std::string(css.substr(0, begin)) + std::string(css.substr(end)));
  const auto dark = fields_in(css.substr(begin, end - begin));
  std::set<std::string> names;
  for (const auto& each : light) names.insert(each.first);
  for (const auto& each : dark) names.insert(each.first);
  Theme made;
  std::vector<base::Problem> problems;
  for (const auto& name : names) {
    const bool both = light.contains(name) && dark.contains(name);
    if (both && is_whole(light.at(name)) && is_whole(dark.at(name))) {
      made[name] = {light.at(name), dark.at(name)};
    } else {
      problems.push_back({"tokens.css", ".field--" + name, "all its colours, by day and after dark"});
    }
  }
  if (problems.empty()) return made;
  return base::fail({base::ErrorKind::invalid, "The colours of the themes are not whole.", {}, std::move(problems)});
}

const Theme& theme() {
  static const auto made = [] {
    auto read = read_theme(base::embedded::themes().front().bytes);
    if (!read) throw std::logic_error(base::format_problems(read.error().problems));
    return *std::move(read);
  }();
  return made;
}

const Palette& field(std::string_view name) {
  const auto found = theme().find(name);
  return found == theme().end() ? theme().at("paper") : found->second;
}

}  // namespace smartmove::content
